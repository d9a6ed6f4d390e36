"""The papers of a dossier: there or not, of which day, where they are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.candidate_facts import days
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from outreach.errors import CandidateClosed
from outreach.messages import Reply, Text
from outreach.rules.candidate_code import code
from outreach.rules.candidate_days import past_day
from outreach.rules.candidate_paper_line import read_paper
from outreach.rules.folding import tidy
from outreach.rules.vocabulary.admission_terms import DocumentKind
from outreach.rules.vocabulary.candidates import PRESENCES, PaperPart
from outreach.services.admission import candidate_papers, candidates
from outreach.services.admission.candidate_papers import Paper
from outreach.services.talk.conversations import Draft
from outreach.texts import candidate_entries as texts
from outreach.texts.candidates import paper_word


def papers(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """All papers of a dossier, each a button."""
    known = candidate_papers.listed(turn.session, turn.actor, int(data["candidate"]))
    return [texts.papers(turn.speech, int(data["candidate"]), known)]


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of one paper."""
    _check_open(turn, int(data["candidate"]))
    return forms.begin(turn, FORM, {"candidate": int(data["candidate"]), "kind": data["kind"]})


def from_line(turn: Turn, candidate_id: int, rest: str) -> Sequence[Reply]:
    """Show what a line says of a paper; all papers when it names none."""
    if not rest:
        return papers(turn, {"candidate": candidate_id})
    _check_open(turn, candidate_id)
    told = read_paper(rest, turn.today)
    said: dict[str, Any] = {"candidate": candidate_id, "kind": told.kind.value}
    if told.present is not None:
        said["present"] = told.present
    if told.dated is not None:
        said["dated"] = told.dated.isoformat()
    return forms.begin(turn, FORM, said | ({"place": told.place} if told.place else {}), ready=True)


def _check_open(turn: Turn, candidate_id: int) -> None:
    if candidates.find(turn.session, turn.actor, candidate_id).closed_on is not None:
        raise CandidateClosed(code(candidate_id))


def _paper(said: dict[str, Any]) -> Paper:
    dated = date.fromisoformat(said["dated"]) if said.get("dated") else None
    return Paper(DocumentKind(said["kind"]), said["present"], dated, said.get("place", ""))


def _ask_present(turn: Turn, draft: Draft) -> Question:
    word = paper_word(turn.speech, DocumentKind(draft.said["kind"]))
    options = [Option(turn.speech.word("It is there"), value=True), Option(turn.speech.word("Not yet"), value=False)]
    return Question(turn.speech.say("*{paper}*: is it there?", paper=word[:1].upper() + word[1:]), options)


def _take_present(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["present"] = PRESENCES.require(text, "part") is PaperPart.THERE


def _is_there(draft: Draft) -> bool:
    return bool(draft.said.get("present"))


def _ask_dated(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("Of which day is it? For example 3/5. Time limits may run from it."), days(turn))


def _take_dated(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["dated"] = past_day(text, turn.today).isoformat()


def _ask_place(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("Where is it kept? For example “office, cabinet 2”."))


def _take_place(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["place"] = tidy(text, one_line=True)


def _preview(turn: Turn, draft: Draft) -> Text:
    return texts.paper_preview(turn.speech, draft.said["candidate"], _paper(draft.said))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    candidate_papers.put(turn.session, turn.actor, said["candidate"], _paper(said), turn.today, turn.now)
    return [texts.paper_saved(turn.speech, said["candidate"], _paper(said))]


FORM = Form(
    name="candidate_paper",
    command="ungvien",
    steps=(
        Step("present", "There or not", _ask_present, _take_present),
        Step("dated", "Day", _ask_dated, _take_dated, when=_is_there, optional=True),
        Step("place", "Where kept", _ask_place, _take_place, when=_is_there, optional=True),
    ),
    preview=_preview,
    write=_write,
)

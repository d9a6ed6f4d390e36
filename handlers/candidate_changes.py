"""A candidate who leaves the way, or goes to another unit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.candidate_facts import days
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from models import Unit
from outreach.errors import CandidateClosed, SameUnit
from outreach.messages import Reply, Text
from outreach.rules.admission.stages import Departure
from outreach.rules.candidate_code import code
from outreach.rules.candidate_days import past_day
from outreach.rules.candidate_step_line import read_step_parts
from outreach.rules.folding import tidy
from outreach.rules.vocabulary.admission import EXITS
from outreach.rules.vocabulary.admission_terms import Exit
from outreach.services.admission import candidate_events, candidates
from outreach.services.talk.conversations import Draft
from outreach.services.units import units, visibility
from outreach.texts import candidate_entries as texts
from outreach.texts.candidates import called
from outreach.texts.labels import heading

_MOST_OPTIONS = 12


def exit_from_line(turn: Turn, candidate_id: int, exit_: Exit, rest: str) -> Sequence[Reply]:
    """Show the exit that a line says, or ask for its day."""
    told = read_step_parts(rest, turn.today)
    note = "; ".join(filter(None, [str(told.told.get("reason", "")), *told.others]))
    said: dict[str, Any] = {"candidate": candidate_id, "exit": exit_.value, "note": note}
    return _begin_exit(turn, said | ({"on": told.on.isoformat()} if told.on else {}))


def begin_exit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of an exit."""
    return _begin_exit(turn, {"candidate": int(data["candidate"])})


def fix_exit(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    """An exit as it stands, to be changed and saved anew."""
    return forms.begin(turn, EXIT_FORM, said, ready=True)


def _begin_exit(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    _check_open(turn, said["candidate"])
    return forms.begin(turn, EXIT_FORM, said)


def move_from_line(turn: Turn, candidate_id: int, rest: str) -> Sequence[Reply]:
    """Show the move that a line says, or ask where to."""
    _check_open(turn, candidate_id)
    said: dict[str, Any] = {"candidate": candidate_id, "on": turn.today.isoformat()}
    told = read_step_parts(rest, turn.today)
    if told.on is not None:
        said["on"] = told.on.isoformat()
    for name in told.others[:1]:
        said["unit"] = _another_unit(turn, candidate_id, name)
    return forms.begin(turn, MOVE_FORM, said)


def begin_move(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of a move."""
    return move_from_line(turn, int(data["candidate"]), "")


def _check_open(turn: Turn, candidate_id: int) -> None:
    if candidates.find(turn.session, turn.actor, candidate_id).closed_on is not None:
        raise CandidateClosed(code(candidate_id))


def _another_unit(turn: Turn, candidate_id: int, name: str) -> int | None:
    unit = units.find(turn.session, visibility.committee(turn.session, turn.actor.own), name)
    if unit.id == candidates.find(turn.session, turn.actor, candidate_id).unit_id:
        raise SameUnit(unit.code)
    return unit.id


def _called(turn: Turn, said: dict[str, Any]) -> str:
    row = candidates.find(turn.session, turn.actor, said["candidate"])
    return called(turn.speech, row.id or 0, candidates.name(turn.session, turn.actor, row, turn.now))


def _ask_exit(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, EXITS, exit_), exit_.value) for exit_ in Exit]
    return Question(turn.speech.say("Why does it end here?"), options)


def _take_exit(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["exit"] = EXITS.require(text, "exit").value


def _ask_day(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("On which day? For example 20/6."), days(turn))


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["on"] = past_day(text, turn.today).isoformat()


def _ask_note(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("Anything to note about it? It is kept sealed."))


def _take_note(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["note"] = tidy(text, one_line=True)


def _departure(said: dict[str, Any]) -> Departure:
    return Departure(Exit(said["exit"]), date.fromisoformat(said["on"]))


def _preview_exit(turn: Turn, draft: Draft) -> Text:
    return texts.leaving(turn.speech, _called(turn, draft.said), _departure(draft.said), draft.said.get("note", ""))


def _write_exit(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    departure = _departure(said)
    written = candidate_events.leave(
        turn.session, turn.actor, said["candidate"], departure, turn.today, turn.now, said.get("note", ""),
        said.get("corrects"),
    )  # fmt: skip
    return [texts.left(turn.speech, written, departure, turn.today)]


def _ask_unit(turn: Turn, draft: Draft) -> Question:
    around = visibility.committee(turn.session, turn.actor.own)
    here = candidates.find(turn.session, turn.actor, draft.said["candidate"]).unit_id
    possible = [unit for unit in units.in_scope(turn.session, around) if unit.id != here]
    options = [Option(unit.code, unit.id) for unit in possible[:_MOST_OPTIONS]]
    return Question(turn.speech.say("To which unit? Choose, or type a code."), options)


def _take_unit(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["unit"] = _another_unit(turn, draft.said["candidate"], text)


def _preview_move(turn: Turn, draft: Draft) -> Text:
    said = draft.said
    unit = units.get(turn.session, visibility.committee(turn.session, turn.actor.own), said["unit"])
    return texts.moving(turn.speech, _called(turn, said), unit.code, date.fromisoformat(said["on"]))


def _write_move(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    on = date.fromisoformat(said["on"])
    written = candidate_events.move(turn.session, turn.actor, said["candidate"], said["unit"], on, turn.today, turn.now)
    return [texts.moved(turn.speech, written, turn.session.get_one(Unit, said["unit"]).code, on)]


EXIT_FORM = Form(
    name="candidate_exit",
    command="ungvien",
    steps=(
        Step("exit", "Reason", _ask_exit, _take_exit),
        Step("on", "Day", _ask_day, _take_day),
        Step("note", "Note", _ask_note, _take_note, optional=True),
    ),
    preview=_preview_exit,
    write=_write_exit,
)
MOVE_FORM = Form(
    name="candidate_move",
    command="ungvien",
    steps=(Step("unit", "Unit", _ask_unit, _take_unit), Step("on", "Day", _ask_day, _take_day)),
    preview=_preview_move,
    write=_write_move,
)

"""Requests to the committee: read with their answers, and answered by an administrator."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import OnlyInPrivate, TextNeeded, UnknownEnterprise
from outreach.messages import Reply, Text
from outreach.rules.folding import tidy
from outreach.services.enterprises import enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.visits import proposals
from outreach.texts import proposals as texts


def one(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A proposal with its answer."""
    return [texts.card(turn.speech, proposals.find(turn.session, turn.actor, int(data["proposal"])))]


def of_enterprise(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The proposals of an enterprise: those that wait, and those answered last."""
    if not turn.private:
        raise OnlyInPrivate("dn")
    row = enterprises.find(turn.session, turn.actor, int(data["enterprise"]))
    if row is None:
        raise UnknownEnterprise("")
    return [texts.listing(turn.speech, row.name, proposals.of_enterprise(turn.session, turn.actor, row.id or 0))]


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Start the answer to a proposal."""
    found = proposals.to_answer(turn.session, turn.actor, int(data["proposal"]))
    return forms.begin(turn, ANSWER, {"proposal": found.id})


def describe(turn: Turn, proposal_id: int) -> Text:
    """An answer of the actor's as it stands in their journal."""
    return texts.entry(turn.speech, proposals.own_card(turn.session, turn.actor, proposal_id))


def _ask(turn: Turn, draft: Draft) -> Question:
    return Question(texts.ask(turn.speech, _to_answer(turn, draft)))


def _take(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    said = tidy(text)
    if not said:
        raise TextNeeded
    proposals.check_length(said)
    draft.said["text"] = said


def _preview(turn: Turn, draft: Draft) -> Text:
    return texts.answering(turn.speech, _to_answer(turn, draft), draft.said["text"])


def _to_answer(turn: Turn, draft: Draft) -> proposals.ProposalCard:
    return proposals.to_answer(turn.session, turn.actor, draft.said["proposal"])


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    done = proposals.answer(turn.session, turn.actor, said["proposal"], said["text"], turn.today, turn.now)
    return [texts.answered(turn.speech, done)]


ANSWER = Form(
    name="proposal_answer",
    command="dn",
    steps=(Step("text", "Answer", _ask, _take),),
    preview=_preview,
    write=_write,
    role="admin",
)
FORMS = [ANSWER]
ACTS = {
    "proposal": Act("dn", one),
    "proposals_of": Act("dn", of_enterprise),
    "proposal_answer": Act("dn", begin, "admin"),
}

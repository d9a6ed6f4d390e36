"""What the guided entries of organisations share: which one is meant, the day, how many, the decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from models import Organisation
from outreach.errors import (
    BadCount,
    DomainError,
    MoreThanMembers,
    NameTaken,
    OnlyInPrivate,
    OrganisationTaken,
    TooEarly,
    TooFewMembers,
)
from outreach.messages import Reply, join
from outreach.rules.organisation_conditions import Numbers
from outreach.rules.organisation_line import OrganisationDraft, parse_happened
from outreach.rules.organisation_numbers import read_numbers
from outreach.rules.target_line import parse_reference
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.services.organisations import organisations
from outreach.services.organisations.organisation_entries import Told
from outreach.services.talk import conversations
from outreach.services.talk.conversations import Draft
from outreach.texts import organisation_entries as texts
from outreach.texts import refusals

MOST_OPTIONS = 8
# Refused for one fact of a line, the rest is kept, and that one is asked for again.
_ASKED_AGAIN: dict[type[DomainError], str] = {
    TooFewMembers: "numbers",
    MoreThanMembers: "numbers",
    TooEarly: "happened_on",
    OrganisationTaken: "name",
    NameTaken: "name",
}


def begin(turn: Turn, form: Form, said: dict[str, Any], *, ready: bool) -> Sequence[Reply]:
    """Start ``form`` with what is known; what was refused is said and asked for again, the rest kept.

    Raises:
        OnlyInPrivate: something is still to be asked, and this is a group.

    """
    try:
        replies = forms.begin(turn, form, said, ready=ready)
    except tuple(_ASKED_AGAIN) as refusal:
        asked = _ASKED_AGAIN[type(refusal)]
        if not turn.private or asked not in said:
            raise
        rest = {fact: value for fact, value in said.items() if fact != asked}
        first, *others = forms.begin(turn, form, rest, ready=ready)
        text = join([refusals.sentence(refusal, turn.speech), first.text], "\n\n")
        return [replace(first, text=text), *others]
    draft = conversations.find(turn.session, turn.incoming.address, turn.incoming.user)
    if not turn.private and draft is not None and draft.step != forms.CONFIRM:
        raise OnlyInPrivate("tochuc")
    return replies


def as_said(told: OrganisationDraft) -> dict[str, Any]:
    """What a line told of day, numbers, decision and name, as a form keeps it."""
    said: dict[str, Any] = {
        "happened_on": told.day.isoformat() if told.day else None,
        "numbers": _kept(told.numbers) if told.numbers else None,
        "decision": told.decision,
        "name": told.name,
    }
    return {fact: value for fact, value in said.items() if value}


def as_told(said: dict[str, Any]) -> Told:
    """What a form keeps, as what is told of an organisation."""
    numbers = said.get("numbers")
    return Told(
        OrganisationAct(said["act"]),
        date.fromisoformat(said["happened_on"]),
        Numbers(**numbers) if numbers else None,
        said.get("decision", ""),
        said.get("name", ""),
        said.get("into"),
    )


def _kept(numbers: Numbers) -> dict[str, int | None]:
    return {
        "members": numbers.members,
        "probationary": numbers.probationary,
        "by_transfer": numbers.by_transfer,
    }


def read_some(text: str) -> Numbers:
    """How many ``text`` says there are. Raises BadCount where it says none."""
    numbers = read_numbers(text)
    if numbers is None:
        raise BadCount(text.strip())
    return numbers


def keep_numbers(draft: Draft, text: str) -> None:
    """Keep how many ``text`` says there are. Raises BadCount."""
    draft.said["numbers"] = _kept(read_some(text))


def kind_of(turn: Turn, draft: Draft) -> OrganisationKind:
    """The kind of the organisation that the draft is about."""
    row = organisations.get(turn.session, turn.actor, draft.said["organisation"])
    return OrganisationKind(row.kind)


def options(rows: Sequence[Organisation]) -> list[Option]:
    """The organisations to choose from."""
    return [Option(row.name[:60], {"id": row.id, "name": row.name}) for row in rows]


def _ask_day(turn: Turn, draft: Draft) -> Question:
    del draft
    today = Option(turn.speech.word("Today"), turn.today.isoformat())
    return Question(turn.speech.say("On which day did it happen? For example 27/2/2019"), [today])


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["happened_on"] = parse_happened(text, turn.today).isoformat()


def _ask_decision(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("The number of the decision? For example 12-QD/DU"))


def _take_decision(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["decision"] = parse_reference(text)


def _ask_numbers(turn: Turn, draft: Draft) -> Question:
    return Question(texts.ask_numbers(turn.speech, kind_of(turn, draft)))


def _take_numbers(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    keep_numbers(draft, text)


DAY = Step("happened_on", "Day", _ask_day, _take_day)
DECISION = Step("decision", "Decision", _ask_decision, _take_decision, optional=True)
NUMBERS = Step("numbers", "Number", _ask_numbers, _take_numbers)

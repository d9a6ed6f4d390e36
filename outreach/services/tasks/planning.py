"""Planning: a step for somebody, or a visit, without a visit that it came from; taking it back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models import Enterprise, NextStep, Person
from outreach.actor import Actor
from outreach.errors import (
    CannotUndo,
    DueInPast,
    HandOverOutOfScope,
    NotAllowed,
    NothingThere,
    OnlyInPrivate,
    TooLong,
    UnknownEnterprise,
)
from outreach.rules.tasks.due import ahead
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit
from outreach.services.tasks import receivers
from outreach.services.tasks.steps import LONGEST_TEXT
from outreach.services.units import visibility
from outreach.vault import vault_of


@dataclass(frozen=True)
class Plan:
    """What is to be done at an enterprise: ``kind`` step or visit; whose it is (None: the actor's), until when."""

    enterprise_id: int
    text: str
    due: date | None
    person_id: int | None = None
    kind: str = "step"


@dataclass(frozen=True)
class Planned:
    """The step as it was written, and the entry by which that can be undone."""

    step_id: int
    entry_id: int


def plan(session: Session, actor: Actor, said: Plan, today: date, now: datetime) -> Planned:
    """Write a step down for the unit of whoever it is given to, whose leads hear when it is overdue.

    Raises:
        NotAllowed: the actor is no member.
        UnknownEnterprise: there is none, or not within the actor's committee.
        DueInPast: the day is over.
        HandOverOutOfScope: the person is nobody to whom the actor may give it.
        OnlyInPrivate: the chat is a group that does not cover the unit.
        TooLong: the text has more than LONGEST_TEXT characters.

    """
    if not actor.at_least("member"):
        raise NotAllowed("member")
    enterprise = _enterprise(session, actor, said.enterprise_id)
    if said.due is not None and said.due < today:
        raise DueInPast(said.due, ahead(said.due, today))
    if len(said.text) > LONGEST_TEXT:
        raise TooLong(len(said.text), LONGEST_TEXT)
    owner_id = actor.person_id if said.person_id is None else said.person_id
    row = NextStep(
        enterprise_id=enterprise.id or 0, unit_id=_unit(session, actor, owner_id, enterprise), person_id=owner_id,
        text_sealed=vault_of(session).seal(said.text), due=said.due, kind=said.kind, entered_by_id=actor.person_id,
        entered_at=now,
    )  # fmt: skip
    if not actor.private and not visibility.covers(session, actor.sees, row.unit_id):
        raise OnlyInPrivate("hen")
    session.add(row)
    session.flush()
    entry = audit.enter(session, actor, "step", row.id or 0, now)
    return Planned(row.id or 0, entry.id or 0)


def take_back(session: Session, actor: Actor, step_id: int, now: datetime) -> NextStep:
    """Withdraw what was planned.

    Raises:
        NothingThere: there is no such step.
        CannotUndo: it has been closed since.

    """
    row = session.get(NextStep, step_id, with_for_update=True)
    if row is None:
        raise NothingThere
    if row.closed_at is not None:
        raise CannotUndo("changed")
    row.closed_at, row.closed_as, row.closed_by_id = now, "withdrawn", actor.person_id
    session.add(row)
    session.flush()
    return row


def _enterprise(session: Session, actor: Actor, enterprise_id: int) -> Enterprise:
    found = enterprises.find(session, actor, enterprise_id)
    if found is None or not visibility.covers(session, visibility.committee(session, actor.own), found.unit_id):
        raise UnknownEnterprise("")
    return found


def _unit(session: Session, actor: Actor, owner_id: int | None, enterprise: Enterprise) -> int:
    """The unit of the owner, whom the actor must be allowed to give something to; that in charge without any."""
    if owner_id == actor.person_id or owner_id is None:
        return actor.unit_id or enterprise.unit_id
    unit_id = session.get_one(Person, owner_id).unit_id
    if not receivers.may_receive(session, actor, owner_id, actor.unit_id):
        raise HandOverOutOfScope("")
    return unit_id or actor.unit_id or enterprise.unit_id

"""Writing down one thing that happened to an organisation, and what follows from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import Organisation, OrganisationEvent, Unit
from outreach.actor import Actor
from outreach.errors import NotAllowed
from outreach.rules.organisation_conditions import Condition, Numbers, lacking
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.services.journal import audit
from outreach.services.organisations import organisation_state, organisation_units, organisations
from outreach.services.units import units


@dataclass(frozen=True)
class Told:
    """What is said of something that happened to an organisation.

    ``name`` is what it is called from then on; ``into_id`` the one into which it is merged, to which ``numbers`` then
    belong.
    """

    act: OrganisationAct
    day: date
    numbers: Numbers | None = None
    decision: str = ""
    name: str = ""
    into_id: int | None = None


@dataclass(frozen=True)
class Written:
    """An entry as it was written.

    ``subject`` is the organisation whose members were counted: the one merged into, or itself; ``before`` how many it
    had; ``short`` the condition that it does not meet any more.
    """

    event: OrganisationEvent
    entry_id: int
    row: Organisation
    subject: Organisation
    before: Numbers | None
    short: Condition | None


def check_member(actor: Actor) -> None:
    """Raise NotAllowed unless the actor is a member."""
    if not actor.at_least("member"):
        raise NotAllowed("member")


def own(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """The organisation, open or closed, if the actor may write of it here.

    Raises:
        NotAllowed: the actor is no member.
        UnknownOrganisation, OutOfScope: it is not the actor's.

    """
    check_member(actor)
    row = organisations.get(session, actor, organisation_id)
    units.check_own(session, actor, session.get_one(Unit, row.unit_id))
    return row


def write(
    session: Session, actor: Actor, row: Organisation, told: Told, now: datetime, was: Mapping[str, Any]
) -> Written:
    """Write down what happened to ``row``, and bring all that follows from it in line: unit, bodies, stage."""
    into = session.get(Organisation, told.into_id) if told.into_id else None
    subject = into or row
    before = organisations.numbers_of(subject)
    event = _event(actor, row, told, now, was)
    session.add(event)
    session.flush()
    bring_in_line(session, row, now)
    if into is not None:
        bring_in_line(session, into, now)
    entry = audit.enter(session, actor, "organisation_event", event.id or 0, now)
    numbers = organisations.numbers_of(subject)
    short = lacking(OrganisationKind(subject.kind), numbers, told.day) if numbers and not subject.closed_on else None
    return Written(event, entry.id or 0, row, subject, before, short)


def bring_in_line(session: Session, row: Organisation, now: datetime) -> None:
    """Let the organisation, its unit, its enterprise's bodies and stage be as its events say.

    Raises:
        NameTaken: another unit beside it is called so.

    """
    organisation_state.settle(session, row)
    organisation_units.follow(session, row)
    organisation_state.settle_body(session, row)
    organisation_state.refresh_stage(session, row.enterprise_id, now.date())


def _event(actor: Actor, row: Organisation, told: Told, now: datetime, was: Mapping[str, Any]) -> OrganisationEvent:
    numbers = told.numbers
    return OrganisationEvent(
        organisation_id=row.id or 0,
        organisation_kind=row.kind,
        kind=told.act.value,
        happened_on=told.day,
        unit_id=row.unit_id,
        enterprise_id=row.enterprise_id,
        decision=told.decision,
        name=told.name,
        members=numbers.members if numbers else None,
        probationary=numbers.probationary if numbers else None,
        by_transfer=numbers.by_transfer if numbers else None,
        into_id=told.into_id,
        was=json.dumps(dict(was)) if was else "",
        entered_by_id=actor.person_id or 0,
        entered_at=now,
    )

"""What an administrator changes about a person: role, unit, access. What they logged stays."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models import Person
from outreach.actor import Actor, Scope
from outreach.errors import NothingThere, OutOfScope, ThereAlready
from outreach.services.journal import audit
from outreach.services.people import away, colleagues, duties, handover, invitations, people
from outreach.services.people.duties import Duties
from outreach.services.people.people import Member
from outreach.services.units import units, visibility


@dataclass(frozen=True)
class Move:
    """A person before the move, the unit (its code) to which they go, and how much of what is open stays behind."""

    who: Member
    unit: str
    staying: int


def remove(session: Session, actor: Actor, person_id: int, now: datetime) -> None:
    """Take a person's access away; what is open of them goes to the leads, absences around them end.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.
        LastAdministrator: nobody else administers what this person does.

    """
    person = people.theirs(session, actor, person_id)
    people.check_dispensable(session, person, "viewer", person.unit_id)
    if person.left_at is not None:  # by another administrator, while this one waited
        raise NothingThere
    person.left_at = now
    session.add(person)
    invitations.revoke_for(session, person_id, now)
    audit.note(session, actor, "remove", "person", person.id, now)
    session.flush()
    away.settle(session, actor, person_id, now)


def change_role(session: Session, actor: Actor, person_id: int, role: str, now: datetime) -> Member:
    """Give a person another role in the same unit.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.
        OutOfScope: whoever has no unit can be an administrator alone.
        LastAdministrator: nobody else administers what this person does.

    """
    person = people.theirs(session, actor, person_id)
    if person.unit_id is None and role != "admin":
        raise OutOfScope("")
    people.check_dispensable(session, person, role, person.unit_id)
    person.role = role
    session.add(person)
    audit.note(session, actor, "change", "person", person.id, now, "role")
    session.flush()
    away.settle(session, actor, person_id, now)
    return people.member(session, actor, person_id, now)


def check_unit(session: Session, actor: Actor, person_id: int, unit_id: int, now: datetime) -> Move:
    """What a move to the unit would mean.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.
        UnknownUnit: there is no such unit in the actor's scope.
        ThereAlready: it is the person's unit.
        LastAdministrator: nobody else administers what this person does.

    """
    person = people.theirs(session, actor, person_id)
    unit = units.get(session, actor.own, unit_id)
    if unit_id == person.unit_id:
        raise ThereAlready(unit.code)
    people.check_dispensable(session, person, person.role, unit_id)
    staying = _outside(session, duties.of(session, person_id), unit_id).number
    return Move(people.member(session, actor, person_id, now), unit.code, staying)


def change_unit(session: Session, actor: Actor, person_id: int, unit_id: int, now: datetime) -> Move:
    """Move a person to the unit; what is open and lies outside it stays with its unit: it is given to the lead there.

    Raises:
        NotAllowed, NothingThere, UnknownUnit, ThereAlready, LastAdministrator: as ``check_unit``.

    """
    move = check_unit(session, actor, person_id, unit_id, now)
    person = session.get_one(Person, person_id)
    person.unit_id = unit_id
    session.add(person)
    audit.note(session, actor, "change", "person", person_id, now, "unit_id")
    session.flush()
    settle(session, actor, person_id, now)
    return move


def settle(session: Session, actor: Actor, person_id: int, now: datetime) -> None:
    """Where somebody has come to another unit: end absences that cannot hold, leave behind what is open outside it."""
    away.settle(session, actor, person_id, now)
    unit_id = session.get_one(Person, person_id).unit_id
    if unit_id is not None:
        _leave_behind(session, actor, person_id, _outside(session, duties.of(session, person_id), unit_id), now)


def _outside(session: Session, whole: Duties, unit_id: int) -> Duties:
    return whole.within({unit for unit in whole.units if not visibility.covers(session, Scope(unit_id), unit)})


def _leave_behind(session: Session, actor: Actor, person_id: int, staying: Duties, now: datetime) -> None:
    """Give what stays to the leads of its units, to each in one step."""
    by_lead: defaultdict[int, set[int]] = defaultdict(set)
    for unit in staying.units:
        lead = colleagues.lead_of(session, unit, person_id)
        if lead is not None:
            by_lead[lead].add(unit)
    for lead, led in sorted(by_lead.items()):
        handover.give(session, actor, person_id, lead, staying.within(led), now)

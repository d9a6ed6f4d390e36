"""Changing the tree of units: adding, renaming, moving, closing, merging.

Records keep the unit they were entered for. A unit that is merged into another is closed and hung below it, so that
whatever is counted over the other's subtree counts its history too, and whoever sees the other sees that history.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models import BoundChat, Candidate, Enterprise, Invitation, NextStep, Organisation, Person, Unit
from outreach.actor import Actor
from outreach.errors import (
    BadCode,
    CodeTaken,
    IntoItself,
    NameTaken,
    NotAllowed,
    OrganisationUnit,
    OutOfScope,
    OwnUnit,
    UnitCycle,
    UnitInUse,
)
from outreach.rules.folding import fold
from outreach.services.journal import audit
from outreach.services.organisations import organisation_moves
from outreach.services.units import units, visibility


@dataclass(frozen=True)
class UnitFacts:
    """What is to be known of a unit; what is None stays as it is. ``parent_id`` 0 is the top of the tree."""

    code: str | None = None
    name: str | None = None
    kind: str | None = None
    parent_id: int | None = None


@dataclass(frozen=True)
class Belongings:
    """What belongs to a unit itself, not to those below it, as counts."""

    children: int
    enterprises: int
    people: int
    chats: int
    organisations: int = 0
    candidates: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing does."""
        return not any(vars(self).values())


def add(session: Session, actor: Actor, facts: UnitFacts, today: date, now: datetime) -> Unit:
    """A new unit, valid from ``today``; ``facts`` must be complete.

    Raises:
        NotAllowed, OutOfScope: the actor may not add a unit there.
        CodeTaken, BadCode, NameTaken: there is such a unit.

    """
    _check_admin(actor)
    parent = _parent(session, actor, facts.parent_id)
    code, name = facts.code or "", facts.name or ""
    check_code(session, actor, code)
    check_name(session, name, parent.id if parent else None)
    unit = Unit(
        code=code, name=name, folded=fold(name), kind=facts.kind or "", parent_id=parent.id if parent else None,
        valid_from=today, created_at=now,
    )  # fmt: skip
    session.add(unit)
    session.flush()
    audit.note(session, actor, "add", "unit", unit.id, now)
    return unit


def change(session: Session, actor: Actor, unit_id: int, facts: UnitFacts, now: datetime) -> Unit:
    """The unit with what ``facts`` names changed.

    Raises:
        NotAllowed, OutOfScope, OwnUnit: it is not the actor's to change so.
        CodeTaken, BadCode, NameTaken: there is such a unit.
        UnitCycle: it cannot stand below itself.
        OrganisationUnit: it is an organisation, whose name and kind are changed by what happens to that.

    """
    unit = _own(session, actor, unit_id)
    check_change(session, actor, unit, facts)
    if facts.parent_id is not None:
        unit.parent_id = facts.parent_id or None
        organisation_moves.moved_unit(session, unit)
    if facts.name is not None:
        unit.name, unit.folded = facts.name, fold(facts.name)
    unit.code, unit.kind = facts.code or unit.code, facts.kind or unit.kind
    session.add(unit)
    session.flush()
    changed = [field for field, value in vars(facts).items() if value is not None]
    audit.note(session, actor, "change", "unit", unit.id, now, *changed)
    return unit


def check_change(session: Session, actor: Actor, unit: Unit, facts: UnitFacts) -> None:
    """Raise what ``change`` would, without changing anything."""
    if facts.name is not None or facts.kind is not None:
        _check_no_organisation(session, unit)
    if facts.code is not None:
        check_code(session, actor, facts.code, unit)
    parent_id = unit.parent_id
    if facts.parent_id is not None:
        parent = _parent(session, actor, facts.parent_id)
        parent_id = parent.id if parent else None
        _check_move(session, actor, unit, parent)
    if facts.name is not None or facts.parent_id is not None:
        check_name(session, facts.name or unit.name, parent_id, unit)


def close(session: Session, actor: Actor, unit_id: int, today: date, now: datetime) -> Unit:
    """The unit, closed: what was recorded for it still counts, nothing new can be.

    Raises:
        NotAllowed, OutOfScope, OwnUnit: it is not the actor's to close.
        UnitInUse: something still belongs to it.
        OrganisationUnit: it is an organisation, which is dissolved instead.

    """
    unit = _own(session, actor, unit_id)
    check_close(session, actor, unit)
    unit.valid_to = today
    session.add(unit)
    audit.note(session, actor, "close", "unit", unit.id, now)
    session.flush()
    return unit


def check_close(session: Session, actor: Actor, unit: Unit) -> None:
    """Raise what ``close`` would, without closing."""
    _check_not_own(actor, unit)
    _check_no_organisation(session, unit)
    held = belongings(session, unit.id or 0)
    if not held.nothing:
        raise UnitInUse(unit.code, **vars(held))


def merge(session: Session, actor: Actor, merged_id: int, into_id: int, today: date, now: datetime) -> Belongings:
    """Merge one unit into another: what belongs to it moves, its records stay its own and count for the other too.

    Returns what has moved.

    Raises:
        NotAllowed, OutOfScope, OwnUnit, IntoItself: it is not the actor's to merge.
        OrganisationUnit: it is an organisation, which is merged instead.

    """
    merged, into = _own(session, actor, merged_id), _own(session, actor, into_id)
    check_merge(session, actor, merged, into)
    moved = belongings(session, merged_id)
    if merged_id in visibility.ancestors(session, into_id):
        into.parent_id = merged.parent_id  # it steps up into the place of the one that goes
        session.add(into)
        session.flush()
    hand_over(session, merged_id, into_id)
    merged.parent_id, merged.valid_to = into_id, today
    into.predecessor_id = into.predecessor_id or merged_id
    session.add_all([merged, into])
    session.flush()
    audit.note(session, actor, "merge", "unit", merged.id, now, "parent_id")
    audit.note(session, actor, "merge into", "unit", into.id, now)
    return moved


def check_merge(session: Session, actor: Actor, merged: Unit, into: Unit) -> None:
    """Raise what ``merge`` would for these two, without merging."""
    if merged.id == into.id:
        raise IntoItself(merged.code)
    _check_not_own(actor, merged)
    _check_no_organisation(session, merged)


def belongings(session: Session, unit_id: int) -> Belongings:
    """What belongs to the unit itself."""

    def count(*conditions: Any) -> int:
        return session.exec(select(func.count()).where(*conditions)).one()

    return Belongings(
        count(Unit.parent_id == unit_id, col(Unit.valid_to).is_(None)),
        count(
            Enterprise.unit_id == unit_id,
            col(Enterprise.withdrawn_at).is_(None),
            col(Enterprise.merged_into_id).is_(None),
        ),
        count(Person.unit_id == unit_id, col(Person.left_at).is_(None)),
        count(BoundChat.unit_id == unit_id, col(BoundChat.ended_at).is_(None)),
        count(
            Organisation.unit_id == unit_id,
            col(Organisation.closed_on).is_(None),
            col(Organisation.withdrawn_at).is_(None),
        ),
        count(Candidate.unit_id == unit_id, col(Candidate.closed_on).is_(None), col(Candidate.withdrawn_at).is_(None)),
    )


def check_code(session: Session, actor: Actor, code: str, but: Unit | None = None) -> None:
    """Pass if no other unit has the code, however it is written (ĐU-HN is DU-HN to whoever types).

    Raises:
        CodeTaken: one has it.
        BadCode: one that the actor does not see has it, which they are not to learn.

    """
    for key, other in session.exec(select(Unit.id, Unit.code)).all():
        if fold(other) == fold(code) and key != (but.id if but else None):
            seen = visibility.covers(session, actor.sees, key or 0)
            raise CodeTaken(code) if seen else BadCode(code, reason="reserved")


def check_name(session: Session, name: str, parent_id: int | None, but: Unit | None = None) -> None:
    """Raise NameTaken when another open unit under the same parent has the name."""
    query = select(Unit).where(
        Unit.folded == fold(name), col(Unit.parent_id).is_not_distinct_from(parent_id), col(Unit.valid_to).is_(None)
    )
    other = next((unit for unit in session.exec(query) if but is None or unit.id != but.id), None)
    if other is not None:
        raise NameTaken(name, other.code)


def _check_admin(actor: Actor) -> None:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")


def _own(session: Session, actor: Actor, unit_id: int) -> Unit:
    _check_admin(actor)
    unit = units.get(session, actor.sees, unit_id)
    units.check_own(session, actor, unit)
    return unit


def _parent(session: Session, actor: Actor, parent_id: int | None) -> Unit | None:
    if parent_id:
        return _own(session, actor, parent_id)
    if not (actor.own.everything and actor.sees.everything):
        raise OutOfScope("")
    return None


def _check_move(session: Session, actor: Actor, unit: Unit, parent: Unit | None) -> None:
    if parent is not None and unit.id in visibility.ancestors(session, parent.id or 0):
        raise UnitCycle(unit.code, parent.code)
    _check_not_own(actor, unit)


def _check_not_own(actor: Actor, unit: Unit) -> None:
    if unit.id == actor.unit_id:
        raise OwnUnit(unit.code)


def _check_no_organisation(session: Session, unit: Unit) -> None:
    """A Party organisation is a unit, but what happens to it is entered with its day and decision."""
    organisation = organisation_moves.of_unit(session, unit.id or 0)
    if organisation is not None:
        raise OrganisationUnit(unit.code, organisation.name)


def hand_over(session: Session, merged_id: int, into_id: int) -> None:
    """Let what belongs to the one unit, or is still to be done by it, belong to the other."""

    def move(table: Any, *conditions: Any) -> None:
        session.execute(update(table).where(table.unit_id == merged_id, *conditions).values(unit_id=into_id))

    below = update(Unit).where(col(Unit.parent_id) == merged_id, col(Unit.id) != into_id)
    session.execute(below.values(parent_id=into_id))
    move(Enterprise)
    move(Person)
    move(BoundChat)
    move(Invitation)
    move(NextStep, col(NextStep.closed_at).is_(None))
    organisation_moves.into_unit(session, merged_id, into_id)

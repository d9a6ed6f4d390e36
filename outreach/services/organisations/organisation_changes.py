"""What happens to organisations that are in the books: renamed, merged, dissolved, their members counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models import Organisation, Unit
from outreach.actor import Actor
from outreach.errors import (
    DifferentKinds,
    IntoItself,
    OrganisationClosed,
    OrganisationInUse,
    OrganisationTaken,
    TooEarly,
)
from outreach.rules.folding import fold
from outreach.rules.organisation_conditions import Numbers, check_parts
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.services.organisations import organisation_entries, organisation_units, organisations
from outreach.services.organisations.organisation_entries import Told, Written
from outreach.services.units import unit_changes

_ENDS = frozenset({OrganisationAct.MERGE, OrganisationAct.DISSOLVE})


@dataclass(frozen=True)
class Changing:
    """What would be written: the organisation, the one into which it is merged, and how many that would have."""

    row: Organisation
    into: Organisation | None
    numbers: Numbers | None
    moves: bool


def check(session: Session, actor: Actor, organisation_id: int, told: Told) -> Changing:
    """Whether this may be entered, and what it would do.

    Raises:
        NotAllowed, UnknownOrganisation, OutOfScope: it is not the actor's.
        OrganisationClosed: it ended before.
        TooEarly: the day lies before the founding, or an end before what is written of it.
        MoreThanMembers: a part of the members is more than they are.
        IntoItself, DifferentKinds: the two cannot be merged.
        OrganisationTaken, NameTaken: the new name is another's.
        OrganisationInUse: its unit still has what only an administrator may move, or nobody when it is dissolved.

    """
    row = open_one(session, actor, organisation_id)
    _check_day(session, row, told)
    if told.numbers is not None:
        check_parts(told.numbers)
    if told.act is OrganisationAct.RENAME:
        _check_name(session, row, told.name)
    into = _into(session, actor, row, told) if told.act is OrganisationAct.MERGE else None
    moves = _check_belongings(session, actor, row, into) if told.act in _ENDS else False
    return Changing(row, into, told.numbers or _together(row, into), moves)


def change(session: Session, actor: Actor, organisation_id: int, told: Told, now: datetime) -> Written:
    """Write down what happened. Raises as ``check``."""
    changing = check(session, actor, organisation_id, told)
    was: dict[str, Any] = {}
    if changing.into is not None:
        was |= organisation_units.hang_below(session, changing.row, changing.into)
        was |= _hand_over(session, changing)
        told = replace(told, numbers=changing.numbers)
    return organisation_entries.write(session, actor, changing.row, told, now, was)


def open_one(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """The organisation, if the actor may write of it and it has not ended.

    Raises:
        NotAllowed, UnknownOrganisation, OutOfScope: it is not the actor's.
        OrganisationClosed: it has.

    """
    row = organisation_entries.own(session, actor, organisation_id)
    if row.closed_on is not None:
        raise OrganisationClosed(row.name, row.closed_on, merged=row.merged_into_id is not None)
    return row


def _check_day(session: Session, row: Organisation, told: Told) -> None:
    if row.founded_on is not None and told.day < row.founded_on:
        raise TooEarly(row.name, told.day, row.founded_on, "founded")
    last = _last_day(session, row) if told.act in _ENDS else None
    if last is not None and told.day < last:
        raise TooEarly(row.name, told.day, last, "changed")


def _last_day(session: Session, row: Organisation) -> date | None:
    days = [event.happened_on for event in organisations.live_events(session, [row.id or 0])]
    return max(days, default=None)


def _check_name(session: Session, row: Organisation, name: str) -> None:
    same = select(Organisation).where(
        Organisation.folded == fold(name),
        Organisation.kind == row.kind,
        Organisation.unit_id == row.unit_id,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    if name == row.name or any(other.id != row.id for other in session.exec(same)):
        raise OrganisationTaken(name)
    unit = session.get(Unit, row.own_unit_id) if row.own_unit_id else None
    if unit is not None:
        unit_changes.check_name(session, name, unit.parent_id, unit)


def _into(session: Session, actor: Actor, row: Organisation, told: Told) -> Organisation:
    into = open_one(session, actor, told.into_id or 0)
    if into.id == row.id:
        raise IntoItself(row.name)
    if into.kind != row.kind:
        raise DifferentKinds(row.name, into.name)
    if into.founded_on is not None and told.day < into.founded_on:
        raise TooEarly(into.name, told.day, into.founded_on, "founded")
    return into


def _together(row: Organisation, into: Organisation | None) -> Numbers | None:
    """How many two that are merged have together, where both are known."""
    one, other = organisations.numbers_of(row), organisations.numbers_of(into) if into else None
    if one is None or other is None:
        return None
    parts = [each.probationary for each in (one, other) if each.probationary is not None]
    return Numbers(one.members + other.members, sum(parts) if parts else None)


def _check_belongings(session: Session, actor: Actor, row: Organisation, into: Organisation | None) -> bool:
    """Whether something belongs to the unit that ends; an administrator who merges takes it along."""
    if row.own_unit_id is None:
        return False
    held = unit_changes.belongings(session, row.own_unit_id)
    if held.nothing:
        return False
    if into is None or into.own_unit_id is None or not actor.at_least("admin"):
        raise OrganisationInUse(session.get_one(Unit, row.own_unit_id).code, **vars(held))
    return True


def _hand_over(session: Session, changing: Changing) -> Mapping[str, Any]:
    row, into = changing.row, changing.into
    if not changing.moves or into is None or row.own_unit_id is None or into.own_unit_id is None:
        return {}
    unit_changes.hand_over(session, row.own_unit_id, into.own_unit_id)
    return {"handed_over": True}

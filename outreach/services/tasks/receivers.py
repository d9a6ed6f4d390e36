"""To whom somebody may give something to do."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from models import Person
from outreach.actor import Actor, Scope
from outreach.services.people.people import Member
from outreach.services.units import visibility
from outreach.vault import vault_of

_ABOVE: Final = ("lead", "admin")


def receivers(session: Session, actor: Actor, unit_id: int | None) -> list[Member]:
    """Those but the actor who may be given what belongs to the unit: the nearest first, then by given name.

    The members of the unit, those below it who are the actor's, and the leads and administrators above it.
    """
    path = visibility.ancestors(session, unit_id) if unit_id is not None else []
    query = select(Person).where(_able(), col(Person.id) != actor.person_id, _near(actor, unit_id, path))
    show = vault_of(session).show
    found = [Member(one.id or 0, show(one.name_sealed), one.role, one.unit_id) for one in session.exec(query)]
    return sorted(found, key=lambda one: (_distance(path, one.unit_id), *one.name.split()[-1:], one.name))


def may_receive(session: Session, actor: Actor, person_id: int, unit_id: int | None) -> bool:
    """Whether the person is one of ``receivers``, or the actor themself."""
    path = visibility.ancestors(session, unit_id) if unit_id is not None else []
    near = or_(col(Person.id) == actor.person_id, _near(actor, unit_id, path))
    query = select(Person.id).where(Person.id == person_id, _able(), near)
    return session.exec(query).first() is not None


def _able() -> ColumnElement[bool]:
    return col(Person.left_at).is_(None) & (col(Person.role) != "viewer")


def _near(actor: Actor, unit_id: int | None, path: Collection[int]) -> ColumnElement[bool]:
    unit = col(Person.unit_id)
    below = visibility.within(unit, actor.own)
    if unit_id is None:
        return below
    below = below & visibility.within(unit, Scope(unit_id))
    return or_(below, unit == unit_id, unit.in_(path) & col(Person.role).in_(_ABOVE))


def _distance(path: list[int], unit_id: int | None) -> int:
    """How far above the unit somebody stands; those below it come last."""
    return path.index(unit_id) if unit_id in path else len(path)

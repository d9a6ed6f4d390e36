"""Who can take on what another has open: a member or more, who is here and answers for the unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from models import Person, Unit
from outreach.actor import RANK, Actor
from outreach.errors import CannotTakeOn, NobodyToTakeOn, UnknownColleague
from outreach.rules.folding import fold
from outreach.rules.vocabulary.parts import HONORIFICS
from outreach.services.journal import audit
from outreach.services.people import people
from outreach.services.people.people import Member
from outreach.services.units import visibility
from outreach.vault import vault_of

Named = TypeVar("Named", "Colleague", Member)


@dataclass(frozen=True)
class Colleague:
    """Somebody who could take something on; without a unit they answer for everything."""

    id: int
    name: str
    role: str
    unit_id: int | None


def covering(
    session: Session, actor: Actor, units: Collection[int | None], but: int, now: datetime
) -> list[Colleague]:  # fmt: skip
    """All but one who answer for one of ``units`` at least (None: for everything), those of the nearest units first.

    Who asks has been let in to ask: by what is theirs, or as an administrator. That names were read is logged.

    Raises:
        NobodyToTakeOn: there is nobody.

    """
    found = [person for person in _able(session, units) if person.id != but]
    if not found:
        raise NobodyToTakeOn
    paths = _paths(session, units)
    vault = vault_of(session)
    audit.note(session, actor, "read", "person", None, now, "name")
    all_of_them = [
        Colleague(person.id or 0, vault.show(person.name_sealed), person.role, person.unit_id) for person in found
    ]
    return sorted(all_of_them, key=lambda one: (_distance(paths, one.unit_id), one.name.split()[-1:], one.name))


def chosen(
    session: Session, actor: Actor, units: Collection[int | None], but: int, text: str, now: datetime
) -> list[Colleague]:  # fmt: skip
    """Those of ``covering`` whom ``text`` may mean: by the whole name, or the last words of it, or any.

    Raises:
        NobodyToTakeOn: as ``covering``.
        CannotTakeOn: somebody else whom the actor administers is meant; why they cannot.
        UnknownColleague: nobody is meant.

    """
    found = named(covering(session, actor, units, but, now), text)
    if not found:
        raise _refusal(session, actor, units, but, text)
    return found


def answers_for(session: Session, person: Person, unit_id: int | None) -> bool:
    """Whether the person is here, a member or more, and what is theirs covers the unit (None: everything)."""
    if person.left_at is not None or RANK[person.role] < RANK["member"]:
        return False
    own = Actor(person_id=person.id, role=person.role, unit_id=person.unit_id).own
    return own.everything if unit_id is None else visibility.covers(session, own, unit_id)


def lead_of(session: Session, unit_id: int, but: int) -> int | None:
    """The lead of the unit, or of the nearest above that has one, else the nearest administrator; not ``but``."""
    paths = _paths(session, [unit_id])
    able = sorted(_able(session, [unit_id]), key=lambda one: (_distance(paths, one.unit_id), one.id))
    posts = [one for role in ("lead", "admin") for one in able if one.role == role and one.id != but]
    return posts[0].id if posts else None


def _able(session: Session, units: Collection[int | None]) -> Sequence[Person]:
    above = {unit for path in _paths(session, units) for unit in path}
    whole = (col(Person.role) == "admin") & col(Person.unit_id).is_(None)
    query = select(Person).where(
        col(Person.left_at).is_(None),
        col(Person.role) != "viewer",
        whole | col(Person.unit_id).in_(above),
    )
    return session.exec(query).all()


def _paths(session: Session, units: Collection[int | None]) -> list[list[int]]:
    """From each unit up to its root."""
    return [visibility.ancestors(session, unit) for unit in units if unit is not None]


def _distance(paths: list[list[int]], unit_id: int | None) -> int:
    """How far above the nearest of the units somebody stands; whoever has everything stands above all."""
    steps = [path.index(unit_id) for path in paths if unit_id in path]
    return min(steps, default=max(map(len, paths), default=0))


def named(colleagues: Sequence[Named], text: str) -> list[Named]:
    """Those of ``colleagues`` whom ``text`` may mean: by the whole name, or else its last words, or else any of it."""
    words = fold(text).split()
    while words and words[0] in HONORIFICS and len(words) > 1:
        words = words[1:]
    said = " ".join(words)
    if not said:
        return []
    names = {one.id: f" {fold(one.name)} " for one in colleagues}
    ways = (
        [one for one in colleagues if names[one.id] == f" {said} "],
        [one for one in colleagues if names[one.id].endswith(f" {said} ")],
        [one for one in colleagues if f" {said} " in names[one.id]],
    )
    return next((found for found in ways if found), [])


def _refusal(
    session: Session, actor: Actor, units: Collection[int | None], but: int, text: str
) -> CannotTakeOn | UnknownColleague:  # fmt: skip
    """Why nobody of that name can take it on: an administrator is told of the people whom they administer anyway."""
    if not actor.at_least("admin"):
        return UnknownColleague(text)
    known = [Colleague(one.id, one.name, one.role, one.unit_id) for one in people.members(session, actor)]
    meant = named(known, text)
    if len(meant) != 1:
        return UnknownColleague(text)
    who = meant[0]
    if who.id == but:
        return CannotTakeOn(who.name, "self")
    if who.role == "viewer":
        return CannotTakeOn(who.name, "viewer")
    return CannotTakeOn(who.name, "unit", _code(session, units))


def _code(session: Session, units: Collection[int | None]) -> str:
    unit = session.get(Unit, next((each for each in units if each is not None), 0))
    return unit.code if unit else ""

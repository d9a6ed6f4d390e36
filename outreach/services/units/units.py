"""The tree of units: finding and listing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlmodel import Session, col, select

from models import Unit
from outreach.actor import Actor, Scope
from outreach.errors import OutOfScope, UnknownUnit
from outreach.rules.folding import fold
from outreach.rules.vocabulary.terms import UnitKind
from outreach.services.units import visibility

PARTY_ORGS = (UnitKind.BASE_COMMITTEE.value, UnitKind.CELL.value)
_SUGGESTIONS = 5
_ALIKE = 60  # of 100: below, a suggestion does not resemble what was typed
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Placed:
    """A unit and how far below the top of the list it stands."""

    unit: Unit
    depth: int


def find(session: Session, scope: Scope, text: str) -> Unit:
    """The open unit whose code or name ``text`` is, among those in ``scope``; the beginning of one word will do.

    Raises:
        UnknownUnit: none is, or more than one; a unit out of scope is as unknown as one that does not exist.

    """
    said = fold(text)
    visible = in_scope(session, scope)
    exact = [unit for unit in visible if fold(unit.code) == said] or [unit for unit in visible if unit.folded == said]
    if len(exact) == 1:
        return exact[0]
    begun = [unit for unit in visible if said and (f" {said}" in f" {unit.folded}" or fold(unit.code).startswith(said))]
    if len(begun) == 1 and not exact:
        return begun[0]
    near = exact or begun or _near(visible, said)
    raise UnknownUnit(text, tuple(unit.code for unit in near[:_SUGGESTIONS]))


def named(session: Session, scope: Scope, text: str) -> Unit | None:
    """The open unit in ``scope`` whose code or whole name ``text`` is; None when there is no such one."""
    said = fold(text)
    visible = in_scope(session, scope)
    exact = [unit for unit in visible if fold(unit.code) == said] or [unit for unit in visible if unit.folded == said]
    return exact[0] if len(exact) == 1 else None


def check_open(session: Session, unit_id: int) -> None:
    """Refuse to write for a unit that is closed or merged away.

    Raises:
        UnknownUnit: it is, or there is none.

    """
    unit = session.get(Unit, unit_id)
    if unit is None or unit.valid_to is not None:
        raise UnknownUnit(unit.code if unit else "")


def hold(session: Session, unit_id: int) -> None:
    """Let nobody else write for the unit until the commit, so that what is checked stays true."""
    session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update()).first()


def find_own(session: Session, actor: Actor, text: str) -> Unit:
    """The unit that ``text`` names, if the actor may write for it here.

    Raises:
        UnknownUnit: it cannot be seen here.
        OutOfScope: it can, but is not the actor's to write for.

    """
    unit = find(session, actor.sees, text)
    check_own(session, actor, unit)
    return unit


def check_own(session: Session, actor: Actor, unit: Unit) -> None:
    """Pass if the actor may write for ``unit`` here: both what is theirs and what may be shown here contain it.

    Raises:
        OutOfScope: not.

    """
    if not all(visibility.covers(session, scope, unit.id or 0) for scope in (actor.own, actor.sees)):
        raise OutOfScope(unit.code)


def get(session: Session, scope: Scope, unit_id: int) -> Unit:
    """The open unit with this id, in ``scope``.

    Raises:
        UnknownUnit: there is none (any more).

    """
    unit = session.get(Unit, unit_id)
    if unit is None or unit.valid_to is not None or not visibility.covers(session, scope, unit_id):
        raise UnknownUnit("")
    return unit


def in_scope(session: Session, scope: Scope) -> list[Unit]:
    """All open units in ``scope``, by code ("DCT-2" before "DCT-10"), Party organisations after the others."""
    query = select(Unit).where(visibility.within(col(Unit.id), scope), col(Unit.valid_to).is_(None))
    return sorted(session.exec(query), key=_by_code)


def tree(session: Session, scope: Scope) -> list[Placed]:
    """The open units in ``scope``, each after its parent."""
    visible = in_scope(session, scope)
    ids = {unit.id for unit in visible}
    below: defaultdict[int | None, list[Unit]] = defaultdict(list)
    for unit in visible:
        below[unit.parent_id if unit.parent_id in ids else None].append(unit)
    return list(_walk(below, None, 0))


def _walk(below: dict[int | None, list[Unit]], parent: int | None, depth: int) -> Iterator[Placed]:
    for unit in below.get(parent, ()):
        yield Placed(unit, depth)
        yield from _walk(below, unit.id, depth + 1)


def _by_code(unit: Unit) -> tuple[bool, list[tuple[int, str]]]:
    pieces = [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in _DIGITS.split(unit.code)]
    return unit.kind in PARTY_ORGS, pieces


def _near(visible: list[Unit], said: str) -> list[Unit]:
    if not said:
        return visible
    called = {place: f"{fold(unit.code)}" for place, unit in enumerate(visible)}
    by_code = process.extract(said, called, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SUGGESTIONS)
    called = {place: unit.folded for place, unit in enumerate(visible)}
    by_name = process.extract(said, called, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=_SUGGESTIONS)
    best = sorted([*by_code, *by_name], key=lambda hit: -hit[1])
    return [visible[place] for place in dict.fromkeys(place for _, _, place in best)]

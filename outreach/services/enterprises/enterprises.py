"""Finding enterprises by what people call them, within the committee.

Their names are visible across the whole committee, or neighbours would make doubles of each other's enterprises.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeAlias

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Enterprise, EnterpriseAlias, Visit
from outreach.actor import Actor, Scope
from outreach.errors import BadTaxCode
from outreach.rules import names
from outreach.rules.enterprise_line import parse_tax_code
from outreach.rules.folding import fold_name
from outreach.rules.names import Match, NameIndex
from outreach.services.units import visibility

# A transaction may commit after a younger one; none is open for longer than this.
OVERLAP = timedelta(seconds=60)
_NEAR = 5
# Enterprises of other committees on the same database fall out of what is found: then it is searched deeper.
_SHALLOW, _DEEP = 8, 200
_BATCH = 500
_LATEST = 100  # visits that are looked at for the enterprises visited last: enough for a few, however many there are

_Pulse: TypeAlias = dict[datetime, tuple[int, int]]


@dataclass
class EnterpriseNames:
    """A process's index of names, how far it has read, and the lock under which it is read and written.

    ``pulse``: for each instant of change within the overlap, how many rows it had and the sum of their ids, by which
    a row that comes in late is noticed without reading again what is known.
    """

    index: NameIndex = field(default_factory=NameIndex)
    latest: datetime | None = None
    pulse: _Pulse = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Certain:
    """The one enterprise that is meant."""

    enterprise: Enterprise


@dataclass(frozen=True)
class Several:
    """One of these is meant, best first: ask."""

    enterprises: list[Enterprise]


@dataclass(frozen=True)
class NoneAlike:
    """None is meant; these come nearest, best first."""

    near: list[Enterprise]


Found: TypeAlias = Certain | Several | NoneAlike


def lookup(session: Session, actor: Actor, known: EnterpriseNames, text: str) -> Found:
    """The enterprise that ``text`` (a name, an alias or a tax code) means to ``actor``, those it may mean, or none."""
    by_code = with_tax_code(session, actor, text)
    if len(by_code) == 1:
        return Certain(by_code[0])
    matches = _matches(session, actor, known, text)
    by_id = {enterprise.id: enterprise for _, enterprise in matches}
    outcome = names.resolve([match for match, _ in matches])
    if isinstance(outcome, names.Certain):
        return Certain(by_id[outcome.key])
    if isinstance(outcome, names.Several):
        return Several([by_id[match.key] for match in outcome.matches[:_NEAR]])
    return NoneAlike([by_id[match.key] for match in outcome.near[:_NEAR]])


def search(session: Session, actor: Actor, known: EnterpriseNames, text: str, limit: int = _NEAR) -> list[Enterprise]:
    """The committee's enterprises with a name like ``text``, best first."""
    return [enterprise for _, enterprise in _matches(session, actor, known, text)[:limit]]


def alike(session: Session, actor: Actor, name: str) -> list[Enterprise]:
    """Enterprises of the committee that bear the same name or alias, legal form apart."""
    folded = fold_name(name)
    called = select(EnterpriseAlias.enterprise_id).where(EnterpriseAlias.folded == folded)
    query = _of_committee(session, actor).where((col(Enterprise.folded) == folded) | col(Enterprise.id).in_(called))
    return list(session.exec(query.order_by(col(Enterprise.id))))


def find(session: Session, actor: Actor, enterprise_id: int) -> Enterprise | None:
    """The enterprise if it is of the actor's committee; one that was merged leads to the one it was merged into."""
    enterprise = session.get(Enterprise, enterprise_id)
    while enterprise is not None and enterprise.merged_into_id is not None:
        enterprise = session.get(Enterprise, enterprise.merged_into_id)
    if enterprise is None or enterprise.withdrawn_at is not None:
        return None
    scope = visibility.committee(session, actor.sees)
    return enterprise if visibility.covers(session, scope, enterprise.unit_id) else None


def with_tax_code(session: Session, actor: Actor, text: str) -> list[Enterprise]:
    """The committee's enterprises with the tax code ``text``; none when it is no tax code."""
    try:
        code = parse_tax_code(text)
    except BadTaxCode:
        return []
    return list(session.exec(_of_committee(session, actor).where(Enterprise.tax_code == code)))


def recently_visited(session: Session, actor: Actor, limit: int, *, own: bool = False) -> list[Enterprise]:
    """The enterprises that were visited last, latest first, within what the actor may see; ``own``: by the actor."""
    whose = col(Visit.entered_by_id) == actor.person_id if own else visibility.within(col(Visit.unit_id), actor.sees)
    latest = (
        select(Visit.enterprise_id)
        .where(col(Visit.withdrawn_at).is_(None), whose)
        .order_by(col(Visit.visited_on).desc(), col(Visit.id).desc())
        .limit(_LATEST)
    )
    ids = list(dict.fromkeys(session.exec(latest)))
    query = select(Enterprise).where(col(Enterprise.id).in_(ids), _live())
    return sorted(session.exec(query), key=lambda enterprise: ids.index(enterprise.id or 0))[:limit]


def refresh(session: Session, known: EnterpriseNames) -> None:
    """Take into the index what has changed since it was last read, by whatever process.

    To be called before the transaction writes enterprises itself: what is rolled back must not be learnt.
    """
    with known.lock:
        since = known.latest - OVERLAP if known.latest else None
        pulse = _pulse(session, since)
        changed = [instant for instant, beat in pulse.items() if known.pulse.get(instant) != beat]
        if not changed:
            return
        for rows in _changed_rows(session, changed, everything=since is None):
            _take_in(known.index, rows)
        known.latest = max(pulse)
        known.pulse = {instant: beat for instant, beat in pulse.items() if instant >= known.latest - OVERLAP}


def moment_of_change(session: Session, now: datetime) -> datetime:
    """What to set ``changed_at`` to: later than every other, even where the clock stands still or was set back.

    Otherwise an index that has read a row would not see that it changed again.
    """
    latest = session.exec(select(func.max(Enterprise.changed_at))).one()
    return now if latest is None or latest < now else latest + timedelta(microseconds=1)


def _matches(session: Session, actor: Actor, known: EnterpriseNames, text: str) -> list[tuple[Match, Enterprise]]:
    refresh(session, known)
    scope = visibility.committee(session, actor.sees)
    with known.lock:
        matches = known.index.search(text, _SHALLOW)
    visible = _visible(session, scope, matches)
    if len(visible) < _NEAR and len(matches) == _SHALLOW:
        with known.lock:
            matches = known.index.search(text, _DEEP)
        visible = _visible(session, scope, matches)
    return visible


def _visible(session: Session, scope: Scope, matches: Sequence[Match]) -> list[tuple[Match, Enterprise]]:
    query = select(Enterprise).where(
        col(Enterprise.id).in_([match.key for match in matches]),
        _live(),
        visibility.within(col(Enterprise.unit_id), scope),
    )
    rows = {enterprise.id: enterprise for enterprise in session.exec(query)}
    return [(match, rows[match.key]) for match in matches if match.key in rows]


def _of_committee(session: Session, actor: Actor) -> SelectOfScalar[Enterprise]:
    scope = visibility.committee(session, actor.sees)
    return select(Enterprise).where(_live(), visibility.within(col(Enterprise.unit_id), scope))


def _live() -> ColumnElement[bool]:
    return col(Enterprise.withdrawn_at).is_(None) & col(Enterprise.merged_into_id).is_(None)


def _pulse(session: Session, since: datetime | None) -> _Pulse:
    query = select(Enterprise.changed_at, func.count(), func.sum(Enterprise.id)).group_by(col(Enterprise.changed_at))
    if since is not None:
        query = query.where(col(Enterprise.changed_at) >= since)
    return {instant: (count, total or 0) for instant, count, total in session.exec(query)}


_Names: TypeAlias = dict[int, tuple[bool, list[str]]]  # whether it can still be meant, and its names


def _changed_rows(session: Session, instants: Sequence[datetime], *, everything: bool) -> Iterator[_Names]:
    if everything:
        yield _names(session, col(Enterprise.id).is_not(None))
        return
    for start in range(0, len(instants), _BATCH):
        yield _names(session, col(Enterprise.changed_at).in_(instants[start : start + _BATCH]))


def _names(session: Session, which: ColumnElement[bool]) -> _Names:
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    named = select(EnterpriseAlias.enterprise_id, EnterpriseAlias.name).join(
        Enterprise, col(Enterprise.id) == col(EnterpriseAlias.enterprise_id)
    )
    for key, alias in session.exec(named.where(which)):
        aliases[key].append(alias)
    rows = session.exec(select(Enterprise.id, Enterprise.name, _live().label("live")).where(which))
    return {key or 0: (bool(live), [name, *aliases[key or 0]]) for key, name, live in rows}


def _take_in(index: NameIndex, rows: _Names) -> None:
    for key, (live, called) in rows.items():
        if live:
            index.put(key, called)
        else:
            index.drop(key)

"""Where the events of an indicator are recorded, and how many there are unit by unit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlmodel import Session, col

from models import Enterprise, Visit
from outreach.rules.coverage import Span
from outreach.rules.vocabulary.terms import Indicator, Purpose

Merged = Mapping[int, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """Where an indicator's events are recorded. ``what``: count how many different ones; none: count the rows."""

    unit: SQLColumnExpression[int]
    day: SQLColumnExpression[date]
    entered_at: SQLColumnExpression[Any]
    withdrawn_at: SQLColumnExpression[Any]
    only: ColumnElement[bool] = field(default_factory=true)
    what: Callable[[Merged], SQLColumnExpression[int]] | None = None


def _surveyed(merged: Merged) -> SQLColumnExpression[int]:
    """The enterprise visited, or the one into which it has been merged."""
    column = col(Visit.enterprise_id)
    return case(dict(merged), value=column, else_=column) if merged else column


def _written(value: T) -> BindParameter[T]:
    """``value`` in the statement itself: only then does a database see that an index on part of a table fits."""
    return bindparam(None, value, literal_execute=True, unique=True)


_VISITS = Source(col(Visit.unit_id), col(Visit.visited_on), col(Visit.entered_at), col(Visit.withdrawn_at))
SOURCES: dict[Indicator, Source] = {
    Indicator.VISITS: _VISITS,
    Indicator.ENTERPRISES_SURVEYED: Source(
        _VISITS.unit, _VISITS.day, _VISITS.entered_at, _VISITS.withdrawn_at,
        col(Visit.purpose) == _written(Purpose.SURVEY.value), _surveyed,
    ),
}  # fmt: skip


def known(
    entered_at: SQLColumnExpression[Any], withdrawn_at: SQLColumnExpression[Any], known_at: datetime | None
) -> ColumnElement[bool]:
    """The condition that a row counts: now, or as it was known at an instant."""
    if known_at is None:
        return withdrawn_at.is_(None)
    return and_(entered_at <= known_at, or_(withdrawn_at.is_(None), withdrawn_at > known_at))


def among(unit: SQLColumnExpression[int], units: Iterable[int]) -> ColumnElement[bool]:
    """The condition that ``unit`` is one of ``units``."""
    # written into the statement, not bound: no database takes as many parameters as there may be units
    ids: BindParameter[list[int]] = bindparam(None, list(units), expanding=True, literal_execute=True, unique=True)
    return unit.in_(ids)


def merged_with_visits(session: Session) -> dict[int, int]:
    """Enterprises that still have visits of their own though merged, each with the one it has become."""
    query = select(
        col(Enterprise.id),
        col(Enterprise.merged_into_id),
        exists().where(col(Visit.enterprise_id) == col(Enterprise.id)),
    ).where(col(Enterprise.merged_into_id).is_not(None))
    rows = session.execute(query).all()
    into = {was: now_is for was, now_is, _ in rows}
    return {was: _end(into, was) for was, _, visited in rows if visited}


def _end(into: Mapping[int, int], was: int) -> int:
    passed = {was}
    while (was := into[was]) in into and was not in passed:
        passed.add(was)
    return was


@dataclass
class Ledger:
    """Events unit by unit, each indicator and span read once, to be added up for any units.

    ``units``: only theirs are read; none named: everybody's.
    """

    session: Session
    units: tuple[int, ...] = ()
    _read: dict[tuple[Indicator, Span, datetime | None], dict[int, Any]] = field(default_factory=dict)

    def total(
        self, indicator: Indicator, span: Span, known_at: datetime | None, units: Iterable[int], merged: Merged
    ) -> int:
        """How many events the units have together; of an indicator that tells apart, how many different ones."""
        key, source = (indicator, span, known_at), SOURCES[indicator]
        if key not in self._read:
            rows = self.session.execute(self._query(source, span, known_at, merged))
            self._read[key] = _gathered(rows) if source.what else dict(tuple(row) for row in rows)
        found = self._read[key]
        if source.what is None:
            return sum(found.get(unit, 0) for unit in units)
        return len(set().union(*(found[unit] for unit in units if unit in found)))

    def _query(self, source: Source, span: Span, known_at: datetime | None, merged: Merged) -> Select[Any]:
        conditions = [
            source.day.between(span.starts, span.ends),
            source.only,
            known(source.entered_at, source.withdrawn_at, known_at),
        ]
        if self.units:
            conditions.append(among(source.unit, self.units))
        columns: list[Any] = [source.unit, source.what(merged) if source.what else func.count()]
        query = select(*columns).where(*conditions)
        return query.distinct() if source.what else query.group_by(source.unit)


def _gathered(rows: Iterable[Any]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for unit, what in rows:
        found.setdefault(unit, set()).add(what)
    return found

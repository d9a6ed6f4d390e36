"""Where the events of an indicator are recorded, and what units have: their events and figures, read once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlmodel import Session, col

from models import Enterprise, OpeningFigure, Unit, Visit
from outreach.rules.coverage import Figure, Span
from outreach.rules.vocabulary.terms import Indicator, Purpose
from outreach.services.visibility import among

DAY = timedelta(days=1)
Figures = Mapping[Indicator, Mapping[int, list[Figure]]]


@dataclass(frozen=True)
class Source:
    """Where an indicator's events are recorded. ``what``: count how many different enterprises; none: the rows."""

    unit: SQLColumnExpression[int]
    day: SQLColumnExpression[date]
    entered_at: SQLColumnExpression[Any]
    withdrawn_at: SQLColumnExpression[Any]
    only: ColumnElement[bool] = field(default_factory=true)
    what: SQLColumnExpression[int] | None = None


_VISITS = Source(col(Visit.unit_id), col(Visit.visited_on), col(Visit.entered_at), col(Visit.withdrawn_at))
SOURCES: dict[Indicator, Source] = {
    Indicator.VISITS: _VISITS,
    Indicator.ENTERPRISES_SURVEYED: Source(
        _VISITS.unit, _VISITS.day, _VISITS.entered_at, _VISITS.withdrawn_at,
        col(Visit.purpose) == Purpose.SURVEY.value, col(Visit.enterprise_id),
    ),
}  # fmt: skip


def known(
    entered_at: SQLColumnExpression[Any], withdrawn_at: SQLColumnExpression[Any], known_at: datetime | None
) -> ColumnElement[bool]:
    """The condition that a row counts: now, or as it was known at an instant."""
    return or_(*_ways(entered_at, withdrawn_at, known_at))


def _ways(
    entered_at: SQLColumnExpression[Any], withdrawn_at: SQLColumnExpression[Any], known_at: datetime | None
) -> list[ColumnElement[bool]]:
    """The ways in which a row can count, of which only one holds: an index serves each, but not all together."""
    if known_at is None:
        return [withdrawn_at.is_(None)]
    entered = entered_at <= known_at
    return [and_(entered, withdrawn_at.is_(None)), and_(entered, withdrawn_at > known_at)]


@dataclass(frozen=True)
class Wanted:
    """The events of an indicator within a span of days: those that count now, or counted at an instant."""

    indicator: Indicator
    span: Span
    known_at: datetime | None = None

    def around(self, other: "Wanted") -> bool:
        """Whether this is ``other`` and days before it: a term around its year, up to the same day."""
        alike = (other.indicator, other.known_at, other.span.ends) == (self.indicator, self.known_at, self.span.ends)
        return alike and other.span.starts > self.span.starts


@dataclass
class Ledger:
    """What ``units`` have, to be added up for any of them: each day of an indicator is read once, the figures too."""

    session: Session
    units: tuple[int, ...]
    _stretches: dict[Wanted, tuple[Wanted, ...]] = field(default_factory=dict)
    # by unit how many; or which, where only different ones count
    _amounts: dict[Wanted, dict[int, list[Any]]] = field(default_factory=dict)
    _figures: dict[datetime | None, tuple[Span, Figures]] = field(default_factory=dict)

    def read(self, wanted: Iterable[Wanted]) -> None:
        """Read what is not known yet, all with one statement; of a longer span only what a shorter one leaves."""
        missing = []
        for each in sorted(wanted, key=lambda each: each.span.starts, reverse=True):
            if each not in self._stretches:
                stretch, inner = self._apart(each)
                self._stretches[each] = (stretch, *inner)
                missing.append(stretch)
        if missing:
            self._select(missing)

    def total(self, wanted: Wanted, units: Iterable[int]) -> int:
        """How many events the units have together; of an indicator that tells apart, how many different ones."""
        self.read([wanted])
        found = [self._amounts[stretch] for stretch in self._stretches[wanted]]
        amounts = [amount for unit in units for by_unit in found for amount in by_unit.get(unit, ())]
        return sum(amounts) if SOURCES[wanted.indicator].what is None else len(set[str]().union(*amounts))

    def _apart(self, wanted: Wanted) -> tuple[Wanted, tuple[Wanted, ...]]:
        inside = [each for each in self._stretches if wanted.around(each)]
        if not inside:
            return wanted, ()
        longest = min(inside, key=lambda each: each.span.starts)
        before = Span(wanted.span.starts, longest.span.starts - DAY)
        return replace(wanted, span=before), self._stretches[longest]

    def figures(self, span: Span, known_at: datetime | None) -> Figures:
        """The figures that lie inside ``span``, and perhaps some more, by indicator and unit."""
        read, found = self._figures.get(known_at, (None, {}))
        if read is None or not span.within(read):
            wide = Span(min(span.starts, read.starts), max(span.ends, read.ends)) if read else span
            found = self._read_figures(wide, known_at)
            self._figures[known_at] = wide, found
        return found

    @cached_property
    def merged(self) -> Mapping[int, int]:
        """Enterprises that still have visits of their own though merged, each with the one it has become."""
        query = select(
            col(Enterprise.id),
            col(Enterprise.merged_into_id),
            exists().where(col(Visit.enterprise_id) == col(Enterprise.id)),
        ).where(col(Enterprise.merged_into_id).is_not(None))
        rows = self.session.execute(query).all()
        into = {was: now_is for was, now_is, _ in rows}
        return {was: _end(into, was) for was, _, visited in rows if visited}

    def one(self, what: SQLColumnExpression[int]) -> SQLColumnExpression[int]:
        """The enterprise ``what``, or the one into which it has been merged."""
        return case(dict(self.merged), value=what, else_=what) if self.merged else what

    def _select(self, missing: Sequence[Wanted]) -> None:
        ways = [(each, amount) for each in missing for amount in _amounts(each)]
        query = select(col(Unit.id), *[amount for _, amount in ways]).where(among(col(Unit.id), self.units))
        self._amounts |= {each: {} for each in missing}
        for unit, *found in self.session.execute(query):
            for (each, _), amount in zip(ways, found, strict=True):
                if amount:
                    told_apart = SOURCES[each.indicator].what is not None
                    kept = self._which(amount) if told_apart else amount
                    self._amounts[each].setdefault(unit, []).append(kept)

    def _which(self, listed: str) -> set[str]:
        which = set(listed.split(","))
        if not self.merged:
            return which
        return {str(self.merged.get(int(each), each)) for each in which}

    def _read_figures(self, span: Span, known_at: datetime | None) -> Figures:
        row = OpeningFigure
        query = select(row.indicator, row.unit_id, row.starts, row.ends, row.count).where(  # type: ignore[call-overload]
            among(col(row.unit_id), self.units),
            col(row.starts) >= span.starts,
            col(row.ends) <= span.ends,
            known(col(row.entered_at), col(row.withdrawn_at), known_at),
        )
        found: dict[Indicator, dict[int, list[Figure]]] = {}
        for indicator, unit, starts, ends, count in self.session.execute(query):
            by_unit = found.setdefault(Indicator(indicator), {})
            by_unit.setdefault(unit, []).append(Figure(unit, Span(starts, ends), count))
        return found


def _amounts(wanted: Wanted) -> Iterator[ScalarSelect[Any]]:
    """What a unit has, one way of counting after the other.

    It is a stretch of an index for each unit: to group rows by unit each would have to be looked at.
    """
    source, days = SOURCES[wanted.indicator], wanted.span
    # different ones as one text a unit: rows by the ten thousand take several times as long
    listed = func.aggregate_strings(cast(source.what, String), ",") if source.what is not None else func.count()
    for condition in _ways(source.entered_at, source.withdrawn_at, wanted.known_at):
        there = source.unit == col(Unit.id), source.day.between(days.starts, days.ends), source.only, condition
        yield select(listed).where(*there).correlate(Unit).scalar_subquery()


def _end(into: Mapping[int, int], was: int) -> int:
    passed = {was}
    while (was := into[was]) in into and was not in passed:
        passed.add(was)
    return was

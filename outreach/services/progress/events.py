"""What units have: their events and figures, read once, and added up for any of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    case,
    cast,
    exists,
    func,
    select,
)
from sqlmodel import Session, col

from models import Enterprise, OpeningFigure, Unit, Visit
from outreach.rules.coverage import Figure, Span, gaps
from outreach.rules.months import whole_months
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.sources import SOURCES, Source, known, summed, ways
from outreach.services.units.visibility import among

DAY = timedelta(days=1)
Figures = Mapping[Indicator, Mapping[int, list[Figure]]]


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
        return sum(amounts) if SOURCES[wanted.indicator].what is None else _different(tuple(amounts))

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

    @cached_property
    def _merged_pairs(self) -> frozenset[tuple[int, int]]:
        return frozenset(self.merged.items())

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
                    kept = _listed(amount, self._merged_pairs) if told_apart else amount
                    self._amounts[each].setdefault(unit, []).append(kept)

    def _read_figures(self, span: Span, known_at: datetime | None) -> Figures:
        row = OpeningFigure
        query = select(row.indicator, row.unit_id, row.starts, row.ends, row.count, row.id).where(  # type: ignore[call-overload]
            among(col(row.unit_id), self.units),
            col(row.starts) >= span.starts,
            col(row.ends) <= span.ends,
            col(row.parts_only).is_(False),
            known(col(row.entered_at), col(row.withdrawn_at), known_at),
        )
        found: dict[Indicator, dict[int, list[Figure]]] = {}
        for indicator, unit, starts, ends, count, number in self.session.execute(query):
            by_unit = found.setdefault(Indicator(indicator), {})
            by_unit.setdefault(unit, []).append(Figure(unit, Span(starts, ends), count, number))
        return found


def _amounts(wanted: Wanted) -> Iterator[ColumnElement[Any]]:
    """What a unit has, one way of counting after the other."""
    source, days = SOURCES[wanted.indicator], wanted.span
    months = whole_months(days) if source.tally is not None and wanted.known_at is None else None
    if source.tally is not None and months is not None:
        there = col(source.tally.unit_id) == col(Unit.id), col(source.tally.month).between(months.starts, months.ends)
        yield select(func.sum(col(source.tally.number))).where(*there).correlate(Unit).scalar_subquery()
    for stretch in gaps([months], days) if months else [days]:
        yield from _rows(source, stretch, wanted.known_at)


def _rows(source: Source, days: Span, known_at: datetime | None) -> Iterator[ColumnElement[Any]]:
    """A stretch of an index for each unit: to group rows by unit each would have to be looked at."""
    for condition in ways(source.entered_at, source.withdrawn_at, known_at):
        there = source.unit == col(Unit.id), source.day.between(days.starts, days.ends), source.only, condition
        yield select(_amount(source, known_at)).where(*there).correlate(Unit).scalar_subquery()


def _amount(source: Source, known_at: datetime | None) -> ColumnElement[Any]:
    if source.what is not None:
        # different ones as one text a unit: rows by the ten thousand take several times as long
        return func.aggregate_strings(cast(source.what, String), ",")
    return func.count() if source.amount is None else summed(source.amount(known_at))


# What a unit has listed changes only when it enters something, and the lists of years past hardly ever: what is read
# again from the same text is not taken apart again.
@lru_cache(maxsize=256)
def _listed(text: str, merged: frozenset[tuple[int, int]]) -> frozenset[str]:
    which = frozenset(text.split(","))
    into = {str(was): str(now_is) for was, now_is in merged}
    return frozenset(into.get(each, each) for each in which) if into else which


@lru_cache(maxsize=128)
def _different(lists: tuple[frozenset[str], ...]) -> int:
    return len(frozenset[str]().union(*lists))


def _end(into: Mapping[int, int], was: int) -> int:
    passed = {was}
    while (was := into[was]) in into and was not in passed:
        passed.add(was)
    return was

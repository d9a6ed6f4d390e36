"""Actuals: events recorded, plus opening figures, never the same thing twice (DOMAIN §3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ScalarSelect, Select, SQLColumnExpression, func, or_, select, union, union_all
from sqlmodel import Session

from outreach.rules.coverage import Coverage, Figure, Region, Span, cover
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.events import Figures, Ledger, Wanted
from outreach.services.progress.sources import SOURCES, Source, known, summed
from outreach.services.progress.stocks import Stocks
from outreach.services.units import tree as trees
from outreach.services.units.tree import Tree
from outreach.services.units.visibility import among


@dataclass(frozen=True)
class Question:
    """How many of ``indicator`` a unit has, with all below it, from ``starts`` to ``ends``; of a stock, at the end.

    Figures must lie inside the period, which may ``reach`` further: what has been reported by now counts as it stands.
    """

    indicator: Indicator
    unit_id: int
    starts: date
    ends: date
    reach: date

    @property
    def span(self) -> Span:
        """The days whose events are asked about."""
        return Span(self.starts, self.ends)

    @property
    def period(self) -> Span:
        """The days inside which a figure must lie."""
        return Span(self.starts, self.reach)


def question(indicator: Indicator, unit_id: int, period: Period, through: date, *, strictly: bool = False) -> Question:
    """The question for ``period`` as far as it has got by the end of ``through``.

    ``strictly``: without figures that reach past that day, as for what a report of that day must have meant.
    """
    ends = min(period.ends, through)
    return Question(indicator, unit_id, period.starts, ends, ends if strictly else period.ends)


def actual(
    session: Session, indicator: Indicator, unit_id: int, period: Period, through: date,
    known_at: datetime | None = None,
) -> int:  # fmt: skip
    """The actual of a unit with all below it, over ``period`` up to the end of ``through``.

    With ``known_at`` as it was known at that instant: what was entered later, or withdrawn later, changes nothing.
    """
    asked = question(indicator, unit_id, period, through)
    return Counts(session, trees.load(session), unit_id, known_at).of([asked])[asked]


@dataclass
class Counts:
    """Answers questions about ``unit_id`` and units below it, many with few queries.

    ``supposed`` are figures taken as if reported (a preview); one of the same unit and start makes way for it.
    ``shared`` is a ledger that serves many, as for the summaries of all chats.
    """

    session: Session
    tree: Tree
    unit_id: int
    known_at: datetime | None = None
    supposed: Mapping[Indicator, Figure] = field(default_factory=dict)
    shared: Ledger | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """Where the answers are added up from."""
        return self.shared or Ledger(self.session, self.tree.below(self.unit_id))

    @cached_property
    def stocks(self) -> Stocks:
        """The levels of the unit and of those below it."""
        return Stocks(self.session, self.tree, self.tree.below(self.unit_id), self.known_at, self.supposed)

    def of(self, questions: Iterable[Question]) -> dict[Question, int]:
        """The answer to each question; 0 for a stock of which nothing is known (``stocks`` tells)."""
        answers = {each: self._level(each) if each.indicator.is_stock else 0 for each in questions}
        asked = [each for each in answers if each.starts <= each.ends and not each.indicator.is_stock]
        if not asked:
            return answers
        widest = Span(min(each.starts for each in asked), max(each.reach for each in asked))
        figures = self.ledger.figures(widest, self.known_at)
        coverages = {each: self._coverage(each, figures) for each in asked}
        events = self._events(coverages)
        return answers | {each: coverages[each].reported + events.get(each, 0) for each in asked}

    def coverage(self, asked: Question) -> Coverage:
        """Of which figures and which days of events the answer to a question is made."""
        return self._coverage(asked, self.ledger.figures(asked.period, self.known_at))

    def _level(self, asked: Question) -> int:
        level = self.stocks.level(asked.indicator, asked.unit_id, asked.ends)
        return level.count if level else 0

    def _coverage(self, asked: Question, figures: Figures) -> Coverage:
        units = self.tree.below(asked.unit_id)
        inside = self._inside(asked, units, figures)
        if not inside:
            return Coverage(0, (Region(units, (asked.span,)),))
        parents = {unit: self.tree.places[unit].parent_id for unit in units if unit != asked.unit_id}
        return cover(units, parents, inside, asked.span)

    def _inside(self, asked: Question, units: Sequence[int], figures: Figures) -> list[Figure]:
        by_unit, supposed = figures.get(asked.indicator, {}), self.supposed.get(asked.indicator)
        found = [each for unit in units for each in by_unit.get(unit, ())] if by_unit else []
        if supposed is not None:
            found = [*(each for each in found if not _replaces(supposed, each)), supposed]
        return [each for each in found if each.span.within(asked.period)]

    def _events(self, coverages: Mapping[Question, Coverage]) -> dict[Question, int]:
        """From the ledger where all days are open, or none has an event; for the rest one statement of scalars."""
        counted = {
            each: Wanted(each.indicator, each.span, self.known_at)
            for each, coverage in coverages.items()
            if each.indicator in SOURCES and coverage.regions
        }
        self.ledger.read(set(counted.values()))
        found = {
            each: sum(self.ledger.total(wanted, region.units) for region in coverages[each].regions)
            for each, wanted in counted.items()
        }
        rest = [each for each, number in found.items() if number and not _open(each, coverages[each])]
        if not rest:
            return found
        row = self.session.execute(select(*[self._scalar(each, coverages[each]) for each in rest])).one()
        return found | dict(zip(rest, row, strict=True))

    def _scalar(self, asked: Question, coverage: Coverage) -> ScalarSelect[int]:
        source = SOURCES[asked.indicator]
        counts = known(source.entered_at, source.withdrawn_at, self.known_at)
        what = self._what(source)
        parts: list[Select[Any]] = [
            select(what.label("what")).where(
                among(source.unit, region.units),
                or_(*[source.day.between(window.starts, window.ends) for window in region.windows]),
                source.only,
                counts,
            )
            for region in coverage.regions
        ]
        together = union_all if source.what is None else union
        if source.what is not None:
            parts = [part.distinct() for part in parts]
        rows = (parts[0] if len(parts) == 1 else together(*parts)).subquery()
        amount = func.count() if source.amount is None else summed(rows.c.what)
        return select(amount).select_from(rows).scalar_subquery()

    def _what(self, source: Source) -> SQLColumnExpression[Any]:
        if source.amount is not None:
            return source.amount(self.known_at)
        return source.day if source.what is None else self.ledger.one(source.what)


def _open(asked: Question, coverage: Coverage) -> bool:
    """Whether no figure stands in for any of the days asked about."""
    return [region.windows for region in coverage.regions] == [(asked.span,)]


def _replaces(new: Figure, old: Figure) -> bool:
    return (new.unit_id, new.span.starts) == (old.unit_id, old.span.starts)

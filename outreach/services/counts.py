"""Actuals: events recorded, plus opening figures, never the same thing twice (DOMAIN §3)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select, union, union_all
from sqlmodel import Session, col

from models import OpeningFigure
from outreach.actor import Scope
from outreach.rules.coverage import Coverage, Figure, Region, Span, cover
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services import tree as trees
from outreach.services import visibility
from outreach.services.events import SOURCES, Ledger, Merged, Source, among, known, merged_with_visits
from outreach.services.tree import Tree

SEVERAL = 3  # reading unit by unit takes about as long as adding up twice


@dataclass(frozen=True)
class Question:
    """How many of ``indicator`` a unit has, with all below it: events from ``starts`` to ``ends``, and figures that lie
    inside the period, which may reach further (until ``reach``): what a unit has reported by now counts as it stands.
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


def question(indicator: Indicator, unit_id: int, period: Period, through: date) -> Question:
    """The question for ``period`` as far as it has got by the end of ``through``."""
    return Question(indicator, unit_id, period.starts, min(period.ends, through), period.ends)


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
    ``ledger`` is one shared by many, as for the summaries of all chats.
    """

    session: Session
    tree: Tree
    unit_id: int
    known_at: datetime | None = None
    supposed: Mapping[Indicator, Figure] = field(default_factory=dict)
    ledger: Ledger | None = None
    _own_ledger: Ledger | None = None

    def of(self, questions: Iterable[Question]) -> dict[Question, int]:
        """The answer to each question."""
        answers = dict.fromkeys(questions, 0)
        asked = [each for each in answers if each.starts <= each.ends]
        figures = self._figures(asked)
        coverages = {each: self._coverage(each, figures.get(each.indicator, [])) for each in asked}
        events = self._events(coverages)
        return answers | {each: coverages[each].reported + events.get(each, 0) for each in asked}

    def _figures(self, asked: Sequence[Question]) -> dict[Indicator, list[Figure]]:
        if not asked:
            return {}
        row = OpeningFigure
        query = select(row.indicator, row.unit_id, row.starts, row.ends, row.count).where(  # type: ignore[call-overload]
            visibility.within(col(row.unit_id), Scope(self.unit_id)),
            col(row.indicator).in_({each.indicator.value for each in asked}),
            col(row.starts) >= min(each.starts for each in asked),
            col(row.ends) <= max(each.reach for each in asked),
            known(col(row.entered_at), col(row.withdrawn_at), self.known_at),
        )
        found: dict[Indicator, list[Figure]] = {}
        for indicator, unit_id, starts, ends, count in self.session.execute(query):
            found.setdefault(Indicator(indicator), []).append(Figure(unit_id, Span(starts, ends), count))
        for indicator, figure in self.supposed.items():
            kept = [each for each in found.get(indicator, []) if not _replaces(figure, each)]
            found[indicator] = [*kept, figure]
        return found

    def _coverage(self, asked: Question, figures: list[Figure]) -> Coverage:
        units = list(self.tree.below(asked.unit_id))
        parents = {unit: self.tree.places[unit].parent_id for unit in units if unit != asked.unit_id}
        return cover(units, parents, [each for each in figures if each.span.within(asked.period)], asked.span)

    def _events(self, coverages: Mapping[Question, Coverage]) -> dict[Question, int]:
        """From the ledger where it serves; for the rest one statement, of which each question is a scalar."""
        counted = [each for each, coverage in coverages.items() if each.indicator in SOURCES and coverage.regions]
        if not counted:
            return {}
        merged = self._merged({each.indicator for each in counted})
        alike = Counter((each.indicator, each.span) for each in counted)
        listed = [each for each in counted if self._serves(each, coverages[each], alike[each.indicator, each.span])]
        found = {each: self._listed(each, coverages[each], merged) for each in listed}
        rest = [each for each in counted if each not in found]
        if not rest:
            return found
        row = self.session.execute(select(*[self._scalar(each, coverages[each], merged) for each in rest])).one()
        return found | dict(zip(rest, row, strict=True))

    def _serves(self, asked: Question, coverage: Coverage, alike: int) -> bool:
        """Whether unit by unit is the way: where all days are open, and one reading answers several questions."""
        throughout = [region.windows for region in coverage.regions] == [(asked.span,)]
        several = alike >= SEVERAL and SOURCES[asked.indicator].what is None
        return throughout and (self.ledger is not None or several)

    def _listed(self, asked: Question, coverage: Coverage, merged: Merged) -> int:
        if self._own_ledger is None:
            self._own_ledger = self.ledger or Ledger(self.session, tuple(self.tree.below(self.unit_id)))
        units = coverage.regions[0].units
        return self._own_ledger.total(asked.indicator, asked.span, self.known_at, units, merged)

    def _scalar(self, asked: Question, coverage: Coverage, merged: Merged) -> ScalarSelect[int]:
        source = SOURCES[asked.indicator]
        counts = known(source.entered_at, source.withdrawn_at, self.known_at)
        what = source.what(merged) if source.what else source.day
        parts: list[Select[Any]] = [
            select(what.label("what")).where(*self._inside(source, region), source.only, counts)
            for region in coverage.regions
        ]
        if source.what:
            parts = [part.distinct() for part in parts]
        together = union if source.what else union_all
        rows = (parts[0] if len(parts) == 1 else together(*parts)).subquery()
        return select(func.count()).select_from(rows).scalar_subquery()

    def _inside(self, source: Source, region: Region) -> Iterator[ColumnElement[bool]]:
        yield or_(*[source.day.between(window.starts, window.ends) for window in region.windows])
        # what everybody has is told apart faster in the order of an index than unit by unit
        if source.what is None or len(region.units) < len(self.tree.places):
            yield among(source.unit, region.units)

    def _merged(self, indicators: Iterable[Indicator]) -> Merged:
        if not any(SOURCES[indicator].what for indicator in indicators):
            return {}
        if self.tree.merged is None:
            self.tree.merged = merged_with_visits(self.session)
        return self.tree.merged


def _replaces(new: Figure, old: Figure) -> bool:
    return (new.unit_id, new.span.starts) == (old.unit_id, old.span.starts)

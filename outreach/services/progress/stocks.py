"""Stocks: how many enterprises, members and Party organisations there are on a day (DOMAIN §3).

A unit's level is its own latest report on or before the day, moved by what has been recorded since then in it and
below: organisations founded and closed, and the enterprises that got or lost their only one. Members and enterprises
are not moved: people and companies come and go without a record here. A unit that has never reported has the sum of
what is below it, and of its own records: open organisations, the enterprises that have one, the members counted in
them, the enterprises on the list (which have no founding date, and so count on every day). Where there is neither a
report nor a record the level is not known, which is not the same as none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from models import Enterprise, OpeningFigure, Organisation, OrganisationEvent
from outreach.rules.coverage import Figure, Span
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.sources import known
from outreach.services.units.tree import Tree
from outreach.services.units.visibility import among

STOCKS = tuple(indicator for indicator in Indicator if indicator.is_stock)
_OF_ORGANISATIONS = frozenset({Indicator.PARTY_ORGS, Indicator.ENTERPRISES_WITH_PARTY_ORG, Indicator.MEMBERS})


@dataclass(frozen=True)
class Level:
    """How many there are, and the day of the latest report that tells of it (None: counted from records alone)."""

    count: int
    reported_on: date | None = None


@dataclass(frozen=True)
class _Open:
    """A Party organisation and the days on which it is there."""

    id: int
    unit_id: int
    enterprise_id: int | None
    founded_on: date | None
    closed_on: date | None

    def on(self, day: date) -> bool:
        return (self.founded_on or day) <= day < (self.closed_on or date.max)


@dataclass
class Stocks:
    """The levels of ``units``, read once: one statement for all reports, one for each kind of record.

    ``known_at``: as it was known at that instant; a closing counts from its day on, whenever it was entered.
    ``supposed`` are reports taken as if made (a preview).
    """

    session: Session
    tree: Tree
    units: tuple[int, ...]
    known_at: datetime | None = None
    supposed: Mapping[Indicator, Figure] = field(default_factory=dict)
    _reports: dict[Indicator, dict[int, list[Figure]]] | None = None
    _organisations: list[_Open] | None = None
    _members: dict[int, list[tuple[date, int]]] | None = None
    _listed: dict[int, int] | None = None

    def level(self, indicator: Indicator, unit_id: int, day: date) -> Level | None:
        """The level of a stock in a unit with all below it, at the end of ``day``; None where nothing is known."""
        reported, silent = self._reported(indicator, unit_id, day)
        counts = [report.count + self._moved(indicator, report, day) for report in reported]
        records = self._recorded(indicator, silent, day)
        if not counts and records is None:
            return None
        latest = max((report.span.ends for report in reported), default=None)
        return Level(max(0, sum(counts) + (records or 0)), latest)

    def first_known(self, indicator: Indicator, unit_id: int, after: date, until: date) -> date | None:
        """The first day from ``after`` to ``until`` on which a level is known: that one, or a report's or record's."""
        if self.level(indicator, unit_id, after) is not None:
            return after
        below = set(self.tree.below(unit_id))
        days = {figure.span.ends for unit in below for figure in self._figures(indicator).get(unit, ())}
        if indicator in _OF_ORGANISATIONS:
            days |= {each.founded_on for each in self._rows() if each.unit_id in below and each.founded_on}
        inside = sorted(day for day in days if after < day <= until)
        return next((day for day in inside if self.level(indicator, unit_id, day) is not None), None)

    def reports(self, indicator: Indicator, unit_id: int, day: date) -> Sequence[Figure]:
        """The reports that the level of a day rests on."""
        return self._reported(indicator, unit_id, day)[0]

    def _reported(self, indicator: Indicator, unit_id: int, day: date) -> tuple[list[Figure], list[int]]:
        """The reports that tell of the unit, each of all below it; and the units of which none does."""
        figures = self._figures(indicator)
        reported, silent, waiting = list[Figure](), list[int](), [unit_id]
        while waiting:
            at = waiting.pop()
            own = [figure for figure in figures.get(at, ()) if figure.span.ends <= day]
            if own:
                reported.append(max(own, key=lambda figure: figure.span.ends))
            else:
                silent.append(at)
                waiting.extend(self.tree.children(at))
        return reported, silent

    def _figures(self, indicator: Indicator) -> Mapping[int, Sequence[Figure]]:
        if self._reports is None:
            self._reports = self._read_reports()
        found = self._reports.get(indicator, {})
        supposed = self.supposed.get(indicator)
        if supposed is None:
            return found
        others = [each for each in found.get(supposed.unit_id, ()) if each.span != supposed.span]
        return {**found, supposed.unit_id: [*others, supposed]}

    def _moved(self, indicator: Indicator, report: Figure, day: date) -> int:
        if indicator not in _OF_ORGANISATIONS or indicator is Indicator.MEMBERS:
            return 0
        units = self.tree.below(report.unit_id)
        return self._there(indicator, units, day) - self._there(indicator, units, report.span.ends)

    def _recorded(self, indicator: Indicator, units: Sequence[int], day: date) -> int | None:
        """What is recorded of the units themselves; None where nothing was by then."""
        if indicator is Indicator.ENTERPRISES:
            return sum(self._enterprises().get(unit, 0) for unit in units) or None
        if indicator is Indicator.MEMBERS:
            return self._counted_members(units, day)
        inside = set(units)
        begun = any(each.unit_id in inside and (each.founded_on or day) <= day for each in self._rows())
        return self._there(indicator, units, day) if begun else None

    def _there(self, indicator: Indicator, units: Iterable[int], day: date) -> int:
        inside = set(units)
        open_ones = [each for each in self._rows() if each.unit_id in inside and each.on(day)]
        if indicator is Indicator.PARTY_ORGS:
            return len(open_ones)
        return len({each.enterprise_id for each in open_ones if each.enterprise_id is not None})

    def _counted_members(self, units: Sequence[int], day: date) -> int | None:
        inside = set(units)
        found = [
            numbers[-1]
            for each in self._rows()
            if each.unit_id in inside and each.on(day)
            and (numbers := [number for on, number in self._headcounts().get(each.id, ()) if on <= day])
        ]  # fmt: skip
        return sum(found) if found else None

    def _read_reports(self) -> dict[Indicator, dict[int, list[Figure]]]:
        row = OpeningFigure
        columns: list[Any] = [row.indicator, row.unit_id, row.ends, row.count, row.id]
        query = select(*columns).where(
            among(col(row.unit_id), self.units),
            col(row.indicator).in_([stock.value for stock in STOCKS]),
            known(col(row.entered_at), col(row.withdrawn_at), self.known_at),
        )
        found: dict[Indicator, dict[int, list[Figure]]] = {}
        for indicator, unit, day, count, number in self.session.execute(query):
            by_unit = found.setdefault(Indicator(indicator), {})
            by_unit.setdefault(unit, []).append(Figure(unit, Span(day, day), count, number))
        return found

    def _rows(self) -> list[_Open]:
        if self._organisations is None:
            row = Organisation
            columns: list[Any] = [row.id, row.unit_id, row.enterprise_id, row.founded_on, row.closed_on]
            query = select(*columns).where(
                among(col(row.unit_id), self.units),
                col(row.kind) == OrganisationKind.PARTY_ORG.value,
                known(col(row.entered_at), col(row.withdrawn_at), self.known_at),
            )
            self._organisations = [_Open(*found) for found in self.session.execute(query)]
        return self._organisations

    def _headcounts(self) -> dict[int, list[tuple[date, int]]]:
        if self._members is None:
            row = OrganisationEvent
            # a merger tells of the one into which the other was merged
            whose = case((col(row.kind) == OrganisationAct.MERGE.value, row.into_id), else_=row.organisation_id)
            columns: list[Any] = [whose, row.happened_on, row.members]
            query = select(*columns).where(
                among(col(row.organisation_id), [each.id for each in self._rows()]),
                col(row.members).is_not(None),
                known(col(row.entered_at), col(row.withdrawn_at), self.known_at),
            )
            self._members = {}
            for organisation, day, number in self.session.execute(query.order_by(col(row.happened_on), col(row.id))):
                self._members.setdefault(organisation, []).append((day, number))
        return self._members

    def _enterprises(self) -> dict[int, int]:
        if self._listed is None:
            query = (
                select(col(Enterprise.unit_id), func.count())
                .where(among(col(Enterprise.unit_id), self.units), col(Enterprise.merged_into_id).is_(None))
                .where(known(col(Enterprise.entered_at), col(Enterprise.withdrawn_at), self.known_at))
                .group_by(col(Enterprise.unit_id))
            )
            self._listed = {unit: number for unit, number in self.session.execute(query)}  # noqa: C416
        return self._listed

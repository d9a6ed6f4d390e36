"""Of what a count is made up: parts that were reported, and events by what is recorded of the people or the classes.

The parts of a report stand for its own days. Events are broken down by whole months only, and by what the event itself
keeps, so that who is gone stays counted; the rest of the count simply is not told apart. Parts of people are said as
``rules/suppression`` allows, to everybody alike: whoever may see the candidates has their cards for that.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, extract, func, or_, select
from sqlmodel import col

from models import AdmissionEvent, OpeningFigure
from outreach.rules.coverage import Coverage, Figure, Region, Span
from outreach.rules.months import whole_months
from outreach.rules.numbers import Percent
from outreach.rules.pace import flag_percent
from outreach.rules.parts_line import PartDraft
from outreach.rules.suppression import FEWEST, Cell, Shown, gives_away, suppress
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.rules.vocabulary.figure_parts import IN_ENTERPRISES, PEOPLE, Umbrella, dimension
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import reported
from outreach.services.progress.counts import Counts, Question
from outreach.services.progress.given_away import given_away
from outreach.services.progress.sources import known
from outreach.services.units.visibility import among

_STAGES = {Indicator.MEMBERS_ADMITTED: Stage.PROBATIONARY, Indicator.MEMBERS_RECOGNISED: Stage.FULL_MEMBER}


@dataclass(frozen=True)
class Named:
    """A part in free words, which is never said in a group."""

    name: str
    shown: Shown


@dataclass(frozen=True)
class Breakdown:
    """The parts of a count: each dimension by itself, since those of one exclude each other.

    ``published`` are percentages as reported that are not the computed ones, by part; ``apart`` is beside the count.
    """

    indicator: Indicator
    objects: tuple[Shown, ...] = ()
    sexes: tuple[Shown, ...] = ()
    kinds: tuple[Shown, ...] = ()
    named: tuple[Named, ...] = ()
    apart: tuple[Named, ...] = ()
    published: Mapping[str, Percent] | None = None

    def __bool__(self) -> bool:
        return any((self.objects, self.sexes, self.kinds, self.named, self.apart))


def breakdown(counts: Counts, asked: Question, total: int) -> Breakdown:
    """Of what the answer ``total`` to a question is made up, as far as that is known and may be said."""
    coverage = _coverage(counts, asked)
    told = telling(counts, asked, coverage)
    parts = [part for each in told for part in each.parts]
    recorded, monthly = _events(counts, asked.indicator, coverage.regions)
    if not parts and not recorded:
        return Breakdown(asked.indicator)
    inside, apart = [each for each in parts if not each.apart], [each for each in parts if each.apart]
    people, events = asked.indicator in PEOPLE, sum(recorded.values(), Counter[str]())
    hide = given_away(counts.tree, asked.unit_id, _by_unit(told, recorded)) | _told_by_months(monthly)
    return Breakdown(
        asked.indicator,
        objects=_suppressed(total, _objects([each.parts for each in told], events), hide),
        sexes=_suppressed(total, _cells(inside, "sex", events), hide),
        kinds=_plain(total, _cells(inside, "kind", Counter())),
        named=_named(total, [each for each in inside if each.part is None], people=people),
        apart=_apart(apart, people=people),
        published=_published(told),
    )


@dataclass(frozen=True)
class Told:
    """A report that tells of parts."""

    unit_id: int
    count: int
    parts: Sequence[PartDraft]


def _by_unit(told: Iterable[Told], recorded: Mapping[int, Counter[str]]) -> dict[int, Counter[str]]:
    """What each unit has of each part by itself, without those below it."""
    found = {unit: Counter(counted) for unit, counted in recorded.items()}
    for each in told:
        inside = {part.part: part.count for part in each.parts if part.part and not part.apart}
        found.setdefault(each.unit_id, Counter()).update(inside)
    return found


def _coverage(counts: Counts, asked: Question) -> Coverage:
    if not asked.indicator.is_stock:
        return counts.coverage(asked)
    reports = counts.stocks.reports(asked.indicator, asked.unit_id, asked.ends)
    return Coverage(0, (), tuple(reports))


def telling(counts: Counts, asked: Question, coverage: Coverage) -> list[Told]:
    """The reports that tell of parts; one that tells of nothing else goes before the figures that it sums up."""
    sums = [each for each in _parts_only(counts, asked) if _sums_up(each, coverage.counted)]
    summed = {each.id for one in sums for each in _summed_up(one, coverage.counted)}
    reports = {each.id: each for each in (*coverage.counted, *sums) if each.id is not None and each.id not in summed}
    parts = reported.parts(counts.session, reports.keys())
    return [Told(reports[number].unit_id, reports[number].count, each) for number, each in parts.items()]


def _sums_up(one: Figure, counted: Iterable[Figure]) -> bool:
    """Whether what it sums up still counts: nothing has been taken back, though it may have been reported on."""
    return sum(each.count for each in _summed_up(one, counted)) >= one.count


def _summed_up(one: Figure, counted: Iterable[Figure]) -> list[Figure]:
    return [each for each in counted if each.unit_id == one.unit_id and each.span.overlaps(one.span)]


def _parts_only(counts: Counts, asked: Question) -> list[Figure]:
    row = OpeningFigure
    query = select(row.unit_id, row.starts, row.ends, row.count, row.id).where(  # type: ignore[call-overload]
        among(col(row.unit_id), counts.tree.below(asked.unit_id)),
        col(row.indicator) == asked.indicator.value,
        col(row.parts_only).is_(True),
        col(row.starts) >= asked.starts,
        col(row.ends) <= asked.reach,
        known(col(row.entered_at), col(row.withdrawn_at), counts.known_at),
    )
    rows = counts.session.execute(query)
    return [Figure(unit, Span(starts, ends), count, number) for unit, starts, ends, count, number in rows]


def _events(
    counts: Counts, indicator: Indicator, regions: Sequence[Region]
) -> tuple[dict[int, Counter[str]], list[Counter[str]]]:
    """Recorded events by object and sex, of each unit and of each month, in the whole months of each region.

    Single days would tell of one person.
    """
    stage, row = _STAGES.get(indicator), AdmissionEvent
    there = [
        and_(among(col(row.unit_id), region.units), col(row.happened_on).between(months.starts, months.ends))
        for region in regions
        for window in region.windows
        if (months := whole_months(window))
    ]
    if stage is None or not there:
        return {}, []
    year, month = extract("year", col(row.happened_on)), extract("month", col(row.happened_on))
    query = (
        select(col(row.unit_id), year, month, col(row.object), col(row.sex), func.count())
        .where(col(row.stage) == stage.value, or_(*there))
        .where(known(col(row.entered_at), col(row.withdrawn_at), counts.known_at))
        .group_by(col(row.unit_id), year, month, col(row.object), col(row.sex))
    )
    return _added_up(counts.session.execute(query).all())


def _added_up(rows: Iterable[Any]) -> tuple[dict[int, Counter[str]], list[Counter[str]]]:
    by_unit: dict[int, Counter[str]] = {}
    by_month: dict[tuple[int, int], Counter[str]] = {}
    for unit, *when, what, sex, number in rows:
        head = Umbrella.ENTERPRISE.value if what in IN_ENTERPRISES else None
        for key in filter(None, (what, sex, head)):
            by_unit.setdefault(unit, Counter())[key] += number
            by_month.setdefault((when[0], when[1]), Counter())[key] += number
    return by_unit, list(by_month.values())


def _keyed(what: str | None, sex: str | None, number: int) -> dict[str, int]:
    head = Umbrella.ENTERPRISE.value if what in IN_ENTERPRISES else None
    return {key: number for key in (what, sex, head) if key}


def _told_by_months(monthly: Sequence[Counter[str]]) -> frozenset[str]:
    """The parts of which the whole would tell what one month hides: whoever asks for the others takes them from it."""
    keys = {key for month in monthly for key in month} if len(monthly) > 1 else set[str]()
    return frozenset(key for key in keys if gives_away([each[key] for each in monthly if 0 < each[key] < FEWEST]))


def _objects(told: Iterable[Sequence[PartDraft]], recorded: Counter[str]) -> list[Cell]:
    """Groups of people; those in enterprises under one head, unless a report tells of some of them without it."""
    summed, headless = Counter(recorded), False
    groups = [{part.part: part.count for part in each if part.part and not part.apart} for each in told]
    for group in groups:
        summed.update(group)
        headless |= bool(IN_ENTERPRISES & group.keys()) and Umbrella.ENTERPRISE not in group
    inner = [Cell(part.value, summed[part]) for part in IN_ENTERPRISES if summed[part]]
    outer = [Cell(part, number) for part, number in summed.items() if dimension(part) == "object"]
    if headless:
        outer = [cell for cell in outer if cell.key != Umbrella.ENTERPRISE]
        return _ordered([*outer, *inner])
    within = summed[Umbrella.ENTERPRISE]
    others = [cell for cell in outer if cell.key != Umbrella.ENTERPRISE]
    head = [Cell(Umbrella.ENTERPRISE, within, tuple(_ordered(inner)))] if within else []
    return [*head, *_ordered(others)]


def _cells(parts: Iterable[PartDraft], within: str, recorded: Counter[str]) -> list[Cell]:
    summed = Counter({key: number for key, number in recorded.items() if dimension(key) == within})
    for part in parts:
        if part.part and dimension(part.part) == within:
            summed[part.part] += part.count
    return _ordered(Cell(key, number) for key, number in summed.items())


def _ordered(cells: Iterable[Cell]) -> list[Cell]:
    """Those of whom there are most first, what is left over last."""
    return sorted(cells, key=lambda cell: (cell.key == "other", -cell.count, cell.key))


def _suppressed(total: int, cells: Sequence[Cell], hide: Container[str] = ()) -> tuple[Shown, ...]:
    """What may be said; nothing where reports contradict each other, which is said nowhere else either."""
    try:
        return suppress(total, cells, hide)
    except ValueError:
        return ()


def _plain(total: int, cells: Sequence[Cell]) -> tuple[Shown, ...]:
    return tuple(Shown(cell.key, cell.count, few=False, total=total) for cell in cells if cell.count)


def _named(total: int, parts: Iterable[PartDraft], *, people: bool) -> tuple[Named, ...]:
    """Each by itself: parts in free words may overlap with all others."""
    found: list[Named] = []
    for part in parts:
        cells = [Cell(part.part or "", part.count)]
        found += [Named(part.name, each) for each in (_suppressed if people else _plain)(total, cells)]
    return tuple(found)


def _apart(parts: Iterable[PartDraft], *, people: bool) -> tuple[Named, ...]:
    """What is reported beside the count, of which nothing can be worked out."""
    found = [(part, people and part.count < FEWEST) for part in parts]
    return tuple(Named(part.name, Shown(part.part or "", None if few else part.count, few, 0)) for part, few in found)


def _published(told: Sequence[Told]) -> dict[str, Percent]:
    """The percentages of the one report that tells of parts, as far as they are not the computed ones."""
    if len(told) != 1:
        return {}
    [report] = told
    enterprise = next((part.count for part in report.parts if part.part == Umbrella.ENTERPRISE), None)
    found: dict[str, Percent] = {}
    for part in report.parts:
        whole = enterprise if enterprise is not None and part.part in IN_ENTERPRISES else report.count
        if part.part and part.percent and flag_percent(part.percent, part.count, whole):
            found[part.part] = part.percent
    return found

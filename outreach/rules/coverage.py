"""Opening figures against events: which figures count, and in which windows events still do (DOMAIN §3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    starts: date
    ends: date

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a day."""
        return self.starts <= other.ends and other.starts <= self.ends

    def within(self, other: "Span") -> bool:
        """Whether all of it lies inside ``other``."""
        return other.starts <= self.starts and self.ends <= other.ends


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that a unit reports for a span; ``id`` is its row's, none of one that is only supposed."""

    unit_id: int
    span: Span
    count: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Units whose events count in the same windows."""

    units: tuple[int, ...]
    windows: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a question is answered from: the figures ``counted`` and their sum, and where events are added."""

    reported: int
    regions: tuple[Region, ...]
    counted: tuple[Figure, ...] = ()


def cover(units: Iterable[int], parents: Mapping[int, int | None], figures: Iterable[Figure], asked: Span) -> Coverage:
    """How ``figures``, which all lie inside the period, cover ``units`` (each after its parent) on the days ``asked``.

    A figure counts unless a figure of a unit above it counts that shares a day with it. Events of a figure's unit, and
    of all below, are not added within its span.
    """
    own: dict[int, list[Figure]] = {}
    for figure in figures:
        own.setdefault(figure.unit_id, []).append(figure)
    taken, covered, alike = list[Figure](), dict[int, tuple[Span, ...]](), dict[tuple[Span, ...], list[int]]()
    for unit in units:
        above = covered.get(parents.get(unit) or 0, ())
        counted = [figure for figure in own.get(unit, ()) if not any(map(figure.span.overlaps, above))]
        taken += counted
        covered[unit] = (*above, *(figure.span for figure in counted))
        alike.setdefault(covered[unit], []).append(unit)
    regions = [Region(tuple(group), windows) for spans, group in alike.items() if (windows := gaps(spans, asked))]
    return Coverage(sum(figure.count for figure in taken), tuple(regions), tuple(taken))


def gaps(spans: Sequence[Span], asked: Span) -> tuple[Span, ...]:
    """The stretches of ``asked`` in which none of ``spans`` lies, in order."""
    free, at = [], asked.starts
    for span in sorted(spans, key=lambda span: span.starts):
        if span.starts > at:
            free.append(Span(at, min(span.starts - _DAY, asked.ends)))
        at = max(at, span.ends + _DAY)
    if at <= asked.ends:
        free.append(Span(at, asked.ends))
    return tuple(free)

"""What is told of one indicator beside its targets: of what its count is made up, and the level of a stock."""

from dataclasses import dataclass
from datetime import date

from outreach.rules.class_totals import ClassTotal
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes.class_breakdowns import class_totals
from outreach.services.progress.breakdowns import Breakdown, breakdown
from outreach.services.progress.counts import Counts, Question
from outreach.services.progress.stocks import Level

_CLASSES = frozenset({Indicator.CLASSES_HELD, Indicator.CLASS_LEARNERS})
# Of how many enterprises there are, these are said to be so many percent.
_OF_ENTERPRISES = frozenset({Indicator.PARTY_ORGS, Indicator.ENTERPRISES_WITH_PARTY_ORG})


@dataclass(frozen=True)
class StockLevel:
    """A stock on a day, None where nothing is known of it; ``enterprises``: how many there are, to compare with."""

    indicator: Indicator
    day: date
    level: Level | None
    enterprises: Level | None = None


@dataclass(frozen=True)
class Details:
    """The parts of the count that is asked about; of classes by kind; ``stock`` where no target tells of it."""

    parts: Breakdown | None = None
    classes: tuple[ClassTotal, ...] = ()
    stock: StockLevel | None = None


def read(counts: Counts, asked: Question, *, private: bool, bare: bool) -> Details:
    """The details of a question's count; ``bare``: no target tells of it."""
    if asked.indicator in _CLASSES:
        return Details(classes=tuple(class_totals(counts, asked, private=private)))
    parts = breakdown(counts, asked, counts.of([asked])[asked])
    return Details(parts or None, stock=_stock(counts, asked) if bare and asked.indicator.is_stock else None)


def _stock(counts: Counts, asked: Question) -> StockLevel:
    indicator, day = asked.indicator, asked.ends
    level = counts.stocks.level(indicator, asked.unit_id, day)
    if indicator not in _OF_ENTERPRISES:
        return StockLevel(indicator, day, level)
    return StockLevel(indicator, day, level, counts.stocks.level(Indicator.ENTERPRISES, asked.unit_id, day))

"""Targets against the calendar: completion, still needed, pace and rate (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from outreach.rules.numbers import Percent, TargetKind, half_up

DAYS_FOR_A_WEEKLY_RATE: Final = 60
_DAYS_A_MONTH: Final = Fraction(365, 12)
_DAYS_A_WEEK: Final = Fraction(7)


def share_of(percent: Decimal, stock: int) -> int:
    """So many percent of ``stock``, rounded up: 10% of 273 are 28 (DOMAIN §3)."""
    return ceil(Fraction(percent) * stock / 100)


@dataclass(frozen=True, slots=True)
class Known:
    """A level known on a day: a stock does not begin at nothing, its pace starts here."""

    day: date
    level: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A target to measure: ``value`` at least 1, ``to`` for a range, first and last day, own ``deadline`` if any.

    Of a ratio ``value`` is the count that makes up the percentage and ``whole`` the stock; ``since`` is where the pace
    of a level starts.
    """

    kind: TargetKind
    value: int
    to: int | None
    starts: date
    ends: date
    deadline: date | None = None
    whole: int | None = None
    since: Known | None = None

    def __post_init__(self) -> None:
        if self.value < 1 or self.finish < self.starts:
            raise ValueError(self)

    @property
    def finish(self) -> date:
        """The last day on which the target can be met: the own deadline, else the period's end."""
        return self.deadline or self.ends

    @property
    def needed(self) -> int:
        """The smallest whole actual that meets the target: trên 140 → 141, từ 2 đến 5 → 2."""
        return self.value + 1 if self.kind == "more_than" else self.value

    @property
    def days(self) -> int:
        """Days from the first to the finish, both included."""
        return (self.finish - self.starts).days + 1


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a ``unit`` are needed from now on, one decimal."""

    value: Decimal
    unit: Literal["month", "week"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a target stands.

    ``completion`` is percent with one decimal, None for a range; ``still_needed`` is 0 once met; ``difference`` is a
    count, positive ahead of the calendar and negative behind; ``rate`` is None once met or when no day is left.
    """

    actual: int
    completion: Decimal | None
    met: bool
    still_needed: int
    expected: Fraction
    difference: int
    rate: Rate | None
    days_left: int


def assess(goal: Goal, actual: int, today: date) -> Progress:
    """Where ``goal`` stands with ``actual`` at the end of ``today``.

    Completion is measured against the value as printed (79/140); of a ratio it is the ratio itself (5/273). Pace is
    measured against the smallest count that meets the target (trên 140 → 141, a range → its lower end), so that on the
    last day nobody is both on pace and short. More than a range's upper end is still met. ``today`` counts as elapsed,
    hence not as left.
    """
    still_needed = max(0, goal.needed - actual)
    expected = _expected(goal, today)
    days_left = goal.days - _elapsed(goal, today)
    return Progress(
        actual=actual,
        completion=None if goal.kind == "range" else _percent(actual, goal.whole or goal.value, digits=1),
        met=not still_needed,
        still_needed=still_needed,
        expected=expected,
        difference=int(half_up(actual - expected, 0)),
        rate=_rate(still_needed, days_left),
        days_left=days_left,
    )


@dataclass(frozen=True, slots=True)
class Shortfall:
    """By how many a target is behind its pace, as ``Progress.difference`` says it, and by how many days of the plan."""

    number: int
    days: int


def shortfall(goal: Goal, actual: int, today: date) -> Shortfall | None:
    """By how much ``goal`` is behind with ``actual`` at the end of ``today``: less than half a case is none.

    The days are those since when there should be more than there is; all days of a level that was only to be held, and
    has fallen.
    """
    missing = _expected(goal, today) - actual
    number = -int(half_up(-missing, 0)) if missing > 0 else 0
    if not number:
        return None
    begun, length = (goal.since.level, (goal.finish - goal.since.day).days) if goal.since else (0, goal.days)
    rise = goal.needed - begun
    return Shortfall(number, int(missing * length / rise) if rise > 0 and length > 0 else goal.days)


def percent_of(part: int, whole: int) -> Decimal | None:
    """``part`` in percent of ``whole``, one decimal; None of nothing."""
    return _percent(part, whole, digits=1) if whole else None


def flag_percent(published: Percent, actual: int, whole: int) -> bool:
    """Whether ``published`` differs from actual/whole rounded half up to the digits that were published.

    A share of nothing cannot have been published rightly: always flagged.
    """
    return not whole or _percent(actual, whole, published.digits) != published.value


def _percent(part: int, whole: int, digits: int) -> Decimal:
    return half_up(Fraction(part * 100, whole), digits)


def _expected(goal: Goal, today: date) -> Fraction:
    """What should be there at the end of ``today``, on a straight line from nothing, or from the level known first."""
    if goal.since is None:
        return Fraction(goal.needed * _elapsed(goal, today), goal.days)
    begun, length = goal.since, (goal.finish - goal.since.day).days
    passed = min(max((today - begun.day).days, 0), max(length, 0))
    return begun.level + Fraction((goal.needed - begun.level) * passed, length) if length > 0 else Fraction(goal.needed)


def _elapsed(goal: Goal, today: date) -> int:
    return min(max((today - goal.starts).days + 1, 0), goal.days)


def _rate(still_needed: int, days_left: int) -> Rate | None:
    if not still_needed or not days_left:
        return None
    a_day = Fraction(still_needed, days_left)
    if days_left < DAYS_FOR_A_WEEKLY_RATE:
        return Rate(half_up(a_day * _DAYS_A_WEEK, 1), "week")
    return Rate(half_up(a_day * _DAYS_A_MONTH, 1), "month")

"""Targets against the calendar: completion, still needed, pace and rate (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from outreach.rules.numbers import Percent, TargetKind, half_up

DAYS_FOR_A_WEEKLY_RATE: Final = 60
_DAYS_A_MONTH: Final = Fraction(365, 12)
_DAYS_A_WEEK: Final = Fraction(7)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target to measure: ``value`` at least 1, ``to`` for a range, first and last day, own ``deadline`` if any."""

    kind: TargetKind
    value: int
    to: int | None
    starts: date
    ends: date
    deadline: date | None = None

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

    Completion is measured against the value as printed (79/140). Pace is measured against the smallest count that
    meets the target (trên 140 → 141, a range → its lower end), so that on the last day nobody is both on pace and
    short. More than a range's upper end is still met. ``today`` counts as elapsed, hence not as left.
    """
    still_needed = max(0, goal.needed - actual)
    expected = Fraction(goal.needed * _elapsed(goal, today), goal.days)
    days_left = goal.days - _elapsed(goal, today)
    return Progress(
        actual=actual,
        completion=None if goal.kind == "range" else _percent(actual, goal.value, digits=1),
        met=not still_needed,
        still_needed=still_needed,
        expected=expected,
        difference=int(half_up(actual - expected, 0)),
        rate=_rate(still_needed, days_left),
        days_left=days_left,
    )


def flag_percent(published: Percent, actual: int, goal_value: int) -> bool:
    """Whether ``published`` differs from actual/goal_value rounded half up to the digits that were published.

    A share of nothing cannot have been published rightly: always flagged.
    """
    return not goal_value or _percent(actual, goal_value, published.digits) != published.value


def _percent(part: int, whole: int, digits: int) -> Decimal:
    return half_up(Fraction(part * 100, whole), digits)


def _elapsed(goal: Goal, today: date) -> int:
    return min(max((today - goal.starts).days + 1, 0), goal.days)


def _rate(still_needed: int, days_left: int) -> Rate | None:
    if not still_needed or not days_left:
        return None
    a_day = Fraction(still_needed, days_left)
    if days_left < DAYS_FOR_A_WEEKLY_RATE:
        return Rate(half_up(a_day * _DAYS_A_WEEK, 1), "week")
    return Rate(half_up(a_day * _DAYS_A_MONTH, 1), "month")

"""When a weekly rule falls due: local wall time in a zone, computed to UTC instants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every ``weekday`` (Monday 0) ``at`` a wall time without zone, as clocks in ``zone`` show it."""

    weekday: int
    at: time
    zone: ZoneInfo

    def instant(self, day: date) -> datetime:
        """The UTC instant of ``day``'s occurrence.

        A time that clocks skip moves forward by what they skip; of a time that they repeat, the first counts.
        """
        # fold=0 reads both cases with the offset before the change, which is just that (PEP 495).
        return datetime.combine(day, self.at.replace(fold=0), self.zone).astimezone(UTC)

    def day_from(self, moment: datetime) -> date:
        """The first day of the rule on or after the day before ``moment``.

        The day before, since a skipped time may have moved an occurrence past midnight.
        """
        day = moment.astimezone(self.zone).date() - _DAY
        return day + timedelta(days=(self.weekday - day.weekday()) % 7)


def occurrences(rule: Weekly, after: datetime, until: datetime) -> list[datetime]:
    """The UTC instants of ``rule`` in (after, until], in order. Raises ValueError for a time without zone."""
    return list(takewhile(lambda instant: instant <= until, _following(rule, _aware(after), _aware(until))))


def latest(rule: Weekly, after: datetime, until: datetime) -> tuple[datetime | None, int]:
    """The latest instant in (after, until], or None, and how many older ones there are in it.

    The work does not grow with the window. Raises ValueError for a time without zone.
    """
    first_day = _first_day(rule, _aware(after))
    last_day = rule.day_from(_aware(until)) + _WEEK
    while rule.instant(last_day) > until:
        last_day -= _WEEK
    if last_day < first_day:
        return None, 0
    return rule.instant(last_day), (last_day - first_day) // _WEEK


def _first_day(rule: Weekly, after: datetime) -> date:
    day = rule.day_from(after)
    return day if rule.instant(day) > after else day + _WEEK


def _following(rule: Weekly, after: datetime, until: datetime) -> Iterator[datetime]:
    day = _first_day(rule, after)
    while after < until:
        yield rule.instant(day)
        day += _WEEK


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a time without zone names no instant")
    return moment

"""Quiet hours: from when to when somebody is not spoken to, by the wall clock, and until when a message waits."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from outreach.errors import BadQuietHours

_DAY: Final = timedelta(days=1)
_ANY: Final = date(2000, 1, 1)
MORNING: Final = time(7, 30)  # when the morning message comes to whoever has not chosen another hour
LEAST_OPEN: Final = timedelta(hours=1)  # what must be left of a day, or nothing would ever arrive


@dataclass(frozen=True, slots=True)
class Quiet:
    """From ``start`` up to, not including, ``end``; over midnight where the end is the earlier."""

    start: time
    end: time

    @classmethod
    def of(cls, start: time | None, end: time | None) -> Self | None:
        """The quiet hours as a row has them; None where there are none."""
        return None if start is None or end is None else cls(start, end)

    def holds(self, wall: time) -> bool:
        """Whether it is quiet when clocks show ``wall``."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


def deferred(instant: datetime, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    """``instant`` in UTC, or, where it lies in quiet hours, when these end. Raises ValueError for one without zone.

    An end that clocks skip moves forward by what they skip; of one that they repeat, the first still ahead counts.
    """
    if instant.utcoffset() is None:
        raise ValueError("a time without zone names no instant")
    local = instant.astimezone(zone)
    if quiet is None or not quiet.holds(local.time()):
        return instant.astimezone(UTC)
    over_midnight = quiet.end <= quiet.start <= local.time()
    day = local.date() + (_DAY if over_midnight else timedelta())
    end = datetime.combine(day, quiet.end.replace(fold=0), zone)
    first, second = end.astimezone(UTC), end.replace(fold=1).astimezone(UTC)
    return first if first > instant else second


def checked(start: time, end: time) -> Quiet:
    """Quiet hours that leave at least an hour of the day. Raises BadQuietHours."""
    left = (datetime.combine(_ANY, start) - datetime.combine(_ANY, end)) % _DAY
    if left < LEAST_OPEN:
        raise BadQuietHours(start, end)
    return Quiet(start, end)

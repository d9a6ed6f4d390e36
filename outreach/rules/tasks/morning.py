"""The hour of the morning message: by the wall clock, once a working day, never in quiet hours, never a day late."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from outreach.rules.tasks.quiet import MORNING, Quiet

FRESH_FOR: Final = timedelta(hours=12)  # DESIGN §3.3
_DAY: Final = timedelta(days=1)


def hour(wanted: time | None, quiet: Quiet | None) -> time:
    """The wall time at which somebody gets it: the one chosen, the house's, or the end of quiet hours that hold it.

    Quiet hours over midnight move an evening's hour to the morning of the same day: it is that day's message.
    """
    at = wanted or MORNING
    return quiet.end if quiet is not None and quiet.holds(at) else at


def key_of(person_id: int, day: date) -> str:
    """The key of somebody's message of a day."""
    return f"morning:{person_id}:{day.isoformat()}"


def slot(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of ``day``'s message, in UTC; a time that clocks skip moves forward by what they skip."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def stale(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When it is too late for ``day``'s message: 12 hours after its hour, and when the day is over.

    The next one tells what it would have told, and the day after may be a holiday.
    """
    return min(slot(day, at, zone) + FRESH_FOR, slot(day + _DAY, time(), zone))

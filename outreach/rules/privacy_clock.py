"""The legal clock of what somebody asks for about their own data, and when administrators are reminded of it.

2 working days to acknowledge, 15 days to act (DOMAIN.md §5; Law 91/2025/QH15 on personal data, s). The day of the
asking does not count. The 15 days are days of the calendar: where that is too strict, nobody is harmed by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outreach.rules.admission.calendar import Calendar

ACKNOWLEDGE_WITHIN = 2  # working days
ACT_WITHIN = timedelta(days=15)
_BEFORE_ACTING = 3  # working days


class Reminder(StrEnum):
    """What administrators are reminded of: a limit that comes, or one that has passed."""

    ACKNOWLEDGE = "acknowledge"
    ACKNOWLEDGE_LATE = "acknowledge_late"
    ACT = "act"
    ACT_LATE = "act_late"


@dataclass(frozen=True)
class Clock:
    """The limits of one request: until when to ``acknowledge``, and until when to ``act``."""

    acknowledge: date
    act: date

    @classmethod
    def of(cls, asked_on: date, calendar: Calendar) -> "Clock":
        """The limits of what was asked on ``asked_on``."""
        return cls(calendar.after(asked_on, ACKNOWLEDGE_WITHIN), asked_on + ACT_WITHIN)


def reminders(clock: Clock, entered_on: date, calendar: Calendar) -> Iterator[tuple[Reminder, date]]:
    """The working day of each reminder; one that would lie before the entry comes on the working day after it."""
    first = calendar.next(entered_on)
    before = calendar.at_or_before(clock.acknowledge - timedelta(days=1))
    yield Reminder.ACKNOWLEDGE, max(first, before)
    yield Reminder.ACKNOWLEDGE_LATE, max(first, calendar.next(clock.acknowledge))
    yield Reminder.ACT, max(first, _earlier(calendar, clock.act, _BEFORE_ACTING))
    yield Reminder.ACT_LATE, max(first, calendar.next(clock.act))


def _earlier(calendar: Calendar, day: date, working_days: int) -> date:
    for _ in range(working_days):
        day = calendar.at_or_before(day - timedelta(days=1))
    return day

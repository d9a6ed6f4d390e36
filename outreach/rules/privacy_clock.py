"""The legal clock of what somebody asks for about their own data, and when administrators are reminded of it.

2 working days to acknowledge, 15 days to act (DOMAIN.md §5; Law 91/2025/QH15 on personal data, s). The day of the
asking does not count. The 15 days are days of the calendar: where that is too strict, nobody is harmed by it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outreach.rules.admission.calendar import Calendar

ACKNOWLEDGE_WITHIN = 2  # working days
ACT_WITHIN = timedelta(days=15)


class Limit(StrEnum):
    """What a request is to be done with first, and then."""

    ACKNOWLEDGE = "acknowledge"
    ACT = "act"


@dataclass(frozen=True)
class Clock:
    """The limits of one request: until when to ``acknowledge``, and until when to ``act``."""

    acknowledge: date
    act: date

    @classmethod
    def of(cls, asked_on: date, calendar: Calendar) -> "Clock":
        """The limits of what was asked on ``asked_on``."""
        return cls(calendar.after(asked_on, ACKNOWLEDGE_WITHIN), asked_on + ACT_WITHIN)

    def next(self, *, acknowledged: bool) -> Limit:
        """The limit that comes next."""
        return Limit.ACT if acknowledged or self.act < self.acknowledge else Limit.ACKNOWLEDGE

    def day(self, limit: Limit) -> date:
        """The last day of a limit."""
        return self.act if limit is Limit.ACT else self.acknowledge

    def lead(self, limit: Limit, calendar: Calendar) -> int:
        """How many days before a limit administrators are reminded of it, which is so many working days before."""
        day = self.day(limit)
        for _ in range(_WORKING_DAYS_BEFORE[limit]):
            day = calendar.at_or_before(day - timedelta(days=1))
        return (self.day(limit) - day).days


_WORKING_DAYS_BEFORE = {Limit.ACKNOWLEDGE: 1, Limit.ACT: 3}

"""The months inside a span of days."""

from datetime import timedelta

from outreach.rules.coverage import Span
from outreach.rules.day_forms import last_of_month

_DAY = timedelta(days=1)


def whole_months(days: Span) -> Span | None:
    """The stretch of whole calendar months inside ``days``; None when there is no whole one."""
    first = days.starts if days.starts.day == 1 else last_of_month(days.starts) + _DAY
    last = days.ends if days.ends == last_of_month(days.ends) else days.ends.replace(day=1) - _DAY
    return Span(first, last) if first < last else None

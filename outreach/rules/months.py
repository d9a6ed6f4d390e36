"""The months inside a span of days."""

from datetime import date, timedelta

from outreach.rules.coverage import Span

_DAY = timedelta(days=1)


def whole_months(days: Span) -> Span | None:
    """The stretch of whole calendar months inside ``days``; None when there is no whole one."""
    first = days.starts if days.starts.day == 1 else _next(days.starts)
    last = _next(days.ends) - _DAY
    if last > days.ends:
        last = days.ends.replace(day=1) - _DAY
    return Span(first, last) if first < last else None


def _next(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)

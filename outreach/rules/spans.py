"""What a period is, and which one contains a day or precedes another."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, assert_never

from outreach.rules.day_forms import last_of_month, shifted

PeriodKind = Literal["week", "month", "quarter", "half_year", "nine_months", "year", "term", "dates"]

_TERM_YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Period:
    """From ``starts`` to ``ends``, both included."""

    kind: PeriodKind
    starts: date
    ends: date

    @property
    def days(self) -> int:
        """How many days, the first and the last included."""
        return (self.ends - self.starts).days + 1

    def contains(self, other: "Period | date") -> bool:
        """Whether a day, or the whole of another period, lies within."""
        first, last = (other.starts, other.ends) if isinstance(other, Period) else (other, other)
        return self.starts <= first and last <= self.ends


def week_of(day: date) -> Period:
    """The Monday-to-Sunday week in which ``day`` lies."""
    monday = day - timedelta(days=day.weekday())
    return Period("week", monday, monday + timedelta(days=6))


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of ``kind`` in which ``day`` lies.

    Terms share the year of their congresses (2020-2025, 2025-2030): a day in it belongs to the one that ends. Nine
    months begin with January: later days get those of their year. ``dates`` is the day alone.
    """
    if kind == "week":
        return week_of(day)
    if kind == "dates":
        return Period(kind, day, day)
    if kind == "term":
        first_year = (day.year - 1) // _TERM_YEARS * _TERM_YEARS
        return term(first_year, first_year + _TERM_YEARS)
    return months(kind, day)


def months(kind: Literal["month", "quarter", "half_year", "nine_months", "year"], day: date) -> Period:
    """The whole months of ``kind`` in which ``day`` lies; nine months always begin with January."""
    length = {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 12, "year": 12}[kind]
    starts = date(day.year, (day.month - 1) // length * length + 1, 1)
    last_month = starts.month + (9 if kind == "nine_months" else length) - 1
    return Period(kind, starts, last_of_month(date(day.year, last_month, 1)))


def term(first_year: int, last_year: int) -> Period:
    """A term of office: 1 January of its first to 31 December of its last year (DOMAIN §3)."""
    return Period("term", date(first_year, 1, 1), date(last_year, 12, 31))


def numbered_week(year: int, week: int) -> Period:
    """ISO week ``week`` of ``year``. Raises ValueError when that year has no such week."""
    return week_of(date.fromisocalendar(year, week, 1))


def previous(period: Period) -> Period:
    """The period of the same kind before: the week, month, quarter, half-year, year or term that precedes it.

    Nine months: those of the year before. Dates: as many days, ending the day before.
    """
    match period.kind:
        case "week" | "month" | "quarter" | "half_year" | "year":
            return period_of(period.kind, period.starts - timedelta(days=1))
        case "nine_months":
            return period_of(period.kind, shifted(period.starts, -1, "year"))
        case "term":
            years = max(period.ends.year - period.starts.year, 1)
            return term(period.starts.year - years, period.starts.year)
        case "dates":
            length = timedelta(days=period.days)
            return Period("dates", period.starts - length, period.starts - timedelta(days=1))
    assert_never(period.kind)

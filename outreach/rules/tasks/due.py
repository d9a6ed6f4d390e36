"""The day until which something is to be done, from words."""

from datetime import date

from outreach.errors import BadDate, DueInPast
from outreach.rules.admission.calendar import months_after
from outreach.rules.dates import parse_date

_MONTHS = 12


def due_day(text: str, today: date) -> date:
    """The nearest day ahead that ``text`` names, today included.

    Raises:
        BadDate: it is no day.
        DueInPast: it is past; with the nearest day ahead of that date, which may be meant.

    """
    try:
        return parse_date(text, today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
        day = parse_date(text, today, "past")
        raise DueInPast(day, ahead(day, today)) from None


def ahead(day: date, today: date) -> date:
    """The next day, today included, of the number and month of ``day``, which is over."""
    years = today.year - day.year
    same = months_after(day, years * _MONTHS)
    return same if same >= today else months_after(day, (years + 1) * _MONTHS)

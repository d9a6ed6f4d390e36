"""The day until which something is to be done, from words."""

from datetime import date, timedelta
from typing import Final

from outreach.errors import BadDate, DueInPast
from outreach.rules.admission.calendar import months_after
from outreach.rules.dates import parse_date
from outreach.rules.folding import fold
from outreach.rules.vocabulary.calendar import WEEKDAYS
from outreach.rules.vocabulary.todo import FROM_NOW

_MONTHS: Final = 12
_WEEK: Final = 7


def due_day(text: str, today: date) -> date:
    """The nearest day ahead that ``text`` names, today included.

    Raises:
        BadDate: it is no day.
        DueInPast: it is past; with the day ahead that may be meant.

    """
    try:
        return parse_date(text, today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
        raise nearest_future(text, today) from None


def again_day(text: str, today: date) -> date:
    """The day on which to be reminded again: as ``due_day``, or "3 ngày" from now. Raises as ``due_day``."""
    try:
        return due_day(text, today)
    except BadDate as error:
        if error.reason != "unknown":
            raise
        try:
            return due_day(f"{text} {FROM_NOW}", today)
        except BadDate:
            raise error from None


def nearest_future(piece: str, today: date) -> DueInPast:
    """The day that is past, and the coming one that was meant: the next such weekday, or day and month; or tomorrow.

    Raises BadDate where the past day lies too far back to have been meant.
    """
    day = parse_date(piece, today, "past")
    if any(f" {fold(word)} " in f" {fold(piece)} " for word in WEEKDAYS):
        return DueInPast(day, today + timedelta(days=(day.weekday() - today.weekday()) % _WEEK or _WEEK))
    if not any(map(str.isdigit, piece)):
        return DueInPast(day, today + timedelta(days=1))
    return DueInPast(day, ahead(day, today))


def ahead(day: date, today: date) -> date:
    """The next day, today included, of the number and month of ``day``, which is over."""
    years = today.year - day.year
    same = months_after(day, years * _MONTHS)
    return same if same >= today else months_after(day, (years + 1) * _MONTHS)

"""Working days in Viet Nam: weekends and public holidays off, made-up Saturdays on.

Terms count as the Civil Code does (2015, art. 147 and 148): the day of the event itself does not count, and a term
in months ends on the day of the same number, or on the last day of a month that has no such day.
"""

import json
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from outreach.rules.vocabulary.settings import Holiday

_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public calendar with what an office adds to it: ``extra_off`` days, and ``made_up`` days that are worked.

    Where both name a day, it is off: nobody should be held to a day on which the office was closed.
    """

    extra_off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        if day in self.extra_off:
            return False
        if day in self.made_up:
            return True
        off, worked = _year(day.year)
        return day in worked or (day.weekday() < SATURDAY and day not in off)

    def after(self, day: date, working_days: int) -> date:
        """The ``working_days``-th working day after ``day``, which itself never counts; ``day`` for none.

        Raises ValueError for a negative number.
        """
        if working_days < 0:
            raise ValueError(working_days)
        for _ in range(working_days):
            day = self.next(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after ``first`` up to and including ``last``; 0 when ``last`` is not later."""
        return sum(1 for day in _days(first + _DAY, last) if self.is_working(day))

    def next(self, day: date) -> date:
        """The first working day after ``day``."""
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def at_or_before(self, day: date) -> date:
        """``day`` if it is a working day, else the last one before it."""
        while not self.is_working(day):
            day -= _DAY
        return day


def months_after(day: date, months: int) -> date:
    """The day of the same number ``months`` later; 29/02 and the like become the last day of a shorter month."""
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


@dataclass(frozen=True, slots=True)
class PublicDays:
    """The public holidays of a year by name, days in lieu included; the Saturdays that are worked for them."""

    off: Mapping[date, Holiday]
    worked: frozenset[date]


@cache
def public_days(year: int) -> PublicDays:
    """What the whole country has off in ``year``."""
    if kept := _kept().get(str(year)):
        off = {date.fromisoformat(day): Holiday(name) for day, name in kept["off"].items()}
        return PublicDays(off, frozenset(map(date.fromisoformat, kept["worked"])))
    return from_library(year)


def holiday(day: date) -> Holiday | None:
    """Which public holiday ``day`` is; None for any other day, a weekend included."""
    return public_days(day.year).off.get(day)


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    public = public_days(year)
    return frozenset(public.off), public.worked


@cache
def _kept() -> dict[str, Any]:
    """What the library says of the years around now, kept as data: the library itself takes 46 MB and half a second."""
    data: dict[str, Any] = json.loads((files(__package__) / "holidays.json").read_text("utf-8"))
    return data


# By what the library's English names hold; a day in lieu of a weekend bears the name of its holiday.
_NAMES: Final = {
    "New Year's Day": Holiday.NEW_YEAR,
    "Lunar New Year": Holiday.TET,
    "Hung Kings": Holiday.HUNG_KINGS,
    "Reunification": Holiday.REUNIFICATION,
    "Labor": Holiday.LABOUR,
    "National Day": Holiday.NATIONAL,
    "Cultural": Holiday.CULTURE,
}


def from_library(year: int) -> PublicDays:
    """As the ``holidays`` package has it: for years that are not kept, and to see that what is kept still agrees."""
    from holidays import country_holidays  # noqa: PLC0415 -- see ``_kept``

    known = country_holidays("VN", years=year, language="en_US")
    off = {day: _named(name) for day, name in sorted(known.items())}
    return PublicDays(off, frozenset(day for day in known.weekend_workdays if day.year == year))


def _named(name: str) -> Holiday:
    return next((holiday for piece, holiday in _NAMES.items() if piece in name), Holiday.IN_LIEU)

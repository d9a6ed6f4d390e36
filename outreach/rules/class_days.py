"""On which days a class is held: "15/6-20/6", "15-20/6/2024", "từ 15/6 đến 20/6", one day."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from outreach.errors import BadClassDays, BadDate, BadPeriod
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import either, plain
from outreach.rules.vocabulary.calendar import UP_TO
from outreach.rules.vocabulary.classes import CLASS_PARTS, ClassPart

LONGEST: Final = 366
_FAR: Final = 270  # days: a day without its year that would be further off is that of the year before or after
_SATURDAY: Final = 5
_UP_TO = rf" *(?:\.\.|{either(UP_TO)}) *"
_SAME_MONTH = re.compile(rf"([0-9]{{1,2}}){_UP_TO}([0-9]{{1,2}})([/.][0-9]{{1,2}}(?:[/.][0-9]{{2,4}})?)")
_BETWEEN = re.compile(_UP_TO)
_DAY_AND_MONTH = re.compile(r"\D*[0-9]{1,2}[/.-][0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}\b")


@dataclass(frozen=True)
class Days:
    """The first and the last day of a class."""

    starts: date
    ends: date


def nearest_day(text: str, today: date) -> date:
    """The day that ``text`` names, past or coming: without a year this year's, unless another is much nearer.

    Raises BadDate.
    """
    found: list[date] = []
    refusal: BadDate | None = None
    for side in _SIDES:
        try:
            found.append(parse_date(text, today, side))
        except BadDate as error:
            refusal = error
    if not found:
        raise refusal or BadDate(text)
    near = [day for day in found if day.year == today.year and abs((day - today).days) <= _FAR]
    return near[0] if near else min(found, key=lambda day: abs((day - today).days))


_SIDES: Final[tuple[Literal["future", "past"], ...]] = ("future", "past")


def read_days(text: str, today: date) -> Days | None:
    """The days that all of ``text`` names, or None when it is not meant as days.

    Raises BadDate for a day that there is not, BadPeriod when the end comes first, BadClassDays beyond a year.
    """
    opening = CLASS_PARTS.open(text)
    body = opening.rest if opening and opening.meaning is ClassPart.DAYS and opening.sure and opening.rest else text
    ends = _pair(body)
    if ends is None:
        if not looks_like_date(body) or body.strip().isdecimal():
            return None
        day = nearest_day(body, today)
        return Days(day, day)
    days = _from_to(*ends, today)
    if days.ends < days.starts:
        raise BadPeriod(text, "reversed")
    if (days.ends - days.starts).days >= LONGEST:
        raise BadClassDays(text, "too_long")
    return days


def weekends_of(days: Days) -> Days:
    """From the first Saturday or Sunday within ``days`` to the last. Raises BadClassDays when there is none."""
    inside = [days.starts + timedelta(days=step) for step in range((days.ends - days.starts).days + 1)]
    free = [day for day in inside if day.weekday() >= _SATURDAY]
    if not free:
        raise BadClassDays("", "no_weekend")
    return Days(free[0], free[-1])


def _pair(text: str) -> tuple[str, str] | None:
    typed = plain(text)
    if found := _SAME_MONTH.fullmatch(typed):
        return f"{found[1]}{found[3]}", f"{found[2]}{found[3]}"
    if looks_like_date(typed):
        return None
    for between in _BETWEEN.finditer(typed):
        first, last = typed[: between.start()], typed[between.end() :]
        if looks_like_date(first) and looks_like_date(last):
            return first, last
    return None


def _from_to(first: str, last: str, today: date) -> Days:
    """A year that one end lacks is the other's; the first day is looked for around today, the last after it."""
    if _YEAR.search(last) and not _YEAR.search(first):
        ends = nearest_day(last, today)
        return Days(parse_date(first, ends, "past"), ends)
    starts = nearest_day(first, today)
    if _YEAR.search(last):
        return Days(starts, nearest_day(last, starts))
    if _DAY_AND_MONTH.fullmatch(last) and (earlier := _of_its_year(last, starts)) is not None:
        return Days(starts, earlier)
    return Days(starts, parse_date(last, starts, "future"))


def _of_its_year(last: str, starts: date) -> date | None:
    """The day before ``starts`` that must have been meant: "20/6-15/6" is the wrong way round, "28/12-2/1" is not."""
    with suppress(BadDate):
        day = parse_date(last, starts, "past")
        return day if day != starts and (starts - day).days <= _FAR and day.year == starts.year else None
    return None

"""The forms in which a day can be said, each a pattern and the way to read it; ``dates`` tries them in order."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from outreach.rules.folding import either, folded_keys, plain
from outreach.rules.vocabulary import calendar as words

Towards = Literal["past", "future"]

_YEARS_TRIED: Final = 5  # this one and four outward, which always cross a leap year but around 2100
_MONTHS_TRIED: Final = 3  # of any three months in a row one has 31 days
_CENTURY: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """The day on which something was said, and on which side of it a day is looked for."""

    today: date
    towards: Towards

    @property
    def outward(self) -> int:
        """+1 towards the future, -1 towards the past."""
        return 1 if self.towards == "future" else -1

    def nearest(self, days: Iterable[date]) -> date:
        """The first of ``days``, given outward from today, on the asked side, today included. ValueError if none."""
        for day in days:
            if (day - self.today).days * self.outward >= 0:
                return day
        raise ValueError

    def years(self) -> Iterator[int]:
        """This year and the next ones outward."""
        return (self.today.year + step * self.outward for step in range(_YEARS_TRIED))


Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Form:
    """``read`` gives the day of a match, or raises ValueError or OverflowError when there is no such day."""

    pattern: re.Pattern[str]
    read: Callable[[Found, Asked], date]
    by_name: bool = False


_NUMBERS = folded_keys(words.NUMBERS)
_ENGLISH_MONTHS = folded_keys(words.ENGLISH_MONTHS)
_SHIFTS = folded_keys(words.SHIFTS | words.SHIFTS_BEFORE)
_UNITS = folded_keys(words.UNITS)
_EDGES = folded_keys(words.EDGES)
_DISTANCES = folded_keys(words.DISTANCES | words.DISTANCES_BEFORE)
_NAMED_DAYS = folded_keys(words.NAMED_DAYS)
_WEEKDAYS = {name.replace(" ", ""): number for name, number in folded_keys(words.WEEKDAYS).items()}

_MONTH, _YEAR, _DAY = plain(words.MONTH), plain(words.YEAR), plain(words.DAY)


_SIX = re.compile(rf"\b{words.SIX}\b", re.IGNORECASE)


def said(text: str) -> str:
    """``text`` as ``plain`` leaves it, its marked word for six as the digit."""
    return plain(text if text.isascii() else _SIX.sub("6", unicodedata.normalize("NFC", text)))


def number(text: str) -> int:
    """The number in digits or in words (as in tháng sáu, quý một, July)."""
    return int(text) if text[0] in "0123456789" else (_NUMBERS | _ENGLISH_MONTHS)[text]


def shifted(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` days, weeks, months, quarters or years; the 31st becomes a short month's last day."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_month(day: date) -> date:
    """The last day of the month in which ``day`` lies."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def full_year(digits: str, today: date) -> int:
    """The year of two or four digits; two mean the one nearest to ``today``'s."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 -- two digits, as in 15/7/24
        return year
    years = (today.year // _CENTURY * _CENTURY + year + century for century in (-_CENTURY, 0, _CENTURY))
    return min(years, key=lambda candidate: abs(candidate - today.year))


def _possible(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    if not 1 <= month <= 12 or day < 1:  # noqa: PLR2004 -- months of a year
        return
    for year in years:
        if day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def _calendar_day(found: Found, asked: Asked) -> date:
    day, month = int(found["d"]), number(found["m"])
    if found["y"]:
        return date(full_year(found["y"], asked.today), month, day)
    return asked.nearest(_possible(asked.years(), month, day))


def _day_of_month(found: Found, asked: Asked) -> date:
    day, first = int(found["d"]), asked.today.replace(day=1)
    if found["shift"]:
        return shifted(first, _SHIFTS[found["shift"]], "month").replace(day=day)
    months = (shifted(first, step * asked.outward, "month") for step in range(_MONTHS_TRIED))
    return asked.nearest(month.replace(day=day) for month in months if 1 <= day <= last_of_month(month).day)


def _named(found: Found, asked: Asked) -> date:
    return asked.today + timedelta(days=_NAMED_DAYS[found["name"]])


def _distant(found: Found, asked: Asked) -> date:
    return shifted(asked.today, number(found["n"]) * _DISTANCES[found["sign"]], _UNITS[found["unit"]])


def _same_day(found: Found, asked: Asked) -> date:
    return shifted(asked.today, _SHIFTS[found["shift"]], _UNITS[found["unit"]])


def _weekday(found: Found, asked: Asked) -> date:
    """Thứ 5: the nearest; thứ 5 tuần sau: of that week; thứ 5 tới: the first after today."""
    weekday, shift = _WEEKDAYS[found["w"].replace(" ", "")], found["shift"]
    monday = asked.today - timedelta(days=asked.today.weekday())
    of_this_week = monday + timedelta(days=weekday)
    if shift is None:
        return asked.nearest(of_this_week + timedelta(days=7 * step * asked.outward) for step in (0, 1))
    weeks = _SHIFTS[shift]
    passed_over = found["week"] is None and (
        (weeks > 0 and of_this_week > asked.today) or (weeks < 0 and of_this_week < asked.today)
    )
    steps = weeks - (1 if weeks > 0 else -1) if passed_over else weeks
    return of_this_week + timedelta(days=7 * steps)


def _weekday_and_day(found: Found, asked: Asked) -> date:
    day = _calendar_day(found, asked)
    if day.weekday() != _WEEKDAYS[found["w"].replace(" ", "")]:
        raise ValueError
    return day


def _edge(edge: str, unit: str, day: date) -> date:
    """The start, middle or end of ``day``'s week (Monday, Wednesday, Saturday), month or year."""
    if unit == "week":
        return day + timedelta(days={"start": 0, "middle": 2, "end": 5}[edge] - day.weekday())
    if unit == "month":
        return last_of_month(day) if edge == "end" else day.replace(day=1 if edge == "start" else 15)
    return {"start": date(day.year, 1, 1), "middle": date(day.year, 6, 30), "end": date(day.year, 12, 31)}[edge]


def _edge_of_span(found: Found, asked: Asked) -> date:
    edge, unit = _EDGES[found["edge"]], _UNITS[found["unit"]]
    if found["shift"]:
        return _edge(edge, unit, shifted(asked.today, _SHIFTS[found["shift"]], unit))
    days = (shifted(asked.today, step * asked.outward, unit) for step in (0, 1))
    return asked.nearest(_edge(edge, unit, day) for day in days)


def _edge_of_month(found: Found, asked: Asked) -> date:
    years = [int(found["y"])] if found["y"] else asked.years()
    days = (_edge(_EDGES[found["edge"]], "month", day) for day in _possible(years, number(found["m"]), 1))
    return next(days) if found["y"] else asked.nearest(days)


def _never(_found: Found, _asked: Asked) -> date:
    raise ValueError


def _form(pattern: str, read: Callable[[Found, Asked], date], *, by_name: bool = False) -> Form:
    return Form(re.compile(pattern), read, by_name)


_LEAD = rf"(?:{either(words.DAY_LEADS)} )*"
_D, _Y4 = r"(?P<d>[0-9]{1,2})", r"(?P<y>[0-9]{4})"
_M = rf"(?P<m>[0-9]{{1,2}}|{either(words.NUMBERS)})"
_NAMED_MONTH = rf"(?P<m>{either(words.ENGLISH_MONTHS)})"
# 20-30 and 1.50 are a span and a figure; 20/30 can only be a day got wrong.
_NOT_A_FIGURE = r"(?![0-9]+[.-](?:1[3-9]|[2-9][0-9]|00?)\Z)"
_NUMERIC = rf"{_NOT_A_FIGURE}{_D}[/.-](?P<m>[0-9]{{1,2}})(?:[/.-](?P<y>[0-9]{{4}}|[0-9]{{2}}))?"
_IN_YEAR = rf"(?:(?: {_YEAR} | ?[/-] ?| ){_Y4})?"
_SHIFT = rf"(?P<shift>{either(words.SHIFTS)})"
_SHIFT_BEFORE = rf"(?P<shift>{either(words.SHIFTS_BEFORE)})"
_AWAY = rf"(?P<shift>{either(word for word, step in words.SHIFTS.items() if step)})"
_AWAY_BEFORE = rf"(?P<shift>{either(word for word, step in words.SHIFTS_BEFORE.items() if step)})"
_W = rf"(?P<w>{either(words.WEEKDAYS).replace(chr(92) + ' ', ' ?')})"
_N = rf"(?P<n>[0-9]{{1,3}}|{either(words.NUMBERS)})"
_UNIT = rf"(?P<unit>{either(words.UNITS)})"
_SPAN = rf"(?P<unit>{either(word for word, unit in words.UNITS.items() if unit in {'week', 'month', 'year'})})"
_EDGE = rf"(?P<edge>{either(words.EDGES)})"

FORMS: Final = (
    _form(rf"(?:{_DAY} )?(?P<name>{either(words.NAMED_DAYS)})", _named, by_name=True),
    _form(_LEAD + _NUMERIC, _calendar_day),
    _form(_LEAD + r"(?P<y>[0-9]{4})[/.-](?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})", _calendar_day),
    _form(rf"{_LEAD}{_D} {_MONTH} {_M}{_IN_YEAR}", _calendar_day),
    _form(rf"{_LEAD}{_W}(?: (?P<week>{plain(words.WEEK)} )?{_SHIFT})?", _weekday),
    _form(rf"(?P<week>{plain(words.WEEK)}) {_SHIFT} {_W}", _weekday),
    _form(rf"(?P<week>){_SHIFT_BEFORE} {_W}", _weekday),
    _form(rf"{_LEAD}{_W} {_LEAD}{_NUMERIC}", _weekday_and_day),
    _form(rf"{_LEAD}{_W} {_LEAD}{_D} {_MONTH} {_M}{_IN_YEAR}", _weekday_and_day),
    _form(rf"{_LEAD}{plain(words.WEEKDAY)} ?[0-9]{{1,2}}", _never),
    _form(rf"(?:{_DAY} )?{either(words.DAY_MARKERS)} {_D}(?: {_MONTH} {_SHIFT})?", _day_of_month),
    _form(rf"{_D} {_MONTH} {_SHIFT}", _day_of_month),
    _form(rf"{_LEAD}{_N} {_UNIT} (?P<sign>{either(words.DISTANCES)})", _distant),
    _form(rf"(?P<sign>{either(words.DISTANCES_BEFORE)}) {_N} {_UNIT}", _distant),
    _form(rf"{_LEAD}{_SPAN} {_AWAY}", _same_day),
    _form(rf"{_AWAY_BEFORE} {_SPAN}", _same_day),
    _form(rf"{_LEAD}{_EDGE} {_SPAN}(?: {_SHIFT})?", _edge_of_span),
    _form(rf"{_LEAD}{_EDGE} {_MONTH} {_M}{_IN_YEAR}", _edge_of_month),
    _form(rf"{_D}(?:st|nd|rd|th)? (?:of )?{_NAMED_MONTH}(?: {_Y4})?", _calendar_day),
    _form(rf"{_NAMED_MONTH} {_D}(?:st|nd|rd|th)?(?: {_Y4})?", _calendar_day),
)

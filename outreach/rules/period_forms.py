"""The forms in which a period can be said, each a pattern and the way to read it; ``spans`` explains the kinds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from outreach.rules.day_forms import full_year, number, shifted
from outreach.rules.folding import either, folded_keys, plain
from outreach.rules.spans import Period, PeriodKind, months, numbered_week, period_of, term
from outreach.rules.vocabulary import calendar as words

FIRST_YEAR: Final = 1930  # the Party's founding
LAST_YEAR: Final = 2100
_LONGEST_TERM: Final = 10

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Form:
    """``read`` gives the period of a match, or raises ValueError or OverflowError when there is no such period."""

    pattern: re.Pattern[str]
    read: Callable[[Found, date], Period]


_SHIFTS = folded_keys(words.SHIFTS | words.SHIFTS_BEFORE)
_UNITS = folded_keys(words.UNITS)
_KINDS: Final[dict[str, PeriodKind]] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_HALVES = folded_keys(words.HALVES_AFTER | words.HALVES)


def _year(found: Found, today: date) -> int | None:
    """The year that is said, in digits or as năm ngoái; None when none is. ValueError outside 1930-2100."""
    parts = found.groupdict()
    if parts.get("shift"):
        return today.year + _SHIFTS[parts["shift"]]
    return _within(int(parts["y"])) if parts.get("y") else None


def _within(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError
    return year


def _begun(period: Period, year: int | None, today: date) -> Period:
    """``period``, or a year earlier when no year was said and it has not begun by ``today``."""
    if year is None and period.starts > today:
        return period_of(period.kind, shifted(period.starts, -1, "year"))
    return period


def _whole_year(found: Found, _today: date) -> Period:
    return period_of("year", date(_within(int(found["y"])), 1, 1))


def _month(found: Found, today: date) -> Period:
    year = _year(found, today)
    return _begun(months("month", date(year or today.year, number(found["m"]), 1)), year, today)


def _quarter(found: Found, today: date) -> Period:
    year, said = _year(found, today), found["q"]
    quarter = words.ROMAN_QUARTERS[said] if said in words.ROMAN_QUARTERS else number(said)
    return _begun(months("quarter", date(year or today.year, quarter * 3 - 2, 1)), year, today)


def _half_year(found: Found, today: date) -> Period:
    half = _HALVES[found.groupdict().get("half") or plain(words.FIRST_MONTHS)]
    return months("half_year", date(_year(found, today) or today.year, half * 6, 1))


def _nine_months(found: Found, today: date) -> Period:
    return months("nine_months", date(_year(found, today) or today.year, 1, 1))


def _week(found: Found, today: date) -> Period:
    year, week = _year(found, today), int(found["w"])
    if year is not None:
        return numbered_week(year, week)
    this_year = today.isocalendar().year
    if week <= _weeks(this_year) and (period := numbered_week(this_year, week)).starts <= today:
        return period
    return numbered_week(this_year - 1, week)


def _weeks(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _relative(found: Found, today: date) -> Period:
    unit = _UNITS[found["unit"]]
    return period_of(_KINDS[unit], shifted(today, _SHIFTS[found["shift"]], unit))


def _term(found: Found, _today: date) -> Period:
    first, last = _within(int(found["first"])), _within(int(found["last"]))
    if first == last or last - first > _LONGEST_TERM:
        raise ValueError
    return term(first, last)


def _this_term(_found: Found, today: date) -> Period:
    return period_of("term", today)


def _from_to(found: Found, today: date) -> Period:
    """A year that one end lacks is the other's, else the current one."""
    years = [found[name] for name in ("y1", "y2") if found[name]] or [str(today.year)]
    starts = _day(found, 1, found["y1"] or years[0], today)
    ends = today if found["now"] else _day(found, 2, found["y2"] or years[-1], today)
    return Period("dates", starts, ends)


def _day(found: Found, end: Literal[1, 2], year: str, today: date) -> date:
    return date(_within(full_year(year, today)), int(found[f"m{end}"]), int(found[f"d{end}"]))


def _iso_from_to(found: Found, _today: date) -> Period:
    starts, ends = date.fromisoformat(found["first"]), date.fromisoformat(found["last"])
    _within(starts.year)
    _within(ends.year)
    return Period("dates", starts, ends)


def _year_to_date(_found: Found, today: date) -> Period:
    return Period("dates", date(today.year, 1, 1), today)


def _form(pattern: str, read: Callable[[Found, date], Period]) -> Form:
    return Form(re.compile(pattern), read)


_YEAR, _MONTH, _NAM = plain(words.YEAR), plain(words.MONTH), either(words.YEAR_NUMBER)
_Y = r"(?P<y>[0-9]{4})"
_IN_YEAR = rf"(?:(?: ?[/-] ?| {_YEAR} | ){_Y}| {_YEAR} (?P<shift>{either(words.SHIFTS)}))"
_M = rf"(?P<m>[0-9]{{1,2}}|{either(words.NUMBERS)})"
_NAMED_MONTH = rf"(?P<m>{either(words.ENGLISH_MONTHS)})"
_Q = rf"(?P<q>[0-9]{{1,2}}|{either(words.ROMAN_QUARTERS)}|{either(words.NUMBERS)})"
_HALF = rf"(?P<half>{either(words.HALVES)})"
_HALF_AFTER = rf"(?P<half>{either(words.HALVES_AFTER)})"
_SIX, _NINE, _FIRST = either(words.SIX_MONTHS), either(words.NINE_MONTHS), plain(words.FIRST_MONTHS)
_NUMBERED = {name: unit for name, unit in words.UNITS.items() if unit in _KINDS}
_UNIT = rf"(?P<unit>{either(_NUMBERED)})"
_SHIFT, _SHIFT_BEFORE = rf"(?P<shift>{either(words.SHIFTS)})", rf"(?P<shift>{either(words.SHIFTS_BEFORE)})"
_FROM, _UP_TO = rf"(?:{either(words.FROM)} )?", rf" ?(?:\.\.|{either(words.UP_TO)}) ?"


def _numeric_day(end: Literal[1, 2]) -> str:
    sign = f"s{end}"
    return (
        rf"(?P<d{end}>[0-9]{{1,2}})(?P<{sign}>[/.-])(?P<m{end}>[0-9]{{1,2}})"
        rf"(?:(?P={sign})(?P<y{end}>[0-9]{{4}}|[0-9]{{2}}))?"
    )


_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

FORMS: Final = (
    _form(rf"(?:{_NAM} )?(?P<y>(?:19|20|21)[0-9]{{2}})", _whole_year),
    _form(rf"(?:{either(words.TERM)} )?(?P<first>[0-9]{{4}}){_UP_TO}(?P<last>[0-9]{{4}})", _term),
    _form(rf"{_UNIT} {_SHIFT}", _relative),
    _form(rf"{_SHIFT_BEFORE} {_UNIT}", _relative),
    _form(rf"{_FROM}{_numeric_day(1)}{_UP_TO}(?:{_numeric_day(2)}|(?P<now>{either(words.NOW)}))", _from_to),
    _form(rf"{_FROM}(?P<first>{_ISO}){_UP_TO}(?P<last>{_ISO})", _iso_from_to),
    _form(rf"{_MONTH} {_M}{_IN_YEAR}?", _month),
    _form(rf"t{_M}[/-]{_Y}", _month),
    _form(rf"(?P<m>[0-9]{{1,2}})[/-]{_Y}", _month),
    _form(rf"{_Y}[/-](?P<m>[0-9]{{2}})", _month),
    _form(rf"{_NAMED_MONTH}{_IN_YEAR}?", _month),
    _form(rf"{either(words.QUARTER_NUMBER)} ?{_Q}{_IN_YEAR}?", _quarter),
    _form(rf"{_SIX} {_HALF_AFTER}(?:{_IN_YEAR}| {_YEAR})?", _half_year),
    _form(rf"{_SIX}{_IN_YEAR}", _half_year),
    _form(rf"{_HALF}{_IN_YEAR}", _half_year),
    _form(rf"{_NINE}(?: {_FIRST})?{_IN_YEAR}", _nine_months),
    _form(rf"{_NINE} {_FIRST} {_YEAR}", _nine_months),
    _form(rf"{either(words.WEEK_NUMBER)} (?P<w>[0-9]{{1,2}}){_IN_YEAR}?", _week),
    _form(rf"{_Y}-?w(?P<w>[0-9]{{1,2}})", _week),
    _form(rf"{either(words.TERM)}(?: {either(word for word, step in words.SHIFTS.items() if not step)})?", _this_term),
    _form(either(words.YEAR_TO_DATE), _year_to_date),
)

"""An absence from a line, in any order: ``vắng 1/7-15/7; Lan``, ``vắng tuần sau, Lan trực thay``, ``vắng 10 ngày``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from outreach.errors import BadAbsence, BadPeriod, Twice
from outreach.rules.class_days import read_days
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.day_forms import number
from outreach.rules.folding import either, fold, folded_keys, plain
from outreach.rules.lines import split_commas
from outreach.rules.periods import parse_period
from outreach.rules.spans import Period
from outreach.rules.vocabulary import absence as words
from outreach.rules.vocabulary.absence import STAND_IN
from outreach.rules.vocabulary.calendar import NUMBERS

LONGEST: Final = 60  # days that somebody may be away at most, the first and the last included

_LENGTHS = folded_keys(words.DAYS)
_LENGTH = re.compile(
    rf"(?:{either(words.FOR_DAYS)} )?(?P<n>[0-9]{{1,3}}|{either(NUMBERS)}) (?P<unit>{either(_LENGTHS)})"
    rf"(?: {either(words.SINCE)} (?P<since>.+))?"
)
_UNTIL = re.compile(rf"{either(words.UNTIL)} (?P<day>.+)")
_AFTER_A_NAME = re.compile(rf"(?P<name>.+?) {either(words.AFTER_A_NAME)}")
_BETWEEN = " ,:.-–—"


@dataclass
class AwayDraft:
    """What a line says of an absence; None and empty: not said. ``stand_in`` is a name as typed."""

    days: Period | None = None
    stand_in: str = ""


def read_away(parts: Sequence[str], today: date) -> AwayDraft:
    """What the ``parts`` say, in any order.

    Raises:
        BadDate, BadPeriod: days that there are not.
        Twice: the days or the stand-in are said twice.

    """
    draft = AwayDraft()
    for piece in sorted((piece for part in parts for piece in split_commas(part)), key=_may_be_a_name):
        days, rest = _leading_days(piece, today)
        if days is not None and draft.days is not None and _may_be_a_name(piece):
            days, rest = None, piece
        if days is not None:
            _set(draft, "days", days, piece)
        if rest:
            _set(draft, "stand_in", stand_in_name(rest), rest)
    return draft


def _may_be_a_name(piece: str) -> bool:
    """Whether a day could be somebody as well: "mai" is tomorrow, Mai perhaps a colleague."""
    return piece.istitle() and piece.isalpha()


def _set(draft: AwayDraft, part: str, value: Period | str, typed: str) -> None:
    if before := getattr(draft, part):
        raise Twice(part, _said(before) if isinstance(before, Period) else before, typed)
    setattr(draft, part, value)


def stand_in_name(text: str) -> str:
    """The name in ``text``: "trực thay: Lan" and "Lan trực thay" name Lan."""
    opening = STAND_IN.open(text)
    if opening is not None and opening.sure and opening.rest:
        return opening.rest
    ended = _AFTER_A_NAME.fullmatch(plain(text))
    return " ".join(text.split()[: len(ended["name"].split())]) if ended else text.strip(_BETWEEN)


def read_absence(text: str, today: date) -> Period | None:
    """The days that all of ``text`` names, or None: "1/7-15/7", "tuần sau", "2 tuần từ 1/7", "đến thứ 6", "mai".

    Raises BadDate and BadPeriod for days that there are not.
    """
    said = plain(text)
    if found := _LENGTH.fullmatch(said):
        starts = _day(found["since"], today) if found["since"] else today
        length = number(found["n"]) * _LENGTHS[found["unit"]]
        return _dates(starts, starts + timedelta(days=length - 1)) if starts is not None else None
    if (found := _UNTIL.fullmatch(said)) and looks_like_date(found["day"]):
        return _dates(today, parse_date(found["day"], today, "future"))
    if (week := _week(text, today)) is not None:
        return week
    days = read_days(text, today)
    return _dates(days.starts, days.ends) if days is not None else None


def check_absence(days: Period, today: date) -> None:
    """Pass if somebody may be away on these ``days``.

    Raises:
        BadAbsence: they have begun already, or are more than LONGEST.

    """
    if days.starts < today:
        raise BadAbsence("past", f"{days.starts:%d/%m/%Y}")
    if days.days > LONGEST:
        raise BadAbsence("too_long", str(days.days), LONGEST)


def _leading_days(text: str, today: date) -> tuple[Period | None, str]:
    """The days with which ``text`` begins, or ends, and the rest; the longest stretch counts."""
    typed = text.split()
    for length in range(len(typed), 0, -1):
        if (days := read_absence(" ".join(typed[:length]), today)) is not None:
            return days, " ".join(typed[length:]).strip(_BETWEEN)
    for start in range(1, len(typed)):
        last = " ".join(typed[start:])
        if not _may_be_a_name(last) and (days := read_absence(last, today)) is not None:
            return days, " ".join(typed[:start]).strip(_BETWEEN)
    return None, text.strip(_BETWEEN) if fold(text) else ""


def _week(text: str, today: date) -> Period | None:
    try:
        period = parse_period(text, today)
    except BadPeriod:
        return None
    if period.kind != "week":
        return None
    return _dates(today, period.ends) if period.contains(today) else period


def _day(text: str, today: date) -> date | None:
    return parse_date(text, today, "future") if looks_like_date(text) else None


def _dates(starts: date, ends: date) -> Period:
    return Period("dates", starts, ends)


def _said(days: Period) -> str:
    return f"{days.starts:%d/%m}-{days.ends:%d/%m}"

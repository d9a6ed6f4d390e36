"""Which days of whose agenda are asked for: ``/lich tuần sau``, ``/lich DCT-1 tháng 7``, ``/lich của tôi 15/7``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from outreach.errors import AgendaPast, BadDate, BadPeriod
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import fold
from outreach.rules.lines import split_parts
from outreach.rules.periods import Period, parse_period
from outreach.rules.vocabulary.calendar import SHIFTS, SHIFTS_BEFORE
from outreach.rules.vocabulary.plans import AGENDA_WHOSE, BEFORE_A_SPAN, NUMBERED, UNTIL_THEN, Whose

AHEAD: Final = 13  # without a word of days: today and so many days after it
LONGEST: Final = 366
_EDGES: Final = " ,:;.-–—"
_WORD = re.compile(r"\S+")
_MOST_WORDS: Final = 8
_NEXT_YEAR: Final = timedelta(days=364)
_SHIFTS = frozenset(map(fold, (*SHIFTS, *SHIFTS_BEFORE)))


@dataclass(frozen=True)
class AgendaQuestion:
    """What is asked: the days from ``starts`` to ``ends``, and perhaps of which unit (as typed), or whose."""

    starts: date
    ends: date
    unit: str = ""
    whose: Whose | None = None


def read_agenda(text: str, today: date) -> AgendaQuestion:
    """What ``text`` asks: days, a unit, "của tôi" or "cả đơn vị", in any order.

    Where no day is said, the next two weeks are meant. Raises AgendaPast where all the days asked for are over,
    BadPeriod and BadDate for what can be no day.
    """
    days: tuple[date, date] | None = None
    whose: Whose | None = None
    words: list[str] = []
    for part in split_parts(text):
        rest, owner = _without_owner(part)
        rest, found = _without_days(rest, today)
        days, whose = days or found, whose or owner
        words += [rest] if fold(rest) else []
    starts, ends = days or (today, today + timedelta(days=AHEAD))
    return AgendaQuestion(starts, min(ends, starts + timedelta(days=LONGEST)), " ".join(words), whose)


def read_days(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last of the days that ``text`` names, none before ``today``; None when it names none.

    Raises AgendaPast, BadPeriod, BadDate as ``read_agenda``.
    """
    period = _period(text, today)
    if period is not None:
        if period.ends < today:
            raise AgendaPast(period.ends)
        return max(period.starts, today), period.ends
    if not looks_like_date(text):
        return None
    try:
        day = parse_date(text, today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
        raise AgendaPast(parse_date(text, today, "past")) from None
    return (today if _counts_up_to(text) else day), day


def _period(text: str, today: date) -> Period | None:
    """The period that ``text`` names; one without a year is the coming one ("tháng 7"), not the one that has begun."""
    try:
        period = parse_period(text, today)
    except BadPeriod as error:
        if error.reason != "unknown":
            raise
        return None
    if period.ends >= today or _SHIFTS & set(fold(text).split()):
        return period
    coming = parse_period(text, today + _NEXT_YEAR)
    return coming if coming.ends >= today else period


def _counts_up_to(text: str) -> bool:
    """Whether ``text`` counts days from now on: "2 tuần tới", "10 ngày nữa"."""
    words = fold(text).split()
    return words[0].isdecimal() and words[-1] in UNTIL_THEN


def _without_days(part: str, today: date) -> tuple[str, tuple[date, date] | None]:
    """The part without the days that it names, at its end or at its start; the longest piece counts."""
    for piece, rest in _pieces(part):
        numbered = piece[:1].isdecimal() and fold(rest).endswith(NUMBERED)  # one of a unit's name
        if not numbered and (found := read_days(_without_lead(piece), today)) is not None:
            return _without_lead_at_end(rest), found
    return part, None


def _without_owner(part: str) -> tuple[str, Whose | None]:
    for piece, rest in _pieces(part):
        # a single word may belong to the name of a unit: "Đoàn công tác số 1"
        if (whose := AGENDA_WHOSE.find(piece)) is not None and (" " in piece or not rest):
            return rest, whose
    return part, None


def _pieces(part: str) -> Iterator[tuple[str, str]]:
    """Ends and beginnings of ``part``, long ones first, each with what is left."""
    words = list(_WORD.finditer(part))
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        last, first = words[-count].start(), words[count - 1].end()
        yield part[last:].strip(_EDGES), part[:last].strip(_EDGES)
        yield part[:first].strip(_EDGES), part[first:].strip(_EDGES)


def _without_lead(text: str) -> str:
    words = text.split()
    return " ".join(words[1:]) if len(words) > 1 and fold(words[0]) in BEFORE_A_SPAN else text


def _without_lead_at_end(text: str) -> str:
    words = text.split()
    while words and fold(words[-1]) in BEFORE_A_SPAN:
        words.pop()
    return " ".join(words)

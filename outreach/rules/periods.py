"""Periods as people name them, and the calendar's own (from ``spans``)."""

import re
from datetime import date
from typing import Final

from outreach.errors import BadPeriod
from outreach.rules.day_forms import said
from outreach.rules.period_forms import FORMS
from outreach.rules.spans import Period, PeriodKind, period_of, previous, week_of

__all__ = ["Period", "PeriodKind", "parse_period", "period_of", "previous", "split_tail", "week_of"]

_LONGEST_PHRASE: Final = 60
_MOST_WORDS: Final = 10
_BEFORE_A_PERIOD: Final = " \t\n,;:-–—"


def parse_period(text: str, today: date) -> Period:
    """The period that ``text`` names: 2024, tháng 6-2024, quý I/2023, tuần trước, nhiệm kỳ 2020-2025, from-to dates.

    A month, quarter or week without a year is the nearest one that has begun by ``today``; halves, nine months and
    from-to days are this year's. Bare ``2020-2025`` is a term. Weeks are ISO weeks, Monday to Sunday.
    Raises BadPeriod: ``unknown``, ``impossible`` (tháng 13; a year outside 1930-2100), ``reversed``.
    """
    piece = text.strip()
    phrase = said(piece) if len(piece) <= _LONGEST_PHRASE else ""
    for form in FORMS:
        if found := form.pattern.fullmatch(phrase):
            try:
                period = form.read(found, today)
            except (ValueError, OverflowError):
                raise BadPeriod(piece, "impossible") from None
            if period.ends < period.starts:
                raise BadPeriod(piece, "reversed")
            return period
    raise BadPeriod(piece)


def split_tail(text: str, today: date) -> tuple[str, Period | None]:
    """What stands before the period that ``text`` ends with, and that period; all of ``text`` and None without one.

    The longest tail counts. Raises BadPeriod when that tail is meant as a period but is none (tháng 13/2024).
    """
    starts = [word.start() for word in re.finditer(r"\S+", text)]
    for start in starts[-_MOST_WORDS:]:
        try:
            period = parse_period(text[start:], today)
        except BadPeriod as error:
            if error.reason != "unknown":
                raise
        else:
            return text[:start].lstrip().rstrip(_BEFORE_A_PERIOD), period
    return text.strip(), None

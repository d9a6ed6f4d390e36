"""Days as people name them, in Vietnamese and English, counted from the day on which it was said."""

import re
import unicodedata
from datetime import date
from typing import Final

from outreach.errors import BadDate
from outreach.rules.day_forms import FORMS, Asked, Form, Towards, said
from outreach.rules.folding import either, folded_keys, plain, strip_marks
from outreach.rules.vocabulary import calendar as words

YEARS_BACK: Final = 10
YEARS_AHEAD: Final = 5

_LONGEST_PHRASE: Final = 60
_MOST_WORDS: Final = 9
_AFTER_A_DATE: Final = " \t\n,;:.-–—"

_OPENERS = re.compile(rf"^(?:{either(words.OPENERS)} )+")
_DAY_PART = re.compile(rf"{either(words.DAY_PARTS)} ")


def _phrase(text: str) -> str:
    """``text`` as the forms expect it: plain, no opener, and a part of the day (sáng mai) said as a day (hôm mai)."""
    typed = _OPENERS.sub("", said(text), count=1) if len(text) <= _LONGEST_PHRASE else ""
    part = _DAY_PART.match(typed)
    return f"{plain(words.DAY)} {typed[part.end() :]}" if part else typed


def _form_of(text: str) -> tuple[Form, re.Match[str]] | None:
    phrase = _phrase(text)
    for form in FORMS:
        found = form.pattern.fullmatch(phrase)
        if found and not (form.by_name and _marked_otherwise(text)):
            return form, found
    return None


_EXACT = folded_keys({word: word for word in words.EXACT_WHEN_MARKED})


def _marked_otherwise(text: str) -> bool:
    """Whether a word of ``text`` is a day's name only without the marks that were typed (một is not mốt)."""
    typed = unicodedata.normalize("NFC", text).lower().split()
    return any(word not in (bare, _EXACT[bare]) for word in typed if (bare := plain(word)) in _EXACT)


def parse_date(text: str, today: date, towards: Towards, years_back: int = YEARS_BACK) -> date:
    """The day that ``text`` names: 15/7, 2018-02-12, hôm qua, thứ Sáu tuần sau, cuối tháng, next Friday.

    What names no year, month or week is the nearest such day on the asked side, ``today`` included: 31/12 said on
    2/1 towards the past is last year's. "Tuần sau" is the week after this Monday-to-Sunday week, and so is "next".
    Raises BadDate: ``unknown``, ``impossible`` (31/2; Thursday 15/7 when that is none), ``future`` or ``past`` when
    a full date lies on the wrong side, ``too_old`` over ``years_back``, ``too_far`` over five years ahead.
    """
    piece = text.strip()
    recognised = _form_of(text)
    if recognised is None:
        raise BadDate(piece)
    form, found = recognised
    try:
        day = form.read(found, Asked(today, towards))
    except (ValueError, OverflowError):
        raise BadDate(piece, "impossible") from None
    _refuse_wrong_side(day, Asked(today, towards), piece, years_back)
    return day


def _refuse_wrong_side(day: date, asked: Asked, piece: str, years_back: int) -> None:
    today = asked.today
    if asked.towards == "past":
        if day > today:
            raise BadDate(piece, "future")
        if (day.year + years_back, day.month, day.day) < (today.year, today.month, today.day):
            raise BadDate(piece, "too_old")
        return
    if day < today:
        raise BadDate(piece, "past")
    if (day.year - YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day):
        raise BadDate(piece, "too_far")


def looks_like_date(text: str) -> bool:
    """Whether all of ``text`` is meant as a day, be it impossible (31/2) or out of range."""
    return _form_of(text) is not None


def leading_date(text: str, today: date, towards: Towards) -> tuple[date, str] | None:
    """The day that ``text`` begins with and the rest as typed, or None when it begins with none.

    The longest beginning counts ("thứ Sáu tuần sau gặp chị Lan"). A part of the day stays in the rest ("sáng mai họp"
    → "sáng họp"). A word typed with tone marks must be the calendar's ("thử", "quà" begin a note, not a day).
    Raises BadDate, with that beginning as its piece, when it is meant as a day that cannot be ("31/2 nộp hồ sơ").
    """
    typed = list(re.finditer(r"\S+", text[: _LONGEST_PHRASE + 1]))[:_MOST_WORDS]
    typed = typed[: _calendar_words([word[0] for word in typed])]
    for last in reversed(typed):
        beginning = text[: last.end()]
        if looks_like_date(beginning):
            rest = text[last.end() :].lstrip(_AFTER_A_DATE).rstrip()
            if _is_a_name(beginning, rest):
                return None
            day = parse_date(beginning.strip(_AFTER_A_DATE), today, towards)
            return day, f"{_part_of_day(typed[0][0])}{rest}".rstrip()
    return None


def _spellings() -> frozenset[str]:
    phrases = (
        *words.NAMED_DAYS,
        *words.DAY_LEADS,
        *words.DAY_PARTS,
        *words.OPENERS,
        *words.WEEKDAYS,
        *words.NUMBERS,
        words.SIX,
        *words.SHIFTS,
        *words.UNITS,
        *words.DISTANCES,
        *words.DISTANCES_BEFORE,
        *words.EDGES,
    )
    return frozenset(word for phrase in phrases for word in phrase.split())


_SPELLINGS = _spellings()


def _calendar_words(typed: list[str]) -> int:
    """How many of the first words may belong to a day: unmarked, or spelled with marks as the calendar spells them."""
    for count, word in enumerate(typed):
        spelled = unicodedata.normalize("NFC", word).lower().strip(_AFTER_A_DATE)
        if spelled != strip_marks(spelled) and spelled not in _SPELLINGS:
            return count
    return len(typed)


def _is_a_name(beginning: str, rest: str) -> bool:
    return plain(beginning) == words.DAY_AND_NAME and beginning.lstrip()[:1].isupper() and rest[:1].isupper()


_PARTS = frozenset(map(plain, words.DAY_PARTS))


def _part_of_day(first_word: str) -> str:
    return f"{first_word} " if plain(first_word) in _PARTS else ""

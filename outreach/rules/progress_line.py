"""A question for progress, ``/tiendo DU-HN kết nạp 2024``, from free words; the unit stays words."""

import re
from datetime import date
from typing import Final

from outreach.rules.folding import fold
from outreach.rules.lines import split_parts
from outreach.rules.periods import split_tail
from outreach.rules.target_draft import ProgressQuestion
from outreach.rules.target_line import Gathering
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.parts import ASKING_VERBS, TARGET_PARTS, TargetPart
from outreach.rules.vocabulary.terms import Indicator

_WORDS_OF_AN_INDICATOR: Final = 8
_CODE_SIGN = re.compile(r"[0-9\-_/]")


def read_progress(text: str, today: date) -> ProgressQuestion:
    """What ``text`` asks: a unit, an indicator, a period, in any order between semicolons; all may lack.

    Without semicolons the period stands last. Raises BadPeriod, Twice, and UnknownWord for a second unit.
    """
    gathering = Gathering(today)
    for part in split_parts(text):
        words, period = split_tail(part, today)
        if period:
            gathering.say("period", period, part)
        _unit_and_indicator(gathering, words.strip(" ,:"))
    return ProgressQuestion(**gathering.values())


def _unit_and_indicator(gathering: Gathering, text: str) -> None:
    unit, indicator = _told_apart(text)
    if indicator:
        gathering.say("indicator", indicator, text)
    if fold(unit):
        opening = TARGET_PARTS.open(unit)
        gathering.unit(opening.rest if opening and opening.rest and opening.meaning is TargetPart.UNIT else unit)


def _told_apart(text: str) -> tuple[str, Indicator | None]:
    words = text.split()
    if whole := INDICATORS.find(text):
        return "", whole
    longest = min(_WORDS_OF_AN_INDICATOR, len(words) - 1)
    for count in range(longest, 0, -1):
        for phrase, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            indicator = INDICATORS.find(" ".join(phrase))
            if indicator and _surely_apart(" ".join(phrase), " ".join(rest)):
                return " ".join(rest), indicator
    return text, None


def _surely_apart(phrase: str, unit: str) -> bool:
    """Whether ``phrase`` is no part of the unit's name, as "doanh nghiệp" may be: it is a verb, or the rest a code."""
    is_code = " " not in unit and (_CODE_SIGN.search(unit) is not None or (unit.isupper() and not phrase.isupper()))
    return is_code or fold(phrase).startswith(ASKING_VERBS)

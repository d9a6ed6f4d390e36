"""Targets from one-line commands; units stay words, for the database to find."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from outreach.errors import BadDate, BadPeriod, BadTargetValue, MissingPart, TooLong, Twice, UnknownWord
from outreach.rules.dates import parse_date
from outreach.rules.folding import fold, tidy
from outreach.rules.numbers import TargetValue, parse_target_value
from outreach.rules.periods import Period, parse_period
from outreach.rules.target_draft import TargetDraft
from outreach.rules.vocabulary.indicators import INDICATORS, TARGET_EXAMPLE
from outreach.rules.vocabulary.parts import (
    ASSIGNED_AT_THE_END,
    COUNTED,
    FORM_OPENINGS,
    NOT_BEFORE_ASSIGNED,
    TARGET_PARTS,
    VALUE_WORDS,
    TargetPart,
)
from outreach.rules.vocabulary.terms import Indicator, TargetForm

LONGEST_REFERENCE: Final = 500

_YEAR = re.compile(r"19[3-9][0-9]|20[0-9]{2}|2100")
BEGINS_AS_FIGURE = re.compile(r"[<>=≥≤~+\-–−\s]*[0-9]")
_WITH_NOUN = re.compile(r"(.*[0-9])\s+([^0-9]+)", re.DOTALL)


@dataclass
class Gathering:
    """The parts of a line by what they say; each may be said once, or again in the same sense."""

    today: date
    said: dict[str, tuple[Any, str]] = field(default_factory=dict)

    def say(self, part: str, value: object, piece: str) -> bool:
        """Takes ``value`` from the words ``piece``; always True. Raises Twice when another was said before."""
        if part in self.said and self.said[part][0] != value:
            raise Twice(part, self.said[part][1], piece)
        self.said.setdefault(part, (value, piece))
        return True

    def unit(self, piece: str) -> bool:
        """Takes the one text that nothing else explains; always True. Raises UnknownWord for a second one."""
        if "unit_text" in self.said and self.said["unit_text"][0] != piece:
            raise UnknownWord(piece, "part")
        return self.say("unit_text", piece, piece)

    def values(self) -> dict[str, Any]:
        """What was said, by part."""
        return {part: value for part, (value, _) in self.said.items()}


Way = Callable[[Gathering, str], bool]


def read_target_parts(parts: Sequence[str], today: date) -> TargetDraft:
    """The target in "kết nạp; 2024; 140; DU-HN; hạn 31/8/2024": the indicator first, the rest in any order.

    A bare year is the period unless another part names one. Raises UnknownWord for the indicator and for a second text
    that nothing explains, MissingPart without an indicator, Twice, and the error of a wrong figure, day or period.
    """
    indicator, rest = indicator_first(parts, TARGET_EXAMPLE)
    gathering = gather(
        rest, (_form, _target_opening, _assigned_at_the_end, take_period, _target_value), _target_value, today
    )
    said = gathering.values()
    if typed := said.pop("deadline", None):
        said["deadline"] = _deadline(typed, said.get("period"), today)
    return TargetDraft(indicator, **said)


def parse_reference(text: str) -> str:
    """What a target rests on or a figure comes from, as it is stored. Raises TooLong beyond 500 characters."""
    reference = tidy(text, one_line=True)
    if len(reference) > LONGEST_REFERENCE:
        raise TooLong(len(reference), LONGEST_REFERENCE)
    return reference


def indicator_first(parts: Sequence[str], example: str) -> tuple[Indicator, list[str]]:
    """What is counted, which stands first, and the other parts. Raises MissingPart with the example, UnknownWord."""
    tidied = [piece for part in parts if (piece := tidy(part, one_line=True).strip(" ,:"))]
    if not tidied:
        raise MissingPart("indicator", example)
    return INDICATORS.require(tidied[0], "indicator"), tidied[1:]


def gather(parts: Iterable[str], ways: Sequence[Way], take_figure: Way, today: date) -> Gathering:
    """What the parts say, each taken by the first way that can; what none takes is the unit.

    Years last: whether 2024 is a period or a figure shows only when all else is read.
    """
    gathering, years = Gathering(today), list[str]()
    for part in parts:
        if _YEAR.fullmatch(part):
            years.append(part)
        else:
            _ = any(way(gathering, part) for way in ways) or gathering.unit(part)
    for year in years:
        (take_figure if "period" in gathering.said else take_period)(gathering, year)
    return gathering


# Each way of reading returns whether it took the part.


def _form(gathering: Gathering, part: str) -> bool:
    """How the target came about, also with its figure: "đăng ký 140"."""
    opening = FORM_OPENINGS.open(part)
    if not opening or (fold(opening.rest) and not _target_value(gathering, opening.rest)):
        return False
    return gathering.say("form", opening.meaning, part)


def _target_opening(gathering: Gathering, part: str) -> bool:
    return open_part(gathering, part, _TARGET_TEXTS, _target_value)


_TARGET_TEXTS: Final = {
    TargetPart.BASIS: "basis",
    TargetPart.SOURCE: "basis",
    TargetPart.DEADLINE: "deadline",
    TargetPart.ASSIGNED_BY: "assigned_by",
}


def open_part(gathering: Gathering, part: str, texts: Mapping[TargetPart, str], take_figure: Way) -> bool:
    """Take a part that says of itself what it is: "căn cứ …", "kỳ …", "cho …"."""
    opening = TARGET_PARTS.open(part)
    if not opening or not opening.sure or not fold(opening.rest):
        return False
    if opening.meaning is TargetPart.ASSIGNED_BY and opening.meaning in texts:
        return _assigned_by(gathering, opening.rest)
    if opening.meaning in texts:
        return gathering.say(texts[opening.meaning], parse_reference(opening.rest), opening.rest)
    if opening.meaning is TargetPart.UNIT:
        return gathering.unit(opening.rest)
    ways = {TargetPart.PERIOD: take_period, TargetPart.VALUE: take_figure, TargetPart.PERCENT: take_figure}
    return opening.meaning in ways and ways[opening.meaning](gathering, opening.rest)


def _assigned_at_the_end(gathering: Gathering, part: str) -> bool:
    """Who assigned it, in "Thành ủy giao"."""
    *before, last = fold(part).split() or [""]
    if last != ASSIGNED_AT_THE_END or not before or before[-1] in NOT_BEFORE_ASSIGNED:
        return False
    return _assigned_by(gathering, part)


def _assigned_by(gathering: Gathering, text: str) -> bool:
    words = text.split()
    who = " ".join(words[:-1]) if len(words) > 1 and fold(words[-1]) == ASSIGNED_AT_THE_END else text
    gathering.said.setdefault("form", (TargetForm.ASSIGNED, text))
    return gathering.say("assigned_by", who, text)


def take_period(gathering: Gathering, part: str) -> bool:
    """Take a period. Raises BadPeriod for one that there is not."""
    try:
        period = parse_period(part, gathering.today)
    except BadPeriod as error:
        if error.reason == "unknown":
            return False
        raise
    return gathering.say("period", period, part)


def _target_value(gathering: Gathering, part: str) -> bool:
    try:
        value: TargetValue = parse_target_value(without_noun(part))
    except BadTargetValue as error:
        if error.reason == "unknown" and not _meant_as_figure(part):
            return False
        raise
    return gathering.say("value", value, part)


def without_noun(part: str) -> str:
    """A figure without the noun that it counts: 140 of "140 đảng viên"."""
    found = _WITH_NOUN.fullmatch(part)
    return found[1] if found and fold(found[2]) in COUNTED else part


def _meant_as_figure(part: str) -> bool:
    """Whether a wrong figure was meant ("140x", "trên 14,5") and not a unit's name ("Từ Sơn")."""
    has_digit = any(letter.isdecimal() for letter in part)
    return bool(BEGINS_AS_FIGURE.match(part)) or (has_digit and fold(part).startswith(VALUE_WORDS))


def _deadline(typed: str, period: Period | None, today: date) -> date:
    """The day a target is due; one without a year lies in the target's period. Past ones too, for older targets."""
    day = _either_way(typed, today)
    if period and not period.starts <= day <= period.ends:
        # Counted from the period's start, "31/8" is that year's; a full date stays what it is.
        within = _either_way(typed, period.starts)
        return within if period.starts <= within <= period.ends else day
    return day


def _either_way(typed: str, today: date) -> date:
    try:
        return parse_date(typed, today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
    return parse_date(typed, today, "past")

"""Reported figures from one-line commands, with their parts; units stay words, for the database to find."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from outreach.errors import BadCount, BadDate, BadPeriod, MissingPart, Twice
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import either, fold, plain, tidy
from outreach.rules.numbers import parse_count, parse_percent
from outreach.rules.parts_line import PartDraft, known_part, learners_in, read_parts
from outreach.rules.periods import Period, parse_period
from outreach.rules.target_draft import FigureDraft
from outreach.rules.target_line import (
    BEGINS_AS_FIGURE,
    Gathering,
    Way,
    gather,
    indicator_first,
    open_part,
    take_period,
    without_noun,
)
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.rules.vocabulary.figure_parts import PARTS_OPENINGS, PartsOpening
from outreach.rules.vocabulary.indicators import FIGURE_EXAMPLE, INDICATORS, PARTS_EXAMPLE
from outreach.rules.vocabulary.parts import PERCENT_WORDS, TARGET_PARTS, TargetPart
from outreach.rules.vocabulary.quantities import ABOUT
from outreach.rules.vocabulary.terms import Indicator

_BARE_FIGURE = re.compile(r"[<>=≥≤~+\-–−\s]*[0-9][0-9., ]*")
_WORD = re.compile(r"\S+")
_BEFORE_A_FIGURE = re.compile(r"\s*[,/]\s*|(?<=[^\W\d])\s+(?=\d)")
_ABOUT = re.compile(rf"{either(ABOUT)} ?([0-9].*)")
_TEXTS: Final = {TargetPart.SOURCE: "source", TargetPart.BASIS: "source"}


def read_figure_parts(parts: Sequence[str], today: date) -> FigureDraft:
    """The figure in "kết nạp; 350; DUK-NB; 17/7/2019-3/7/2024; 56,4%; trong đó chủ DN 1": the indicator first.

    A single day is a period of that day, as stocks have it. "Lớp nhận thức; 8 lớp, 787 học viên" tells of one kind of
    class. Raises MissingPart, UnknownWord, Twice, BadPart, and the error of a wrong figure, day or period.
    """
    pieces = _pieces(parts)
    kind = _class_kind(pieces)
    indicator, rest = (Indicator.CLASSES_HELD, pieces[1:]) if kind else indicator_first(pieces, FIGURE_EXAMPLE)
    reading = _Reading(indicator)
    ways: tuple[Way, ...] = (
        reading.parts, _figure_opening, _percent, take_period, _day, reading.classes, reading.about, _count,
        reading.known_parts,
    )  # fmt: skip
    said = gather(rest, ways, _count, today).values()
    if indicator is Indicator.CLASSES_HELD and kind is None and reading.found:
        said.setdefault("count", sum(part.count for part in reading.found if not part.apart))
    return FigureDraft(indicator, kind=kind, parts=tuple(reading.found), **said)


def _pieces(parts: Sequence[str]) -> list[str]:
    """The parts tidied, and cut where one begins inside another: "kết nạp 79", "79 (trong đó học sinh 4)"."""
    tidied = [piece for part in parts if (piece := tidy(part, one_line=True).strip(" ,:"))]
    return [piece for place, part in enumerate(tidied) for piece in _cut(part, first=not place)]


def _cut(part: str, *, first: bool) -> list[str]:
    opened = TARGET_PARTS.open(part)
    if opened is not None and opened.sure and opened.meaning in _TEXTS:
        return [part]
    words = list(_WORD.finditer(part))
    for word in words[1:]:
        head, tail = part[: word.start()], part[word.start() :]
        opening = PARTS_OPENINGS.open(tail)
        if opening is not None and " " in opening.phrase:
            bracketed = tail.startswith("(") or head.rstrip().endswith("(")
            return [*_cut(head.rstrip(" (,"), first=first), tail.removesuffix(")") if bracketed else tail]
        if first and tail[0].isdecimal() and (INDICATORS.find(head) or CLASS_KINDS.find(head)):
            return [head.strip(" ,:"), *_cut(tail, first=False)]
    return [part]


def _class_kind(pieces: Sequence[str]) -> str | None:
    """The kind of class that stands first; "đảng viên mới" alone is no class."""
    first = pieces[0] if pieces else ""
    indicator, kind = INDICATORS.find(first), CLASS_KINDS.find(first)
    return kind.value if kind and (indicator is Indicator.CLASSES_HELD or indicator is None) else None


@dataclass
class _Reading:
    """The ways of reading that depend on what is counted; ``found`` are the parts of the figure."""

    indicator: Indicator

    def __post_init__(self) -> None:
        self.found: list[PartDraft] = []

    def parts(self, gathering: Gathering, part: str) -> bool:
        """Takes "trong đó …" and "riêng tại …"."""
        del gathering
        opening = PARTS_OPENINGS.open(part)
        if not opening or not opening.sure:
            return False
        if not fold(opening.rest):
            raise MissingPart("parts", PARTS_EXAMPLE)
        return self._add(read_parts(opening.rest, self.indicator, apart=opening.meaning is PartsOpening.APART), part)

    def known_parts(self, gathering: Gathering, part: str) -> bool:
        """Takes "học sinh 5", which could stand behind "trong đó"."""
        del gathering
        found = known_part(part, self.indicator)
        return bool(found) and self._add(found, part)

    def classes(self, gathering: Gathering, part: str) -> bool:
        """Takes "8 lớp, 787 học viên", or one half of it; "8 lớp nhận thức, 787 học viên" is a part."""
        if self.indicator is not Indicator.CLASSES_HELD:
            return False
        if self.known_parts(gathering, part):
            return True
        pieces = [piece for piece in _BEFORE_A_FIGURE.split(part) if piece]
        learners = learners_in(pieces[-1])
        if learners is None or len(pieces) > 2:  # noqa: PLR2004 - classes and learners
            return False
        gathering.say("learners", learners, part)
        return len(pieces) == 1 or _count(gathering, pieces[0])

    def about(self, gathering: Gathering, part: str) -> bool:
        """Takes "khoảng 700" as 700: levels are often known so; who reports sees the figure before it is written."""
        found = _ABOUT.fullmatch(plain(part)) if self.indicator.is_stock else None
        return found is not None and _count(gathering, found[1])

    def _add(self, parts: Sequence[PartDraft], piece: str) -> bool:
        for part in parts:
            if other := next((known for known in self.found if known.same(part)), None):
                raise Twice("parts", str(other.count), piece)
            self.found.append(part)
        return True


def _figure_opening(gathering: Gathering, part: str) -> bool:
    return open_part(gathering, part, _TEXTS, _percent_or_count)


def _day(gathering: Gathering, part: str) -> bool:
    if _BARE_FIGURE.fullmatch(part) or not looks_like_date(part):
        return False
    return gathering.say("period", _one_day(part, gathering.today), part)


def read_days(text: str, today: date) -> Period:
    """The period that ``text`` names, or the one day. Raises BadPeriod, BadDate."""
    try:
        return parse_period(text, today)
    except BadPeriod as error:
        if error.reason != "unknown" or not looks_like_date(text):
            raise
    return _one_day(text, today)


def _one_day(text: str, today: date) -> Period:
    """The day; one to come too, for the service to say what is wrong with it."""
    try:
        day = parse_date(text, today, "past")
    except BadDate as error:
        if error.reason != "future":
            raise
        day = parse_date(text, today, "future")
    return Period("dates", day, day)


def _percent_or_count(gathering: Gathering, part: str) -> bool:
    return _percent(gathering, part) or _count(gathering, part)


def _percent(gathering: Gathering, part: str) -> bool:
    if not BEGINS_AS_FIGURE.match(part) or not ("%" in part or fold(part).endswith(PERCENT_WORDS)):
        return False
    return gathering.say("percent", parse_percent(part), part)


def _count(gathering: Gathering, part: str) -> bool:
    try:
        count = parse_count(without_noun(part))
    except BadCount as error:
        if error.reason == "not_a_number" and not BEGINS_AS_FIGURE.match(part):
            return False
        raise
    return gathering.say("count", count, part)

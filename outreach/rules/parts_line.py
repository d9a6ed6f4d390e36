"""The parts of a reported figure: "doanh nghiệp 242 (41,22%), học sinh 5", "tại Công ty A 2 lớp, 194 học viên"."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from outreach.errors import BadPart, PartsExceed, PartTooSmall
from outreach.rules.folding import either, fold, tidy
from outreach.rules.numbers import Percent, parse_count, parse_percent
from outreach.rules.suppression import FEWEST
from outreach.rules.vocabulary.classes import KIND_OPENINGS
from outreach.rules.vocabulary.figure_parts import (
    BEFORE_PLACE,
    CHIEFLY,
    FILLERS,
    LEARNERS,
    PEOPLE,
    Umbrella,
    dimension,
    words_of,
)
from outreach.rules.vocabulary.parts import CONNECTORS, COUNTED
from outreach.rules.vocabulary.quantities import PERCENT
from outreach.rules.vocabulary.terms import Indicator

LONGEST_NAME = 120

# A comma between two digits is a decimal sign: "242 (41,22%), học sinh 5" are two items.
_BETWEEN = re.compile(
    rf"\s*(?:,(?!\d)|(?<!\d),|[，、]|\s[/+&]\s)\s*|(?<=[\d%)])\s+(?:{'|'.join(CONNECTORS)})\s+"
    rf"|\s+(?:{'|'.join(CONNECTORS)})\s+(?=\d)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"[\s(=:,–-]*(?:\b(?:{'|'.join(CHIEFLY)})\s*)?(?<![0-9.,])([0-9][0-9.,]*)\s*(?:%|{either(PERCENT)})[\s)]*$",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    r"(?P<name>.*?)(?:[\s:=–]|-(?=\s))*(?<![\w.,])(?P<count>-?\d[\d.]*)(?:\s+(?P<noun>[^\d]+))?", re.DOTALL
)
_COUNT_FIRST = re.compile(r"(?P<count>-?\d[\d.]*)\s+(?P<name>[^\d\s].*)", re.DOTALL)


@dataclass(frozen=True)
class PartDraft:
    """A part as it was told: an identifier ``part``, or a ``name`` where no word is known; ``apart``: not in the count.

    ``learners``: of a part of classes, how many learnt in them.
    """

    part: str | None
    name: str
    count: int
    apart: bool = False
    percent: Percent | None = None
    learners: int | None = None

    def same(self, other: "PartDraft") -> bool:
        """Whether both tell of the same part."""
        return (self.part, fold(self.name), self.apart) == (other.part, fold(other.name), other.apart)

    def to_list(self) -> list[Any]:
        """The part as a draft keeps it."""
        percent = [str(self.percent.value), self.percent.digits] if self.percent else None
        return [self.part, self.name, self.count, self.apart, percent, self.learners]

    @classmethod
    def from_list(cls, kept: Sequence[Any]) -> "PartDraft":
        """The part that ``to_list`` gave."""
        part, name, count, apart, percent, learners = kept
        return cls(part, name, count, apart, Percent(Decimal(percent[0]), percent[1]) if percent else None, learners)


def read_parts(text: str, indicator: Indicator, *, apart: bool = False) -> tuple[PartDraft, ...]:
    """The parts that ``text`` lists, between commas. Raises BadPart for one without a number, BadCount, BadPercent."""
    found: list[PartDraft] = []
    for item in _items(text):
        learners = learners_in(item) if indicator is Indicator.CLASSES_HELD else None
        if learners is not None and found and found[-1].learners is None:
            found[-1] = replace(found[-1], learners=learners)
        else:
            found.append(_part(item, indicator, apart=apart))
    return tuple(found)


def _items(text: str) -> Iterator[str]:
    """What stands between commas; one without a figure belongs to the next ("cán bộ, công chức 300")."""
    waiting: list[str] = []
    for item in filter(None, (item.strip(" .") for item in _BETWEEN.split(tidy(text, one_line=True)))):
        waiting.append(item)
        if any(letter.isdecimal() for letter in item):
            yield " ".join(waiting)
            waiting.clear()
    if waiting:
        raise BadPart(" ".join(waiting))


def known_part(text: str, indicator: Indicator) -> tuple[PartDraft, ...]:
    """The parts that ``text`` lists if it is nothing but parts with a word of their own; else none."""
    try:
        found = read_parts(text, indicator)
    except BadPart:
        return ()
    return found if all(each.part for each in found) else ()


def learners_in(item: str) -> int | None:
    """How many learners "787 học viên" are; None for anything else."""
    found = _COUNT_FIRST.fullmatch(item.strip())
    return parse_count(found["count"]) if found and fold(found["name"]) in LEARNERS else None


def _part(item: str, indicator: Indicator, *, apart: bool) -> PartDraft:
    percent, told = None, item
    if found := _PERCENT.search(item):
        percent, told = parse_percent(found[1]), item[: found.start()]
    name, count = _name_and_count(told, item)
    part, rest = _meaning(name, indicator)
    if apart and part is None:
        part, rest = _kind_and_place(rest, indicator)
    return PartDraft(part, rest[:LONGEST_NAME], count, apart, percent)


def _name_and_count(told: str, item: str) -> tuple[str, int]:
    told = told.strip()
    for pattern in (_NAME_FIRST, _COUNT_FIRST):
        found = pattern.fullmatch(told)
        if found is None or not fold(found["name"]):
            continue
        noun = found.groupdict().get("noun")
        if noun is None or fold(noun) in COUNTED:
            return found["name"].strip(" :=-–"), parse_count(found["count"])
    raise BadPart(item)


def _meaning(name: str, indicator: Indicator) -> tuple[str | None, str]:
    """The identifier for ``name`` and nothing, or None and the name as it is kept."""
    for rest in _without(FILLERS, name):
        for words in words_of(indicator):
            if (meaning := words.find(rest)) is not None:
                return str(meaning.value), ""
    return None, name


def _without(fillers: Container[str], name: str) -> Iterator[str]:
    words = name.split()
    for place, word in enumerate(words):
        yield " ".join(words[place:])
        if fold(word) not in fillers:
            return


def _kind_and_place(name: str, indicator: Indicator) -> tuple[str | None, str]:
    """Of which kind the classes are that are reported apart, if that is told, and where they were held."""
    opening = KIND_OPENINGS.open(name) if indicator is Indicator.CLASSES_HELD else None
    place = opening.rest if opening else name
    *_, bare = ["", *_without(BEFORE_PLACE, place)]
    return str(opening.meaning.value) if opening else None, bare


def check_parts(indicator: Indicator, count: int, parts: Sequence[PartDraft]) -> None:
    """Refuse parts that are more than what they are parts of, and words that may be a person's name.

    Parts of one dimension (those of a group of people, of a kind of enterprise …) exclude each other; managers, owners
    and workers are inside the enterprises' part where that is told. Parts in free words may overlap with all others.

    Raises:
        PartsExceed: one is more than the whole, or several that exclude each other are together.
        PartTooSmall: fewer than three people in free words.

    """
    for part in parts:
        if indicator in PEOPLE and part.part is None and part.count < FEWEST:
            raise PartTooSmall(part.name, part.count)
    _check_sums(count, parts)


def _check_sums(count: int, parts: Sequence[PartDraft]) -> None:
    inside = [part for part in parts if not part.apart]
    for part in inside:
        if part.count > count:
            raise PartsExceed(part.part, part.name, part.count, count)
    enterprise = next((part.count for part in inside if part.part == Umbrella.ENTERPRISE), None)
    sums: dict[str, int] = {}
    for part in filter(lambda part: part.part is not None, inside):
        within = dimension(part.part or "")
        # those in enterprises stand for them where the enterprises' own part is not told
        key = "object" if within == Umbrella.ENTERPRISE and enterprise is None else within
        sums[key] = sums.get(key, 0) + part.count
    for key, together in sums.items():
        whole = enterprise if key == Umbrella.ENTERPRISE and enterprise is not None else count
        if key and together > whole:
            raise PartsExceed(Umbrella.ENTERPRISE if whole is enterprise else None, "", together, whole)

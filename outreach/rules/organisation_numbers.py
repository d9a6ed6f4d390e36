"""How many an organisation has, from words: "4 đảng viên, 4 chuyển đến", "8", "đảng viên: 5 (1 dự bị)"."""

import re
from collections.abc import Iterator

from outreach.errors import BadCount, Twice
from outreach.rules.folding import either, fold, strip_marks
from outreach.rules.numbers import parse_count
from outreach.rules.organisation_conditions import Numbers
from outreach.rules.vocabulary.organisations import AROUND_COUNTS, COUNTED, COUNTED_OPENINGS, Counted

_FIGURE = re.compile(r"(?P<figure>[-–−]?\s?\d(?:[\d.,]*\d)?(?:\s\d{3}(?!\d))*)(?P<noun>[^\d,;()]*)")
_BEFORE = re.compile(rf"\s*(?:{either(AROUND_COUNTS)}\s+)*")
_BETWEEN = re.compile(rf"^(?:\s*{either(AROUND_COUNTS)}\s)+|(?:\s{either(AROUND_COUNTS)})+\s*$")
_WORDS = re.compile(r"[\w\s/.:]*")


def read_numbers(text: str) -> Numbers | None:
    """The members in ``text`` with those of them who are probationary or came by transfer; None where it says none.

    Full members alone are all the members there are, unless a total stands beside them. Raises BadCount for a figure
    that no count can be or for none of members, Twice for two different ones.
    """
    found = dict[Counted, tuple[int, str]]()
    for counted, number, piece in _counts(text) or ():
        if found.setdefault(counted, (number, piece))[0] != number:
            raise Twice("members", found[counted][1], piece)
    return _together({counted: number for counted, (number, _) in found.items()}, text) if found else None


def _together(said: dict[Counted, int], text: str) -> Numbers:
    full, probationary = said.get(Counted.FULL), said.get(Counted.PROBATIONARY)
    members = said.get(Counted.MEMBERS)
    if members is None and full is None:
        raise BadCount(text.strip(), "not_a_number")
    if members is None:
        members = (full or 0) + (probationary or 0)
    elif full is not None and probationary is None:
        probationary = members - full
    if (probationary or 0) < 0:
        raise Twice("members", str(full), str(members))
    return Numbers(members, probationary, said.get(Counted.BY_TRANSFER))


def _counts(text: str) -> list[tuple[Counted, int, str]] | None:
    opening = COUNTED_OPENINGS.open(text)
    if opening is not None and opening.rest[:1].isdecimal():
        noun = text[: len(text) - len(opening.rest)]  # "đảng viên: 8" as "8 đảng viên"
        figure, _, rest = opening.rest.partition(" ")
        text = f"{figure.rstrip(',')} {fold(noun)}, {rest}".rstrip(", ")
    typed = strip_marks(text)
    first = _FIGURE.search(typed)
    if first is None or not _BEFORE.fullmatch(f"{typed[: first.start()]} "):
        return None
    found = list(_each(typed))
    return [each for each in found if each is not None] if None not in found else None


def _each(typed: str) -> Iterator[tuple[Counted, int, str] | None]:
    """Each figure with what it counts; None for one that counts nothing known."""
    for match in _FIGURE.finditer(typed):
        noun = _BETWEEN.sub(" ", f" {match['noun']} ")
        counted = COUNTED.find(noun) if fold(noun) else Counted.MEMBERS
        if counted is None or not _WORDS.fullmatch(noun) or (noun.strip() and not fold(noun)):
            yield None
            return
        yield counted, parse_count(match["figure"].replace("−", "-").replace("–", "-")), match[0].strip(" ,")

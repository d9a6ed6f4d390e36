"""Phrases that open a part of a line and say what the rest of it is: "vướng …", "hẹn …", "căn cứ …"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from unicodedata import normalize

from outreach.rules.folding import fold

T = TypeVar("T", bound=StrEnum)

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = " \t\n:=,.-–—"
_PART_ENDS = (";", "；")


@dataclass(frozen=True)
class Opening(Generic[T]):
    """What opens a part: ``phrase`` as typed, ``rest`` after it, whether a colon stands between.

    ``sure`` is False where the phrase alone proves little ("hết", or "giáo" typed where "giao" opens): the reader
    then believes it only if the rest makes sense.
    """

    meaning: T
    phrase: str
    rest: str
    sure: bool
    colon: bool


class Openings(Generic[T]):
    """Opening phrases of one kind of line; the longest wins. Case, tone marks and đ/d never matter."""

    def __init__(self, phrases: Iterable[tuple[str, T]], weak: Iterable[str] = ()) -> None:
        self._known = {tuple(fold(phrase).split()): (meaning, phrase.lower()) for phrase, meaning in phrases}
        self._weak = {fold(phrase) for phrase in weak}
        self._longest = max(map(len, self._known))

    def open(self, text: str) -> Opening[T] | None:
        """The longest phrase at the start of ``text`` with what follows; None when no phrase opens it."""
        text = normalize("NFC", text)
        words = [match for match, _ in zip(_WORD.finditer(text), range(self._longest), strict=False)]
        folded = tuple(fold(word.group()) for word in words)
        for length in range(len(words), 0, -1):
            if folded[:length] in self._known:
                return self._opening(text, folded[:length], words[length - 1].end(), words[0].start())
        return None

    def _opening(self, text: str, words: tuple[str, ...], end: int, start: int) -> Opening[T]:
        meaning, phrase = self._known[words]
        typed, rest = text[start:end], text[end:]
        sure = " ".join(words) not in self._weak and (len(words) > 1 or not _other_marks(typed, phrase))
        told = rest.strip(_BETWEEN)
        if told.startswith(_PART_ENDS):  # "mới -; Đoàn 1": the dash is a part of the line, though a wrong one
            told = rest.strip()
        return Opening(meaning, typed, told, sure, rest.lstrip()[:1] in {":", "="})


def _other_marks(typed: str, phrase: str) -> bool:
    # "gấp" is not a sloppy "gặp": marks may be missing, but marks that are there must agree, on whichever vowel they
    # are put: "huỷ" is "hủy"
    typed = typed.lower()
    return typed != fold(typed) and sorted(normalize("NFD", typed)) != sorted(normalize("NFD", phrase))

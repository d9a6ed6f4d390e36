"""Where a person is spoken of: to be found, and blotted out, in whatever people have typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from outreach.rules.candidate_code import code
from outreach.rules.folding import fold, strip_marks

_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\d[\d .()-]{6,}\d")
_TELLING = 9  # the last figures of a telephone number: 0912345678 and +84 912 345 678 are the same


@dataclass(frozen=True)
class Identity:
    """Whom to look for: the candidate's id, and name and telephone as they were opened (empty when there is none)."""

    id: int
    name: str = ""
    phone: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(fold(self.name).split())

    @property
    def figures(self) -> str:
        """What of the telephone number tells it from others."""
        return _figures(self.phone)


def speaks_of(who: Identity, data: Any) -> bool:
    """Whether ``data``, text or what JSON holds, names the person: by name, telephone, code, or as ``candidate``."""
    if isinstance(data, str):
        return _named(who, data)
    if isinstance(data, Mapping):
        return any(_points(who, key, value) or speaks_of(who, value) for key, value in data.items())
    return isinstance(data, Sequence) and any(speaks_of(who, value) for value in data)


def may_speak_of(who: Identity, text: str) -> bool:
    """Whether ``text``, as JSON writes it, could speak of the person: cheap to ask, and never wrongly False."""
    bare = strip_marks(text)
    if who.words and who.words[-1] in bare:
        return True
    if str(who.id) in text and ("candidate" in text or "uv" in bare):
        return True
    return bool(who.figures) and who.figures in "".join(_FIGURE.findall(text))


def blot_out(who: Identity, text: str) -> str:
    """``text`` with the code in the place of the person's name and telephone; the same text where neither stands."""
    text = normalize("NFC", text)
    stretches = sorted([*_names(who, text), *_phones(who, text)], reverse=True)
    for start, end in stretches:
        text = f"{text[:start]}{code(who.id)}{text[end:]}"
    return text


def named_in(who: Identity, text: str) -> bool:
    """Whether ``text`` holds the person's name or telephone."""
    text = normalize("NFC", text)
    return next(_names(who, text), None) is not None or next(_phones(who, text), None) is not None


def _named(who: Identity, text: str) -> bool:
    return named_in(who, text) or f" {fold(code(who.id))} " in f" {fold(text)} "


def _points(who: Identity, key: Any, value: Any) -> bool:
    """A draft or a button that is about the person holds their id under a key that says so."""
    if "candidate" not in str(key):
        return False
    return value == who.id or (isinstance(value, list) and who.id in value)


def _names(who: Identity, text: str) -> Iterator[tuple[int, int]]:
    words = who.words
    if not words:
        return
    found = list(_WORD.finditer(text))
    folded = [fold(word.group()) for word in found]
    if len(words) == 1:  # "An" is a name, "ăn" is not: a single word has to stand there as it is written
        words = (normalize("NFC", who.name.strip()),)
        folded = [word.group() for word in found]
    place = 0
    while place + len(words) <= len(folded):
        if tuple(folded[place : place + len(words)]) == words:
            yield found[place].start(), found[place + len(words) - 1].end()
            place += len(words)
        else:
            place += 1


def _phones(who: Identity, text: str) -> Iterator[tuple[int, int]]:
    if not who.figures:
        return
    for number in _NUMBER.finditer(text):
        if _figures(number.group()) == who.figures:
            yield number.span()


def _figures(phone: str) -> str:
    return "".join(figure for figure in phone if figure.isdecimal())[-_TELLING:]

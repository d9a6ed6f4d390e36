"""A topic's words: from what people type to an identifier, and back to one phrase for an example."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, Literal, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from outreach.errors import UnknownWord
from outreach.rules.folding import fold

T = TypeVar("T", bound=StrEnum)

# Below 72 of 100 the suggestions stop resembling what was typed ("lan" offers "lớp").
_ALIKE = 72
_SUGGESTIONS = 3
_COMMA = re.compile(r"\s*,\s*")


class Phrases(NamedTuple):
    """Comma-separated phrases for one identifier; the first of each language is the one to print."""

    vi: str
    en: str

    def each(self) -> Iterator[str]:
        """Every phrase, Vietnamese first."""
        yield from _COMMA.split(self.vi)
        yield from _COMMA.split(self.en)


class Words(Generic[T]):
    """The phrases of one topic. Case, tone marks, đ/d and punctuation never matter."""

    def __init__(self, table: Mapping[T, Phrases]) -> None:
        self._table = dict(table)
        self._meanings: dict[str, T] = {}
        for meaning, phrases in self._table.items():
            for phrase in (meaning.value, *phrases.each()):
                self._learn(fold(phrase), meaning)
        self._telling = {f" {phrase} ": meaning for phrase, meaning in self._meanings.items() if " " in phrase}

    def _learn(self, phrase: str, meaning: T) -> None:
        if self._meanings.setdefault(phrase, meaning) is not meaning:
            raise ValueError(f"{phrase!r} means {self._meanings[phrase]!r} and {meaning!r}")

    def only(self, meanings: Iterable[T]) -> "Words[T]":
        """The words for some of the identifiers."""
        return Words({meaning: self._table[meaning] for meaning in meanings})

    def find(self, text: str) -> T | None:
        """The identifier whose phrase ``text`` is, or None."""
        return self._meanings.get(fold(text))

    def within(self, text: str) -> T | None:
        """The one identifier with a phrase of several words inside ``text``; None when none or two are there."""
        padded = f" {fold(text)} "
        there = [phrase for phrase in self._telling if phrase in padded]
        # "chủ chưa quan tâm" holds "chưa quan tâm", which alone would speak of the workers.
        widest = [phrase for phrase in there if not any(phrase in wider != phrase for wider in there)]
        found = {self._telling[phrase] for phrase in widest}
        return found.pop() if len(found) == 1 else None

    def near(self, text: str) -> tuple[T, ...]:
        """At most three identifiers with a phrase like ``text``, the likest first."""
        alike = process.extract(
            fold(text), self._meanings.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * _SUGGESTIONS
        )
        return tuple(dict.fromkeys(self._meanings[phrase] for phrase, _, _ in alike))[:_SUGGESTIONS]

    def require(self, text: str, about: str) -> T:
        """The identifier whose phrase ``text`` is; otherwise raises UnknownWord with those near."""
        if (meaning := self.find(text)) is None:
            raise UnknownWord(text, about, tuple(near.value for near in self.near(text)))
        return meaning

    def canonical(self, meaning: T, language: Literal["vi", "en"] = "vi") -> str:
        """The phrase to print for ``meaning``, with its marks."""
        phrases = self._table[meaning]
        return _COMMA.split(phrases.vi if language == "vi" else phrases.en)[0]

    def meanings(self) -> Iterator[T]:
        """Every identifier of the topic, in the order of the glossary."""
        yield from self._table

    def phrases(self) -> Iterator[tuple[str, T]]:
        """Every phrase as written here, with its identifier."""
        for meaning, phrases in self._table.items():
            for phrase in phrases.each():
                yield phrase, meaning

"""Finding an enterprise by what people call it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from operator import attrgetter
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from outreach.rules.folding import either, fold, fold_name
from outreach.rules.vocabulary.legal import ESTABLISHMENTS

# Scores in bands, so that a score says what kind of likeness it is:
EXACT: Final = 100.0  # the same name
_CONTAINED: Final = 85.0  # and up: every word asked for stands in the name; plus the share of the name it makes up
_CONTAINED_SPAN: Final = 14.0
_WITHIN_SPAN: Final = 24.0  # the name stands within what was asked: 60 to 84
_WITHIN: Final = 60.0
_MISSPELT: Final = 68.0  # as contained, with a word misspelt
_MISSPELT_SPAN: Final = 6.0
_FUZZY: Final = 0.84  # times the likeness of the whole: below every contained name

# What to do with a score:
CERTAIN: Final = 92.0  # a contained phrase that makes up half of the name
DOUBTFUL: Final = 91.0  # the most a name scores that may be another establishment ("Huy Hoàng 2" for "Huy Hoàng")
RIVAL: Final = 75.0  # a second name this alike, nine letters in ten, makes the first uncertain
ALIKE: Final = 66.0  # below, a name is a guess; eight letters in ten

_LEAST_RATIO: Final = 60
_LONGEST_QUERY: Final = 120
_MOST_WORDS: Final = 12
_SHORTEST_MISSPELT: Final = 3
_SHORTEST_MISSPELT_ALONE: Final = 5
_APART = re.compile(rf"\b(?:[0-9]+|[ivx]+|[a-z]|{either(ESTABLISHMENTS)})\b")


@dataclass(frozen=True, slots=True)
class Match:
    """An enterprise's ``key``, the name or alias that matched as it was given, and how alike, 0 to 100."""

    key: int
    name: str
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Certain:
    """The one enterprise that is meant."""

    key: int


@dataclass(frozen=True, slots=True)
class Several:
    """One of these is meant, best first: ask."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class NoneAlike:
    """None is meant; these come nearest, best first."""

    near: tuple[Match, ...]


class NameIndex:
    """The names and aliases of enterprises in memory; not locked, the owner sees to that."""

    def __init__(self) -> None:
        self._given: list[str] = []
        self._keys: list[int] = []
        # None where a name was dropped: rapidfuzz passes over it, and the slot is used again.
        self._folded: list[str | None] = []
        self._by_words: list[str | None] = []
        self._free: list[int] = []
        self._slots: dict[int, list[int]] = {}
        self._same: defaultdict[str, set[int]] = defaultdict(set)
        self._holding: defaultdict[str, set[int]] = defaultdict(set)

    def put(self, key: int, names: Sequence[str]) -> None:
        """Makes ``names`` (name, then aliases, as written) the names of ``key``, in place of earlier ones."""
        self.drop(key)
        distinct: dict[str, str] = {}
        for name in names:
            distinct.setdefault(fold_name(name), name)
        self._slots[key] = [self._add(key, name, folded) for folded, name in distinct.items() if folded]

    def drop(self, key: int) -> None:
        """Forgets ``key``; nothing happens when it is not known."""
        for slot in self._slots.pop(key, ()):
            self._remove(slot)

    def search(self, query: str, limit: int = 5) -> list[Match]:
        """Enterprises whose names are like ``query``, best first, each once; empty when ``query`` has no letters."""
        wanted = fold_name(query[:_LONGEST_QUERY])
        scores: dict[int, float] = {}
        for slot, score in self._alike(wanted, limit) if wanted else ():
            scores[slot] = max(score, scores.get(slot, 0.0))
        best: dict[int, Match] = {}
        for slot, score in sorted(scores.items(), key=lambda item: -item[1]):
            best.setdefault(self._keys[slot], Match(self._keys[slot], self._given[slot], score, score == EXACT))
        as_written = fold(query)
        # Among equals the one written most alike, legal form and all, comes first.
        order = sorted(best.values(), key=lambda m: (-m.score, -fuzz.ratio(as_written, fold(m.name)), m.key))
        return order[:limit]

    def _add(self, key: int, name: str, folded: str) -> int:
        words = folded.split()
        slot = self._free.pop() if self._free else self._new_slot()
        self._given[slot], self._keys[slot], self._folded[slot] = name, key, folded
        self._by_words[slot] = " ".join(sorted(words))
        self._same[folded].add(slot)
        for word in words:
            self._holding[word].add(slot)
        return slot

    def _new_slot(self) -> int:
        self._given.append("")
        self._keys.append(0)
        self._folded.append(None)
        self._by_words.append(None)
        return len(self._given) - 1

    def _remove(self, slot: int) -> None:
        folded = self._name(slot)
        _discard(self._same, folded, slot)
        for word in set(folded.split()):
            _discard(self._holding, word, slot)
        self._given[slot], self._folded[slot], self._by_words[slot] = "", None, None
        self._free.append(slot)

    def _name(self, slot: int) -> str:
        return self._folded[slot] or ""

    def _alike(self, wanted: str, limit: int) -> Iterator[tuple[int, float]]:
        """Slots with scores, a slot perhaps twice. Whoever typed a whole name needs no guesses."""
        same = self._same.get(wanted, set())
        yield from ((slot, EXACT) for slot in same)
        words = wanted.split()[:_MOST_WORDS]
        contained = self._shortest(self._with_all([self._holding.get(word, set()) for word in words]), limit)
        yield from ((slot, _contained_score(wanted, self._name(slot))) for slot in contained)
        if same or len(contained) >= limit:  # a name that holds every word comes before any that is merely alike
            return
        yield from self._within(words, wanted)
        fuzzy = self._fuzzy(wanted, words, limit)
        yield from fuzzy
        if not contained and not any(score >= RIVAL for _, score in fuzzy):
            yield from self._misspelt(wanted, words, limit)

    def _with_all(self, postings: Iterable[set[int]]) -> set[int]:
        smallest_first = sorted(postings, key=len)
        return smallest_first[0].intersection(*smallest_first[1:])

    def _shortest(self, slots: set[int], limit: int) -> list[int]:
        """The slots with the shortest names, of which a query makes up the largest share; enough for aliases."""
        return nsmallest(limit * 4, slots, key=lambda slot: len(self._name(slot)))

    def _within(self, words: list[str], wanted: str) -> Iterator[tuple[int, float]]:
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                phrase = " ".join(words[start:end])
                score = _WITHIN + _WITHIN_SPAN * len(phrase) / len(wanted)
                yield from ((slot, score) for slot in self._same.get(phrase, ()))

    def _fuzzy(self, wanted: str, words: list[str], limit: int) -> list[tuple[int, float]]:
        """Names alike as a whole; when none is much alike, names alike with the words of both sorted."""
        found = _nearest(wanted, self._folded, limit)
        if len(words) > 1 and not any(score >= RIVAL for _, score in found):
            found += _nearest(" ".join(sorted(words)), self._by_words, limit)
        return found

    def _misspelt(self, wanted: str, words: list[str], limit: int) -> Iterator[tuple[int, float]]:
        """Names with all words but one, and nearly that one; were more let off, "sao mai" would be "Lào Cai"."""
        slots: set[int] = set()
        for place, word in enumerate(words):
            others = [self._holding.get(other, set()) for other in (*words[:place], *words[place + 1 :])]
            if all(others) and len(word) >= (_SHORTEST_MISSPELT if others else _SHORTEST_MISSPELT_ALONE):
                slots |= self._with_all([self._holding_nearly(word), *others])
        for slot in self._shortest(slots, limit):
            yield slot, _MISSPELT + _MISSPELT_SPAN * min(1.0, len(wanted) / len(self._name(slot)))

    def _holding_nearly(self, word: str) -> set[int]:
        """Slots of names with a word that is a single letter, or a swap of two, away from ``word``."""
        near = process.extract(
            word, list(self._holding), scorer=OSA.distance, processor=None, score_cutoff=1, limit=None
        )
        return set().union(*(self._holding[found] for found, _, _ in near))


def _nearest(query: str, names: list[str | None], limit: int) -> list[tuple[int, float]]:
    found = process.extract(query, names, scorer=fuzz.ratio, processor=None, limit=limit * 2, score_cutoff=_LEAST_RATIO)
    return [(slot, ratio * _FUZZY) for _, ratio, slot in found]


def _discard(sets: dict[str, set[int]], word: str, slot: int) -> None:
    sets[word].discard(slot)
    if not sets[word]:
        del sets[word]


def _contained_score(wanted: str, name: str) -> float:
    """Doubtful when the words are scattered over the name, or when what remains of it tells establishments apart."""
    before, together, after = f" {name} ".partition(f" {wanted} ")
    score = _CONTAINED + _CONTAINED_SPAN * len(wanted) / len(name)
    if not together or _APART.search(before) or _APART.search(after):
        return min(score, DOUBTFUL)
    return score


def resolve(matches: Sequence[Match]) -> Certain | Several | NoneAlike:
    """What a search's answer amounts to.

    Certain: exactly one name is the same; or, when none is, the words asked for stand together in one name, make up
    at least half of it, leave nothing that tells establishments apart, and no other name is nearly as alike.
    A misspelt name is never certain.
    """
    order = sorted(matches, key=attrgetter("score"), reverse=True)
    same = [match for match in order if match.exact]
    if len(same) == 1:
        return Certain(same[0].key)
    rivals = [match for match in order if match.score >= RIVAL]
    if not same and len(rivals) == 1 and rivals[0].score >= CERTAIN:
        return Certain(rivals[0].key)
    alike = tuple(match for match in order if match.score >= ALIKE)
    return Several(alike) if alike else NoneAlike(tuple(order))

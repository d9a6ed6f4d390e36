"""A class from the parts of a line, in any order: ``nhận thức; 15/6-20/6; Trường Chính trị; 45 học viên; riêng``."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from outreach.errors import TooLong, Twice
from outreach.rules.class_days import Days, read_days
from outreach.rules.folding import fold, tidy
from outreach.rules.numbers import parse_count
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import (
    CLASS_KINDS,
    CLASS_PARTS,
    KIND_OPENINGS,
    LEARNER_WORDS,
    LEGAL_OPENINGS,
    TRAITS,
    ClassPart,
)

LONGEST_PLACE: Final = 200

_EDGES: Final = " ,:.-–—"
_DASH = re.compile(r"^[-–—]+(?!\d)\s*")  # before a figure it is a minus, and wrong
_COUNTED = re.compile(r"([-–]?[0-9][0-9., ]*?)\s*([^\W\d][^;,]*)?")
_MOST_WORDS_OF_DAYS: Final = 8


@dataclass
class ClassDraft:
    """What a line says of a class; None and empty: not said. ``at`` and ``others`` stand as typed.

    ``at`` is where, said so ("tại …"): a company or a place. ``others`` may be a unit or a place; only the database
    can tell.
    """

    kind: ClassKind | None = None
    days: Days | None = None
    learners: int | None = None
    at: str = ""
    unit: str = ""
    weekend: bool = False
    apart: bool = False
    others: list[str] = field(default_factory=list)


def read_class_parts(parts: Sequence[str], today: date) -> ClassDraft:
    """What the ``parts`` say of a class, in any order.

    Raises BadDate, BadPeriod, BadClassDays, BadCount for a part that is wrong, Twice for what is said twice
    differently, TooLong for a place of more than LONGEST_PLACE characters.
    """
    draft = ClassDraft()
    waiting = deque(tidy(part, one_line=True) for part in parts)
    while waiting:
        part = _DASH.sub("", waiting.popleft().strip(" ,:."), count=1).rstrip(_EDGES)
        if not part:
            continue
        rest = _read(draft, part, today)
        if rest is not None:
            waiting.appendleft(rest)
        elif not _pieces(draft, part, today):
            draft.others.append(part)
    _check_lengths(draft)
    return draft


def _check_lengths(draft: ClassDraft) -> None:
    for text in (draft.at, *draft.others):
        if len(text) > LONGEST_PLACE:
            raise TooLong(len(text), LONGEST_PLACE)


def _read(draft: ClassDraft, part: str, today: date) -> str | None:
    """Takes in ``part``; returns what of it is another part ("" mostly), None when it says nothing known."""
    if (kind := CLASS_KINDS.find(part)) is not None:
        _set(draft, "kind", kind, part)
        return ""
    if (trait := TRAITS.find(part)) is not None:
        setattr(draft, trait.value, True)
        return ""
    if (days := read_days(part, today)) is not None:
        _set(draft, "days", days, part)
        return ""
    for way in (_counted, _opened, _kind_first, _days_first):
        if (rest := way(draft, part, today)) is not None:
            return rest
    return None


def _pieces(draft: ClassDraft, part: str, today: date) -> bool:
    """Commas where semicolons were due; what they leave over is one text again. False when nothing else is in it."""
    pieces = [piece.strip(_EDGES) for piece in part.split(",")]
    over = [piece for piece in pieces if piece and _read(draft, piece, today) is None]
    if len(over) == len(pieces):
        return False
    draft.others += [", ".join(over)] if over else []
    return True


# Each way of reading returns what it left of the part, or None when the part cannot be read that way.


def _counted(draft: ClassDraft, part: str, today: date) -> str | None:
    """Learners by their figure: "45 học viên", or the figure alone."""
    del today
    found = _COUNTED.fullmatch(part)
    if found is None or (found[2] and LEARNER_WORDS.find(found[2]) is None):
        return None
    _set(draft, "learners", parse_count(found[1]), part)
    return ""


def _opened(draft: ClassDraft, part: str, today: date) -> str | None:
    """What a known phrase opens: "tại …", "riêng tại …", "đơn vị …"."""
    opening = CLASS_PARTS.open(part)
    if opening is None or not opening.sure or not opening.rest:
        return None
    match opening.meaning:
        case ClassPart.AT:
            place, rest = _cut(opening.rest, today)
            _set(draft, "at", place, part)
            return rest
        case ClassPart.UNIT:
            _set(draft, "unit", opening.rest, part)
        case ClassPart.LEARNERS:
            _set(draft, "learners", parse_count(opening.rest), part)
        case ClassPart.WEEKEND | ClassPart.APART if _goes_on(opening.rest, today):
            setattr(draft, opening.meaning.value, True)
            return opening.rest
        case ClassPart.KIND:
            return opening.rest
        case _:
            return None
    return ""


def _cut(text: str, today: date) -> tuple[str, str]:
    """A place, and what follows it after a comma where the semicolon was forgotten."""
    for comma in re.finditer(",", text):
        rest = text[comma.end() :].strip(_EDGES)
        if rest and _read(ClassDraft(), rest.split(",")[0].strip(_EDGES), today) is not None:
            return text[: comma.start()].strip(_EDGES), rest
    return text, ""


def _goes_on(rest: str, today: date) -> bool:
    """Whether ``rest`` after "riêng" is another part, and not the name of a place that only begins so."""
    return _read(ClassDraft(), rest, today) is not None or is_company(rest)


def is_company(text: str) -> bool:
    """Whether ``text`` says of itself that it names a company."""
    return fold(text).startswith(tuple(f"{fold(word)} " for word in LEGAL_OPENINGS))


def _kind_first(draft: ClassDraft, part: str, today: date) -> str | None:
    """The kind, and more without a semicolon: "lớp nhận thức 15/6-20/6"."""
    opening = KIND_OPENINGS.open(part)
    if opening is None or not opening.sure or not _goes_on(opening.rest, today):
        return None
    _set(draft, "kind", opening.meaning, part)
    return opening.rest


def _days_first(draft: ClassDraft, part: str, today: date) -> str | None:
    """Days, and more without a semicolon: "15/6-20/6 tại Trường Chính trị"."""
    words = list(re.finditer(r"\S+", part))[:_MOST_WORDS_OF_DAYS]
    for word in reversed(words[1:]):
        beginning = part[: word.start()].strip(_EDGES)
        if any(letter.isdigit() for letter in beginning) and (days := read_days(beginning, today)) is not None:
            _set(draft, "days", days, part)
            return part[word.start() :]
    return None


def _set(draft: ClassDraft, fact: str, value: object, piece: str) -> None:
    earlier = getattr(draft, fact)
    if earlier not in (None, "") and earlier != value:
        raise Twice(fact, _said(earlier), piece)
    setattr(draft, fact, value)


def _said(value: object) -> str:
    if isinstance(value, Days):
        return f"{value.starts:%d/%m/%Y}-{value.ends:%d/%m/%Y}"
    return str(value)

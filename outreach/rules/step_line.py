"""A next step from free words: when it is due, who does it, what it is."""

import re
from datetime import date

from outreach.errors import BadDate
from outreach.rules.dates import leading_date
from outreach.rules.folding import fold
from outreach.rules.visit_draft import StepDraft
from outreach.rules.vocabulary.parts import (
    BEFORE_DATE,
    BEFORE_PERSON,
    HONORIFICS,
    ROLE_OPENINGS,
    VISIT_PARTS,
    VisitPart,
)

_WORD = re.compile(r"\S+")
_EDGES = " ,:;.-–—"


def read_step(text: str, today: date) -> StepDraft:
    """The step in ``text``: "15/7 trình hồ sơ", "giao Lan trình hồ sơ 15/7"; its day is the nearest future one.

    Raises BadDate for a day that is impossible or, where the text begins with it, past.
    """
    due, what = _due(text, today)
    opening = VISIT_PARTS.open(what)
    if opening and opening.sure and opening.meaning is VisitPart.HANDED_TO:
        return _handed_over(opening.rest, due)
    return StepDraft(due, what)


def read_handed_step(text: str, today: date) -> StepDraft:
    """The step in what follows "giao": a person, perhaps what to do and by when. Raises BadDate as ``read_step``."""
    due, what = _due(text, today)
    return _handed_over(what, due)


def _handed_over(text: str, due: date | None) -> StepDraft:
    person, what = _split_person(text)
    return StepDraft(due, what, person or None)


def _due(text: str, today: date) -> tuple[date | None, str]:
    """The day in ``text`` and the text without it; at its start any wording, further on only what is surely a day."""
    if leading := leading_date(text, today, "future"):
        return leading[0], leading[1].strip(_EDGES)
    for word in _WORD.finditer(text):
        if found := _date_at(text, word.start(), today):
            return found
    return None, text.strip(_EDGES)


def _date_at(text: str, start: int, today: date) -> tuple[date, str] | None:
    try:
        found = leading_date(text[start:], today, "future")
    except BadDate as error:
        # "theo kế hoạch ngày 12/2/2018": a past day inside the text is not when the step is due.
        if error.reason == "past" or not surely_a_day(error.piece):
            return None
        raise
    if not found or not surely_a_day(text[start:].removesuffix(found[1])):
        return None
    return found[0], f"{_without_lead(text[:start])} {found[1].strip(_EDGES)}".strip()


def surely_a_day(piece: str) -> bool:
    """Whether ``piece``, which can be read as a day, is meant as one wherever it stands."""
    # "chị Mai" is nobody's tomorrow, and "3-4 người" no fourth of March.
    words = piece.strip(_EDGES)
    return "/" in words or words.count("-") > 1 or (" " in words and not words[0].isupper()) or words.count(".") > 1


def _without_lead(text: str) -> str:
    words = text.split()
    while words and fold(words[-1]) in BEFORE_DATE:
        words.pop()
    return " ".join(words).strip(_EDGES)


def _split_person(text: str) -> tuple[str, str]:
    """Who and what in "chị Lan trình hồ sơ": a role, or the capitalised words, or else the first word."""
    words = text.split()
    if len(words) > 1 and fold(words[0]) in BEFORE_PERSON:
        words = words[1:]
    role = ROLE_OPENINGS.open(" ".join(words))
    if role and role.sure and fold(role.phrase) not in HONORIFICS:
        return role.phrase, role.rest
    end = _name_end(words, capitals_tell=not text.isupper())
    return " ".join(words[:end]).strip(_EDGES), " ".join(words[end:]).strip(_EDGES)


def _name_end(words: list[str], *, capitals_tell: bool) -> int:
    start = 1 if len(words) > 1 and fold(words[0]) in HONORIFICS else 0
    if len(words) > 2 and fold(" ".join(words[:2])) in HONORIFICS:  # noqa: PLR2004 -- "đồng chí Lan"
        start = 2
    end = start
    while capitals_tell and end < len(words) and words[end][0].isupper():
        end += 1
    return max(end, min(start + 1, len(words)))

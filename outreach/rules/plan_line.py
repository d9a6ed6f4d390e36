"""A plan from the parts of a line, in any order: ``/hen Huy Hoàng; thứ 5; gặp GĐ nhân sự``, ``…; giao Lan; 15/7``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from unicodedata import normalize

from outreach.errors import BadDate, DueInPast, OnlyCeremony, Twice
from outreach.rules.dates import looks_like_date
from outreach.rules.folding import fold, tidy
from outreach.rules.lines import split_commas, split_parts
from outreach.rules.step_line import read_handed_step, read_step, surely_a_day
from outreach.rules.tasks.due import nearest_future
from outreach.rules.visit_draft import StepDraft
from outreach.rules.vocabulary.admission import STAGES
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.rules.vocabulary.commands import VERBS
from outreach.rules.vocabulary.parts import BEFORE_DATE, VISIT_PARTS, VisitPart
from outreach.rules.vocabulary.plans import MYSELF, MYSELF_WITH_MARKS, PLAN_KINDS, PLAN_OPENINGS, PlanKind
from outreach.rules.vocabulary.terms import Verb

_EDGES: Final = " ,:.-–—"
_WORD = re.compile(r"\S+")
_LONGEST_DAY: Final = 7  # words: "ngày 20 tháng 6 năm 2026"
_CALLED_OFF: Final = frozenset({Verb.OFF, Verb.WITHDRAW, Verb.CLOSE})


@dataclass(frozen=True)
class PlanDraft:
    """A plan as far as it was told. ``person`` stands as typed; ``myself``: it is for nobody else.

    ``past`` is a day that has gone by, with the coming one that may have been meant.
    """

    kind: PlanKind | None = None
    due: date | None = None
    text: str = ""
    person: str | None = None
    myself: bool = False
    past: DueInPast | None = None

    @property
    def what(self) -> PlanKind:
        """What is planned: what was said, else a visit of one's own, and a step where it is given to somebody."""
        return self.kind or (PlanKind.STEP if self.person or self.myself else PlanKind.VISIT)

    def to_dict(self) -> dict[str, Any]:
        """What was said, as JSON has it."""
        said = {"due": self.due and self.due.isoformat(), "text": self.text, "named": self.person}
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True)
class CeremonyDraft:
    """The day on which a ceremony is to be; ``off``: it is on no day any more."""

    on: date | None = None
    off: bool = False


def split_plan(text: str) -> list[str]:
    """The parts of a line; where no semicolon stands, commas part it."""
    parts = split_parts(text)
    return split_commas(parts[0]) if len(parts) == 1 else parts


def split_subject(part: str, *, sure: bool = True) -> tuple[str, str]:
    """The name and the day that ``part`` ends with ("Huy Hoàng thứ 5"), or all of it and "".

    ``sure``: only what is a day wherever it stands; else also one that a name may end with ("Thanh Mai").
    """
    words = list(_WORD.finditer(part))[1:]
    for word in words[-_LONGEST_DAY:]:
        day = part[word.start() :]
        if looks_like_date(day) and (surely_a_day(day) or not sure):
            return _without_lead(part[: word.start()]), day
    return part, ""


def without_verb(part: str) -> str:
    """The name that follows a word for a visit: "thăm Huy Hoàng"; all of ``part`` where none opens it."""
    opening = PLAN_OPENINGS.open(part)
    is_visit = opening is not None and opening.sure and opening.meaning is PlanKind.VISIT
    return opening.rest if opening and is_visit and opening.rest else part


def read_plan_parts(parts: Sequence[str], today: date) -> PlanDraft:
    """What the ``parts`` after the enterprise's name say; a day is the nearest future one, counted from ``today``.

    Raises BadDate for a day that cannot be or is too far, Twice for two different days, persons or kinds.
    """
    draft = PlanDraft()
    for part in parts:
        if piece := tidy(part, one_line=True).strip(_EDGES):
            draft = merged(draft, _read(piece, today))
    return draft


def merged(draft: PlanDraft, other: PlanDraft) -> PlanDraft:
    """Both together, their words one after the other. Raises Twice where they contradict each other."""
    if draft.due and other.due and draft.due != other.due:
        raise Twice("date", f"{draft.due:%d/%m/%Y}", f"{other.due:%d/%m/%Y}")
    if draft.person and other.person and fold(draft.person) != fold(other.person):
        raise Twice("person", draft.person, other.person)
    return PlanDraft(
        kind=other.kind or draft.kind,
        due=draft.due or other.due,
        text="; ".join(dict.fromkeys(filter(None, (draft.text, other.text)))),
        person=draft.person or other.person,
        myself=draft.myself or other.myself,
        past=draft.past or other.past,
    )


def means_myself(person: str) -> bool:
    """Whether whoever types so means themself."""
    return fold(person) in MYSELF or normalize("NFC", person).strip().lower() == MYSELF_WITH_MARKS


def read_ceremony(parts: Sequence[str], today: date) -> CeremonyDraft:
    """The day of a ceremony in what follows a candidate's code: "lễ kết nạp 20/7", "20/7", "bỏ".

    Raises DueInPast, BadDate and Twice as for a plan, OnlyCeremony for words that speak of something else.
    """
    draft, off = PlanDraft(), False
    for part in parts:
        told = _step(read_step, tidy(part, one_line=True).strip(_EDGES), today)
        off = off or _calls_off(told.text)
        if told.text and not _calls_off(told.text) and not _speaks_of_ceremony(told.text):
            raise OnlyCeremony(told.text)
        draft = merged(draft, replace(told, text="", person=None))
    if draft.past:
        raise draft.past
    return CeremonyDraft(draft.due, off)


def _read(part: str, today: date) -> PlanDraft:
    if kind := PLAN_KINDS.find(part):
        return PlanDraft(kind=kind)
    opening = VISIT_PARTS.open(part)
    meaning = opening.meaning if opening and opening.sure else None
    if opening and meaning is VisitPart.HANDED_TO:
        return _step(read_handed_step, opening.rest, today)
    if opening and meaning is VisitPart.NEXT_STEP:
        return _read(opening.rest, today) if opening.rest else PlanDraft()
    planned = PLAN_OPENINGS.open(part)
    if planned is None or not planned.sure:
        return _step(read_step, part, today)
    body = planned.rest if planned.colon or planned.meaning is PlanKind.STEP else part
    return replace(_step(read_step, body, today), kind=planned.meaning)


def _step(read: Any, text: str, today: date) -> PlanDraft:
    try:
        told: StepDraft = read(text, today)
    except BadDate as error:
        if error.reason != "past":
            raise
        rest = text.replace(error.piece, "", 1).strip(_EDGES)
        past = nearest_future(error.piece, today)
        return replace(_step(read, rest, today), past=past) if rest else PlanDraft(past=past)
    if told.person and means_myself(told.person):
        return PlanDraft(due=told.due, text=told.text, myself=True)
    return PlanDraft(due=told.due, text=told.text, person=told.person)


def _speaks_of_ceremony(text: str) -> bool:
    return any(STAGES.find(piece) is Stage.PROBATIONARY for piece in _shortened(text))


def _shortened(text: str) -> Iterator[str]:
    """``text``, and what is left of it without its first words: "dự kiến lễ kết nạp"."""
    words = text.split()
    yield from (" ".join(words[start:]) for start in range(min(len(words), 4)))


def _calls_off(text: str) -> bool:
    """Whether the ceremony is to be on no day any more: "bỏ", "hủy lễ kết nạp"."""
    verb, _, rest = text.partition(" ")
    return VERBS.find(text) in _CALLED_OFF or (VERBS.find(verb) in _CALLED_OFF and _speaks_of_ceremony(rest))


def _without_lead(text: str) -> str:
    words = text.split()
    while words and fold(words[-1]) in BEFORE_DATE:
        words.pop()
    return " ".join(words).strip(_EDGES)

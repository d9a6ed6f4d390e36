"""What is done with a candidate, in one line: ``học lớp 20/6``, ``chi bộ họp 3/8; 5/6 phiếu``, ``xin rút 5/9``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from outreach.errors import NotUnderstood, Twice
from outreach.rules.candidate_days import leading_past_day, past_day
from outreach.rules.dates import looks_like_date
from outreach.rules.folding import fold, plain, tidy
from outreach.rules.lines import split_parts
from outreach.rules.numbers import parse_count
from outreach.rules.vocabulary.admission_terms import Exit, Stage
from outreach.rules.vocabulary.candidates import (
    BEFORE_DAY,
    EXIT_OPENINGS,
    STAGE_OPENINGS,
    STEP_NOUNS,
    STEP_PARTS,
    VERB_OPENINGS,
    VOTED,
    CandidateVerb,
    StepPart,
)
from outreach.rules.vocabulary.codes import CODE_LETTERS

_EDGES: Final = " ,:;.()-–—"
_VOTED = re.compile(rf"([0-9]+) ?/ ?([0-9]+)(?: ?/ ?([0-9]+))?(?: (?:{'|'.join(VOTED)}).*)")
_COUNTED = re.compile(r"(?:c[óo] )?([0-9]+) +([^0-9]+)", re.IGNORECASE)
_NUMBER = re.compile(rf"[0-9]+ ?[-/–] ?[{CODE_LETTERS}a-z][\w/.-]*")
_WORD = re.compile(r"\S+")
_LONGEST_DAY: Final = 7  # words: "ngày 20 tháng 6 năm 2026"


@dataclass(frozen=True)
class Action:
    """What the first words of a line want: a stage, an exit, or something else; ``rest`` is what follows them."""

    what: Stage | Exit | CandidateVerb
    rest: str


@dataclass
class StepDraft:
    """What was said of a step: its day, details by field, and words that nothing explains."""

    on: date | None = None
    told: dict[str, Any] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """What was said, JSON-safe, for a draft in the database."""
        days = {key: value.isoformat() if isinstance(value, date) else value for key, value in self.told.items()}
        return {**days, **({"on": self.on.isoformat()} if self.on else {})}


def read_action(text: str) -> Action | None:
    """What ``text`` begins with: the longest of all known phrases; None when it begins with none.

    A day may stand before it: "20/6 cảm tình".
    """
    text = _day_last(text)
    found = [opening for words in (STAGE_OPENINGS, EXIT_OPENINGS, VERB_OPENINGS) if (opening := words.open(text))]
    if not found:
        return None
    widest = max(found, key=lambda opening: len(fold(opening.phrase)))
    return Action(widest.meaning, widest.rest)


def _day_last(text: str) -> str:
    words = text.split()
    for count in range(min(_LONGEST_DAY, len(words) - 1), 0, -1):
        day = " ".join(words[:count]).strip(_EDGES)
        if looks_like_date(_without_lead(day)):
            return f"{' '.join(words[count:])}; {day}"
    return text


def read_step_parts(text: str, today: date) -> StepDraft:
    """What the words after the stage say: a day, a vote, a number, a reason, in any order.

    Raises BadDate, StepAhead, BadCount; Twice for two different days or figures.
    """
    draft = StepDraft()
    waiting = split_parts(text)
    while waiting:
        part = waiting.pop(0).strip(_EDGES)
        if part and (rest := _take(draft, part, today)):
            waiting[:0] = split_parts(rest)
    return draft


def _take(draft: StepDraft, part: str, today: date) -> str:
    """Take in what ``part`` begins with; gives back what of it is still to be read."""
    if voted := _VOTED.fullmatch(plain(part)):
        _say_vote(draft, [int(figure) for figure in voted.groups() if figure])
        return ""
    if looks_like_date(part):
        _say_day(draft, past_day(part, today), part)
        return ""
    for way in (_counted, _opened, _numbered, _dated):
        if (rest := way(draft, part, today)) is not None:
            return rest
    pieces = part.split(",")
    if len(pieces) > 1 and all(any(map(str.isdigit, piece)) for piece in pieces):
        return ";".join(pieces)  # "6 đảng viên, 5 có mặt"; a reason may have commas of its own
    draft.others.append(part)
    return ""


def _say_vote(draft: StepDraft, figures: Sequence[int]) -> None:
    """Votes, of those present, of all full members; of two figures the second is all full members."""
    fields = ("votes", "members") if len(figures) < 3 else ("votes", "present", "members")  # noqa: PLR2004 - three
    for name, figure in zip(fields, figures, strict=True):
        _say(draft, name, figure)


def _say_day(draft: StepDraft, day: date, piece: str) -> None:
    if draft.on is not None and draft.on != day:
        raise Twice("date", f"{draft.on:%d/%m/%Y}", piece)
    draft.on = day


def _say(draft: StepDraft, name: str, value: Any) -> None:
    if draft.told.setdefault(name, value) != value:
        raise Twice(name, str(draft.told[name]), str(value))


def _counted(draft: StepDraft, part: str, today: date) -> str | None:
    """A figure and what it counts: "6 đảng viên", "5 có mặt"."""
    del today
    found = _COUNTED.fullmatch(part)
    noun = STEP_NOUNS.find(found[2]) if found else None
    if found is None or noun not in {StepPart.MEMBERS, StepPart.PRESENT, StepPart.VOTES}:
        return None
    _say(draft, noun.value, parse_count(found[1]))
    return ""


def _opened(draft: StepDraft, part: str, today: date) -> str | None:
    opening = STEP_PARTS.open(part)
    if opening is None or not opening.rest:
        return None
    rest = opening.rest
    match opening.meaning:
        case StepPart.REASON:
            _say(draft, "reason", tidy(rest, one_line=True))
        case StepPart.NUMBER:
            number, _, after = rest.partition(" ")
            _say(draft, "number", number.strip(_EDGES))
            return after
        case StepPart.RECEIVED | StepPart.CERTIFICATE:
            led = leading_past_day(_without_lead(rest), today)
            if led is None:
                return None
            _say(draft, opening.meaning.value, led[0])
            return led[1]
        case _:
            if not rest.isdecimal():
                return None
            _say(draft, opening.meaning.value, parse_count(rest))
    return ""


def _numbered(draft: StepDraft, part: str, today: date) -> str | None:
    """A decision's number by its look: "12-QĐ/ĐU"."""
    del today
    found = _NUMBER.match(part)
    if found is None:
        return None
    _say(draft, "number", found[0])
    return part[found.end() :]


def _dated(draft: StepDraft, part: str, today: date) -> str | None:
    """A day in front of something else, or after it: "3/8 5/6 phiếu", "tại Hà Nội 20/6"."""
    led = leading_past_day(_without_lead(part), today)
    if led is not None:
        _say_day(draft, led[0], part)
        return led[1]
    for start in _later_words(part):
        if looks_like_date(part[start:]):
            _say_day(draft, past_day(part[start:], today), part[start:])
            return _without_tail(part[:start])
    return None


def _later_words(part: str) -> Iterator[int]:
    return (word.start() for number, word in enumerate(_WORD.finditer(part)) if number)


def _without_lead(text: str) -> str:
    head, _, rest = text.partition(" ")
    return rest if rest and fold(head) in BEFORE_DAY else text


def _without_tail(text: str) -> str:
    words = text.split()
    while words and fold(words[-1]) in BEFORE_DAY:
        words.pop()
    return " ".join(words)


def refuse_others(draft: StepDraft) -> None:
    """Raises NotUnderstood for the first words that nothing explains."""
    for piece in draft.others[:1]:
        raise NotUnderstood(piece, "step")

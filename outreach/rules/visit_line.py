"""A visit from the parts of a line, in any order: ``/tham Huy Hoàng; gặp công đoàn, HR; đồng ý; vướng ca kíp``."""

import re
from collections import deque
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import tidy
from outreach.rules.lines import split_list
from outreach.rules.obstacle_line import cleared_by_ending, only_known
from outreach.rules.visit_draft import VisitDraft
from outreach.rules.visit_gathering import Gathering
from outreach.rules.visit_openings import find_outcome, take
from outreach.rules.vocabulary.parts import ROLE_OPENINGS, VISIT_PARTS, VisitPart
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.terms import ContactRole, Outcome
from outreach.rules.vocabulary.visits import PURPOSES

_COMMA = re.compile(r"[,，]")
_EDGES = " ,:.-–—"
_WORD = re.compile(r"\S+")
_WORDS_OF_A_DAY: Final = 6

# What may end a part at a comma when somebody forgot the semicolon. A step, a proposal or a note may itself
# speak of whom to meet and of what hinders.
_ANY_PART = frozenset(VisitPart) - {VisitPart.PLAIN}
_ENDED_BY: Final[dict[VisitPart, frozenset[VisitPart]]] = {
    VisitPart.NEXT_STEP: frozenset({VisitPart.HANDED_TO, VisitPart.PROPOSAL, VisitPart.NEXT_STEP}),
    VisitPart.HANDED_TO: frozenset({VisitPart.HANDED_TO, VisitPart.PROPOSAL, VisitPart.NEXT_STEP}),
    VisitPart.PROPOSAL: frozenset(),
    VisitPart.NOTE: frozenset(),
}
# "15/7 hẹn trình hồ sơ" does not say that the visit was on 15/7.
_AFTER_A_DAY = _ANY_PART - {VisitPart.DATE, VisitPart.NEXT_STEP, VisitPart.HANDED_TO, VisitPart.NOTE}


def read_visit_parts(parts: Sequence[str], today: date) -> VisitDraft:
    """What the ``parts`` after the enterprise's name say of a visit; what nothing explains becomes its note.

    A visit's day is the nearest past, a step's the nearest future, counted from ``today``. Raises BadDate, Twice for
    two different outcomes, purposes or days, and UnknownWord for a word after "kết quả:" or "mục đích".
    """
    gathering = Gathering(today)
    waiting = deque(tidy(part, one_line=True) for part in parts)
    while waiting:
        part = waiting.popleft().strip(_EDGES)
        if part and (rest := _read(gathering, part)):
            waiting.appendleft(rest)
    return gathering.draft()


def _read(gathering: Gathering, part: str) -> str:
    """Takes in ``part``; returns what of it is another part, "" mostly."""
    for way in (_whole, _headed, _opened, _after_a_day, _listed):
        if (rest := way(gathering, part)) is not None:
            return rest
    gathering.notes.append(part)
    return ""


# Each way of reading returns what it left of the part, or None when the part cannot be read that way.


def _whole(gathering: Gathering, part: str) -> str | None:
    """An outcome ("đồng ý", "chủ DN đồng ý"), a purpose, a day, or an obstacle that is gone."""
    if outcome := find_outcome(part):
        gathering.outcome.say(outcome, part)
    elif purpose := PURPOSES.find(part):
        gathering.purpose.say(purpose, part)
    elif said := _said_by_a_role(part):
        gathering.roles.append(said[0])
        gathering.outcome.say(said[1], part)
    elif looks_like_date(part):
        gathering.visited_on.say(parse_date(part, gathering.today, "past"), part)
    elif gone := cleared_by_ending(part):
        gathering.cleared += gone
    else:
        return None
    return ""


def _said_by_a_role(part: str) -> tuple[ContactRole, Outcome] | None:
    opening = ROLE_OPENINGS.open(part)
    outcome = find_outcome(opening.rest) if opening and opening.sure else None
    # "HR đi vắng" says that one of them was not there, not that nobody was met.
    return (opening.meaning, outcome) if opening and outcome and outcome is not Outcome.NO_CONTACT else None


def _opened(gathering: Gathering, part: str) -> str | None:
    """What a known phrase opens: "gặp …", "vướng …"."""
    opening = VISIT_PARTS.open(part)
    if opening is None:
        return None
    body, rest = _cut(opening.rest, _ENDED_BY.get(opening.meaning, _ANY_PART))
    if take(gathering, opening, body):
        return rest
    # "thăm ngày 12/2 gặp HR"
    return _after_a_day(gathering, opening.rest) if opening.meaning is VisitPart.DATE else None


def _cut(text: str, enders: frozenset[VisitPart]) -> tuple[str, str]:
    for comma in _COMMA.finditer(text) if enders else ():
        if _begins(text[comma.end() :], enders):
            return text[: comma.start()].strip(_EDGES), text[comma.end() :].strip()
    return text, ""


def _begins(text: str, meanings: frozenset[VisitPart]) -> bool:
    """Whether ``text`` surely begins a part of these ``meanings``, named by its opening or by the word itself."""
    opening = VISIT_PARTS.open(text)
    if opening and opening.sure:
        return opening.meaning in meanings
    return VisitPart.OUTCOME in meanings and bool(find_outcome(_COMMA.split(text, maxsplit=1)[0]))


def _after_a_day(gathering: Gathering, part: str) -> str | None:
    """A day in front of another part: "hôm qua gặp HR"."""
    words = [word for word, _ in zip(_WORD.finditer(part), range(_WORDS_OF_A_DAY), strict=False)]
    for word in words[1:]:
        day, rest = part[: word.start()].strip(_EDGES), part[word.start() :]
        if _begins(rest, _AFTER_A_DAY) and looks_like_date(day):
            gathering.visited_on.say(parse_date(day, gathering.today, "past"), day)
            return rest
    return None


def _listed(gathering: Gathering, part: str) -> str | None:
    """Nothing but known roles, or nothing but known obstacles, without the word that would open them."""
    roles = list(takewhile(bool, map(CONTACT_ROLES.find, items := split_list(part))))
    if roles and len(roles) == len(items):
        gathering.roles += filter(None, roles)
        return ""
    known = only_known(part)
    gathering.obstacles += known
    return "" if known else None


def _headed(gathering: Gathering, part: str) -> str | None:
    """Commas where semicolons were due: the first piece is clear by itself."""
    pieces = _COMMA.split(part, maxsplit=1)
    return pieces[1].strip() if len(pieces) > 1 and _whole(gathering, pieces[0]) is not None else None

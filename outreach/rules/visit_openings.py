"""What follows each opening of a visit's part: "gặp …", "vướng …", "hẹn …"."""

from collections.abc import Callable
from typing import Final

from outreach.errors import UnknownWord
from outreach.rules.dates import leading_date, looks_like_date, parse_date
from outreach.rules.folding import fold
from outreach.rules.lines import split_list
from outreach.rules.obstacle_line import read_obstacles
from outreach.rules.people_line import is_named, read_met
from outreach.rules.step_line import read_handed_step, read_step
from outreach.rules.visit_draft import NamedObstacle
from outreach.rules.visit_gathering import Gathering
from outreach.rules.vocabulary.openings import Opening
from outreach.rules.vocabulary.parts import (
    AFTER_OUTCOME,
    BEFORE_OUTCOME,
    OUTCOME_OPENINGS,
    PURPOSE_OPENINGS,
    VisitPart,
)
from outreach.rules.vocabulary.terms import Outcome
from outreach.rules.vocabulary.visits import OUTCOMES, PURPOSES

_Opening = Opening[VisitPart]


def find_outcome(text: str) -> Outcome | None:
    """The outcome that ``text`` is, also as "rất quan tâm" or "đồng ý rồi"; None when it says more or less."""
    words = fold(text).split()
    while words and not OUTCOMES.find(" ".join(words)):
        if (pair := " ".join(words[:2])) in BEFORE_OUTCOME:
            words = words[len(pair.split()) :]
        elif words[0] in BEFORE_OUTCOME:
            words = words[1:]
        elif words[-1] in AFTER_OUTCOME:
            words = words[:-1]
        else:
            return None
    return OUTCOMES.find(" ".join(words))


def take(gathering: Gathering, opening: _Opening, body: str) -> bool:
    """Adds what ``body`` says after ``opening``; False, with nothing added, when it makes no sense there.

    Raises BadDate, Twice, and UnknownWord for no outcome after "kết quả:" or no purpose after "mục đích".
    """
    return bool(fold(body)) and _TAKERS[opening.meaning](gathering, opening, body)


def _met(gathering: Gathering, opening: _Opening, body: str) -> bool:
    met = read_met(body, gathering.today)
    if not (opening.sure or met.roles):
        return False
    gathering.roles += met.roles
    gathering.met_other += met.other
    if met.day:
        gathering.visited_on.say(met.day, body)
    return True


def _with(gathering: Gathering, opening: _Opening, body: str) -> bool:
    met = read_met(body, gathering.today)
    if met.roles and not met.other:
        return _met(gathering, opening, body)
    return all(map(is_named, split_list(body))) and _accompanied(gathering, opening, body)


def _accompanied(gathering: Gathering, opening: _Opening, body: str) -> bool:
    names = split_list(body)
    believed = opening.sure or all(map(is_named, names))
    gathering.participants += names if believed else ()
    return believed


def _purpose(gathering: Gathering, opening: _Opening, body: str) -> bool:
    begun = PURPOSE_OPENINGS.open(body)
    if begun and begun.sure:
        gathering.purpose.say(begun.meaning, body)
        gathering.notes += [body] if begun.rest else []
        return True
    if opening.sure or opening.colon:
        PURPOSES.require(body, "purpose")
    return False


def _outcome(gathering: Gathering, opening: _Opening, body: str) -> bool:
    begun = OUTCOME_OPENINGS.open(body)
    if exact := find_outcome(body):
        gathering.outcome.say(exact, body)
    elif begun and begun.sure:
        gathering.outcome.say(begun.meaning, body)
        gathering.notes.append(body)
    elif opening.colon:
        raise UnknownWord(body, "outcome", tuple(near.value for near in OUTCOMES.near(body)))
    else:
        return False
    return True


def _obstacles(gathering: Gathering, opening: _Opening, body: str) -> bool:
    return _believed(opening, read_obstacles(body), gathering.obstacles)


def _cleared(gathering: Gathering, opening: _Opening, body: str) -> bool:
    return _believed(opening, read_obstacles(body), gathering.cleared)


def _believed(opening: _Opening, named: list[NamedObstacle], into: list[NamedObstacle]) -> bool:
    believed = opening.sure or any(obstacle.kind for obstacle in named)
    into += named if believed else []
    return believed


def _next_step(gathering: Gathering, opening: _Opening, body: str) -> bool:
    # In "next Friday" the opening itself is part of the day.
    whole = f"{opening.phrase} {body}"
    step = read_step(whole if leading_date(whole, gathering.today, "future") else body, gathering.today)
    if opening.sure or step.due:
        gathering.steps.append(step)
        return True
    return False


def _handed_to(gathering: Gathering, opening: _Opening, body: str) -> bool:
    if opening.sure:
        gathering.steps.append(read_handed_step(body, gathering.today))
    return opening.sure


def _proposal(gathering: Gathering, _opening: _Opening, body: str) -> bool:
    gathering.proposals.append(body)
    return True


def _date(gathering: Gathering, _opening: _Opening, body: str) -> bool:
    if not looks_like_date(body):
        return False
    gathering.visited_on.say(parse_date(body, gathering.today, "past"), body)
    return True


def _note(gathering: Gathering, _opening: _Opening, body: str) -> bool:
    gathering.notes.append(body)
    return True


def _plain(_gathering: Gathering, _opening: _Opening, _body: str) -> bool:
    return False


_TAKERS: Final[dict[VisitPart, Callable[[Gathering, _Opening, str], bool]]] = {
    VisitPart.MET: _met,
    VisitPart.WITH: _with,
    VisitPart.PARTICIPANTS: _accompanied,
    VisitPart.PURPOSE: _purpose,
    VisitPart.OUTCOME: _outcome,
    VisitPart.OBSTACLE: _obstacles,
    VisitPart.CLEARED: _cleared,
    VisitPart.NEXT_STEP: _next_step,
    VisitPart.HANDED_TO: _handed_to,
    VisitPart.PROPOSAL: _proposal,
    VisitPart.DATE: _date,
    VisitPart.NOTE: _note,
    VisitPart.PLAIN: _plain,
}

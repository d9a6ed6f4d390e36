"""Whom to visit next: what speaks for an enterprise, each with its weight, and the order that follows.

The weights are agreed, not measured (the page on suggestions in docs/decisions says why each is what it is). They are
added up, so that the order can be explained: what is said to the user is what was counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from outreach.rules.vocabulary.terms import Indicator, Obstacle

REST: Final = 14  # days after a visit in which only what presses speaks for going there again
NEAR: Final = 30  # days ahead within which a candidate's time limit presses
_STALE_TOP, _STALE_STEP, _NEVER = 30, 6, 10
_OVERDUE, _OVERDUE_TOP, _MORE_TOP = 40, 30, 5
_CANDIDATES, _DAYS_A_POINT, _LATE_TOP = 30, 3, 10
_FOUNDING = 35
_CLEARED, _CLEARED_EACH, _CLEARED_TOP = 15, 5, 3
_AGREED = 20
_TARGET, _TARGETS = 10, 2


class Why(StrEnum):
    """What can speak for a visit."""

    OVERDUE = "overdue"
    CANDIDATES = "candidates"
    FOUNDING = "founding"
    CLEARED = "cleared"
    AGREED = "agreed"
    STALE = "stale"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an enterprise that might be visited.

    ``since`` is the day of its last visit, or (not ``visited``) the day on which it was entered. ``overdue`` are the
    days for which the oldest step is overdue (0: none), ``steps`` how many are. ``candidates`` have a time limit within
    ``NEAR`` days, the nearest on ``limit``. ``full_members`` may found a cell (0: not enough, or there is one).
    ``cleared`` are open obstacles by the number of other enterprises where such a one was cleared lately. ``behind``
    are the targets that a visit here can bring forward, by how many they are behind their pace.
    """

    key: int
    since: date
    visited: bool = True
    overdue: int = 0
    steps: int = 0
    candidates: int = 0
    limit: date | None = None
    full_members: int = 0
    cleared: tuple[tuple[Obstacle, int], ...] = ()
    agreed: bool = False
    behind: tuple[tuple[Indicator, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for the visit. ``number`` is what belongs to it: days, people, enterprises, how many.

    ``count`` is of how many it is the worst: steps that are overdue.
    """

    why: Why
    points: int
    number: int = 0
    count: int = 1
    about: Obstacle | Indicator | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An enterprise with what speaks for it, the weightiest first."""

    key: int
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """All points together."""
        return sum(reason.points for reason in self.reasons)


def rank(known: Iterable[Facts], today: date) -> list[Ranked]:
    """The enterprises for which something speaks, the best first; of equal ones the longest unvisited, then the oldest.

    Whatever presses more never ranks lower, all else being equal.
    """
    scored = [(weigh(facts, today), facts) for facts in known]
    spoken_for = [(ranked, facts) for ranked, facts in scored if ranked.reasons]
    spoken_for.sort(key=lambda pair: (-pair[0].score, pair[1].since, pair[1].key))
    return [ranked for ranked, _ in spoken_for]


def weigh(facts: Facts, today: date) -> Ranked:
    """What speaks for visiting one enterprise today."""
    found = [_overdue(facts), _candidates(facts, today), _founding(facts)]
    if not facts.visited or (today - facts.since).days >= REST:
        found += [_cleared(facts), _agreed(facts), _stale(facts, today), *_targets(facts)]
    reasons = [reason for reason in found if reason is not None and reason.points > 0]
    return Ranked(facts.key, tuple(sorted(reasons, key=lambda reason: -reason.points)))


def _overdue(facts: Facts) -> Reason | None:
    if not facts.steps:
        return None
    points = _OVERDUE + min(facts.overdue, _OVERDUE_TOP) + min(facts.steps - 1, _MORE_TOP)
    return Reason(Why.OVERDUE, points, facts.overdue, facts.steps)


def _candidates(facts: Facts, today: date) -> Reason | None:
    if facts.limit is None or not facts.candidates or (facts.limit - today).days > NEAR:
        return None
    days = max((facts.limit - today).days, -_LATE_TOP * _DAYS_A_POINT)
    points = _CANDIDATES + -(days // _DAYS_A_POINT) + min(facts.candidates - 1, _MORE_TOP)
    return Reason(Why.CANDIDATES, points, facts.candidates)


def _founding(facts: Facts) -> Reason | None:
    return Reason(Why.FOUNDING, _FOUNDING, facts.full_members) if facts.full_members else None


def _cleared(facts: Facts) -> Reason | None:
    """The obstacle that was cleared in most places: a visit can bring along how others did it."""
    if not facts.cleared:
        return None
    obstacle, elsewhere = max(facts.cleared, key=lambda pair: (pair[1], pair[0]))
    points = _CLEARED + _CLEARED_EACH * min(elsewhere, _CLEARED_TOP)
    return Reason(Why.CLEARED, points, elsewhere, about=obstacle) if elsewhere else None


def _agreed(facts: Facts) -> Reason | None:
    return Reason(Why.AGREED, _AGREED) if facts.agreed and not facts.full_members else None


def _stale(facts: Facts, today: date) -> Reason | None:
    days = max((today - facts.since).days, 0)
    points = min(days // _STALE_STEP, _STALE_TOP) + (0 if facts.visited else _NEVER)
    return Reason(Why.STALE, points, days)


def _targets(facts: Facts) -> list[Reason]:
    """The targets that are furthest behind."""
    furthest = sorted(facts.behind, key=lambda pair: (-pair[1], pair[0]))[:_TARGETS]
    return [Reason(Why.TARGET, _TARGET, behind, about=indicator) for indicator, behind in furthest if behind > 0]

"""How many days each rule has unless an administrator sets others; what the days mean, and which are sensible.

``None``: the rule has no days of its own, but follows a law (the legal clock) or a state (three members, no cell).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from outreach.errors import BadRuleDays
from outreach.rules.vocabulary.tasks import TaskRule

DEFAULT_DAYS: Final[Mapping[TaskRule, int | None]] = {
    TaskRule.NEXT_STEP: 2,
    TaskRule.CANDIDATE_DEADLINE: 90,
    TaskRule.CEREMONY: 1,
    TaskRule.CLASS_AHEAD: 1,
    TaskRule.PROPOSAL: 15,
    TaskRule.PRIVACY_REQUEST: None,
    TaskRule.ENTERPRISE_UNVISITED: 60,
    TaskRule.UNIT_SILENT: 5,
    TaskRule.TARGET_BEHIND: 15,
    TaskRule.FOUNDING_READY: None,
    TaskRule.CELL_SHORT: None,
}
LEGAL: Final = frozenset({TaskRule.PRIVACY_REQUEST})  # a duty of law, which no setting takes away (DOMAIN.md §5)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The fewest and the most days that a rule takes."""

    fewest: int
    most: int


BOUNDS: Final[Mapping[TaskRule, Bounds]] = {
    TaskRule.NEXT_STEP: Bounds(0, 14),
    TaskRule.CANDIDATE_DEADLINE: Bounds(7, 90),
    TaskRule.CEREMONY: Bounds(0, 14),
    TaskRule.CLASS_AHEAD: Bounds(0, 14),
    TaskRule.PROPOSAL: Bounds(3, 90),
    TaskRule.ENTERPRISE_UNVISITED: Bounds(14, 365),
    TaskRule.UNIT_SILENT: Bounds(3, 30),
    TaskRule.TARGET_BEHIND: Bounds(7, 90),
}


def checked_days(rule: TaskRule, days: int) -> int:
    """``days`` for ``rule``. Raises BadRuleDays where the rule has none, or not so few or so many."""
    bounds = BOUNDS.get(rule)
    if bounds is None:
        raise BadRuleDays(rule.value, days, None, None)
    if not bounds.fewest <= days <= bounds.most:
        raise BadRuleDays(rule.value, days, bounds.fewest, bounds.most)
    return days

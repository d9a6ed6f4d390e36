"""How far something overdue climbs: who hears of it on which working day after its due day (DESIGN.md §3.8).

A due day that is moved is another due day: the ladder begins anew by itself.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from outreach.rules.vocabulary.tasks import TaskRule


class Reader(StrEnum):
    """As what somebody hears of a task."""

    OWNER = "owner"  # it is theirs to do
    LEADS = "leads"
    ADMINISTRATORS = "administrators"


CLIMBS: Final = frozenset({TaskRule.NEXT_STEP, TaskRule.CANDIDATE_DEADLINE, TaskRule.CEREMONY})

ASKED: Final = 3  # the day on which the owner is asked what holds it up
_DAILY: Final = range(1, 15)
_WEEKLY: Final = (19, 24, 29, 34)
LAST: Final = _WEEKLY[-1]

TOLD: Final[Mapping[Reader, frozenset[int]]] = {
    Reader.OWNER: frozenset({*_DAILY, *_WEEKLY}),
    Reader.LEADS: frozenset({7, *_WEEKLY}),
    Reader.ADMINISTRATORS: frozenset({14, *_WEEKLY}),
}
RUNGS: Final = TOLD[Reader.LEADS] | TOLD[Reader.ADMINISTRATORS]  # the days on which somebody else hears of it


def is_told(reader: Reader, late: range) -> bool:
    """Whether ``reader`` hears of what is so many working days ``late`` on the days that a morning speaks for."""
    return not TOLD[reader].isdisjoint(late)

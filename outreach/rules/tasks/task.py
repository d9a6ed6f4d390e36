"""A task: something that waits to be done, computed from records; and what is said of it on one morning."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from outreach.rules.vocabulary.tasks import TaskRule


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits to be done.

    ``key`` names it for good (``step:12``), for postponed reminders and plans. ``owner_id`` answers for it; with nobody
    it is the leads' of ``unit_id``. ``since`` is the day on which it came about, ``due`` its last day, if it has one.
    ``detail`` is an identifier of the rule's own (the name of a time limit, an indicator), never a name or free words;
    ``number`` a count that belongs to it (days without a visit, how many are behind).
    """

    rule: TaskRule
    key: str
    subject_id: int
    unit_id: int
    since: date
    due: date | None = None
    owner_id: int | None = None
    enterprise_id: int | None = None
    detail: str = ""
    number: int = 0


class Section(StrEnum):
    """Under which heading of the morning message a task stands."""

    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    REACHED = "reached"  # somebody else's, overdue so long that it has climbed up to the reader
    WEEK = "week"  # what a unit's leads are told once a week


@dataclass(frozen=True, slots=True)
class Mention:
    """A task on one person's list. ``fresh``: a reason to send a message at all, not only to stand in one.

    ``ask``: its owner is asked today what holds it up.
    """

    task: Task
    section: Section
    fresh: bool
    ask: bool = False

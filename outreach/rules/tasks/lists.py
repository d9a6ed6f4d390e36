"""How open tasks stand in a list, and the days on which one may be reminded again."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from outreach.rules.admission.calendar import Calendar
from outreach.rules.tasks.reminding import SOON, WEEKLY
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.todo import Span, TodoList

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


class Group(StrEnum):
    """Under which heading of ``/viec`` a task stands, in this order."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"  # within the next seven days
    AHEAD = "ahead"
    UNDATED = "undated"
    WEEK = "week"  # what a unit's leads look at once a week


SHOWS: Final = {
    TodoList.MINE: frozenset(Group),
    TodoList.OVERDUE: frozenset({Group.OVERDUE}),
    TodoList.TODAY: frozenset({Group.TODAY}),
    TodoList.COMING: frozenset({Group.SOON, Group.AHEAD}),
    TodoList.UNDATED: frozenset({Group.UNDATED}),
}
_ORDER: Final = {group: place for place, group in enumerate(Group)}


def group_of(task: Task, today: date) -> Group:
    """The heading under which the task stands today."""
    if task.rule in WEEKLY:
        return Group.WEEK
    if task.due is None:
        return Group.UNDATED
    if task.due < today:
        return Group.OVERDUE
    if task.due == today:
        return Group.TODAY
    return Group.SOON if task.due <= today + SOON * _DAY else Group.AHEAD


def listed(tasks: Sequence[Task], which: TodoList, today: date) -> list[Task]:
    """Those of ``tasks`` that the list shows, by heading, the nearest day first."""
    shown = [task for task in tasks if group_of(task, today) in SHOWS[which]]
    return sorted(shown, key=lambda task: (_ORDER[group_of(task, today)], task.due or date.max, task.since, task.key))


def spans(today: date, calendar: Calendar) -> dict[Span, date]:
    """The days on which one is reminded again: working days, each of them once.

    What falls on a day off is the next working day: on a Friday "tomorrow" is Monday, and so is "next week".
    """
    monday = today + (_WEEK - today.weekday()) * _DAY
    wanted = {Span.TOMORROW: today + _DAY, Span.DAYS: today + 3 * _DAY, Span.WEEK: monday}
    found: dict[Span, date] = {}
    for span, day in wanted.items():
        worked = calendar.next(day - _DAY)
        if worked not in found.values():
            found[span] = worked
    return found

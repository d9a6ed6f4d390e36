"""What one morning says of a task to somebody who hears of it (DESIGN.md §3.6–3.8).

A morning speaks for the days since the last one: whatever fell on a day on which nobody could plan is told then, and
nothing is told twice.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from outreach.rules.admission.calendar import Calendar
from outreach.rules.admission.deadlines import LEADS
from outreach.rules.tasks.ladder import ASKED, CLIMBS, LAST, RUNGS, Reader, is_told
from outreach.rules.tasks.task import Mention, Section, Task
from outreach.rules.vocabulary.tasks import TaskRule

SOON: Final = 7  # days ahead that a morning shows
WEEKLY: Final = frozenset(
    {
        TaskRule.ENTERPRISE_UNVISITED,
        TaskRule.UNIT_SILENT,
        TaskRule.TARGET_BEHIND,
        TaskRule.FOUNDING_READY,
        TaskRule.CELL_SHORT,
    }
)

_DAY: Final = timedelta(days=1)
_LEAD: Final = 3  # days before the end, for rules whose own days mean something else
_HAS_LEAD: Final = frozenset({TaskRule.NEXT_STEP, TaskRule.CEREMONY, TaskRule.CLASS_AHEAD})
_ORDER: Final = {section: place for place, section in enumerate(Section)}


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a morning speaks for: later than ``after``, up to ``today``.

    ``worked`` are the last working days up to ``today``, as many as the ladder can ask for; the last ``passed`` of them
    lie in the window. Counted once, since thousands of tasks ask.
    """

    after: date
    today: date
    calendar: Calendar
    worked: tuple[date, ...]
    passed: int

    @classmethod
    def of(cls, after: date, today: date, calendar: Calendar) -> "Window":
        """The window of the morning of ``today``, for somebody to whom everything up to ``after`` was told."""
        passed = calendar.between(after, today)
        worked = [calendar.at_or_before(today)]
        while len(worked) <= LAST + passed:
            worked.append(calendar.at_or_before(worked[-1] - _DAY))
        return cls(after, today, calendar, tuple(reversed(worked)), passed)

    def holds(self, day: date) -> bool:
        """Whether the morning speaks for ``day``."""
        return self.after < day <= self.today

    def late(self, due: date) -> range:
        """The working days after ``due``, by number, that lie in the window; beyond the ladder's end only roughly."""
        now = len(self.worked) - bisect_right(self.worked, due)
        return range(max(0, now - self.passed) + 1, now + 1)

    def rungs(self) -> list[date]:
        """The due days of what climbs to somebody else in this window."""
        first = self.worked[0]
        dues = (first + past * _DAY for past in range((self.today - first).days))
        return [due for due in dues if not RUNGS.isdisjoint(self.late(due))]

    def horizon(self, days: int) -> date:
        """The last due day of which a reminder ``days`` before it may fall up to today; at least what is shown soon."""
        return max(self.today + SOON * _DAY, self.calendar.next(self.today) + (days - 1) * _DAY)


def mention(task: Task, reader: Reader, days: int | None, window: Window, until: date | None = None) -> Mention | None:
    """What the morning says of ``task``, whose rule has so many ``days``; None: nothing.

    ``until``: the day until which the reader wants to hear nothing of it, and on which they want to hear of it.
    """
    if reader is not Reader.OWNER:
        return _reached(task, reader, window)
    if until is not None and until > window.today:
        return None
    woken = until is not None and window.holds(until)
    if task.due is None or task.rule in WEEKLY:
        return Mention(task, Section.WEEK, fresh=True) if woken or window.holds(week_day(task.rule, window)) else None
    if task.due > window.today:
        return _coming(task, days, window, woken=woken)
    if task.due == window.today:
        return Mention(task, Section.TODAY, fresh=True)
    late = window.late(task.due)
    asked = ASKED in late and task.rule is TaskRule.NEXT_STEP
    return Mention(task, Section.OVERDUE, fresh=True, ask=asked) if woken or is_told(reader, late) else None


def week_day(rule: TaskRule, window: Window) -> date:
    """The day on which what is told once a week is told: the first working day of a week, of a silent unit the last.

    The latest such day up to today; where a whole week is off, that of the week before.
    """
    latest_first = window.worked[::-1]
    if rule is TaskRule.UNIT_SILENT:
        return next(day for day in latest_first if _week(window.calendar.next(day)) != _week(day))
    return next(day for day, before in pairwise(latest_first) if _week(before) != _week(day))


def reminder_days(task: Task, due: date, days: int | None, calendar: Calendar) -> list[date]:
    """The days on which to remind of a task before it is ``due``: working days, and the day after it came about.

    The latter only where all others had passed by then.
    """
    leads = [task.number] if task.rule is TaskRule.PRIVACY_REQUEST else _leads(task.rule, days)  # the law's own clock
    moved = (calendar.at_or_before(due - lead * _DAY) for lead in leads)
    return [day for day in moved if day > task.since] or [task.since + _DAY]


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """As they stand in the message: by section, the most urgent first."""
    return sorted(mentions, key=lambda one: (_ORDER[one.section], one.task.due or date.max, one.task.key))


def _leads(rule: TaskRule, days: int | None) -> list[int]:
    if rule is TaskRule.CANDIDATE_DEADLINE and days is not None:
        return [lead for lead in LEADS if lead <= days] or [days]
    return [days if rule in _HAS_LEAD and days is not None else _LEAD]


def _coming(task: Task, days: int | None, window: Window, *, woken: bool) -> Mention | None:
    due = task.due or window.today
    fresh = woken or any(window.holds(day) for day in reminder_days(task, due, days, window.calendar))
    return Mention(task, Section.COMING, fresh) if fresh or due <= window.today + SOON * _DAY else None


def _reached(task: Task, reader: Reader, window: Window) -> Mention | None:
    if task.due is None or task.due >= window.today or task.rule not in CLIMBS:
        return None
    return Mention(task, Section.REACHED, fresh=True) if is_told(reader, window.late(task.due)) else None


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]

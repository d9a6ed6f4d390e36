"""What one morning tells many people: computed for all of them at once, from columns alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from models import Postponed
from outreach.rules.admission.deadlines import LEADS
from outreach.rules.tasks.defaults import BOUNDS
from outreach.rules.tasks.ladder import Reader
from outreach.rules.tasks.reminding import WEEKLY, Window, in_order, mention, week_day
from outreach.rules.tasks.task import Mention, Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import calendars, open_candidates, open_steps
from outreach.services.tasks.owed import Owed
from outreach.services.tasks.owners import BY_ADMINISTRATORS, Staff
from outreach.services.tasks.rule_settings import Settings, settings
from outreach.services.tasks.sources import PERSON_SOURCES, SOURCES
from outreach.services.units.visibility import among

_STEPS_AHEAD: Final = BOUNDS[TaskRule.NEXT_STEP].most
_CANDIDATES_AHEAD: Final = max(LEADS)


@dataclass
class Agenda:
    """What a morning tells one person, in the order of the message.

    ``long_overdue``: how many of their own tasks are overdue so long that they are mentioned no more on this day.
    """

    mentions: list[Mention] = field(default_factory=list)
    long_overdue: int = 0

    @property
    def fresh(self) -> bool:
        """Whether there is a reason to send a message at all."""
        return any(one.fresh for one in self.mentions)


def agendas(session: Session, persons: Collection[int], today: date, after: Mapping[int, date]) -> dict[int, Agenda]:
    """What the morning of ``today`` tells each of ``persons``, to whom everything up to ``after`` has been told.

    Where ``after`` lacks somebody, that is yesterday. Whoever has left, or may only look on, is told nothing.
    """
    return _Morning.of(session, persons, today, after).told(session)


@dataclass
class _Morning:
    """One morning of some people: what tasks are held against, and what was found so far, by person and key."""

    today: date
    staff: Staff
    owed: Owed
    settings: Settings
    windows: Mapping[int, Window]
    each_window: Collection[Window]
    postponed: Mapping[tuple[int, str], date]
    found: dict[int, dict[str, Mention | None]]
    long_overdue: dict[int, int]

    @classmethod
    def of(cls, session: Session, persons: Collection[int], today: date, after: Mapping[int, date]) -> "_Morning":
        staff, calendar = Staff.load(session, today), calendars.calendar(session)
        before = {person: after.get(person, today - timedelta(days=1)) for person in persons}
        by_day = {day: Window.of(day, today, calendar) for day in set(before.values())}
        windows = {person: by_day[day] for person, day in before.items()}
        postponed = _postponed(session, persons, min(before.values(), default=today))
        found: dict[int, dict[str, Mention | None]] = {person: {} for person in persons}
        none_yet = dict.fromkeys(persons, 0)
        return cls(
            today,
            staff,
            Owed.by(staff, persons),
            settings(session),
            windows,
            by_day.values(),
            postponed,
            found,
            none_yet,
        )

    def told(self, session: Session) -> dict[int, Agenda]:
        if self.owed.people:
            for task in self._theirs(session):
                for person in self.staff.readers(task):
                    self._tell(person, task, Reader.OWNER)
            for task in self._climbing(session):
                self._tell_above(task)
        return {
            person: Agenda(in_order(one for one in kept.values() if one is not None), self.long_overdue[person])
            for person, kept in self.found.items()
        }

    def _tell(self, person: int, task: Task, reader: Reader) -> None:
        if person not in self.owed.people or task.key in self.found[person]:
            return
        window, until = self.windows[person], self.postponed.get((person, task.key))
        ahead = task.due is not None and task.due > self.today
        days = self.settings.days(task.rule, task.unit_id) if ahead else None
        said = self.found[person][task.key] = mention(task, reader, days, window, until)
        silent = until is not None and until > self.today
        if said is None and not silent and task.due is not None and task.due < self.today and reader is Reader.OWNER:
            self.long_overdue[person] += 1

    def _tell_above(self, task: Task) -> None:
        """Somebody who does it is not told as lead, and who is told as lead not as administrator."""
        owners, leads = self.staff.readers(task), self.staff.leads(task.unit_id)
        for person in leads:
            if person not in owners:
                self._tell(person, task, Reader.LEADS)
        for person in self.staff.administrators(task.unit_id):
            if person not in owners and person not in leads:
                self._tell(person, task, Reader.ADMINISTRATORS)

    def _theirs(self, session: Session) -> Iterator[Task]:
        """What is theirs to do, as far as this morning can mention it."""
        any_window = next(iter(self.each_window))
        steps, candidates = (
            replace(self.owed, last=any_window.horizon(days)) for days in (_STEPS_AHEAD, _CANDIDATES_AHEAD)
        )
        woken = {key for (person, key), until in self.postponed.items() if self.windows[person].holds(until)}
        return chain(
            open_steps.owned(session, steps, self.settings, self.today),
            open_steps.these(session, _numbers(woken, open_steps.PREFIX), self.settings, self.today),
            open_candidates.owned(session, candidates, self.settings),
            self._from_sources(session, woken),
        )

    def _from_sources(self, session: Session, woken: Iterable[str]) -> Iterator[Task]:
        """What follows from other records; what is told once a week is looked for only when its day has come."""
        may_wake = any(not key.startswith(open_steps.PREFIX) for key in woken)
        for rule, tasks in SOURCES.items():
            units = self.owed.administered if rule in BY_ADMINISTRATORS else self.owed.led
            due = any(window.holds(week_day(rule, window)) for window in self.each_window)
            if units and (may_wake or due or rule not in WEEKLY):
                yield from tasks(session, units, self.settings, self.today)
        for tasks in PERSON_SOURCES.values():
            yield from tasks(session, self.owed.owners, self.settings, self.today)

    def _climbing(self, session: Session) -> Iterator[Task]:
        """What others have left overdue until it is told to these people, as leads or administrators."""
        days = {day for window in self.each_window for day in window.rungs()}
        units = self.owed.led | self.owed.administered
        if not units or not days:
            return iter(())
        return chain(
            open_steps.due_on(session, units, days, self.settings, self.today),
            open_candidates.due_on(session, units, days, self.settings),
        )


def _postponed(session: Session, persons: Collection[int], after: date) -> dict[tuple[int, str], date]:
    """Until when each of ``persons`` wants to hear nothing of a task, as far as that ended later than ``after``."""
    columns = (col(Postponed.person_id), col(Postponed.task), col(Postponed.until))
    query = select(*columns).where(among(col(Postponed.person_id), persons), col(Postponed.until) > after)
    return {(person, key): until for person, key, until in session.execute(query)}


def _numbers(keys: Iterable[str], prefix: str) -> list[int]:
    return [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]

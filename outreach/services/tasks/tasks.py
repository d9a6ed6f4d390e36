"""What somebody has to do, what a unit has left overdue, and one task by its key; each only for whom it concerns."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlmodel import Session, col

from models import NextStep
from outreach.actor import Actor, Scope
from outreach.errors import NotAllowed, NothingThere, StepClosed
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import open_candidates, open_steps
from outreach.services.tasks.owed import Owed
from outreach.services.tasks.owners import BY_ADMINISTRATORS, Staff
from outreach.services.tasks.rule_settings import settings
from outreach.services.tasks.sources import PERSON_SOURCES, SOURCES
from outreach.services.units import visibility

PAGE: Final = 8


def open_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """All that is the actor's to do: the longest overdue first, what has no day last.

    With what they do for somebody who is away; for leads with what nobody answers for in their units, and what is told
    them once a week; for administrators with what waits for an answer.

    Raises:
        NotAllowed: the actor is no member.

    """
    _check(actor)
    person, staff = actor.person_id or 0, Staff.load(session, today)
    tasks = _all(session, Owed.by(staff, {person}), today)
    mine = {task.key: task for task in tasks if staff.concerns(person, task) and not _far(session, task, today)}
    return sorted(mine.values(), key=lambda task: (task.due or date.max, task.since, task.key))


def _far(session: Session, task: Task, today: date) -> bool:
    """Whether it is a time limit of which nobody is even warned yet: a certificate is good for five years."""
    if task.rule is not TaskRule.CANDIDATE_DEADLINE or task.due is None:
        return False
    days = settings(session).days(task.rule, task.unit_id)
    return days is not None and (task.due - today).days > days


def of_unit(
    session: Session, actor: Actor, unit_id: int | None, today: date, offset: int = 0, limit: int = PAGE
) -> tuple[list[Task], int]:
    """Some of the overdue steps of a unit and all below it (of None: of all that the actor leads), and how many.

    The longest overdue come first; of a unit that is not the actor's there are none.

    Raises:
        NotAllowed: the actor is no lead.

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    scope = actor.own if unit_id is None else Scope(unit_id)
    theirs = visibility.within(col(NextStep.unit_id), scope) & visibility.within(col(NextStep.unit_id), actor.own)
    theirs &= open_steps.switched_on(settings(session))
    number = open_steps.overdue_number(session, theirs, today)
    if offset >= number:  # fewer by now: the last page that there is
        offset = max(0, number - 1) // limit * limit
    return open_steps.overdue(session, theirs, settings(session), today, offset, limit), number


def find(session: Session, actor: Actor, key: str, today: date) -> Task:
    """The task of that key, if it is the actor's or of one of their units.

    Raises:
        NotAllowed: the actor is no member.
        NothingThere: there is none for the actor.
        StepClosed: it is a step that is open no more.

    """
    if key.startswith(open_steps.PREFIX):
        return open_steps.task_of(step(session, actor, key, today))
    _check(actor)
    found = next((task for task in _of_candidate(session, key) if sees(session, actor, task, today)), None)
    found = found or next((task for task in open_tasks(session, actor, today) if task.key == key), None)
    if found is None:
        raise NothingThere
    return found


def step(session: Session, actor: Actor, key: str, today: date, *, lock: bool = False) -> NextStep:
    """The open step of that key, whether or not anybody is reminded of it; ``lock``: for nobody else to change.

    Raises:
        NotAllowed: the actor is no member.
        NothingThere: there is none that the actor may know of.
        StepClosed: it is open no more.

    """
    _check(actor)
    number = key.removeprefix(open_steps.PREFIX)
    row = session.get(NextStep, int(number)) if number.isdecimal() else None
    if row is None or not sees(session, actor, open_steps.task_of(row), today):
        raise NothingThere
    if lock:
        session.refresh(row, with_for_update=True)
    if row.closed_at is not None:
        raise StepClosed(row.closed_as or "done")
    return row


def may_change(session: Session, actor: Actor, task: Task, today: date) -> bool:
    """Whether the task is the actor's to act on: their own, one they stand in for, or of a unit that they lead."""
    if not actor.at_least("member"):
        return False
    if actor.at_least("lead") and visibility.covers(session, actor.own, task.unit_id):
        return True
    return Staff.load(session, today).concerns(actor.person_id or 0, task)


def sees(session: Session, actor: Actor, task: Task, today: date) -> bool:
    """Whether the actor may know of the task: whoever may act on it, and the members of its unit and those above."""
    if actor.at_least("member") and visibility.covers(session, actor.own, task.unit_id):
        return True
    return may_change(session, actor, task, today)


def _check(actor: Actor) -> None:
    if not actor.at_least("member"):
        raise NotAllowed("member")


def _all(session: Session, owed: Owed, today: date) -> Iterator[Task]:
    known = settings(session)
    yield from open_steps.owned(session, owed, known, today)
    yield from open_candidates.owned(session, owed, known)
    for rule, tasks in SOURCES.items():
        units = owed.administered if rule in BY_ADMINISTRATORS else owed.led
        if units:
            yield from tasks(session, units, known, today)
    for tasks in PERSON_SOURCES.values():
        yield from tasks(session, owed.owners, known, today)


def _of_candidate(session: Session, key: str) -> list[Task]:
    """The task of a candidate's row that has the key."""
    if not key.startswith((open_candidates.LIMIT, open_candidates.CEREMONY)):
        return []
    number = key.split(":")[1]
    found = open_candidates.these(session, [int(number)] if number.isdecimal() else [], settings(session))
    return [task for task in found if task.key == key]

"""Open next steps and planned visits as tasks: columns only, nothing unsealed; a morning reads a hundred thousand."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session, col

from models import Enterprise, NextStep, Person
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.owed import Owed, not_theirs
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among

PREFIX: Final = "step:"
_ID, _UNIT, _due = col(NextStep.id), col(NextStep.unit_id), col(NextStep.due)
_PERSON, _ENTERED_BY = col(NextStep.person_id), col(NextStep.entered_by_id)
_OWNER: Final = func.coalesce(_PERSON, _ENTERED_BY)  # where nobody here has the name, whoever entered the step
_OPEN: Final = col(NextStep.closed_at).is_(None)
_COLUMNS: Final[tuple[Any, ...]] = (
    _ID,
    _UNIT,
    _OWNER,
    col(NextStep.enterprise_id),
    col(NextStep.entered_at),
    _due,
    col(NextStep.kind),
)


def key(step_id: int) -> str:
    """The key of the task that the step makes."""
    return f"{PREFIX}{step_id}"


def task_of(row: NextStep) -> Task:
    """The step as a task, open or closed, whether or not anybody is reminded of it."""
    owner_id = row.person_id if row.person_id is not None else row.entered_by_id
    return _task(row.id, row.unit_id, owner_id, row.enterprise_id, row.entered_at, row.due, row.kind)


def owned(session: Session, owed: Owed, settings: Settings, today: date) -> Iterator[Task]:
    """Those of the people asked for, and those in their units that nobody answers for; some come twice."""
    query = _reminded(today)
    if owed.last is not None:
        query = query.where(or_(_due.is_(None), _due <= owed.last))
    yield from _tasks(session, query.where(among(_PERSON, owed.owners)), settings)
    yield from _tasks(session, query.where(_PERSON.is_(None), among(_ENTERED_BY, owed.owners)), settings)
    if owed.led:
        unowned = query.outerjoin(Person, col(Person.id) == _OWNER)
        yield from _tasks(session, unowned.where(among(_UNIT, owed.led), not_theirs(_UNIT)), settings)


def due_on(
    session: Session, units: Collection[int], days: Collection[date], settings: Settings, today: date
) -> Iterator[Task]:
    """Those of the units that were due on one of ``days``."""
    yield from _tasks(session, _reminded(today).where(among(_UNIT, units), _due.in_(days)), settings)


def these(session: Session, ids: Collection[int], settings: Settings, today: date) -> Iterator[Task]:
    """Those of ``ids`` that are still open."""
    if ids:
        yield from _tasks(session, _reminded(today).where(among(_ID, ids)), settings)


def overdue(
    session: Session, theirs: ColumnElement[bool], settings: Settings, today: date, offset: int, limit: int
) -> list[Task]:
    """A page of the overdue ones for which ``theirs`` holds, the longest overdue first."""
    query = _reminded(today).where(theirs, _due < today).order_by(_due, _ID).offset(offset).limit(limit)
    return list(_tasks(session, query, settings))


def overdue_number(session: Session, theirs: ColumnElement[bool], today: date) -> int:
    """How many overdue ones there are for which ``theirs`` holds."""
    query = select(func.count()).select_from(_reminded(today).where(theirs, _due < today).subquery())
    return int(session.execute(query).scalar_one())


def switched_on(settings: Settings) -> ColumnElement[bool]:
    """The condition that steps are reminded of at all in the unit to which one belongs."""
    return ~among(_UNIT, [unit for unit in settings.parents if not settings.enabled(TaskRule.NEXT_STEP, unit)])


def may_remind(today: date) -> Iterable[ColumnElement[bool]]:
    """The conditions on which anybody is reminded of an enterprise: it is there, and not muted."""
    muted = col(Enterprise.muted_until)
    return (
        col(Enterprise.withdrawn_at).is_(None),
        col(Enterprise.merged_into_id).is_(None),
        or_(muted.is_(None), muted < today),
    )


def _reminded(today: date) -> Select[Any]:
    at_enterprise = col(Enterprise.id) == col(NextStep.enterprise_id)
    return select(*_COLUMNS).join(Enterprise, at_enterprise).where(_OPEN, *may_remind(today))


def _tasks(session: Session, query: Select[Any], settings: Settings) -> Iterator[Task]:
    for row in session.execute(query):
        if settings.enabled(TaskRule.NEXT_STEP, row[1]):
            yield _task(*row)


def _task(step_id: Any, unit_id: int, owner: Any, enterprise: int, entered_at: Any, due: Any, kind: str) -> Task:
    # the day in UTC, at most one day early: before dawn, when nobody has been reminded yet
    since = entered_at.date()
    return Task(TaskRule.NEXT_STEP, key(step_id), step_id, unit_id, since, due, owner, enterprise, kind)

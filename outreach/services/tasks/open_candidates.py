"""Candidates' time limits and planned ceremonies as tasks, from the candidates' rows alone."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlmodel import Session, col

from models import Candidate, Person
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.owed import Owed, not_theirs
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among

LIMIT: Final = "limit:"
CEREMONY: Final = "ceremony:"
_ID, _UNIT, _PERSON = col(Candidate.id), col(Candidate.unit_id), col(Candidate.person_id)
_DUE, _CEREMONY = col(Candidate.due), col(Candidate.ceremony_on)
_COLUMNS: Final[tuple[Any, ...]] = (
    _ID, _UNIT, _PERSON, col(Candidate.enterprise_id), col(Candidate.stage_on), col(Candidate.entered_at),
    _DUE, col(Candidate.due_limit), _CEREMONY,
)  # fmt: skip
_OPEN: Final = (
    col(Candidate.closed_on).is_(None),
    col(Candidate.withdrawn_at).is_(None),
    col(Candidate.anonymised_at).is_(None),
)
_DAYS: Final = {TaskRule.CANDIDATE_DEADLINE: _DUE, TaskRule.CEREMONY: _CEREMONY}


def owned(session: Session, owed: Owed, settings: Settings) -> Iterator[Task]:
    """Those of candidates in the charge of the people asked for, or in their units and in nobody's; some come twice."""
    for due in _DAYS.values():
        query = select(*_COLUMNS).where(*_OPEN, due.is_not(None) if owed.last is None else due <= owed.last)
        yield from _tasks(session, query.where(among(_PERSON, owed.owners)), settings)
        if owed.led:
            unowned = query.outerjoin(Person, col(Person.id) == _PERSON)
            yield from _tasks(session, unowned.where(among(_UNIT, owed.led), not_theirs(_UNIT)), settings)


def due_on(session: Session, units: Collection[int], days: Collection[date], settings: Settings) -> Iterator[Task]:
    """Those in the units that were due on one of ``days``; some come twice, others of the same candidates with them."""
    for due in _DAYS.values():
        query = select(*_COLUMNS).where(*_OPEN, among(_UNIT, units), due.in_(days))
        yield from _tasks(session, query, settings)


def these(session: Session, ids: Collection[int], settings: Settings) -> Iterator[Task]:
    """Those of the candidates ``ids``, if these are still on their way."""
    if ids:
        yield from _tasks(session, select(*_COLUMNS).where(*_OPEN, among(_ID, ids)), settings)


def _tasks(session: Session, query: Select[Any], settings: Settings) -> Iterator[Task]:
    for row in session.execute(query):
        for task in _both(row):
            if settings.enabled(task.rule, task.unit_id):
                yield task


def _both(row: Any) -> Iterable[Task]:
    """The tasks of one candidate: the running limit, and the ceremony."""
    limit, ceremony, number = TaskRule.CANDIDATE_DEADLINE, TaskRule.CEREMONY, row.id
    of, since = (row.person_id, row.enterprise_id), max(row.stage_on, row.entered_at.date())
    if row.due is not None:
        key = f"{LIMIT}{number}:{row.due_limit}"
        yield Task(limit, key, number, row.unit_id, since, row.due, *of, row.due_limit)
    if row.ceremony_on is not None:
        yield Task(ceremony, f"{CEREMONY}{number}", number, row.unit_id, since, row.ceremony_on, *of)

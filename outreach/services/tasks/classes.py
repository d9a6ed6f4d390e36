"""Classes about to begin: the leads prepare them, and whoever is in charge of a learner sees that they come."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from models import Candidate, Enrolment, PartyClass
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.progress.sources import class_learners
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among

_AHEAD: Final = timedelta(days=14)  # the longest time ahead that may be set for the rule


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """Classes of the units that begin from today on, for the leads; ``number`` is how many learn there."""
    query = _beginning(today, class_learners()).where(among(col(PartyClass.unit_id), units))
    return _read(session, query, settings)


def of_persons(session: Session, persons: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The same for those in charge of candidates enrolled there; ``number`` is how many candidates of theirs."""
    person = col(Candidate.person_id)
    query = (
        _beginning(today, func.count(), person)
        .join(Enrolment, col(Enrolment.party_class_id) == col(PartyClass.id))
        .join(Candidate, col(Candidate.id) == col(Enrolment.candidate_id))
        .where(among(person, persons), col(Enrolment.withdrawn_at).is_(None))
        .where(col(Candidate.closed_on).is_(None), col(Candidate.withdrawn_at).is_(None))
        .group_by(col(PartyClass.id), person)
    )
    return _read(session, query, settings)


def _beginning(today: date, *more: Any) -> Select[Any]:
    row = PartyClass
    columns: list[Any] = [row.id, row.unit_id, row.starts, row.entered_at]
    coming = col(row.starts).between(today, today + _AHEAD), col(row.withdrawn_at).is_(None)
    return select(*columns, *more).where(*coming).order_by(col(row.starts), col(row.id))


def _read(session: Session, query: Select[Any], settings: Settings) -> list[Task]:
    rule = TaskRule.CLASS_AHEAD
    return [
        Task(
            rule, f"class:{number}", number, unit_id, since=entered_at.date(), due=starts,
            owner_id=person[0] if person else None, number=count,
        )
        for number, unit_id, starts, entered_at, count, *person in session.execute(query)
        if settings.enabled(rule, unit_id)
    ]  # fmt: skip

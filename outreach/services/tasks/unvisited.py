"""Enterprises that nobody has visited for long: one task for each unit, with their number."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import Enterprise
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.applying import by_days, heard_of
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The units with enterprises that have had no visit for so many days; never visited, since they were entered."""
    rule, found = TaskRule.ENTERPRISE_UNVISITED, list[Task]()
    for days, there in by_days(rule, units, settings).items():
        for unit_id, number in _numbers(session, there, today, today - timedelta(days=days)):
            found.append(Task(rule, f"unvisited:{unit_id}", unit_id, unit_id, since=today, number=number))
    return found


def _numbers(session: Session, units: Collection[int], today: date, last: date) -> list[tuple[int, int]]:
    unit, visited = col(Enterprise.unit_id), col(Enterprise.visited_on)
    entered_by = datetime.combine(last + timedelta(days=1), time.min, UTC)
    never = visited.is_(None) & (col(Enterprise.entered_at) < entered_by)
    query = (
        select(unit, func.count())
        .where(among(unit, units), (visited <= last) | never, heard_of(today))
        .group_by(unit)
        .order_by(unit)
    )
    return [(unit_id, number) for unit_id, number in session.execute(query)]

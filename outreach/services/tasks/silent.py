"""Units that have logged no visit for days, though there are people or enterprises for whom they should."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import exists, func, select
from sqlmodel import Session, col

from models import Enterprise, Person, Unit, Visit
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.applying import by_days, heard_of
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units import tree as trees
from outreach.services.units.tree import Tree
from outreach.services.units.visibility import among


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The units without any visit in so many days, today included, neither their own nor one of a unit below.

    What was logged in these days counts too, whenever it took place. A unit that is younger has nothing to answer for.
    """
    found, tree = list[Task](), trees.load(session)
    for days, there in by_days(TaskRule.UNIT_SILENT, units, settings).items():
        first = today - timedelta(days=days - 1)
        asked = _answerable(session, there, first, today)
        last = _last_visits(session, {each for unit in asked for each in tree.below(unit)})
        busy = {unit for unit, day in last.items() if day >= first} | _logged_since(session, last, first)
        for unit in asked:
            if busy.isdisjoint(tree.below(unit)):
                found.append(_task(tree, unit, last, today))
    return found


def _task(tree: Tree, unit: int, last: dict[int, date], today: date) -> Task:
    latest = max((last[each] for each in tree.below(unit) if each in last), default=None)
    days = (today - latest).days if latest else 0
    return Task(TaskRule.UNIT_SILENT, f"silent:{unit}", unit, unit, since=latest or today, number=days)


def _answerable(session: Session, units: Collection[int], first: date, today: date) -> list[int]:
    """The open units that were there on ``first`` and have members, or are in charge of enterprises."""
    unit, midnight = col(Unit.id), datetime.combine(first, time.min, UTC)
    members = col(Person.role).in_(["member", "lead"]), col(Person.left_at).is_(None)
    people = exists().where(col(Person.unit_id) == unit, *members)
    firms = exists().where(col(Enterprise.unit_id) == unit, heard_of(today))
    query = select(unit).where(among(unit, units), col(Unit.valid_to).is_(None), col(Unit.created_at) < midnight)
    return list(session.scalars(query.where(people | firms).order_by(unit)))


def _last_visits(session: Session, units: Iterable[int]) -> dict[int, date]:
    """By unit the day of its last visit; one look into the index for each."""
    latest = (
        select(func.max(col(Visit.visited_on)))
        .where(col(Visit.unit_id) == col(Unit.id), col(Visit.withdrawn_at).is_(None))
        .correlate(Unit)
        .scalar_subquery()
    )
    rows = session.execute(select(col(Unit.id), latest).where(among(col(Unit.id), units)))
    return {unit: day for unit, day in rows if day is not None}


def _logged_since(session: Session, last: dict[int, date], first: date) -> set[int]:
    """Those whose last visit is older, but who have logged one since."""
    older = [unit for unit, day in last.items() if day < first]
    since = datetime.combine(first, time.min, UTC)
    logged = exists().where(
        col(Visit.unit_id) == col(Unit.id), col(Visit.withdrawn_at).is_(None), col(Visit.entered_at) >= since
    )
    return set(session.scalars(select(col(Unit.id)).where(among(col(Unit.id), older), logged)))

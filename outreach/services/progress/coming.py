"""What comes in the days ahead: planned visits, steps that fall due, ceremonies, and classes that begin."""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import Candidate, Enterprise, NextStep
from outreach.actor import Scope
from outreach.rules.vocabulary.plans import PlanKind
from outreach.services.classes import party_classes
from outreach.services.units import visibility


@dataclass(frozen=True)
class DayAhead:
    """What comes on a day: steps due and at which ``enterprises``, those that are to be ``visited``; classes begin."""

    day: date
    steps: int
    enterprises: tuple[str, ...]
    classes: int
    visited: tuple[str, ...] = ()
    ceremonies: int = 0


@dataclass(frozen=True)
class Coming:
    """What comes, to be picked out for any unit.

    Steps are (unit, day, enterprise, whether it is a planned visit), classes and ceremonies (unit, day, how many).
    """

    steps: Sequence[tuple[int, date, str, bool]]
    classes: Sequence[tuple[int, date, int]]
    ceremonies: Sequence[tuple[int, date, int]]


def read(session: Session, scope: Scope, today: date, until: date) -> Coming:
    """All that comes in ``scope`` from ``today`` to ``until``."""
    classes = party_classes.ahead(session, scope, today, until)
    return Coming(_steps(session, scope, today, until), classes, _ceremonies(session, scope, today, until))


def days(found: Coming, inside: Container[int]) -> tuple[DayAhead, ...]:
    """What comes in the units ``inside``, day by day."""
    steps: defaultdict[tuple[date, bool], list[str]] = defaultdict(list)
    for unit_id, due, name, visited in found.steps:
        if unit_id in inside:
            steps[due, visited].append(name)
    classes, ceremonies = _summed(found.classes, inside), _summed(found.ceremonies, inside)
    return tuple(
        DayAhead(
            day, len(names := steps.get((day, False), [])), tuple(dict.fromkeys(names)), classes[day],
            tuple(dict.fromkeys(steps.get((day, True), []))), ceremonies[day],
        )
        for day in sorted({*(day for day, _ in steps), *classes, *ceremonies})
    )  # fmt: skip


def _summed(rows: Sequence[tuple[int, date, int]], inside: Container[int]) -> Counter[date]:
    found: Counter[date] = Counter()
    for unit_id, day, number in rows:
        if unit_id in inside:
            found[day] += number
    return found


def _steps(session: Session, scope: Scope, today: date, until: date) -> list[tuple[int, date, str, bool]]:
    query = (
        select(col(NextStep.unit_id), col(NextStep.due), col(Enterprise.name), col(NextStep.kind))
        .join(Enterprise, col(Enterprise.id) == col(NextStep.enterprise_id))
        .where(visibility.within(col(NextStep.unit_id), scope), col(NextStep.closed_at).is_(None))
        .where(col(NextStep.due).between(today, until))
        .order_by(col(NextStep.due), col(NextStep.id))
    )
    rows = session.execute(query)
    return [(unit_id, due, name, kind == PlanKind.VISIT) for unit_id, due, name, kind in rows if due is not None]


def _ceremonies(session: Session, scope: Scope, today: date, until: date) -> list[tuple[int, date, int]]:
    unit, day = col(Candidate.unit_id), col(Candidate.ceremony_on)
    query = (
        select(unit, day, func.count())
        .where(visibility.within(unit, scope), day.between(today, until), day.is_not(None))
        .where(col(Candidate.closed_on).is_(None), col(Candidate.withdrawn_at).is_(None))
        .group_by(unit, day)
    )
    return [(unit_id, on, number) for unit_id, on, number in session.execute(query) if on is not None]

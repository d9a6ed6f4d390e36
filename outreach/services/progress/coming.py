"""What comes in the days ahead: steps that fall due, and classes that begin."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models import Enterprise, NextStep
from outreach.actor import Scope
from outreach.services.classes import party_classes
from outreach.services.units import visibility


@dataclass(frozen=True)
class DayAhead:
    """The steps due on a day and at which enterprises, and the classes that begin on it."""

    day: date
    steps: int
    enterprises: tuple[str, ...]
    classes: int


@dataclass(frozen=True)
class Coming:
    """Steps (unit, day, enterprise) and classes (unit, day, how many), to be picked out for any unit."""

    steps: Sequence[tuple[int, date, str]]
    classes: Sequence[tuple[int, date, int]]


def read(session: Session, scope: Scope, today: date, until: date) -> Coming:
    """All that comes in ``scope`` from ``today`` to ``until``."""
    return Coming(_steps(session, scope, today, until), party_classes.ahead(session, scope, today, until))


def days(found: Coming, inside: Container[int]) -> tuple[DayAhead, ...]:
    """What comes in the units ``inside``, day by day."""
    steps: dict[date, list[str]] = {}
    classes: dict[date, int] = {}
    for unit_id, due, name in found.steps:
        if unit_id in inside:
            steps.setdefault(due, []).append(name)
    for unit_id, starts, number in found.classes:
        if unit_id in inside:
            classes[starts] = classes.get(starts, 0) + number
    return tuple(
        DayAhead(day, len(names := steps.get(day, [])), tuple(dict.fromkeys(names)), classes.get(day, 0))
        for day in sorted({*steps, *classes})
    )


def _steps(session: Session, scope: Scope, today: date, until: date) -> list[tuple[int, date, str]]:
    query = (
        select(col(NextStep.unit_id), col(NextStep.due), col(Enterprise.name))
        .join(Enterprise, col(Enterprise.id) == col(NextStep.enterprise_id))
        .where(visibility.within(col(NextStep.unit_id), scope), col(NextStep.closed_at).is_(None))
        .where(col(NextStep.due).between(today, until))
        .order_by(col(NextStep.due), col(NextStep.id))
    )
    return [(unit_id, due, name) for unit_id, due, name in session.execute(query) if due is not None]

"""The open candidates of a scope: how many in each stage, and a page of them by stage or by nearest time limit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func
from sqlmodel import Session, col, select

from models import Candidate
from outreach.actor import Actor
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.admission import candidate_names, candidates
from outreach.services.units import visibility

PAGE = 8


@dataclass(frozen=True)
class Line:
    """A candidate in a list; the name is empty where it may not be shown."""

    id: int
    name: str
    stage: str
    since: date
    due: date | None
    due_limit: str | None
    exit: str | None


@dataclass(frozen=True)
class Page:
    """Some lines of a list and whether more follow."""

    lines: list[Line]
    more: bool


def by_stage(session: Session, actor: Actor) -> dict[Stage, int]:
    """How many open candidates stand in each stage of the actor's scope, in order; stages without any are left out.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.

    """
    candidates.check(actor)
    query = (
        select(Candidate.stage, func.count())
        .where(visibility.within(col(Candidate.unit_id), actor.own), col(Candidate.closed_on).is_(None))
        .group_by(col(Candidate.stage))
    )
    counts = dict(session.exec(query).all())
    return {stage: counts[stage.value] for stage in Stage if stage.value in counts}


def overdue(session: Session, actor: Actor, today: date) -> int:
    """How many open candidates of the actor's scope have a time limit that has passed.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.

    """
    candidates.check(actor)
    query = (
        select(func.count())
        .where(visibility.within(col(Candidate.unit_id), actor.own), col(Candidate.closed_on).is_(None))
        .where(col(Candidate.due) < today)
    )
    return session.exec(query).one()


def in_stage(session: Session, actor: Actor, stage: Stage, page: int, now: datetime) -> Page:
    """The open candidates of the actor's scope in ``stage``, those first who have stood there longest.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.

    """
    candidates.check(actor)
    only = (col(Candidate.closed_on).is_(None), col(Candidate.stage) == stage.value)
    return _page(session, actor, only, col(Candidate.stage_on), page, now)


def by_due(session: Session, actor: Actor, page: int, now: datetime, until: date | None = None) -> Page:
    """The open candidates of the actor's scope with a running time limit, the nearest (or longest passed) first.

    With ``until`` only those whose limit ends by that day.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.

    """
    candidates.check(actor)
    ending = col(Candidate.due).is_not(None) if until is None else col(Candidate.due) <= until
    only = (col(Candidate.closed_on).is_(None), ending)
    return _page(session, actor, only, col(Candidate.due), page, now)


def named(session: Session, actor: Actor, text: str, before: int | None, now: datetime) -> Page:
    """The candidates of the actor's scope whose names hold every word of ``text``, the latest entered first.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.

    """
    candidates.check(actor)
    found = candidate_names.search(session, actor, text, PAGE + 1, before)
    return Page([_line(session, actor, row, now) for row in found[:PAGE]], len(found) > PAGE)


def _page(
    session: Session, actor: Actor, only: tuple[ColumnElement[bool], ...], order: SQLColumnExpression[Any], page: int,
    now: datetime,
) -> Page:  # fmt: skip
    ids = (  # from the index alone: the rows themselves are read for this page only
        select(Candidate.id)
        .where(visibility.within(col(Candidate.unit_id), actor.own), *only)
        .order_by(order, col(Candidate.id))
        .offset(page * PAGE)
        .limit(PAGE + 1)
    )
    query = select(Candidate).where(col(Candidate.id).in_(ids)).order_by(order, col(Candidate.id))
    found = list(session.exec(query))
    return Page([_line(session, actor, row, now) for row in found[:PAGE]], len(found) > PAGE)


def _line(session: Session, actor: Actor, row: Candidate, now: datetime) -> Line:
    name = candidates.name(session, actor, row, now)
    return Line(row.id or 0, name, row.stage, row.stage_on, row.due, row.due_limit, row.exit)

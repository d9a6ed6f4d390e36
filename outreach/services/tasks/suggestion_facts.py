"""What is known of the enterprises that might be visited next: found by index, a few hundred at most, then looked at.

Each source brings the enterprises for which it speaks loudest; what the others say of these is read afterwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, or_, select, true
from sqlmodel import Session, col

from models import Candidate, Enterprise, NextStep, Postponed
from models import Obstacle as ObstacleRow
from outreach.rules.tasks.ranking import NEAR, REST, Facts
from outreach.rules.vocabulary.organisations import FoundingStage
from outreach.rules.vocabulary.terms import Indicator, Obstacle
from outreach.services.tasks.applying import heard_of
from outreach.services.units.visibility import among

LATELY = timedelta(days=60)  # how long ago an obstacle may have been cleared elsewhere
MOST = 60  # enterprises that each source brings: twelve screens of five
KEY = "suggest:"
_AGREED = (FoundingStage.AGREED.value, FoundingStage.PREPARING.value)


@dataclass(frozen=True)
class Asked:
    """Of which ``units`` and in which zone (none: any) enterprises are asked for, on which day.

    ``around`` are the units of the whole committee.
    """

    units: Collection[int]
    around: Collection[int]
    zone_id: int | None
    today: date


@dataclass(frozen=True)
class Clearance:
    """An obstacle that was cleared lately at an enterprise, by a unit."""

    enterprise_id: int
    unit_id: int
    day: date


@dataclass
class Land:
    """What holds for all enterprises at once: what was cleared lately, what may found, which targets are behind."""

    cleared: dict[Obstacle, list[Clearance]] = field(default_factory=dict)
    founding: dict[int, int] = field(default_factory=dict)
    behind: dict[Indicator, int] = field(default_factory=dict)
    behind_since: date | None = None


def cleared(session: Session, asked: Asked) -> dict[Obstacle, list[Clearance]]:
    """The obstacles of the fixed list that were cleared lately anywhere in the committee, the latest first."""
    row = ObstacleRow
    query = (
        select(col(row.kind), col(row.enterprise_id), col(row.unit_id), col(row.cleared_on))
        .where(among(col(row.unit_id), asked.around), col(row.kind).is_not(None), col(row.withdrawn_at).is_(None))
        .where(col(row.cleared_on).between(asked.today - LATELY, asked.today))
        .order_by(col(row.cleared_on).desc(), col(row.id).desc())
    )
    found: dict[Obstacle, list[Clearance]] = {}
    for kind, enterprise_id, unit_id, day in session.execute(query):
        found.setdefault(Obstacle(kind), []).append(Clearance(enterprise_id, unit_id, day))
    return found


def pool(session: Session, asked: Asked, land: Land) -> set[int]:
    """The ids of the enterprises worth looking at."""
    sources = [*_unvisited(asked), _agreed(asked), _owed(asked), _waiting(asked), _hindered(asked, land)]
    found = set(land.founding)
    for query in sources:
        found |= set(session.scalars(query.limit(MOST)))
    return found


def _unvisited(asked: Asked) -> tuple[Select[Any], Select[Any]]:
    row = Enterprise
    rested = asked.today - timedelta(days=REST)
    return (
        _in_charge(asked).where(col(row.visited_on).is_(None)).order_by(col(row.id)),
        _in_charge(asked).where(col(row.visited_on) <= rested).order_by(col(row.visited_on), col(row.id)),
    )


def _agreed(asked: Asked) -> Select[Any]:
    return _in_charge(asked).where(col(Enterprise.stage).in_(_AGREED)).order_by(col(Enterprise.visited_on))


def _in_charge(asked: Asked) -> Select[Any]:
    query = select(col(Enterprise.id)).where(among(col(Enterprise.unit_id), asked.units), heard_of(asked.today))
    return query if asked.zone_id is None else query.where(col(Enterprise.zone_id) == asked.zone_id)


def _owed(asked: Asked) -> Select[Any]:
    at = col(NextStep.enterprise_id)
    return select(at).where(overdue(asked), _in_zone(at, asked)).group_by(at).order_by(func.min(col(NextStep.due)))


def overdue(asked: Asked) -> ColumnElement[bool]:
    """The condition that a step of the units is overdue."""
    row = NextStep
    return col(row.closed_at).is_(None) & (col(row.due) < asked.today) & among(col(row.unit_id), asked.units)


def _waiting(asked: Asked) -> Select[Any]:
    at = col(Candidate.enterprise_id)
    query = select(at).where(_pressing(asked), at.is_not(None), _in_zone(at, asked))
    return query.group_by(at).order_by(func.min(col(Candidate.due)))


def _pressing(asked: Asked) -> ColumnElement[bool]:
    row = Candidate
    near = col(row.due) <= asked.today + timedelta(days=NEAR)
    return col(row.closed_on).is_(None) & col(row.withdrawn_at).is_(None) & near & among(col(row.unit_id), asked.units)


def _hindered(asked: Asked, land: Land) -> Select[Any]:
    at = col(ObstacleRow.enterprise_id)
    query = select(at).where(_open(asked, land), _in_zone(at, asked))
    return query.group_by(at).order_by(func.min(col(ObstacleRow.opened_on)))


def _open(asked: Asked, land: Land) -> ColumnElement[bool]:
    row = ObstacleRow
    still = col(row.cleared_on).is_(None) & col(row.withdrawn_at).is_(None) & ~col(row.repeats)
    return still & among(col(row.unit_id), asked.units) & col(row.kind).in_([kind.value for kind in land.cleared])


def _in_zone(column: SQLColumnExpression[Any], asked: Asked) -> ColumnElement[bool]:
    if asked.zone_id is None:
        return true()
    return exists().where(col(Enterprise.id) == column, col(Enterprise.zone_id) == asked.zone_id)


def postponed(session: Session, person_id: int | None, today: date) -> set[int]:
    """The enterprises that the person does not want to be told of for now."""
    row = Postponed
    query = select(col(row.task)).where(
        col(row.person_id) == person_id, col(row.task).startswith(KEY), col(row.until) > today
    )
    return {int(key.removeprefix(KEY)) for key in session.scalars(query)}


def known(session: Session, asked: Asked, land: Land, ids: Collection[int]) -> dict[int, Facts]:
    """What is known of these enterprises; those that nobody is to be reminded of, or has planned to visit, are not."""
    steps, people = _steps(session, asked, ids), _people(session, asked, ids)
    open_kinds = _obstacles(session, asked, land, ids)
    found = {}
    for key, visited_on, entered, stage in _rows(session, asked, ids):
        since = visited_on or entered.date()
        count, oldest = steps.get(key, (0, asked.today))
        candidates, limit = people.get(key, (0, None))
        found[key] = Facts(
            key,
            since,
            visited=visited_on is not None,
            overdue=(asked.today - oldest).days,
            steps=count,
            candidates=candidates,
            limit=limit,
            full_members=land.founding.get(key, 0),
            cleared=tuple((kind, _elsewhere(land, kind, key)) for kind in open_kinds.get(key, ())),
            agreed=stage in _AGREED,
            behind=_fed(land, visited_on, stage, candidates=bool(candidates), founding=key in land.founding),
        )
    return found


def _fed(
    land: Land, visited_on: date | None, stage: str, *, candidates: bool, founding: bool
) -> tuple[tuple[Indicator, int], ...]:
    """The targets behind their pace that a visit there can bring forward."""
    unseen = visited_on is None or (land.behind_since is not None and visited_on < land.behind_since)
    fed = {
        Indicator.MEMBERS_ADMITTED: candidates,
        Indicator.PARTY_ORGS_FOUNDED: founding or stage in _AGREED,
        Indicator.ENTERPRISES_SURVEYED: unseen,
    }
    return tuple((indicator, behind) for indicator, behind in land.behind.items() if fed.get(indicator))


def _elsewhere(land: Land, kind: Obstacle, key: int) -> int:
    return len({one.enterprise_id for one in land.cleared[kind]} - {key})


def _rows(session: Session, asked: Asked, ids: Collection[int]) -> Sequence[Any]:
    row = Enterprise
    planned = exists().where(
        col(NextStep.enterprise_id) == col(row.id),
        col(NextStep.kind) == "visit",
        col(NextStep.closed_at).is_(None),
        or_(col(NextStep.due).is_(None), col(NextStep.due) >= asked.today),
    )
    query = select(col(row.id), col(row.visited_on), col(row.entered_at), col(row.stage)).where(
        col(row.id).in_(ids), heard_of(asked.today), among(col(row.unit_id), asked.around), ~planned
    )
    return session.execute(query).all()


def _steps(session: Session, asked: Asked, ids: Collection[int]) -> Mapping[int, tuple[int, date]]:
    at = col(NextStep.enterprise_id)
    query = select(at, func.count(), func.min(col(NextStep.due))).where(overdue(asked), at.in_(ids)).group_by(at)
    return {key: (count, oldest) for key, count, oldest in session.execute(query)}


def _people(session: Session, asked: Asked, ids: Collection[int]) -> Mapping[int, tuple[int, date]]:
    at = col(Candidate.enterprise_id)
    query = select(at, func.count(), func.min(col(Candidate.due))).where(_pressing(asked), at.in_(ids)).group_by(at)
    return {key: (count, nearest) for key, count, nearest in session.execute(query)}


def _obstacles(session: Session, asked: Asked, land: Land, ids: Collection[int]) -> Mapping[int, list[Obstacle]]:
    if not land.cleared:
        return {}
    at = col(ObstacleRow.enterprise_id)
    found: dict[int, list[Obstacle]] = {}
    query = select(at, col(ObstacleRow.kind)).where(_open(asked, land), at.in_(ids)).distinct()
    for key, kind in session.execute(query):
        found.setdefault(key, []).append(Obstacle(kind))
    return found

"""Planned visits close themselves when somebody goes there, and are open again when that visit is withdrawn."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models import NextStep, Visit
from outreach.rules.vocabulary.plans import PlanKind
from outreach.services.tasks.open_steps import task_of

VISITED = "visited"


def settle(session: Session, enterprise_id: int, now: datetime) -> None:
    """Bring the visits planned to the enterprise in step with those that took place.

    A plan is kept by the first visit of its owner, or of its unit, on the day on which it was made or later, that was
    logged after it. Call it whenever a visit there is logged, withdrawn or counts again.
    """
    plans = _plans(session, enterprise_id)
    visits = _visits(session, enterprise_id, min(plan.entered_at for plan in plans).date()) if plans else []
    for plan in plans:
        kept = next((visit for visit in visits if _keeps(session, visit, plan)), None)
        if (kept.id if kept is not None else None) == plan.closed_visit_id:
            continue
        plan.closed_visit_id = kept.id if kept is not None else None
        plan.closed_by_id = kept.entered_by_id if kept is not None else None
        plan.closed_at, plan.closed_as = (now, VISITED) if kept is not None else (None, None)
        session.add(plan)
    session.flush()


def _plans(session: Session, enterprise_id: int) -> list[NextStep]:
    """The planned visits that are open, or closed by a visit; what somebody has closed by hand stays so."""
    by_visit = col(NextStep.closed_at).is_(None) | (col(NextStep.closed_as) == VISITED)
    query = select(NextStep).where(
        NextStep.enterprise_id == enterprise_id, NextStep.kind == PlanKind.VISIT.value, by_visit
    )
    return list(session.exec(query))


def _visits(session: Session, enterprise_id: int, since: date) -> list[Visit]:
    query = select(Visit).where(
        Visit.enterprise_id == enterprise_id, col(Visit.withdrawn_at).is_(None), Visit.visited_on >= since
    )
    return list(session.exec(query.order_by(col(Visit.visited_on), col(Visit.id))))


def _keeps(session: Session, visit: Visit, plan: NextStep) -> bool:
    if visit.visited_on < plan.entered_at.date() or _first_logged(session, visit) <= plan.entered_at:
        return False
    return visit.unit_id == plan.unit_id or visit.entered_by_id == task_of(plan).owner_id


def _first_logged(session: Session, visit: Visit) -> datetime:
    """When the visit was logged; when first, if it corrects another."""
    while visit.corrects_id is not None:
        visit = session.get_one(Visit, visit.corrects_id)
    return visit.entered_at

"""What somebody plans with /hen, as far as it must be looked up: doubles, and to whom a step may be given."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models import NextStep
from outreach.actor import Actor
from outreach.rules.vocabulary.plans import PlanKind
from outreach.services.people import colleagues
from outreach.services.people.people import Member
from outreach.services.tasks import steps


def planned_already(session: Session, actor: Actor, enterprise_id: int, day: date) -> bool:
    """Whether the actor has planned a visit to the enterprise for that day already."""
    query = select(NextStep.id).where(
        NextStep.person_id == actor.person_id,
        NextStep.due == day,
        NextStep.enterprise_id == enterprise_id,
        NextStep.kind == PlanKind.VISIT.value,
        col(NextStep.closed_at).is_(None),
    )
    return session.exec(query).first() is not None


def whom(session: Session, actor: Actor, name: str) -> Sequence[Member]:
    """Those to whom the actor may give a step and whom ``name`` may mean; nobody who is out of scope."""
    return colleagues.named(steps.colleagues(session, actor), name)

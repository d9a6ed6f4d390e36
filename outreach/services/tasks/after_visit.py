"""What somebody had promised at an enterprise that they have just visited: perhaps it is done by now."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import NextStep
from outreach.actor import Actor
from outreach.rules.tasks.task import Task
from outreach.services.tasks import open_steps

SOON = timedelta(days=7)
MOST = 3


def perhaps_done(session: Session, actor: Actor, enterprise_id: int, visit_id: int, today: date) -> list[Task]:
    """The actor's open steps there that are due by a week from today, the earliest first.

    Not those of the visit itself, and no planned visits: these close themselves.
    """
    query = (
        select(NextStep)
        .where(
            NextStep.enterprise_id == enterprise_id,
            NextStep.person_id == actor.person_id,
            col(NextStep.closed_at).is_(None),
            NextStep.kind == "step",
            col(NextStep.due) <= today + SOON,
            col(NextStep.visit_id).is_distinct_from(visit_id),
        )
        .order_by(col(NextStep.due), col(NextStep.id))
        .limit(MOST)
    )
    return [open_steps.task_of(row) for row in session.exec(query)]

"""A step as it was entered, open or not: for its author's journal."""

from sqlmodel import Session

from models import NextStep
from outreach.rules.tasks.task import Task
from outreach.services.tasks import open_steps


def step(session: Session, step_id: int) -> Task:
    """The step of an entry that the asker has been found to own."""
    return open_steps.task_of(session.get_one(NextStep, step_id))

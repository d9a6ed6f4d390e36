"""Somebody has been given tasks: what of them is still theirs when they are told."""

from datetime import date

from sqlmodel import Session

from models import Person
from outreach.actor import Actor
from outreach.composing.composer import Composing, Nothing
from outreach.errors import NothingThere, StepClosed
from outreach.messages import Reply
from outreach.rules.tasks.task import Task
from outreach.services.tasks import tasks as open_ones
from outreach.services.tasks.shown import shown
from outreach.texts import todo_answers as texts


def compose(composing: Composing) -> Reply | Nothing:
    """What was given, as far as it is still open and theirs; no name of anybody."""
    session, person = composing.session, composing.person
    found = [task for key in composing.plan["tasks"] if (task := _theirs(session, person, key, composing.today))]
    if not found:
        return Nothing("done or given to another")
    some = shown(session, found, person.id or 0, composing.channel, composing.today)
    return texts.handed(composing.speech, some, composing.today)


def _theirs(session: Session, person: Person, key: str, today: date) -> Task | None:
    actor = Actor(person_id=person.id, role=person.role, unit_id=person.unit_id)
    try:
        task = open_ones.find(session, actor, key, today)
    except (NothingThere, StepClosed):
        return None
    return task if task.owner_id == person.id else None

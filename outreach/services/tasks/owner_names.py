"""Whose a task is, by name: for those who lead, in private."""

from datetime import datetime

from sqlmodel import Session

from models import Person
from outreach.actor import Actor
from outreach.rules.tasks.task import Task
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.vault import vault_of


def of_another(session: Session, actor: Actor, task: Task, now: datetime) -> str:
    """The name of the one whose task it is, which is logged; nothing for one's own, and where no name may be shown."""
    if task.owner_id is None or task.owner_id == actor.person_id or not actor.at_least("lead"):
        return ""
    person = session.get(Person, task.owner_id)
    if person is None or person.left_at is not None or not actor.private or not names_allowed(session, actor.channel):
        return ""
    audit.note(session, actor, "read", "person", person.id, now, "name")
    return vault_of(session).show(person.name_sealed)

"""How many steps are overdue in a unit, by whose they are: for the unit's leads."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from models import Enterprise, NextStep, Person
from outreach.actor import Actor, Scope
from outreach.errors import NotAllowed
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.tasks import open_steps
from outreach.services.tasks.rule_settings import settings
from outreach.services.units import visibility
from outreach.vault import vault_of

MOST_PEOPLE = 8


@dataclass(frozen=True)
class Share:
    """How many overdue steps somebody has; without a name those that nobody here answers for."""

    person_id: int | None
    name: str
    number: int


def by_owner(session: Session, actor: Actor, unit_id: int | None, today: date, now: datetime) -> list[Share]:
    """The overdue steps of the unit and of all below it (none named: of all the actor's) by owner, the most first.

    Names where they may be shown on the channel, which is logged; else nobody is told apart: an empty list.

    Raises:
        NotAllowed: the actor is no lead.

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    if not actor.private or not names_allowed(session, actor.channel):
        return []
    scope = actor.own if unit_id is None else Scope(unit_id)
    owner = func.coalesce(col(NextStep.person_id), col(NextStep.entered_by_id))
    here = and_(col(Person.id) == owner, col(Person.left_at).is_(None))
    query = (
        select(col(Person.id), col(Person.name_sealed), func.count().label("number"))
        .select_from(NextStep)
        .join(Enterprise, col(Enterprise.id) == col(NextStep.enterprise_id))
        .outerjoin(Person, here)
        .where(col(NextStep.closed_at).is_(None), col(NextStep.due) < today, *open_steps.may_remind(today))
        .where(visibility.within(col(NextStep.unit_id), scope), visibility.within(col(NextStep.unit_id), actor.own))
        .where(open_steps.switched_on(settings(session)))
        .group_by(col(Person.id), col(Person.name_sealed))
        .order_by(func.count().desc(), col(Person.id))
        .limit(MOST_PEOPLE)
    )
    audit.note(session, actor, "read", "person", None, now, "name")
    show = vault_of(session).show
    return [Share(person_id, show(name), number) for person_id, name, number in session.execute(query)]

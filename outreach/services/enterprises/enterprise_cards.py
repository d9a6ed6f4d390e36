"""All that may be shown of one enterprise, gathered for its card."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Contact, Enterprise, EnterpriseAlias, MassOrganisation, NextStep, Obstacle, Unit, Visit, Zone
from outreach.actor import Actor
from outreach.errors import UnknownEnterprise
from outreach.rules.vocabulary.plans import PlanKind
from outreach.services.enterprises import enterprises
from outreach.services.enterprises.enterprise_changes import contacts_to_show
from outreach.services.journal import audit
from outreach.services.organisations import organisations
from outreach.services.organisations.organisations import OrganisationCard
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.services.visits import proposals
from outreach.services.visits.proposals import ProposalCard
from outreach.vault import vault_of

VISITS, OPEN = 5, 10


@dataclass(frozen=True)
class PastVisit:
    """A visit: when, with what outcome, by which unit. Never by whom."""

    day: date
    outcome: str | None
    unit: str


@dataclass(frozen=True)
class OpenObstacle:
    """What is in the way: a ``kind`` of the fixed list, or words."""

    kind: str | None
    text: str
    since: date


@dataclass(frozen=True)
class OpenStep:
    """What is to be done next, and the unit that does it; ``visit``: it is a planned one."""

    text: str
    due: date | None
    unit: str
    visit: bool


@dataclass(frozen=True)
class Met:
    """Somebody at the enterprise; name and telephone are empty where they may not be shown."""

    role: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Card:
    """An enterprise as the actor may see it here.

    Facts are known across the committee; visits, obstacles and steps are those of the units the actor may see.
    """

    id: int
    name: str
    aliases: list[str]
    kind: str
    zone: str
    unit: str
    stage: str
    muted_until: date | None
    tax_code: str | None
    workers: int | None
    members: int | None
    bodies: list[tuple[str, int | None]]
    contacts: list[Met]
    visits: list[PastVisit]
    obstacles: list[OpenObstacle]
    steps: list[OpenStep]
    organisations: list[OrganisationCard]
    proposals: list[ProposalCard]


def card(session: Session, actor: Actor, enterprise_id: int, now: datetime) -> Card:
    """The card of an enterprise; that names were read is logged.

    Raises:
        UnknownEnterprise: there is none in the actor's committee.

    """
    row = _found(session, actor, enterprise_id)
    key = row.id or 0
    zone, unit = whereabouts(session, row)
    return Card(
        id=key,
        name=row.name,
        aliases=_aliases(session, key),
        kind=row.kind,
        zone=zone,
        unit=unit,
        stage=row.stage,
        muted_until=row.muted_until,
        tax_code=row.tax_code,
        workers=row.workers,
        members=row.members,
        bodies=_bodies(session, key),
        contacts=_contacts(session, actor, row, now),
        visits=_visits(session, actor, key),
        obstacles=_obstacles(session, actor, key),
        steps=_steps(session, actor, key),
        organisations=organisations.history_of(session, actor, key),
        proposals=proposals.of_enterprise(session, actor, key),
    )


def _found(session: Session, actor: Actor, enterprise_id: int) -> Enterprise:
    row = enterprises.find(session, actor, enterprise_id)
    if row is None:
        raise UnknownEnterprise("")
    return row


def _aliases(session: Session, key: int) -> list[str]:
    query = select(EnterpriseAlias.name).where(EnterpriseAlias.enterprise_id == key)
    return list(session.exec(query.order_by(col(EnterpriseAlias.id))))


def _bodies(session: Session, key: int) -> list[tuple[str, int | None]]:
    query = select(MassOrganisation.kind, MassOrganisation.members).where(MassOrganisation.enterprise_id == key)
    return list(session.exec(query.order_by(col(MassOrganisation.id))))


def whereabouts(session: Session, row: Enterprise) -> tuple[str, str]:
    """The name of an enterprise's zone (nothing when it is in none), and the code of the unit in charge."""
    zone = session.get(Zone, row.zone_id) if row.zone_id else None
    return zone.name if zone else "", session.get_one(Unit, row.unit_id).code


def _contacts(session: Session, actor: Actor, row: Enterprise, now: datetime) -> list[Met]:
    query = select(Contact).where(Contact.enterprise_id == row.id).order_by(col(Contact.id))
    contacts = list(session.exec(query))
    if not contacts or not contacts_to_show(session, actor, row):
        return [Met(contact.role) for contact in contacts]
    audit.note(session, actor, "read", "contact", row.id, now, "name", "phone")
    vault = vault_of(session)
    return [Met(one.role, vault.show(one.name_sealed), vault.show(one.phone_sealed)) for one in contacts]


def _visits(session: Session, actor: Actor, key: int) -> list[PastVisit]:
    query = (
        select(col(Visit.visited_on), col(Visit.outcome), col(Unit.code))
        .join(Unit, col(Unit.id) == col(Visit.unit_id))
        .where(Visit.enterprise_id == key, col(Visit.withdrawn_at).is_(None))
        .where(visibility.within(col(Visit.unit_id), actor.sees))
        .order_by(col(Visit.visited_on).desc(), col(Visit.id).desc())
        .limit(VISITS)
    )
    return [PastVisit(*row) for row in session.exec(query)]


def _obstacles(session: Session, actor: Actor, key: int) -> list[OpenObstacle]:
    query = (
        select(col(Obstacle.kind), col(Obstacle.text_sealed), col(Obstacle.opened_on))
        .where(Obstacle.enterprise_id == key, col(Obstacle.cleared_on).is_(None), col(Obstacle.withdrawn_at).is_(None))
        .where(~col(Obstacle.repeats))
        .where(visibility.within(col(Obstacle.unit_id), actor.sees))
        .order_by(col(Obstacle.opened_on), col(Obstacle.id))
        .limit(OPEN)
    )
    return [OpenObstacle(kind, _free(session, actor, text), since) for kind, text, since in session.exec(query)]


def _steps(session: Session, actor: Actor, key: int) -> list[OpenStep]:
    query = (
        select(col(NextStep.text_sealed), col(NextStep.due), col(Unit.code), col(NextStep.kind))
        .join(Unit, col(Unit.id) == col(NextStep.unit_id))
        .where(NextStep.enterprise_id == key, col(NextStep.closed_at).is_(None))
        .where(visibility.within(col(NextStep.unit_id), actor.sees))
        .order_by(col(NextStep.due).is_(None), col(NextStep.due), col(NextStep.id))
        .limit(OPEN)
    )
    return [
        OpenStep(_free(session, actor, text), due, unit, kind == PlanKind.VISIT)
        for text, due, unit, kind in session.exec(query)
    ]


def _free(session: Session, actor: Actor, sealed: bytes | None) -> str:
    """What was typed freely; people write names into it, so nothing where names are forbidden."""
    return vault_of(session).show(sealed) if names_allowed(session, actor.channel) else ""

"""Entering enterprises and changing what is known of them."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Contact, Enterprise, EnterpriseAlias, MassOrganisation, Unit, Zone
from outreach.actor import Actor
from outreach.errors import (
    EnterpriseTaken,
    HeldByOrganisation,
    NamesBarred,
    NotAllowed,
    OutOfScope,
    UnknownEnterprise,
    UnknownUnit,
)
from outreach.rules.enterprise_line import Body, ContactDraft, EnterpriseDraft, zone_key
from outreach.rules.folding import fold_name
from outreach.rules.unit_line import parse_name
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit
from outreach.services.organisations import organisation_moves, organisation_state
from outreach.services.privacy import channel_rules
from outreach.services.units import units, visibility
from outreach.vault import vault_of


def add(
    session: Session, actor: Actor, draft: EnterpriseDraft, unit_id: int, now: datetime, *, alike: bool = False
) -> Enterprise:
    """A new enterprise of the unit; ``draft`` has its name and kind. ``alike``: another may bear the same name.

    Raises:
        NotAllowed: the actor is no member.
        UnknownUnit, OutOfScope: the unit is not the actor's.
        EnterpriseTaken: the committee has one of this name or tax code already.
        NamesBarred: a contact is named on a channel on which no name may be.

    """
    _check_member(actor)
    if draft.contacts and not channel_rules.names_allowed(session, actor.channel):
        raise NamesBarred("contact")
    units.check_own(session, actor, units.get(session, actor.sees, unit_id))
    name = parse_name(draft.name or "")
    same = enterprises.alike(session, actor, name)
    if same and not alike:
        raise EnterpriseTaken(name, same[0].name)
    row = Enterprise(
        name=name, folded=fold_name(name), kind=draft.kind or "", unit_id=unit_id,
        entered_by_id=actor.person_id or None, entered_at=now,
        changed_at=enterprises.moment_of_change(session, now),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _fill(session, actor, row, draft, now)
    audit.note(session, actor, "add", "enterprise", row.id, now)
    return row


def add_named(session: Session, actor: Actor, name: str, kind: str, now: datetime) -> int:
    """The id of a new enterprise of which no more is known than name and kind, in the actor's own unit.

    Raises:
        As ``add``; UnknownUnit where the actor has no unit and there is not one single root.

    """
    return add(session, actor, EnterpriseDraft(name=name, kind=kind), default_unit(session, actor), now).id or 0


def default_unit(session: Session, actor: Actor) -> int:
    """The unit for which the actor enters: their own, or the one root of the tree.

    Raises:
        UnknownUnit: the actor has no unit, and there are several roots, or none.

    """
    if actor.unit_id is not None:
        return actor.unit_id
    roots = [unit for unit in units.in_scope(session, actor.own) if unit.parent_id is None]
    if len(roots) != 1:
        raise UnknownUnit("", tuple(unit.code for unit in roots))
    return roots[0].id or 0


def change(
    session: Session,
    actor: Actor,
    enterprise_id: int,
    draft: EnterpriseDraft,
    now: datetime,
    unit_id: int | None = None,
) -> Enterprise:
    """The enterprise with what ``draft`` says changed, and put in charge of the unit where one is given.

    A former name stays as an alias.

    Raises:
        NotAllowed: the actor is no member.
        UnknownEnterprise: there is none in the actor's committee.
        OutOfScope: to give an enterprise away or rename it one must have it, and to change its contacts one must
            be shown them; to take it, an administrator above both decides.
        EnterpriseTaken: the committee has another one of this name or tax code.
        HeldByOrganisation: a body is kept as an organisation, with its events.

    """
    row = enterprises.find(session, actor, enterprise_id)
    if row is None:
        raise UnknownEnterprise(draft.name or "")
    check_change(session, actor, row, draft, unit_id)
    if unit_id is not None:
        organisation_moves.hand_over_enterprise(session, row, unit_id)
    if draft.name is not None and draft.name != row.name:
        _rename(session, row, draft.name)
    row.kind = draft.kind or row.kind
    _fill(session, actor, row, draft, now)
    row.changed_at = enterprises.moment_of_change(session, now)
    session.add(row)
    session.flush()
    organisation_state.refresh_stage(session, row.id, now.date())
    audit.note(session, actor, "change", "enterprise", row.id, now, *_said(draft, unit_id))
    return row


def check_change(session: Session, actor: Actor, row: Enterprise, draft: EnterpriseDraft, unit_id: int | None) -> None:
    """Raise what ``change`` would, without changing anything."""
    _check_member(actor)
    if unit_id is not None and unit_id != row.unit_id:
        _check_handing_over(session, actor, row, unit_id)
    if draft.contacts and not channel_rules.names_allowed(session, actor.channel):
        raise NamesBarred("contact")
    if draft.contacts and not contacts_to_show(session, actor, row):
        raise OutOfScope(session.get_one(Unit, row.unit_id).code)
    if draft.name is not None and draft.name != row.name:
        units.check_own(session, actor, session.get_one(Unit, row.unit_id))
        _check_name(session, actor, row, draft.name)
    if draft.tax_code is not None:
        _check_tax_code(session, actor, row, draft.tax_code)
    for body in draft.bodies:
        _check_body(session, row, body)


def zone_named(session: Session, text: str) -> Zone | None:
    """The zone that ``text`` names, with or without "KCN" before it."""
    return session.exec(select(Zone).where(Zone.folded == zone_key(text))).first()


def zone_is_new(session: Session, actor: Actor, text: str) -> bool:
    """Whether the actor's committee has no enterprise in the zone that ``text`` names.

    Zones are shared by all committees; that another one has it already is not told.
    """
    zone = zone_named(session, text)
    if zone is None:
        return True
    scope = visibility.committee(session, actor.sees)
    known = select(Enterprise.id).where(
        Enterprise.zone_id == zone.id, visibility.within(col(Enterprise.unit_id), scope)
    )
    return session.exec(known.limit(1)).first() is None


def zones(session: Session, actor: Actor, limit: int) -> list[str]:
    """The zones in which the committee has most enterprises, by name."""
    scope = visibility.committee(session, actor.sees)
    query = (
        select(Zone.name)
        .join(Enterprise, col(Enterprise.zone_id) == col(Zone.id))
        .where(visibility.within(col(Enterprise.unit_id), scope))
        .group_by(col(Zone.id), col(Zone.name))
        .order_by(func.count().desc(), col(Zone.id))
        .limit(limit)
    )
    return sorted(session.exec(query))


def contacts_to_show(session: Session, actor: Actor, row: Enterprise) -> bool:
    """Whether persons at the enterprise may be named here: in private, to somebody whose scope covers it.

    Not on a channel on which names are forbidden altogether.
    """
    may = actor.private and channel_rules.names_allowed(session, actor.channel)
    return may and visibility.covers(session, actor.own, row.unit_id)


def put_alias(session: Session, row: Enterprise, name: str) -> None:
    """Let the enterprise be found by ``name`` too."""
    folded = fold_name(name)
    query = select(EnterpriseAlias).where(EnterpriseAlias.enterprise_id == row.id, EnterpriseAlias.folded == folded)
    if folded != row.folded and session.exec(query).first() is None:
        session.add(EnterpriseAlias(enterprise_id=row.id or 0, name=name, folded=folded))
        session.flush()


def _fill(session: Session, actor: Actor, row: Enterprise, draft: EnterpriseDraft, now: datetime) -> None:
    if draft.zone is not None:
        row.zone_id = _zone(session, draft.zone).id
    if draft.tax_code is not None:
        _check_tax_code(session, actor, row, draft.tax_code)
        row.tax_code = draft.tax_code
    row.workers = row.workers if draft.workers is None else draft.workers
    row.members = row.members if draft.members is None else draft.members
    session.add(row)
    session.flush()
    for name in draft.aliases:
        put_alias(session, row, name)
    for body in draft.bodies:
        _put_body(session, row, body)
    for contact in draft.contacts:
        _put_contact(session, row, contact, now)


def _zone(session: Session, text: str) -> Zone:
    zone = zone_named(session, text)
    if zone is None:
        zone = Zone(name=text, folded=zone_key(text))
        session.add(zone)
        session.flush()
    return zone


def _put_body(session: Session, row: Enterprise, body: Body) -> None:
    query = select(MassOrganisation).where(MassOrganisation.enterprise_id == row.id, MassOrganisation.kind == body.kind)
    there = session.exec(query).first()
    if not body.there:
        if there is not None:
            session.delete(there)
        return
    there = there or MassOrganisation(enterprise_id=row.id or 0, kind=body.kind)
    there.members = there.members if body.members is None else body.members
    session.add(there)
    session.flush()


def _put_contact(session: Session, row: Enterprise, draft: ContactDraft, now: datetime) -> None:
    query = select(Contact).where(Contact.enterprise_id == row.id, Contact.role == draft.role)
    contact = session.exec(query).first() or Contact(enterprise_id=row.id or 0, role=draft.role, changed_at=now)
    vault = vault_of(session)
    contact.name_sealed = vault.seal(draft.name) if draft.name else contact.name_sealed
    contact.phone_sealed = vault.seal(draft.phone) if draft.phone else contact.phone_sealed
    contact.changed_at = now
    session.add(contact)
    session.flush()


def _rename(session: Session, row: Enterprise, name: str) -> None:
    former, row.name, row.folded = row.name, name, fold_name(name)
    _drop_alias(session, row)
    put_alias(session, row, former)


def _drop_alias(session: Session, row: Enterprise) -> None:
    same = select(EnterpriseAlias).where(EnterpriseAlias.enterprise_id == row.id, EnterpriseAlias.folded == row.folded)
    for alias in session.exec(same):
        session.delete(alias)
    session.flush()


def _check_member(actor: Actor) -> None:
    if not actor.at_least("member"):
        raise NotAllowed("member")


def _check_handing_over(session: Session, actor: Actor, row: Enterprise, unit_id: int) -> None:
    units.check_own(session, actor, session.get_one(Unit, row.unit_id))
    units.get(session, visibility.committee(session, actor.sees), unit_id)


def _check_name(session: Session, actor: Actor, row: Enterprise, name: str) -> None:
    other = next((one for one in enterprises.alike(session, actor, name) if one.id != row.id), None)
    if other is not None:
        raise EnterpriseTaken(name, other.name)


def _check_body(session: Session, row: Enterprise, body: Body) -> None:
    organisation = organisation_moves.of_enterprise(session, row.id or 0, body.kind)
    if organisation is not None:
        raise HeldByOrganisation(organisation.name)


def _check_tax_code(session: Session, actor: Actor, row: Enterprise, code: str) -> None:
    other = next((one for one in enterprises.with_tax_code(session, actor, code) if one.id != row.id), None)
    if other is not None:
        raise EnterpriseTaken(code, other.name, "tax_code")


def _said(draft: EnterpriseDraft, unit_id: int | None) -> list[str]:
    return [fact for fact, value in vars(draft).items() if value] + (["unit_id"] if unit_id is not None else [])

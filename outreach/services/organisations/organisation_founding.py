"""Organisations that come into the books: founded, received from elsewhere, or there before anybody wrote of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models import Enterprise, Organisation, Unit
from outreach.actor import Actor
from outreach.errors import OrganisationTaken, UnknownEnterprise
from outreach.rules.folding import fold
from outreach.rules.organisation_conditions import Numbers, check_founding, check_parts
from outreach.rules.organisation_line import default_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.services.enterprises import enterprise_changes, enterprises
from outreach.services.organisations import organisation_entries, organisation_state, organisation_units
from outreach.services.organisations.organisation_entries import Told, Written
from outreach.services.units import unit_changes, units


@dataclass(frozen=True)
class Founding:
    """An organisation that is to come into the books.

    ``enterprise_id`` is None for one of no enterprise, or of one that is yet to be added (``enterprise``, its name).
    ``another``: somebody has said that it is another one than those of its kind that the enterprise has.
    """

    form: OrganisationForm
    told: Told
    enterprise_id: int | None = None
    enterprise: str = ""
    another: bool = False


@dataclass(frozen=True)
class Founded:
    """What would be written: under which name, for which unit, and the unit of the tree that it is already."""

    name: str
    enterprise: str
    unit: Unit
    taken_on: Unit | None


def check(session: Session, actor: Actor, founding: Founding) -> Founded:
    """Whether the organisation may be entered, and as what.

    Raises:
        NotAllowed: the actor is no member.
        UnknownEnterprise, UnknownUnit, OutOfScope: it is not the actor's to enter there.
        TooFewMembers, MoreThanMembers: it cannot be founded with so many.
        OrganisationTaken, NameTaken: there is one already, or one of the name.

    """
    organisation_entries.check_member(actor)
    enterprise, unit = _place(session, actor, founding)
    _check_numbers(founding)
    called = enterprise.name if enterprise else founding.enterprise
    name = founding.told.name or default_name(founding.form, called)
    taken_on = None
    if founding.form.kind is OrganisationKind.PARTY_ORG:
        place = (unit.id or 0, name, founding.enterprise_id)
        taken_on = organisation_units.adoptable(session, founding.form, *place)
        if taken_on is None:
            unit_changes.check_name(session, name, unit.id)
        elif not founding.told.name:
            name = taken_on.name
    _check_taken(session, founding, name)
    return Founded(name, called, unit, taken_on)


def add(session: Session, actor: Actor, founding: Founding, now: datetime) -> Written:
    """Enter the organisation with the event that brings it into the books. Raises as ``check``."""
    enterprise, unit = _place(session, actor, founding)
    units.hold(session, unit.id or 0)
    name = check(session, actor, founding).name
    row = Organisation(
        kind=founding.form.kind.value,
        form=founding.form.value if founding.form.kind is OrganisationKind.PARTY_ORG else None,
        name=name,
        folded=fold(name),
        enterprise_id=enterprise.id if enterprise else None,
        unit_id=unit.id or 0,
        founded_on=None if founding.told.act is OrganisationAct.MEMBERS else founding.told.day,
        entered_by_id=actor.person_id or 0,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    was: dict[str, Any] = {"began": True, "body": _body(session, row)}
    if founding.form.kind is OrganisationKind.PARTY_ORG:
        was |= organisation_units.attach(session, actor, row, now)
    return organisation_entries.write(session, actor, row, replace(founding.told, name=name), now, was)


def same_kind(session: Session, enterprise_id: int, form: OrganisationForm) -> list[Organisation]:
    """The open organisations of this kind that the enterprise has."""
    query = select(Organisation).where(
        Organisation.enterprise_id == enterprise_id,
        Organisation.kind == form.kind.value,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Organisation.id))))


def _place(session: Session, actor: Actor, founding: Founding) -> tuple[Enterprise | None, Unit]:
    """The enterprise, and the unit in charge that day: the enterprise's, or the actor's own where there is none."""
    if founding.enterprise_id is None:
        unit_id, enterprise = enterprise_changes.default_unit(session, actor), None
    else:
        enterprise = enterprises.find(session, actor, founding.enterprise_id)
        if enterprise is None:
            raise UnknownEnterprise(founding.enterprise)
        unit_id = enterprise.unit_id
    units.check_open(session, unit_id)
    unit = session.get_one(Unit, unit_id)
    units.check_own(session, actor, unit)
    return enterprise, unit


def _check_numbers(founding: Founding) -> None:
    kind, told = founding.form.kind, founding.told
    if told.act is OrganisationAct.FOUND:
        check_founding(kind, told.numbers or Numbers(0), told.day)
    elif told.numbers is not None:
        check_parts(told.numbers)


def _check_taken(session: Session, founding: Founding, name: str) -> None:
    if founding.enterprise_id is None:
        return
    for other in same_kind(session, founding.enterprise_id, founding.form):
        if not founding.another or other.folded == fold(name):
            raise OrganisationTaken(other.name)


def _body(session: Session, row: Organisation) -> dict[str, Any] | None:
    there = organisation_state.body(session, row.enterprise_id, row.kind) if row.enterprise_id else None
    return organisation_state.BodyFacts(there.founded, there.members).to_dict() if there else None

"""What becomes of organisations, candidates and classes when an enterprise or a unit changes hands or is merged."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import Candidate, Enterprise, Organisation, OrganisationEvent, PartyClass, PrivacyRequest, Unit


def hand_over_enterprise(session: Session, enterprise: Enterprise, unit_id: int) -> None:
    """Put the unit in charge of the enterprise and of its organisations."""
    former, enterprise.unit_id = enterprise.unit_id, unit_id
    session.add(enterprise)
    session.flush()
    follow_enterprise(session, enterprise, former)


def follow_enterprise(session: Session, enterprise: Enterprise, former_unit_id: int) -> None:
    """Hand the enterprise's open organisations to the unit now in charge, with the units that they are.

    What has happened to them stays with the unit that was in charge then.
    """
    query = select(Organisation).where(
        Organisation.enterprise_id == enterprise.id,
        Organisation.unit_id == former_unit_id,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    for row in session.exec(query).all():
        row.unit_id = enterprise.unit_id
        session.add(row)
        own = session.get(Unit, row.own_unit_id) if row.own_unit_id else None
        if own is not None and own.parent_id == former_unit_id:
            own.parent_id = enterprise.unit_id
            session.add(own)
    session.flush()


def into_enterprise(session: Session, merged_id: int, into_id: int) -> None:
    """Let everything that names the merged enterprise name the other."""
    tables: tuple[Any, ...] = (Organisation, OrganisationEvent, Candidate, PartyClass)
    for table in tables:
        session.execute(update(table).where(table.enterprise_id == merged_id).values(enterprise_id=into_id))


def into_unit(session: Session, merged_id: int, into_id: int) -> None:
    """Hand what is still open in the merged unit to the other; events and classes keep their unit."""
    open_ones: tuple[tuple[Any, Any], ...] = (
        (Organisation, col(Organisation.closed_on).is_(None)),
        (Candidate, col(Candidate.closed_on).is_(None)),
        (PrivacyRequest, col(PrivacyRequest.done_at).is_(None)),
    )
    for table, is_open in open_ones:
        session.execute(update(table).where(table.unit_id == merged_id, is_open).values(unit_id=into_id))


def of_unit(session: Session, unit_id: int) -> Organisation | None:
    """The open organisation that is this unit."""
    query = select(Organisation).where(
        Organisation.own_unit_id == unit_id,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    return session.exec(query).first()


def of_enterprise(session: Session, enterprise_id: int, kind: str) -> Organisation | None:
    """An open organisation of this kind that the enterprise has."""
    query = select(Organisation).where(
        Organisation.enterprise_id == enterprise_id,
        Organisation.kind == kind,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    return session.exec(query.order_by(col(Organisation.id))).first()


def moved_unit(session: Session, unit: Unit) -> None:
    """Let the organisation that is this unit be in charge of the unit under which it has been put."""
    row = of_unit(session, unit.id or 0)
    if row is not None and unit.parent_id is not None:
        row.unit_id = unit.parent_id
        session.add(row)
        session.flush()

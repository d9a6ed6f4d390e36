"""Merging one enterprise into another: what was two in the books and is one in the world."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, select

from models import (
    Candidate,
    Contact,
    Enterprise,
    EnterpriseAlias,
    MassOrganisation,
    NextStep,
    Obstacle,
    Organisation,
    PartyClass,
    Unit,
    Visit,
)
from outreach.actor import Actor
from outreach.errors import IntoItself, NotAllowed, OutOfScope, UnknownEnterprise
from outreach.services.enterprises import enterprises
from outreach.services.enterprises.enterprise_changes import put_alias
from outreach.services.journal import audit
from outreach.services.organisations import organisation_moves, organisation_state
from outreach.services.tasks import planned
from outreach.services.units import visibility


@dataclass(frozen=True)
class Moved:
    """How many of each move with a merger."""

    visits: int
    obstacles: int
    next_steps: int
    contacts: int
    organisations: int
    candidates: int
    classes: int


def weigh(session: Session, actor: Actor, merged_id: int, into_id: int) -> Moved:
    """What a merger would move.

    Raises:
        NotAllowed: the actor is no administrator.
        UnknownEnterprise: one of the two is not there (any more).
        IntoItself: both are the same.
        OutOfScope: one of the two is in charge of a unit that is not the actor's.

    """
    merged, _ = _pair(session, actor, merged_id, into_id)

    def count(table: Any) -> int:
        return session.exec(select(func.count()).where(table.enterprise_id == merged.id)).one()

    return Moved(*(count(table) for table in (Visit, Obstacle, NextStep, Contact, Organisation, Candidate, PartyClass)))


def merge(session: Session, actor: Actor, merged_id: int, into_id: int, now: datetime) -> Moved:
    """Merge the one into the other, which keeps its own facts and takes over those it lacks; cannot be undone.

    The merged one stays as a signpost, and its names lead to the other. Raises as ``weigh``.
    """
    moved = weigh(session, actor, merged_id, into_id)
    merged, into = _pair(session, actor, merged_id, into_id)
    into_id = into.id or 0  # the one asked for may itself have been merged since
    _move_visits(session, merged_id, into_id, now)
    _move_what_is_missing(session, Contact, "role", merged_id, into_id)
    _move_what_is_missing(session, MassOrganisation, "kind", merged_id, into_id)
    organisation_moves.into_enterprise(session, merged_id, into_id)
    organisation_moves.follow_enterprise(session, into, merged.unit_id)
    _move_names(session, merged, into)
    for fact in ("tax_code", "zone_id", "workers", "members"):
        if getattr(into, fact) is None:
            setattr(into, fact, getattr(merged, fact))
    session.execute(update(Unit).where(_same(Unit.enterprise_id, merged_id)).values(enterprise_id=into_id))
    signposts = update(Enterprise).where(_same(Enterprise.merged_into_id, merged_id))
    session.execute(signposts.values(merged_into_id=into_id))
    moment = enterprises.moment_of_change(session, now)
    merged.merged_into_id, merged.changed_at, into.changed_at = into_id, moment, moment
    session.add_all([merged, into])
    session.flush()
    organisation_state.refresh_enterprise(session, into_id, now.date())
    audit.note(session, actor, "merge", "enterprise", merged.id, now, "merged_into_id")
    audit.note(session, actor, "merge into", "enterprise", into.id, now)
    return moved


def _pair(session: Session, actor: Actor, merged_id: int, into_id: int) -> tuple[Enterprise, Enterprise]:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    merged, into = (enterprises.find(session, actor, one) for one in (merged_id, into_id))
    if merged is None or into is None or merged.id != merged_id:
        raise UnknownEnterprise("")
    if merged.id == into.id:
        raise IntoItself(merged.name)
    for one in (merged, into):
        if not all(visibility.covers(session, scope, one.unit_id) for scope in (actor.own, actor.sees)):
            raise OutOfScope("")
    return merged, into


def _same(column: Any, value: int) -> Any:
    return column == value


def _move_visits(session: Session, merged_id: int, into_id: int, now: datetime) -> None:
    """What visits have left behind goes with them; a visit planned to the one is kept by one to the other."""
    for table in (Visit, Obstacle, NextStep):
        _move(session, table, merged_id, into_id)
    planned.settle(session, into_id, now)


def _move(session: Session, table: Any, merged_id: int, into_id: int) -> None:
    session.execute(update(table).where(table.enterprise_id == merged_id).values(enterprise_id=into_id))


def _move_what_is_missing(session: Session, table: Any, key: str, merged_id: int, into_id: int) -> None:
    kept = set(session.exec(select(getattr(table, key)).where(table.enterprise_id == into_id)))
    for row in session.exec(select(table).where(table.enterprise_id == merged_id)).all():
        if getattr(row, key) in kept:
            session.delete(row)
        else:
            row.enterprise_id = into_id
            session.add(row)
    session.flush()


def _move_names(session: Session, merged: Enterprise, into: Enterprise) -> None:
    query = select(EnterpriseAlias).where(EnterpriseAlias.enterprise_id == merged.id)
    names = [merged.name, *(alias.name for alias in session.exec(query))]
    for name in names:
        put_alias(session, into, name)

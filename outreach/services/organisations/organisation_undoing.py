"""Taking back what was entered of an organisation: the event counts no more, and all is as the others say."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import Organisation, OrganisationEvent
from outreach.actor import Actor
from outreach.errors import CannotUndo, NameTaken, NothingThere
from outreach.services.organisations import organisation_entries, organisation_state, organisation_units, organisations
from outreach.services.units import visibility


def find(session: Session, actor: Actor, event_id: int) -> OrganisationEvent:
    """The event, if it counts and its unit is the actor's.

    Raises:
        NothingThere: not.

    """
    event = session.get(OrganisationEvent, event_id)
    if event is None or event.withdrawn_at is not None or not visibility.covers(session, actor.own, event.unit_id):
        raise NothingThere
    return event


def undo(session: Session, actor: Actor, event_id: int, now: datetime) -> OrganisationEvent:
    """Withdraw the event: what it changed is as it was before, what it began is gone.

    Raises:
        NothingThere: as ``find``.
        CannotUndo: other entries rest on it, or what it would restore has changed since.

    """
    event = find(session, actor, event_id)
    was = json.loads(event.was) if event.was else {}
    if was.get("handed_over"):
        raise CannotUndo("in_use")
    row = session.get_one(Organisation, event.organisation_id)
    event.withdrawn_at, event.withdrawn_by_id = now, actor.person_id
    session.add(event)
    session.flush()
    if "began" in was:
        _take_out(session, row, was, now)
    else:
        _restore(session, row, event, was, now)
    return event


def _take_out(session: Session, row: Organisation, was: Mapping[str, Any], now: datetime) -> None:
    if organisations.live_events(session, [row.id or 0]):
        raise CannotUndo("in_use")
    row.withdrawn_at = now
    organisation_units.detach(session, row, was)
    organisation_state.settle_body(session, row, was["body"])
    organisation_state.refresh_stage(session, row.enterprise_id, now.date())


def _restore(
    session: Session, row: Organisation, event: OrganisationEvent, was: Mapping[str, Any], now: datetime
) -> None:
    into = session.get(Organisation, event.into_id) if event.into_id else None
    if into is not None and (into.closed_on is not None or into.withdrawn_at is not None):
        raise CannotUndo("changed")
    if into is not None:
        organisation_units.unhang(session, row, into, was)
    try:
        organisation_entries.bring_in_line(session, row, now)
    except NameTaken as error:
        raise CannotUndo("changed") from error
    if into is not None:
        organisation_entries.bring_in_line(session, into, now)

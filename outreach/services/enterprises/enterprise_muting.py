"""Enterprises about which nobody is reminded for a time: closed for the season, or asked to be left alone."""

from datetime import date, datetime

from sqlmodel import Session

from models import Enterprise, Unit
from outreach.actor import Actor
from outreach.errors import NotAllowed, UnknownEnterprise
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit
from outreach.services.units import units


def check(session: Session, actor: Actor, enterprise_id: int) -> Enterprise:
    """The enterprise, if the actor may mute it: it silences all its unit's people, so a lead decides.

    Raises:
        NotAllowed: the actor is no lead.
        UnknownEnterprise: the actor's committee has none such (any more).
        OutOfScope: another unit is in charge of it.

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    row = enterprises.find(session, actor, enterprise_id)
    if row is None:
        raise UnknownEnterprise("")
    units.check_own(session, actor, session.get_one(Unit, row.unit_id))
    return row


def mute(session: Session, actor: Actor, enterprise_id: int, until: date, now: datetime) -> Enterprise:
    """Remind nobody of the enterprise up to the end of the day ``until``, but of what the rules of admission ask for.

    Raises:
        As ``check``.

    """
    return _set(session, actor, enterprise_id, until, now)


def unmute(session: Session, actor: Actor, enterprise_id: int, now: datetime) -> Enterprise:
    """Remind of the enterprise again from now on.

    Raises:
        As ``check``.

    """
    return _set(session, actor, enterprise_id, None, now)


def _set(session: Session, actor: Actor, enterprise_id: int, until: date | None, now: datetime) -> Enterprise:
    row = check(session, actor, enterprise_id)
    if row.muted_until != until:
        row.muted_until = until
        session.add(row)
        audit.note(session, actor, "change", "enterprise", row.id, now, "muted_until")
        session.flush()
    return row

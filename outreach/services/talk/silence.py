"""Quiet hours at the moment of sending: what nobody asked for waits until they end; an answer never does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from models import Account, BoundChat, Outbox, Person
from outreach.messages import Address
from outreach.rules.tasks.quiet import Quiet, deferred


def quiet_in(session: Session, address: Address) -> Quiet | None:
    """The quiet hours of the group bound here, or of the person whose private chat this is."""
    group = select(col(BoundChat.quiet_from), col(BoundChat.quiet_to)).where(
        col(BoundChat.channel) == address.channel,
        col(BoundChat.chat_id) == address.chat,
        col(BoundChat.ended_at).is_(None),
    )
    person = (
        select(col(Person.quiet_from), col(Person.quiet_to))
        .join(Account, col(Account.person_id) == col(Person.id))
        .where(col(Account.channel) == address.channel, col(Account.user_id) == address.chat)
    )
    found = session.execute(group).first() or session.execute(person).first()
    return Quiet.of(*found) if found else None


def waits(session: Session, row: Outbox, now: datetime, zone: ZoneInfo) -> bool:
    """Whether ``row`` has to wait for the end of quiet hours; then it is put off until they are over.

    Planned for an hour that has become quiet since, it is as fresh at the new hour as it would have been at the old
    one. One whose own hour had passed when quiet hours began gets no younger by waiting.
    """
    quiet = quiet_in(session, Address(row.channel, row.chat_id)) if row.bulk else None
    if quiet is None:
        return False
    slot = deferred(row.not_before, quiet, zone)
    if row.stale_at is not None:
        row.stale_at += slot - row.not_before
    row.not_before = max(slot, deferred(now, quiet, zone)) if quiet.holds(now.astimezone(zone).time()) else slot
    return row.not_before > now

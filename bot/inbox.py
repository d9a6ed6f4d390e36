"""The way in: what a messenger brings is stored first, and only then acknowledged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Inbox
from outreach.messages import Incoming
from outreach.services.talk import quotas
from outreach.services.talk.quotas import Allowance
from outreach.vault import vault_of


def store(
    session: Session, events: Iterable[Incoming], now: datetime, allowances: Mapping[str, Allowance] | None = None
) -> int:
    """Put the events that are not there yet into the inbox, in their order; how many were new.

    Those of a messenger that counts are counted.
    """
    fresh = {(event.address.channel, event.event): event for event in events}
    known = _known(session, fresh)
    new = [event for key, event in fresh.items() if key not in known]
    vault = vault_of(session)
    session.add_all(
        Inbox(
            channel=event.address.channel,
            event_id=event.event,
            chat_id=event.address.chat,
            payload_sealed=vault.seal_json(event.to_dict()),
            received_at=now,
        )
        for event in new
    )
    session.flush()
    for channel, allowance in (allowances or {}).items():
        if came := [event.address.chat for event in new if event.address.channel == channel]:
            quotas.receive(session, allowance, came, now)
    return len(new)


def _known(session: Session, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    channels: dict[str, list[str]] = {}
    for channel, event in keys:
        channels.setdefault(channel, []).append(event)
    for channel, events in channels.items():
        query = select(Inbox.event_id).where(Inbox.channel == channel, col(Inbox.event_id).in_(events))
        known |= {(channel, event) for event in session.exec(query)}
    return known


def _oldest() -> SelectOfScalar[Inbox]:
    earlier = aliased(Inbox)
    first = (
        select(func.min(earlier.id))
        .where(
            earlier.channel == Inbox.channel,
            earlier.chat_id == Inbox.chat_id,
            earlier.state == "waiting",
        )
        .correlate(Inbox)
        .scalar_subquery()
    )
    return (
        select(Inbox)
        .where(Inbox.state == "waiting", Inbox.id == first)
        .order_by(col(Inbox.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


_OLDEST = _oldest()  # built once: it is asked for with every message


def oldest(session: Session) -> Inbox | None:
    """A chat's oldest waiting entry that no other worker has in hand; locked, on PostgreSQL, until the commit."""
    return session.exec(_OLDEST).first()


def waiting(session: Session) -> Sequence[int]:
    """The ids of what has not been handled."""
    return [row for row in session.exec(select(Inbox.id).where(Inbox.state == "waiting")) if row is not None]

"""Throws away what has served: handled events, sent messages, expired offers, drafts nobody came back to."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from models import Conversation, Inbox, JobRun, Offer, Outbox, PendingAccount, SharedFile
from outreach.services.people import accounts

EVERY = timedelta(hours=6)
KEEP = timedelta(
    days=30
)  # events are asked for twice within a day (Telegram keeps them 24 h), keys of plans within weeks
KEEP_DRAFT = timedelta(days=30)
BATCH = 5000


def tidy(session: Session, now: datetime) -> int:
    """Delete what is old, every few hours, at most a batch of each kind; how many rows went."""
    run = session.get(JobRun, "housekeeping")
    if run is not None and now - run.ran_until < EVERY:
        return 0
    gone = [
        _delete(session, Inbox, col(Inbox.state) == "done", col(Inbox.received_at) < now - KEEP),
        _delete(session, Outbox, col(Outbox.state) != "waiting", col(Outbox.created_at) < now - KEEP),
        _delete(session, Offer, col(Offer.expires_at) < now - KEEP, col(Offer.id).not_in(_referred())),
    ]
    session.execute(delete(Conversation).where(col(Conversation.updated_at) < now - KEEP_DRAFT))
    session.execute(delete(SharedFile).where(col(SharedFile.expires_at) <= now))
    session.execute(delete(PendingAccount).where(col(PendingAccount.asked_at) <= now - accounts.VALID_FOR))
    session.merge(JobRun(job="housekeeping", ran_until=now))
    return sum(gone)


def _referred() -> Any:
    return select(col(Outbox.offer_id)).where(col(Outbox.offer_id).is_not(None))


def _delete(session: Session, table: Any, *conditions: Any) -> int:
    # the newest stays: SQLite gives its number out again, and keys and buttons of what went are made of numbers
    not_newest = table.id < select(func.max(table.id)).scalar_subquery()
    chosen = select(table.id).where(not_newest, *conditions).order_by(table.id).limit(BATCH)
    found = [row.id for row in session.execute(chosen)]
    session.execute(delete(table).where(table.id.in_(found)))
    return len(found)

"""What has come in and what is to go out; when a job last ran."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.db import Table, UtcDateTime

_WAITING = text("state = 'waiting'")


class Inbox(Table, table=True):
    """An event of a messenger, stored before it is acknowledged; the payload goes once it is handled."""

    __table_args__ = (
        UniqueConstraint("channel", "event_id"),
        Index(
            "ix_inbox_waiting",
            "channel",
            "chat_id",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_inbox_state_received_at", "state", "received_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    event_id: str
    chat_id: str
    payload_sealed: bytes | None
    state: str = "waiting"
    error: str | None = None
    received_at: datetime = Field(sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Outbox(Table, table=True):
    """A message to be sent: ``key`` makes planning it twice harmless, ``stale_at`` says when it is too late.

    One with a ``plan_sealed`` is put into words only when it is sent, from what is true then.
    """

    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "channel",
            "chat_id",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_outbox_state_created_at", "state", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    channel: str
    chat_id: str
    thread_id: str | None = None
    rule: str = "reply"
    bulk: bool = False
    payload_sealed: bytes | None
    plan_sealed: bytes | None = None
    offer_id: int | None = Field(default=None, foreign_key="offer.id")
    state: str = "waiting"
    reason: str | None = None
    attempts: int = 0
    not_before: datetime = Field(sa_type=UtcDateTime)
    stale_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: str | None = None


class JobRun(Table, table=True):
    """Until when a job has planned what was due; how many occurrences it left out as too old when it last did so."""

    job: str = Field(primary_key=True)
    ran_until: datetime = Field(sa_type=UtcDateTime)
    skipped: int = 0
    skipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

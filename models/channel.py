"""What a messenger needs beside messages: what a month has used of its quota, files by link, accounts in waiting."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.db import Table, UtcDateTime


class ChannelUse(Table, table=True):
    """How many messages a month (its first day) has seen on a channel, and when administrators were warned of it."""

    channel: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    sent: int = 0
    received: int = 0
    warned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ChannelReach(Table, table=True):
    """A person's or group's chat that a month has seen on a channel."""

    channel: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    chat_id: str = Field(primary_key=True)


class SharedFile(Table, table=True):
    """A picture or file that a messenger fetches by a signed link, because it takes no uploads; gone when it expires.

    Nothing with personal data is ever kept here.
    """

    __table_args__ = (Index("ix_shared_file_expires_at", "expires_at"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    content_sealed: bytes
    expires_at: datetime = Field(sa_type=UtcDateTime)


class PendingAccount(Table, table=True):
    """An account on another channel that asks to be a person's too, until the person agrees on the first one."""

    __table_args__ = (UniqueConstraint("channel", "user_id"), Index("ix_pending_account_person_id", "person_id"))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    channel: str
    user_id: str
    asked_at: datetime = Field(sa_type=UtcDateTime)

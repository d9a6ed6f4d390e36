"""Chats: what a group is bound to, what a conversation has got to, what has been offered, who cannot be reached."""

from datetime import datetime, time

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.db import Table, UtcDateTime


class BoundChat(Table, table=True):
    """A group that gets a unit's weekly summary on a day and hour of the local week, until ``ended_at``.

    Between ``quiet_from`` and ``quiet_to``, local wall times, it is not spoken to of the bot's own accord.
    """

    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    chat_id: str
    thread_id: str | None = None
    unit_id: int = Field(foreign_key="unit.id", index=True)
    weekday: int = 0
    at: time = time(8)
    language: str | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    bound_by_id: int = Field(foreign_key="person.id")
    bound_at: datetime = Field(sa_type=UtcDateTime)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Conversation(Table, table=True):
    """A guided entry under way, by chat and person; what was said so far is sealed."""

    channel: str = Field(primary_key=True)
    chat_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    form: str
    step: str
    token: str
    draft_sealed: bytes
    updated_at: datetime = Field(sa_type=UtcDateTime)


class Offer(Table, table=True):
    """The choices under one message: who may answer (nobody named: anyone), and what each choice does."""

    __table_args__ = (
        Index("ix_offer_channel_chat_id", "channel", "chat_id", "id"),
        Index("ix_offer_expires_at", "expires_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    chat_id: str
    user_id: str | None = None
    message_id: str | None = None
    choices_sealed: bytes
    once: bool = True
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Unreachable(Table, table=True):
    """A chat that blocked or removed the bot: nothing is planned for it until it comes back."""

    channel: str = Field(primary_key=True)
    chat_id: str = Field(primary_key=True)
    reason: str
    since: datetime = Field(sa_type=UtcDateTime)

"""Persons, their accounts on the channels, and the invitations by which they come in."""

from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Person(Table, table=True):
    """Somebody who works with the bot. The name is sealed: a stolen file shows none.

    The morning message comes at ``morning_at`` (none: the house's hour), on ``channel`` if one is chosen, and is
    planned up to ``planned_until``. Nothing is sent between ``quiet_from`` and ``quiet_to``, local wall times. While
    away, ``stand_in_id`` gets what is theirs.
    """

    __table_args__ = (
        Index(
            "ix_person_planned_until",
            "planned_until",
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_person_stand_in_id", "stand_in_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name_sealed: bytes
    role: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    language: str | None = None
    joined_at: datetime = Field(sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    morning_at: time | None = None
    morning_off: bool = False
    channel: str | None = None
    planned_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    quiet_from: time | None = None
    quiet_to: time | None = None
    away_from: date | None = None
    away_until: date | None = None
    stand_in_id: int | None = Field(default=None, foreign_key="person.id")


class Account(Table, table=True):
    """A person on a channel: ``user_id`` is the messenger's; ``heard_at``, to the hour, when they last wrote there."""

    __table_args__ = (UniqueConstraint("channel", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    user_id: str
    linked_at: datetime = Field(sa_type=UtcDateTime)
    heard_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Invitation(Table, table=True):
    """A one-time code, kept as a digest only, for a role and a unit, or for a new account of ``person_id``."""

    __table_args__ = (Index("ix_invitation_unit_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    code_digest: str = Field(unique=True)
    role: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    name_sealed: bytes | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    invited_by_id: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by_id: int | None = Field(default=None, foreign_key="person.id")
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Handover(Table, table=True):
    """What was open of one person, given to another in one step.

    ``moved_sealed`` tells what it was and as it stood, so that all of it can be given back while nobody has touched it.
    """

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    from_id: int = Field(foreign_key="person.id")
    to_id: int = Field(foreign_key="person.id")
    moved_sealed: bytes
    handed_by_id: int = Field(foreign_key="person.id")
    handed_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

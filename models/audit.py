"""Who did what: the journal from which a person undoes, and the log for administrators."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Entry(Table, table=True):
    """Something a person entered that can be undone: its kind and the row it made."""

    __table_args__ = (
        Index("ix_entry_person_id_id", "person_id", "id"),
        Index("ix_entry_subject", "kind", "subject_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    subject_id: int
    entered_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AuditLog(Table, table=True):
    """One act: who, when, what, on which row; field names, never values.

    Rows are only ever added: triggers (migration 0005) refuse every change on both databases.
    """

    __table_args__ = (
        Index("ix_audit_log_at", "at"),
        Index("ix_audit_log_subject", "subject", "subject_id"),
        Index("ix_audit_log_person_id", "person_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    act: str
    subject: str
    subject_id: int | None = None
    fields: str = ""


class AuditSeal(Table, table=True):
    """A link of the chain: a hash over the rows of ``audit_log`` from ``first_id`` to ``last_id`` and the link before.

    Written by one sealer alone, so that those who write to the log never wait for each other. ``prints`` are short
    hashes of the single rows with their ids and times, by which one that is changed or gone can be named. Like the
    log itself, seals are only ever added.
    """

    id: int | None = Field(default=None, primary_key=True)
    first_id: int
    last_id: int = Field(unique=True)
    rows: int
    prints: bytes
    hash: bytes
    sealed_at: datetime = Field(sa_type=UtcDateTime)

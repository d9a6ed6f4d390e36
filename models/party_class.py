"""Awareness and new-member classes, and who learns in them."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.db import Table, UtcDateTime


class PartyClass(Table, table=True):
    """A class: when, where, and of which kind; in the chat ``LOP-0001`` (the id). It counts on its last day.

    ``learners`` are those who learn without being candidates here, as a number; ``apart``: held for one company and
    reported apart from the totals.
    """

    __table_args__ = (
        Index("ix_party_class_counted", "unit_id", "withdrawn_at", "ends", "kind", "entered_at"),
        Index("ix_party_class_starts", "starts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    unit_id: int = Field(foreign_key="unit.id")
    starts: date
    ends: date
    place: str = ""
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id")
    weekend: bool = False
    apart: bool = False
    learners: int | None = None
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")


class Enrolment(Table, table=True):
    """A candidate in a class: whether they attended, and the certificate it earned."""

    __table_args__ = (
        UniqueConstraint("party_class_id", "candidate_id"),
        Index("ix_enrolment_candidate_id", "candidate_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    party_class_id: int = Field(foreign_key="party_class.id")
    candidate_id: int = Field(foreign_key="candidate.id")
    attended: bool | None = None
    certificate_on: date | None = None
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

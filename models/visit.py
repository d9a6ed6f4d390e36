"""Visits and what they leave behind: roles met, participants, obstacles, proposals, next steps.

What is typed freely is sealed: people write names into it (docs/decisions/0005-free-text-is-sealed.md).
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Visit(Table, table=True):
    """A visit as logged. A correction withdraws it and enters another that names it in ``corrects_id``."""

    __table_args__ = (
        # all that /tiendo asks stands in the index itself, and before the days: then only rows that count are passed
        Index("ix_visit_counted", "unit_id", "withdrawn_at", "visited_on", "enterprise_id", "entered_at"),
        Index("ix_visit_surveyed", "purpose", "unit_id", "withdrawn_at", "visited_on", "enterprise_id", "entered_at"),
        Index("ix_visit_visited_on", "visited_on"),
        Index("ix_visit_enterprise_id_visited_on", "enterprise_id", "visited_on"),
        Index("ix_visit_entered_by_id_visited_on", "entered_by_id", "visited_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    unit_id: int = Field(foreign_key="unit.id")
    visited_on: date
    purpose: str | None = None
    outcome: str | None = None
    note_sealed: bytes | None = None
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")
    corrects_id: int | None = Field(default=None, foreign_key="visit.id")


class VisitTally(Table, table=True):
    """How many visits count, by unit and month (its first day).

    The database keeps it itself, by triggers on ``visit`` (migration 0003), in the transaction that changes a visit:
    years of visits are added up from a few rows.
    """

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    month: date = Field(primary_key=True)
    number: int


class VisitParticipant(Table, table=True):
    """Who came along, or (``met``) who was met beside the known roles; as typed, so sealed: it is a name."""

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id", index=True)
    name_sealed: bytes
    met: bool = False


class VisitRole(Table, table=True):
    """A role met on a visit, from the glossary."""

    __table_args__ = (UniqueConstraint("visit_id", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id")
    role: str


class Obstacle(Table, table=True):
    """What is in the way at an enterprise, from the visit that met it until the visit that found it cleared.

    Each visit keeps what it met; a row ``repeats`` when the obstacle was open already, so that it is told once.
    """

    __table_args__ = (
        Index(
            "ix_obstacle_open",
            "enterprise_id",
            sqlite_where=text("cleared_on IS NULL"),
            postgresql_where=text("cleared_on IS NULL"),
        ),
        Index("ix_obstacle_unit_id_opened_on", "unit_id", "opened_on"),
        Index("ix_obstacle_unit_id_cleared_on", "unit_id", "cleared_on"),
        Index("ix_obstacle_opened_visit_id", "opened_visit_id"),
        Index("ix_obstacle_cleared_visit_id", "cleared_visit_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    unit_id: int = Field(foreign_key="unit.id")
    kind: str | None = None
    text_sealed: bytes | None = None
    opened_visit_id: int = Field(foreign_key="visit.id")
    opened_on: date
    repeats: bool = False
    cleared_visit_id: int | None = Field(default=None, foreign_key="visit.id")
    cleared_on: date | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Proposal(Table, table=True):
    """A request to the committee (kiến nghị) that a visit brought; it waits until it is answered."""

    __table_args__ = (
        Index(
            "ix_proposal_waiting",
            "visit_id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id", index=True)
    text_sealed: bytes
    answer_sealed: bytes | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")


class NextStep(Table, table=True):
    """What was agreed to happen next, until when, and whose it is; open until ``closed_at``.

    ``kind`` is step, or visit: a planned visit, which closes itself when somebody goes there (``closed_visit_id``).
    ``person_sealed`` is a name that nobody here has. ``held_*``: what its owner said holds it up.
    """

    __table_args__ = (
        Index("ix_next_step_visit_id", "visit_id"),
        Index("ix_next_step_enterprise_id", "enterprise_id"),
        Index(
            "ix_next_step_owed",
            "person_id",
            "due",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_next_step_closed_visit_id", "closed_visit_id"),
        # what /lich counts day by day stands in the index itself
        Index(
            "ix_next_step_ahead",
            "due",
            "unit_id",
            "kind",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_next_step_open",
            "unit_id",
            "due",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    enterprise_id: int = Field(foreign_key="enterprise.id")
    unit_id: int = Field(foreign_key="unit.id")
    text_sealed: bytes
    due: date | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    person_sealed: bytes | None = None
    kind: str = "step"
    entered_by_id: int | None = Field(default=None, foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    held_kind: str | None = None
    held_sealed: bytes | None = None
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_as: str | None = None
    closed_by_id: int | None = Field(default=None, foreign_key="person.id")
    closed_visit_id: int | None = Field(default=None, foreign_key="visit.id")

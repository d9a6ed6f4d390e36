"""Party organisations, trade unions and youth unions in enterprises, and what has happened to them."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Organisation(Table, table=True):
    """An organisation as it stands after its last event; ``unit_id`` is the unit in charge.

    ``kind`` is party_org, trade_union or youth_union; ``form`` of a party_org is cell or base_committee, which is then
    a unit of the tree too (``own_unit_id``). ``founded_on``: founded, or received from another committee.
    ``closed_on``: dissolved, or merged into ``merged_into_id``. ``probationary`` are so many of the ``members``.
    """

    __table_args__ = (
        Index("ix_organisation_unit_id", "unit_id", "kind", "closed_on"),
        Index("ix_organisation_enterprise_id", "enterprise_id"),
        Index("ix_organisation_folded", "folded"),
        Index("ix_organisation_own_unit_id", "own_unit_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    form: str | None = None
    name: str
    folded: str
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id")
    unit_id: int = Field(foreign_key="unit.id")
    own_unit_id: int | None = Field(default=None, foreign_key="unit.id")
    members: int | None = None
    probationary: int | None = None
    founded_on: date | None = None
    closed_on: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="organisation.id")
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OrganisationEvent(Table, table=True):
    """A founding, merger, receipt, renaming or dissolution, or a count of members, with its decision.

    ``unit_id`` is the unit in charge that day, for which it counts; ``organisation_kind`` stands here too, so that
    counting reads nothing else. ``name`` and ``members`` are what it was called and had from then on (after a merger:
    what the one had into which it was merged); ``was`` is what undoing restores and no other event tells.
    """

    __table_args__ = (
        Index(
            "ix_organisation_event_counted",
            "organisation_kind", "kind", "unit_id", "withdrawn_at", "happened_on", "entered_at",
        ),
        Index("ix_organisation_event_organisation_id", "organisation_id", "happened_on"),
        Index("ix_organisation_event_into_id", "into_id"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    organisation_kind: str
    kind: str
    happened_on: date
    unit_id: int = Field(foreign_key="unit.id")
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id")
    decision: str = ""
    name: str = ""
    members: int | None = None
    probationary: int | None = None
    by_transfer: int | None = None
    into_id: int | None = Field(default=None, foreign_key="organisation.id")
    was: str = ""
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")

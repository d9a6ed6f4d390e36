"""Industrial zones, enterprises, their other names, contacts and mass organisations."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.db import Table, UtcDateTime

_MERGED, _COUNTED = text("merged_into_id IS NOT NULL"), text("members IS NOT NULL")


class Zone(Table, table=True):
    """An industrial zone (khu công nghiệp)."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)


class Enterprise(Table, table=True):
    """An enterprise; merged into another, it stays as a signpost (``merged_into_id``).

    ``changed_at`` moves whenever a name changes, so that each process can refresh its index of names. ``visited_on`` is
    the day of the last visit that counts, kept by the database itself (migration 0009). Nobody is reminded of an
    enterprise before ``muted_until`` has passed.
    """

    __table_args__ = (
        Index("ix_enterprise_changed_at", "changed_at"),
        Index("ix_enterprise_unit_id", "unit_id"),
        Index("ix_enterprise_visited_on", "unit_id", "visited_on"),
        Index("ix_enterprise_stage", "unit_id", "stage", "visited_on"),
        Index("ix_enterprise_members", "unit_id", "members", sqlite_where=_COUNTED, postgresql_where=_COUNTED),
        Index("ix_enterprise_tax_code", "tax_code"),
        Index("ix_enterprise_folded", "folded"),
        Index("ix_enterprise_merged", "merged_into_id", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str
    kind: str
    tax_code: str | None = None
    zone_id: int | None = Field(default=None, foreign_key="zone.id")
    unit_id: int = Field(foreign_key="unit.id")
    workers: int | None = None
    members: int | None = None
    stage: str = "known"
    visited_on: date | None = None
    muted_until: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="enterprise.id")
    entered_by_id: int | None = Field(default=None, foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class EnterpriseAlias(Table, table=True):
    """Another name by which people call an enterprise."""

    __table_args__ = (UniqueConstraint("enterprise_id", "folded"), Index("ix_enterprise_alias_folded", "folded"))

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    name: str
    folded: str


class Contact(Table, table=True):
    """Who answers for an enterprise in a role; name and telephone are sealed."""

    __table_args__ = (UniqueConstraint("enterprise_id", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    role: str
    name_sealed: bytes | None = None
    phone_sealed: bytes | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)


class MassOrganisation(Table, table=True):
    """A trade union, youth union or women's body in an enterprise."""

    __table_args__ = (UniqueConstraint("enterprise_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    kind: str
    founded: date | None = None
    members: int | None = None

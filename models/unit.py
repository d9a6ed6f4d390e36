"""The tree of units: committees, steering committees, working groups, base committees, cells."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Unit(Table, table=True):
    """One unit; ``predecessor_id`` names the unit it was before a merger, so that history can be followed."""

    __table_args__ = (Index("ix_unit_parent_id", "parent_id"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=32)
    name: str
    folded: str = Field(index=True)
    kind: str
    parent_id: int | None = Field(default=None, foreign_key="unit.id")
    predecessor_id: int | None = Field(default=None, foreign_key="unit.id")
    enterprise_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)

"""Targets, and the opening figures that units report."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field

from models.db import Table, UtcDateTime


class Target(Table, table=True):
    """Indicator × unit × period × kind × value. A change withdraws the row and enters another (``replaces_id``).

    ``stock`` is the indicator of which a ratio or a growth is so many percent: ``value`` are then the digits, and
    ``value_to`` how many of them are decimals (2,5% is 25 and 1).
    """

    __table_args__ = (Index("ix_target_unit_id_indicator", "unit_id", "indicator"),)

    id: int | None = Field(default=None, primary_key=True)
    indicator: str
    unit_id: int = Field(foreign_key="unit.id")
    period_kind: str
    starts: date
    ends: date
    kind: str
    value: int
    value_to: int | None = None
    stock: str | None = None
    deadline: date | None = None
    basis: str = ""
    form: str = "assigned"
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")
    replaces_id: int | None = Field(default=None, foreign_key="target.id")


class OpeningFigure(Table, table=True):
    """A count that a unit reports for a span of days; a later report from the same start replaces it.

    A stock is reported for one day. ``parts_only``: the count is that of other figures, and only its parts are new, so
    that it counts nothing itself.
    """

    __table_args__ = (Index("ix_opening_figure_unit_id_indicator", "unit_id", "indicator"),)

    id: int | None = Field(default=None, primary_key=True)
    indicator: str
    unit_id: int = Field(foreign_key="unit.id")
    starts: date
    ends: date
    count: int
    published_percent: Decimal | None = Field(default=None, max_digits=7, decimal_places=3)
    published_digits: int | None = None
    source: str = ""
    parts_only: bool = False
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")
    replaces_id: int | None = Field(default=None, foreign_key="opening_figure.id")


class FigurePart(Table, table=True):
    """A part of a reported figure ("trong đó chủ DN 1"); ``apart``: not inside its count, but reported beside it.

    ``part`` is an identifier of the glossary, or none where only free words say what it is.
    """

    __table_args__ = (Index("ix_figure_part_figure_id", "figure_id"),)

    id: int | None = Field(default=None, primary_key=True)
    figure_id: int = Field(foreign_key="opening_figure.id")
    part: str | None = None
    name_sealed: bytes | None = None
    count: int
    apart: bool = False
    published_percent: Decimal | None = Field(default=None, max_digits=7, decimal_places=3)
    published_digits: int | None = None

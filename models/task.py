"""What tasks need beside the records that they are computed from: rules, days off, postponed reminders, notices."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.db import Table, UtcDateTime


class RuleSetting(Table, table=True):
    """What an administrator has set for a rule, for a unit and all below it, or (no unit) everywhere.

    The setting nearest to a unit is the one that holds for it; without any, the rule's own default.
    """

    __table_args__ = (Index("ix_rule_setting_rule", "rule", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    rule: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    enabled: bool = True
    days: int | None = None
    changed_by_id: int = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class CalendarDay(Table, table=True):
    """A day that differs from the public calendar: off in lieu, or a Saturday that is worked."""

    day: date = Field(primary_key=True)
    working: bool
    changed_by_id: int = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Postponed(Table, table=True):
    """That somebody wants to be reminded of a task (its key, as ``step:12``) again on ``until`` and not before."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    task: str = Field(primary_key=True)
    until: date
    postponed_at: datetime = Field(sa_type=UtcDateTime)


class Notice(Table, table=True):
    """Something that the administrators answering for ``unit_id`` are told with their next morning message.

    ``subject`` makes noting it twice harmless.
    """

    __table_args__ = (Index("ix_notice_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    subject: str = Field(unique=True)
    at: datetime = Field(sa_type=UtcDateTime)

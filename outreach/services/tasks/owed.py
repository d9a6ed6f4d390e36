"""What is asked of the records for some people: whose things are theirs, and in which units what nobody answers for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from models import Person
from outreach.services.tasks.owners import Staff


@dataclass(frozen=True)
class Owed:
    """For whom tasks are read.

    ``people``: those of the ones asked for who are here; ``owners``: they and those they stand in for; ``led``: the
    units whose leads they are; ``administered``: the units whose administrators they are; ``last``: the latest due day
    that matters (None: whichever).
    """

    people: frozenset[int]
    owners: frozenset[int]
    led: frozenset[int]
    administered: frozenset[int]
    last: date | None = None

    @classmethod
    def by(cls, staff: Staff, people: Collection[int]) -> Self:
        """What ``people`` are asked for as the ``staff`` stands."""
        here = frozenset(one for one in people if one in staff.units)
        owners = here | staff.stood_in_for(here)
        return cls(here, owners, frozenset(staff.led_by(here)), frozenset(staff.administered_by(here)))


def not_theirs(unit: Any) -> ColumnElement[bool]:
    """The condition that the owner, joined as ``Person``, may not be one to answer for what belongs to ``unit``.

    There is none, they are gone, or they belong to another unit; whether that is near enough, ``Staff`` knows.
    """
    elsewhere = col(Person.unit_id) != unit
    return or_(col(Person.id).is_(None), col(Person.left_at).is_not(None), col(Person.role) == "viewer", elsewhere)

"""What cannot be a target in percent, or a part of a reported figure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class ShareNotPossible(DomainError):
    """``indicator`` cannot have a target in percent like this.

    ``flow``: a ratio of what is counted over a period; ``level``: a growth of what is itself a level; ``itself``: so
    many percent of itself.
    """

    indicator: str
    reason: Literal["flow", "level", "itself"]


@dataclass
class BadPart(DomainError):
    """``piece`` names no part of a figure with its number, as "học sinh 5" does."""

    piece: str


@dataclass
class PartsExceed(DomainError):
    """Parts are more than their whole: ``count`` of the part (or ``name``), or of all together, against ``whole``.

    Where ``part`` is none and there is no name, it is parts that exclude each other and are ``count`` together.
    """

    part: str | None
    name: str
    count: int
    whole: int


@dataclass
class PartTooSmall(DomainError):
    """A part of people in free words is of ``count``: so few that the words may be somebody's name."""

    name: str
    count: int


@dataclass
class PartsDiffer(DomainError):
    """Parts were told of ``count``, but what ``unit`` has reported for these days makes ``actual``."""

    unit: str
    count: int
    actual: int
    starts: date
    ends: date

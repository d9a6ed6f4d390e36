"""What is written already, or is not there, and so stands against an entry."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class UnknownUnit(DomainError):
    """``piece`` is the code or name of no unit that the actor may see; ``near`` are names alike, from those."""

    piece: str
    near: tuple[str, ...] = ()


@dataclass
class UnknownEnterprise(DomainError):
    """``piece`` is like no enterprise; ``near`` are names alike."""

    piece: str
    near: tuple[str, ...] = ()


@dataclass
class NothingToUndo(DomainError):
    """The person has entered nothing that could still be undone."""


@dataclass
class CannotUndo(DomainError):
    """The entry cannot be undone any more; ``reason`` is a sentence key: ``changed``, ``in_use``."""

    reason: str


class NothingThere(DomainError):
    """The entry that was asked for does not exist, or is not the actor's."""


class AlreadyAnswered(DomainError):
    """Somebody has answered the proposal meanwhile."""


@dataclass
class FigureOverlaps(DomainError):
    """A figure shares days with one that ``unit`` has reported already: ``count`` for ``starts`` to ``ends``."""

    unit: str
    count: int
    starts: date
    ends: date


@dataclass
class FigureAhead(DomainError):
    """A figure is said to reach until ``day``, which has not come yet."""

    day: date


@dataclass
class NoSuchTarget(DomainError):
    """No target is in force for this unit, indicator and period, so none can be withdrawn."""

    unit: str


@dataclass
class CodeTaken(DomainError):
    """Another unit that the actor sees, open or closed, has the code."""

    code: str


@dataclass
class NameTaken(DomainError):
    """``code`` is another unit of that name under the same parent."""

    name: str
    code: str


@dataclass
class UnitCycle(DomainError):
    """``unit`` cannot stand under ``parent``, which is itself or below it."""

    unit: str
    parent: str


@dataclass
class UnitInUse(DomainError):
    """``unit`` cannot be closed while these still belong to it."""

    unit: str
    children: int
    enterprises: int
    people: int
    chats: int
    organisations: int
    candidates: int


@dataclass
class IntoItself(DomainError):
    """``piece`` was to be merged into itself."""

    piece: str


@dataclass
class EnterpriseTaken(DomainError):
    """The enterprise ``name`` has the name or the tax code ``piece`` already."""

    piece: str
    name: str
    by: Literal["name", "tax_code"] = "name"


class NoUnitYet(DomainError):
    """There is no unit at all yet to ask about."""


@dataclass
class UnknownFact(DomainError):
    """``piece`` says nothing known of a ``unit`` or an ``enterprise`` that is to be changed."""

    piece: str
    about: Literal["unit", "enterprise"]

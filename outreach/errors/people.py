"""What stands against a change of people: a successor, a stand-in, another account, another unit."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class UnknownColleague(DomainError):
    """``piece`` names nobody who could take this on; somebody out of scope is as unknown as nobody at all."""

    piece: str


@dataclass
class CannotTakeOn(DomainError):
    """``name`` cannot take this on: may only read, does not answer for ``unit``, or is the one who gives."""

    name: str
    reason: Literal["viewer", "unit", "self"]
    unit: str = ""


class NobodyToTakeOn(DomainError):
    """Nobody else is there who answers for the unit."""


class NothingToHandOver(DomainError):
    """Nothing is open that could be given to somebody else."""


@dataclass
class BadAbsence(DomainError):
    """``piece`` is not understood as days, is ``past`` already, or is more days than the ``most`` that are allowed."""

    reason: Literal["unknown", "past", "too_long"]
    piece: str = ""
    most: int = 0


@dataclass
class CannotStandIn(DomainError):
    """``name`` is ``away`` themself from ``starts`` to ``ends``, so cannot stand in then."""

    name: str
    starts: date
    ends: date


@dataclass
class StandsIn(DomainError):
    """Whoever wants to be away stands in for somebody from ``starts`` to ``ends``: no stand-in of a stand-in."""

    starts: date
    ends: date


class NotAway(DomainError):
    """There is no absence that could be ended."""


@dataclass
class ThereAlready(DomainError):
    """The person is to move to ``unit``, to which they belong already."""

    unit: str


class AccountTaken(DomainError):
    """The account from which a new one was to be linked is that of somebody else."""


@dataclass
class AccountThere(DomainError):
    """The person has an account on ``channel``; another in its place needs an administrator's code."""

    channel: str


class SameAccount(DomainError):
    """The account is the person's already; the code waits for the new one."""

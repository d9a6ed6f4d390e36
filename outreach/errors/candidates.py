"""What stands against an entry about a candidate, beside the rules of admission themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class UnknownCandidate(DomainError):
    """``piece`` names no candidate whom the actor may see; another unit's is as unknown as none."""

    piece: str = ""


class NamesForbidden(DomainError):
    """An administrator has forbidden names of candidates on this channel: none is shown or taken."""


class ConsentNeeded(DomainError):
    """Nobody is entered who has not agreed: when and how is missing."""


@dataclass
class ConsentTooLate(DomainError):
    """The consent is said to be of ``day``, which has not come yet."""

    day: date


@dataclass
class CandidateTaken(DomainError):
    """``code`` is an open candidate of the same name and birth year in the same enterprise."""

    code: str


@dataclass
class BadBirthYear(DomainError):
    """``piece`` is no year in which a candidate can be born."""

    piece: str


@dataclass
class BadPhone(DomainError):
    """``piece`` is no telephone number."""

    piece: str


@dataclass
class CandidateClosed(DomainError):
    """``code`` is on the way no more: nothing can be added; a mistake is taken back by correcting the last event."""

    code: str


@dataclass
class SameUnit(DomainError):
    """The candidate is to be moved to ``unit``, where they are already."""

    unit: str


@dataclass
class NotUnderstood(DomainError):
    """``piece`` says nothing that can be done with a candidate (``step``) or entered of a new one (``new``)."""

    piece: str
    about: Literal["step", "new", "paper"] = "step"

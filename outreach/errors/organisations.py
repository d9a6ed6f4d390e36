"""What stands against an entry about an organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError
from outreach.rules.admission.citation import Citation
from outreach.rules.vocabulary.admission_terms import OrganisationKind


@dataclass
class TooFewMembers(DomainError):
    """An organisation of ``kind`` is founded with ``needed`` members at least (full ones in the Party)."""

    kind: OrganisationKind
    counted: int
    needed: int
    rule: Citation


@dataclass
class MoreThanMembers(DomainError):
    """So many by ``transfer``, or ``probationary``, are more than the ``members`` whom they are part of."""

    part: Literal["by_transfer", "probationary"]
    number: int
    members: int


@dataclass
class AheadOfTime(DomainError):
    """``piece`` is a day that has not come yet, on which nothing can have happened."""

    piece: str


@dataclass
class UnknownOrganisation(DomainError):
    """``piece`` is no organisation that the actor may see; ``near`` are names alike, from those."""

    piece: str
    near: tuple[str, ...] = ()


@dataclass
class OrganisationClosed(DomainError):
    """``name`` was dissolved on ``day``, or merged into another."""

    name: str
    day: date
    merged: bool


@dataclass
class TooEarly(DomainError):
    """``day`` lies before ``since``: the founding of ``name``, or, for its end, what is written of it last."""

    name: str
    day: date
    since: date
    what: Literal["founded", "changed"]


@dataclass
class DifferentKinds(DomainError):
    """``first`` cannot be merged into ``second``, which is of another kind."""

    first: str
    second: str


@dataclass
class OrganisationTaken(DomainError):
    """There is an organisation ``name`` already: another one needs another name."""

    name: str


@dataclass
class OrganisationInUse(DomainError):
    """The unit ``code`` of an organisation that is to end still has ``people`` and other belongings."""

    code: str
    children: int
    enterprises: int
    people: int
    chats: int
    organisations: int
    candidates: int


@dataclass
class OrganisationUnit(DomainError):
    """``code`` is the unit of the organisation ``name``: that changes it, not the tree."""

    code: str
    name: str


@dataclass
class HeldByOrganisation(DomainError):
    """That an enterprise has this body is written in the organisation ``name``, which is to be changed instead."""

    name: str

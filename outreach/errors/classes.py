"""What stands against an entry about a class, or about those who learn in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class UnknownClass(DomainError):
    """``piece`` names no class that the actor may see; another unit's is as unknown as none."""

    piece: str


@dataclass
class BadClassDays(DomainError):
    """No class is held over more than a year (``too_long``), or at weekends where there is none (``no_weekend``)."""

    piece: str
    reason: Literal["too_long", "no_weekend"]


@dataclass
class UnknownClassAct(DomainError):
    """``piece`` says nothing that can be done with a class."""

    piece: str


@dataclass
class NotEnrolled(DomainError):
    """``code`` does not learn in the class."""

    code: str
    party_class: str


@dataclass
class WrongClass(DomainError):
    """``code`` cannot learn in a class of this kind: admitted already (``admitted``), or not yet (``not_admitted``)."""

    code: str
    reason: Literal["admitted", "not_admitted"]


@dataclass
class AttendanceAhead(DomainError):
    """The class begins on ``starts``: nobody can have been there or away before."""

    starts: date


@dataclass
class WasAbsent(DomainError):
    """``code`` was away, and so gets no certificate."""

    code: str


@dataclass
class HasCertificate(DomainError):
    """``code`` has a certificate of ``day`` from this class, and so was there and stays in it."""

    code: str
    day: date


@dataclass
class CertificateEarly(DomainError):
    """A certificate of ``day`` for a class that lasts until ``ends``."""

    day: date
    ends: date


@dataclass
class CertificateAhead(DomainError):
    """A certificate of ``day``, which has not come yet."""

    day: date


@dataclass
class NobodyToCertify(DomainError):
    """Whoever attended has a certificate, or nobody did."""

    party_class: str


@dataclass
class KindFixed(DomainError):
    """Certificates have been given in ``party_class``: it cannot become a class of another kind."""

    party_class: str


@dataclass
class NothingChanges(DomainError):
    """What was typed stands in the class already."""

    party_class: str

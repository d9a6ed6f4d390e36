"""What stands against an entry about somebody's data."""

from dataclasses import dataclass
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class CandidateErased(DomainError):
    """All that was kept on ``code`` has been erased: what is left is a number that counts."""

    code: str


@dataclass
class NoFilesHere(DomainError):
    """A file with personal data is asked for on ``channel``, which takes no uploads; it is never given by link."""

    channel: str


@dataclass
class NamesBarred(DomainError):
    """On this channel no name may be shown: no ``data`` of a candidate, no ``contact`` at an enterprise is taken."""

    what: Literal["data", "contact"]


class PaperRefused(DomainError):
    """A photo or a file came where candidates are talked about: papers are noted as present or absent, never kept."""


@dataclass
class NotConfirmed(DomainError):
    """``piece`` is not the code that has to be typed before everything of a person is erased (``code``)."""

    piece: str
    code: str


class NotTheWhole(DomainError):
    """A channel belongs to all units: its rule is for those who administer everything."""


@dataclass
class AskedAhead(DomainError):
    """``piece`` is a day that has not come: nobody can have asked on it."""

    piece: str


@dataclass
class AskedAlready(DomainError):
    """The same request for ``code`` is open already."""

    code: str

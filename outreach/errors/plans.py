"""What can be wrong with a plan, and with what is asked of the agenda."""

from dataclasses import dataclass
from datetime import date

from outreach.errors.base import DomainError


@dataclass
class OnlyCeremony(DomainError):
    """``piece`` is no ceremony: nothing else is planned for a candidate with /hen."""

    piece: str


@dataclass
class NoCeremonyPlanned(DomainError):
    """No day is set for the ceremony of the candidate with this code, so none can be taken away."""

    code: str


@dataclass
class AgendaPast(DomainError):
    """The days asked for, up to ``until``, are over: the agenda shows what comes."""

    until: date

"""What stands against a question to the log."""

from dataclasses import dataclass

from outreach.errors.base import DomainError


@dataclass
class UnknownFilter(DomainError):
    """``piece`` is nothing by which the log can be searched: no person, unit or enterprise within the actor's reach."""

    piece: str

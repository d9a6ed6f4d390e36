"""What can be wrong with what follows ``/viec``."""

from dataclasses import dataclass

from outreach.errors.base import DomainError


@dataclass
class NoSuchTask(DomainError):
    """``piece`` is the number of no task that was shown, or words like none of one's open tasks."""

    piece: str
    number: bool = False

"""Refusals about the commands themselves."""

from dataclasses import dataclass

from outreach.errors.base import DomainError


@dataclass
class UnknownCommand(DomainError):
    """``piece`` is no command that could be told of; ``near`` are names of those like it that may be given."""

    piece: str
    near: tuple[str, ...] = ()

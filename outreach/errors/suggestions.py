"""Refusals about whom to visit next."""

from dataclasses import dataclass

from outreach.errors.base import DomainError


@dataclass
class UnknownArea(DomainError):
    """``piece`` is neither a unit nor a zone that may be seen here; ``near`` are units or zones that are."""

    piece: str
    near: tuple[str, ...] = ()

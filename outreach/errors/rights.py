"""Who may not, or not here."""

from dataclasses import dataclass

from outreach.errors.base import DomainError


@dataclass
class NumberOff(DomainError):
    """A number was typed, but there are only ``most`` choices."""

    most: int


class StaleChoice(DomainError):
    """The button belongs to a question that has been answered, or has run out."""


class NotYourChoice(DomainError):
    """The button was offered to another person."""


@dataclass
class NotAllowed(DomainError):
    """The command needs ``role`` (``viewer`` to ``admin``), which the actor has not."""

    role: str


class NotInvited(DomainError):
    """Somebody whom nobody has let in asks for something: they learn how to come in, and nothing else."""


@dataclass
class UnboundChat(DomainError):
    """A group that is bound to no unit: it learns how to bind, and nothing else."""


@dataclass
class OnlyInPrivate(DomainError):
    """The command ``start`` works in the private chat; a link leads there."""

    start: str


class OnlyInGroup(DomainError):
    """The command makes sense in a group alone."""


@dataclass
class OutOfScope(DomainError):
    """The actor sees ``unit`` but may not write for it."""

    unit: str


class BadInvitation(DomainError):
    """No invitation can be used with this code; which of the reasons holds is not told."""


class MeantForAnother(DomainError):
    """The invitation has a lower role than the one who opened it, so it was made for somebody else."""


class TooManyCodes(DomainError):
    """Too many wrong codes from one account: the next is heard in an hour."""


@dataclass
class OwnUnit(DomainError):
    """An administrator cannot close, move or merge away the unit they belong to."""

    unit: str


class LastAdministrator(DomainError):
    """Nobody would be left to administer what this person administers."""

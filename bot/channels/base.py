"""What a channel must be able to do, and what can go wrong on the way out, as types."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from outreach.messages import Incoming
from outreach.services.talk.outbox import Outgoing

Take = Callable[[Sequence[Incoming]], Awaitable[None]]


class DeliveryError(Exception):
    """A message could not be handed to the messenger."""


class AwayError(DeliveryError):
    """The messenger did not answer, or answered that it is ill: try again later."""


class TokenRejectedError(DeliveryError):
    """The messenger does not know the token."""


@dataclass
class FloodError(DeliveryError):
    """Too many messages; nothing goes for ``retry_after`` seconds: into this chat, or anywhere (``everywhere``)."""

    retry_after: float
    everywhere: bool = False


@dataclass
class GoneError(DeliveryError):
    """The chat has blocked or removed the bot, or is no more (``reason``)."""

    reason: str


@dataclass
class MigratedError(DeliveryError):
    """The group has become another: its new id."""

    chat: str


@dataclass
class RejectedError(DeliveryError):
    """The messenger will never take this message (``reason``)."""

    reason: str


@dataclass(frozen=True)
class Door:
    """How a messenger's webhook comes in: the header that carries the secret, and who stores an event."""

    header: str
    secret: str
    take: Callable[[Any], Awaitable[None]]


@dataclass(frozen=True)
class Limits:
    """What a messenger bears: messages a second overall, seconds between messages to a chat, and to a group."""

    a_second: float
    chat_pause: float
    group_pause: float
    burst: int


class Channel(Protocol):
    """A messenger."""

    name: str
    limits: Limits

    @property
    def confirms(self) -> bool:
        """Whether what a broken-off ``receive`` would have brought comes again."""
        ...

    def door(self, take: Take) -> Door | None:
        """How its webhook comes in; nothing where events are polled."""
        ...

    async def start(self) -> None:
        """Open the connections; the messenger may be away."""
        ...

    async def stop(self) -> None:
        """Close the connections."""
        ...

    async def receive(self, take: Take) -> None:
        """Fetch what has come in, once, and confirm it only after ``take`` has returned."""
        ...

    async def send(self, message: Outgoing) -> str:
        """Send ``message``; its id in the chat.

        Raises:
            DeliveryError: of the kind that fits.

        """
        ...

    async def acknowledge(self, press_id: str, toast: str) -> None:
        """Answer a pressed button, with a short word or nothing; best effort."""
        ...

    def link(self, start: str) -> str:
        """The address that opens the private chat with ``/start {start}``; nothing while it is not known."""
        ...

    def is_group(self, chat: str) -> bool:
        """Whether the chat id is a group's."""
        ...

"""How much a free bot may send: counted by the month of the sandbox's clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from sandbox.chats import Chat, Group
from sandbox.zaloapi.refusals import ZaloError

ZONE = timezone(timedelta(hours=7))


@dataclass
class Quota:
    """The free plan: so many messages a month, to so many people and groups."""

    messages: int = 3000
    users: int = 50
    groups: int = 3
    _month: str = ""
    _sent: int = 0
    _reached: set[int] = field(default_factory=set)

    def put(self, asked: dict[str, Any]) -> None:
        """Set what is asked for."""
        for name in ("messages", "users", "groups"):
            if name in asked:
                setattr(self, name, int(asked[name]))

    def spend(self, chat: Chat, now: datetime) -> None:
        """Count one message. Raises ZaloError 429, which does not tell how long to wait."""
        month = f"{now.astimezone(ZONE):%Y-%m}"
        if month != self._month:
            self._month, self._sent, self._reached = month, 0, set()
        group = isinstance(chat, Group)
        alike = sum((number < 0) is group for number in self._reached - {chat.id})
        if self._sent >= self.messages or alike >= (self.groups if group else self.users):
            raise ZaloError(429, "Quota exceeded")
        self._sent += 1
        self._reached.add(chat.id)

"""The queue of updates: what the bot may see, kept until a later offset confirms it."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.accounts import Bot, Person
from sandbox.bell import Bell
from sandbox.botapi import entities, objects
from sandbox.botapi.refusals import ApiError
from sandbox.chats import PrivateChat
from sandbox.clock import SandboxClock
from sandbox.posts import Edited, Event, Post, Posted, Pressed, Standing

KEPT = timedelta(hours=24)
MOST = 100
FIRST_ID = 640_000_001
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = ApiError(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


@dataclass(frozen=True)
class Waiting:
    """An update not yet confirmed."""

    id: int
    since: datetime
    kind: str
    payload: dict[str, Any]

    def shown(self) -> dict[str, Any]:
        """The Update."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """What waits for one bot. `allowed` None stands for Telegram's default."""

    def __init__(self, clock: SandboxClock, bot: Bot) -> None:
        self.allowed: list[str] | None = None
        self.bell = Bell()
        self._clock = clock
        self._bot = bot
        self._next = FIRST_ID
        self._queue: deque[Waiting] = deque()
        self._poller: object | None = None
        self._closed = False

    def hear(self, event: Event) -> None:
        """Queue what the bot may see of an event."""
        match event:
            case Standing(chat) if chat.app != "telegram":
                return
            case Posted(post) if isinstance(post.sender, Person) and sees(post, self._bot):
                self._add("message", objects.message(post))
            case Edited(post) if isinstance(post.sender, Person) and sees(post, self._bot):
                self._add("edited_message", objects.message(post))
            case Pressed(press):
                self._add("callback_query", objects.callback_query(press))
            case Standing():
                self._add("my_chat_member", objects.standing_change(event, self._bot, self._clock.now()))
            case _:
                return

    def _add(self, kind: str, payload: dict[str, Any]) -> None:
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if wanted:
            self._queue.append(Waiting(self._next, self._clock.now(), kind, payload))
            self._next += 1
            self.bell.ring()

    def pending(self) -> list[Waiting]:
        """What waits, the oldest first; after 24 hours of the sandbox's time an update is gone."""
        oldest = self._clock.now() - KEPT
        while self._queue and self._queue[0].since < oldest:
            self._queue.popleft()
        return list(self._queue)

    def drop(self) -> None:
        """Forget all that waits."""
        self._queue.clear()

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps so many of the newest."""
        waiting = self.pending()
        kept = waiting[offset:] if offset < 0 else [update for update in waiting if update.id >= offset]
        self._queue = deque(kept)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """The oldest updates from `offset` on, waiting at most so many real seconds for the first.

        Raises ApiError 409 as soon as another poll begins.
        """
        self._poller = ticket = object()
        self.bell.ring()
        self.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        size = limit if 0 < limit <= MOST else MOST
        while not (page := self.pending()[:size]) and (left := deadline - loop.time()) > 0:
            await self.bell.wait(left)
            if self._closed:
                return []
            if self._poller is not ticket:
                raise CONFLICT
        return [update.shown() for update in page]

    def release(self) -> None:
        """End a waiting poll with 409, as a new webhook does."""
        self._poller = None
        self.bell.ring()

    def close(self) -> None:
        """End a waiting poll with nothing."""
        self._closed = True
        self.bell.ring()


def sees(post: Post, bot: Bot) -> bool:
    """Whether privacy mode lets the bot see a person's post."""
    place = post.chat
    if place.app != "telegram":
        return False
    if isinstance(place, PrivateChat):
        return not place.person.blocked
    if not place.has_bot:
        return False
    if place.standing == "administrator" or post.notice is not None:
        return True
    answers = post.reply_to is not None and post.reply_to.sender is bot
    return answers or _speaks_to(post.text, bot.username.lower())


def _speaks_to(text: str, username: str) -> bool:
    for entity in entities.find(text):
        words = entities.cut(text, entity["offset"], entity["offset"] + entity["length"]).lower()
        name, _, addressee = words.partition("@")
        if addressee == username and entity["type"] in {"mention", "bot_command"}:
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0 and name and not addressee:
            return True
    return False

"""What comes to the bot on Zalo, one event at a time and never acknowledged; and how that goes wrong."""

import asyncio
from collections import deque
from dataclasses import dataclass, fields
from typing import Any

from sandbox.accounts import Person
from sandbox.bell import Bell
from sandbox.chats import Group
from sandbox.posts import Event, MediaKind, Post, Posted
from sandbox.scene import Scene
from sandbox.zaloapi import ids
from sandbox.zaloapi.refusals import ZaloError

Json = dict[str, Any]
# Zalo passes on text, pictures, stickers and voices; anything else is "unsupported" and without content
NAMES: dict[MediaKind, str] = {"photo": "image", "sticker": "sticker", "voice": "voice"}


@dataclass
class Trouble:
    """How many of the next events come twice (`repeat`), never (`drop`), or after the one behind them (`disorder`)."""

    repeat: int = 0
    drop: int = 0
    disorder: int = 0

    def met(self, name: str) -> bool:
        """Whether this kind strikes now, which is then counted."""
        left: int = getattr(self, name)
        setattr(self, name, max(0, left - 1))
        return left > 0

    def put(self, asked: Json) -> None:
        """Set what is asked for."""
        for field in fields(self):
            if field.name in asked:
                setattr(self, field.name, int(asked[field.name]))


class Events:
    """The queue of one bot. There is no offset: what a poll has brought is forgotten here."""

    def __init__(self, scene: Scene) -> None:
        self.trouble = Trouble()
        self.bell = Bell()
        self._scene = scene
        self._queue: deque[Json] = deque()
        self._closed = False
        scene.listeners.append(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Posted) and sees(event.post, self._scene.bot.name):
            self._queue.append(shown(event.post))
            self.bell.ring()

    def __len__(self) -> int:
        return len(self._queue)

    def take(self) -> Json | None:
        """The next event, as trouble allows; None when there is none."""
        while self._queue and self.trouble.met("drop"):
            self._queue.popleft()
        if not self._queue:
            return None
        if len(self._queue) > 1 and self.trouble.met("disorder"):
            first = self._queue.popleft()
            self._queue.insert(1, first)
        if self.trouble.met("repeat"):
            return self._queue[0]
        return self._queue.popleft()

    def put_back(self, event: Json) -> None:
        """Let an event that could not be handed over be the next again."""
        self._queue.appendleft(event)

    async def poll(self, seconds: float) -> Json:
        """The next event, waiting so many real seconds. Raises ZaloError 408 when none comes."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while (event := self.take()) is None:
            left = deadline - loop.time()
            if self._closed or left <= 0:
                raise ZaloError(408, "Request timeout")
            await self.bell.wait(left)
        return event

    def close(self) -> None:
        """End a waiting poll."""
        self._closed = True
        self.bell.ring()


def sees(post: Post, bot: str) -> bool:
    """Whether the bot gets a post: in groups only what mentions it or answers it."""
    if post.chat.app != "zalo" or not isinstance(post.sender, Person):
        return False
    if not isinstance(post.chat, Group):
        return not post.chat.person.blocked
    if not post.chat.has_bot or post.notice is not None:
        return False
    answers = post.reply_to is not None and not isinstance(post.reply_to.sender, Person)
    return answers or f"@{bot}".lower() in post.text.lower()


def shown(post: Post) -> Json:
    """The event that a person's post makes."""
    assert isinstance(post.sender, Person)  # noqa: S101 - `sees` has seen to it
    message: Json = {
        "from": {"id": ids.user(post.sender), "display_name": post.sender.name, "is_bot": False},
        "chat": {"id": ids.chat(post.chat), "chat_type": "GROUP" if isinstance(post.chat, Group) else "PRIVATE"},
        "message_id": ids.message(post),
        "date": int(post.sent_at.timestamp() * 1000),
    }
    if post.media is None:
        return {"event_name": "message.text.received", "message": message | {"text": post.text}}
    kind = NAMES.get(post.media.kind, "unsupported")
    if kind == "image":
        message |= {"photo_url": f"https://photo.zdn.vn/{post.media.id}", "caption": post.text}
    return {"event_name": f"message.{kind}.received", "message": message}

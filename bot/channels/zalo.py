"""Zalo, through its bot platform, over aiohttp. All that is assumed of its methods and answers stands here.

The answer's ``ok`` is read whatever the HTTP status, and the token, which is part of every address, is never logged.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import structlog

from bot.channels.base import (
    AwayError,
    DeliveryError,
    Door,
    FloodError,
    GoneError,
    Limits,
    RejectedError,
    Take,
    TokenRejectedError,
)
from bot.channels.zalo_read import CHANNEL, GROUP_IDS, read_raw
from bot.clock import Clock
from outreach.messages import Incoming, Text
from outreach.rules.splitting import units
from outreach.services.talk.outbox import Outgoing

log = structlog.get_logger()


Hear = Callable[[Mapping[str, str]], None]
POLL_SECONDS = (
    4  # a poll confirms nothing, and one that is broken off may lose what it would have brought: keep it short
)
POLL_FLOOR = 1.0
HOOK_AGAIN = 3600.0
ANSWER_WITHIN = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 900.0  # after 429, which does not say how long to wait
WORDLESS_PAUSE = 600.0  # seconds in which stickers and the like are answered once in a chat
_IDLE = 408
_NO_TOKEN = frozenset({401, 404})
_PICTURES = (".png", ".jpg", ".jpeg")
_STYLES = {"bold": "b", "italic": "i"}


class ZaloChannel:
    """One bot on Zalo: by webhook where there is an address for it, else by polling."""

    name = CHANNEL
    limits = Limits(a_second=20, chat_pause=1.0, group_pause=1.0, burst=4)

    def __init__(
        self, token: str, url: str, clock: Clock, hear: Hear | None = None, hook: tuple[str, str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._base = f"{url}/bot{token}"
        self.hook = hook  # the address that events are posted to, and the secret that they bring along
        self._hooked_at: float | None = None
        self._clock, self._hear, self._monotonic = clock, hear, monotonic
        self._session: aiohttp.ClientSession | None = None
        self._bot: str | None = None
        self._polled_at = -POLL_FLOOR
        self._pause, self._full_until = FIRST_PAUSE, 0.0
        self._wordless: dict[str, float] = {}
        self._in_hand: Any = None
        self._introducing = asyncio.Lock()

    @property
    def confirms(self) -> bool:
        """Whether what comes is confirmed: a webhook's event is, by the answer to it; a poll's is not."""
        return self.hook is not None

    def door(self, take: Take) -> Door | None:
        """How the webhook comes in, where there is one."""

        async def heard(event: Any) -> None:
            await self.heard(event, take)

        return None if self.hook is None else Door("X-Bot-Api-Secret-Token", self.hook[1], heard)

    async def start(self) -> None:
        """Open the connections; Zalo may be away."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN, sock_connect=10))

    async def stop(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def introduce(self) -> str:
        """The bot's name, by which it is mentioned in groups; asked for once.

        Raises:
            TokenRejectedError: Zalo does not know the token.
            AwayError: Zalo is away.

        """
        async with self._introducing:
            if self._bot is None:
                me = await self._call("getMe")
                self._bot = str(me.get("account_name") or me.get("name") or "")
            return self._bot

    async def receive(self, take: Take) -> None:
        """Fetch one event; Zalo forgets it at once, so it is kept in hand until it is stored."""
        await self.introduce()
        await self._set_hook()
        if self.hook is not None:
            await asyncio.sleep(POLL_SECONDS)
            return
        if self._in_hand is None:
            await asyncio.sleep(max(0.0, self._polled_at + POLL_FLOOR - self._monotonic()))
            self._polled_at = self._monotonic()
            self._in_hand = await self._call("getUpdates", timeout=POLL_SECONDS) or None
        if self._in_hand is not None:
            await self.heard(self._in_hand, take)
            self._in_hand = None

    async def _set_hook(self) -> None:
        """Let Zalo post events to the webhook, or poll them where there is none; said again from time to time."""
        if self._hooked_at is not None and (self.hook is None or self._monotonic() < self._hooked_at + HOOK_AGAIN):
            return
        if self.hook is None:
            await self._call("deleteWebhook")
        else:
            await self._call("setWebhook", url=self.hook[0], secret_token=self.hook[1])
        self._hooked_at = self._monotonic()

    async def heard(self, event: Any, take: Take) -> None:
        """Hand one event on, from a poll or from the webhook; when this returns it is stored."""
        incoming = read_raw(event, await self.introduce(), self._clock.now())
        if incoming is not None and not self._said_already(incoming):
            await take([incoming])

    def _said_already(self, incoming: Incoming) -> bool:
        """Whether this is one more of the stickers and voices that were answered in this chat a little while ago."""
        if incoming.kind == "text":
            return False
        now, chat = self._monotonic(), incoming.address.chat
        self._wordless = {other: at for other, at in self._wordless.items() if now < at + WORDLESS_PAUSE}
        if chat in self._wordless:
            return True
        self._wordless[chat] = now
        return False

    async def send(self, message: Outgoing) -> str:
        """Send ``message``; its id. Nothing can be edited here: what would replace another is said anew.

        Raises:
            DeliveryError: of the kind that fits.

        """
        sent = await self._picture(message) if _is_picture(message) else None
        if sent is None:
            sent = await self._words(message)
        self._pause = FIRST_PAUSE
        return str(sent.get("message_id", ""))

    async def _picture(self, message: Outgoing) -> dict[str, Any] | None:
        """Let Zalo fetch the picture; None when it cannot, and the words have to do."""
        asked = {"chat_id": message.address.chat, "photo": message.link, "caption": message.text.plain}
        try:
            return await self._call("sendPhoto", **asked)
        except RejectedError as refusal:
            log.warning("a picture was not taken", reason=refusal.reason.replace(message.link, "the link"))
            return None

    async def _words(self, message: Outgoing) -> dict[str, Any]:
        text = message.text.plain
        if message.link and message.file is not None and not _is_picture(message):
            text += f"\n{message.file.name}: {message.link}"
        asked: dict[str, Any] = {"chat_id": message.address.chat, "text": text}
        if message.text.spans:
            asked["text_styles"] = styles(message.text)
        return await self._call("sendMessage", **asked)

    async def acknowledge(self, press_id: str, toast: str) -> None:
        """Nothing: there are no buttons here."""

    def link(self, start: str) -> str:
        """Nothing: a chat cannot be opened by a link here."""
        del start
        return ""

    def is_group(self, chat: str) -> bool:
        """Whether the chat id is a group's."""
        return chat.startswith(GROUP_IDS)

    async def _call(self, method: str, **asked: Any) -> dict[str, Any]:
        """The result of a method; nothing when a poll found nothing."""
        if self._session is None:
            raise AwayError("closed")
        try:
            async with self._session.post(f"{self._base}/{method}", json=asked) as answer:
                if self._hear is not None:
                    self._hear(answer.headers)
                body = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise AwayError(type(error).__name__) from None  # its message may hold the address, and so the token
        if not isinstance(body, dict):
            raise AwayError("no object")
        if body.get("ok") is True:
            result = body.get("result")
            return result if isinstance(result, dict) else {}
        if body.get("error_code") == _IDLE:
            return {}
        raise self._refusal(method, body)

    def _refusal(self, method: str, body: Mapping[str, Any]) -> DeliveryError:
        code, words = body.get("error_code"), str(body.get("description", ""))
        if code in _NO_TOKEN:
            return TokenRejectedError()
        if code == 429:  # noqa: PLR2004 - HTTP's
            return self._flood() if method.startswith("send") else FloodError(FIRST_PAUSE)
        if method.startswith("send") and code == 403:  # noqa: PLR2004 - HTTP's
            return GoneError(words)
        if method.startswith("send") and code == 400:  # noqa: PLR2004 - HTTP's
            return RejectedError(words)
        return AwayError(f"{code}")

    def _flood(self) -> FloodError:
        """The account has sent its fill. Messages that were under way together are refused together: one pause."""
        now = self._monotonic()
        if now >= self._full_until:
            self._full_until, self._pause = now + self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return FloodError(self._full_until - now, everywhere=True)


def _is_picture(message: Outgoing) -> bool:
    return bool(message.link) and message.file is not None and message.file.name.lower().endswith(_PICTURES)


def styles(text: Text) -> list[dict[str, Any]]:
    """The spans, which count code points, as Zalo's styles, which count UTF-16 units."""
    return [
        {
            "start": units(text.plain[: span.start]),
            "len": units(text.plain[span.start : span.start + span.length]),
            "st": [_STYLES[span.style]],
        }
        for span in text.spans
        if span.length > 0
    ]

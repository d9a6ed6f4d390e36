"""The webhook of a Zalo bot: each event is posted to it until it is taken."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.zaloapi.refusals import ZaloError

if TYPE_CHECKING:
    from sandbox.zaloapi.api import ZaloApi

Json = dict[str, Any]
HOME = {"127.0.0.1", "localhost", "::1"}
SECRET_LENGTHS = range(8, 257)
AGAIN_AFTER = 0.5
ANSWER_WITHIN = aiohttp.ClientTimeout(total=10)


@dataclass
class Webhook:
    """Where events go, and the word that they bring along."""

    url: str = ""
    secret: str = ""
    set_at: int = 0
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    def info(self) -> Json:
        """What getWebhookInfo tells."""
        return {"url": self.url, "updated_at": self.set_at}

    def begin(self, api: "ZaloApi") -> None:
        """Post events from now on."""
        self.end()
        self._task = asyncio.create_task(self._post_all(api))  # noqa: TID251

    def end(self) -> None:
        """Post no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _post_all(self, api: "ZaloApi") -> None:
        headers = {"X-Bot-Api-Secret-Token": self.secret}
        async with aiohttp.ClientSession(timeout=ANSWER_WITHIN, headers=headers) as session:
            while True:
                event = api.events.take()
                if event is None:
                    await api.events.bell.wait(None)
                elif not await _taken(session, self.url, event):
                    api.events.put_back(event)
                    await asyncio.sleep(AGAIN_AFTER)


async def _taken(session: aiohttp.ClientSession, url: str, event: Json) -> bool:
    try:
        async with session.post(url, json={"ok": True, "result": event}) as answer:
            return answer.ok
    except (aiohttp.ClientError, TimeoutError):
        return False


async def set_webhook(api: "ZaloApi", asked: Json) -> Json:
    """Have events posted to `url` (setWebhook). Plain http is allowed on loopback alone."""
    url, secret = asked.get("url"), asked.get("secret_token", "")
    parts = urlsplit(url if isinstance(url, str) else "")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HOME):
        raise ZaloError(400, "url must be a public https address")
    if not isinstance(secret, str) or len(secret) not in SECRET_LENGTHS:
        raise ZaloError(400, "secret_token must have 8 to 256 characters")
    hook = api.webhook
    hook.url, hook.secret = str(url), secret
    hook.set_at = int(api.scene.clock.now().timestamp() * 1000)
    hook.begin(api)
    return hook.info()


async def delete_webhook(api: "ZaloApi", _asked: Json) -> Json:
    """Let events be polled again (deleteWebhook)."""
    api.webhook.end()
    api.webhook.url = api.webhook.secret = ""
    return api.webhook.info()


async def get_webhook_info(api: "ZaloApi", _asked: Json) -> Json:
    """Where events go (getWebhookInfo)."""
    return api.webhook.info()

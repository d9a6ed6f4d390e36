from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.chats import Chat
from sandbox.faults import Faults
from sandbox.scene import Scene
from sandbox.zaloapi import ids, sending, webhook
from sandbox.zaloapi.events import Events
from sandbox.zaloapi.quota import Quota
from sandbox.zaloapi.refusals import ZaloError
from sandbox.zaloapi.webhook import Webhook

Json = dict[str, Any]
Method = Callable[["ZaloApi", Json], Awaitable[Any]]
LONGEST_POLL = 60


class ZaloApi:
    """What one bot can ask of Zalo. Any token is taken, unless `token` is set."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.token: str | None = None
        self.events = Events(scene)
        self.quota = Quota()
        self.webhook = Webhook()
        self.faults = Faults()

    async def call(self, method: str, asked: Json) -> Any:
        """The method's result as JSON values. Raises ZaloError."""
        handler = METHODS.get(method.lower())
        if handler is None:
            raise ZaloError(404, "Not found")
        return await handler(self, asked)

    def chat(self, wanted: Any) -> Chat | None:
        """The chat on Zalo with this opaque id."""
        here = (chat for chat in self.scene.chats.values() if chat.app == "zalo")
        return next((chat for chat in here if ids.chat(chat) == wanted), None)

    def close(self) -> None:
        """End what waits."""
        self.events.close()
        self.webhook.end()
        self.faults.bell.ring()


async def get_me(api: ZaloApi, _asked: Json) -> Json:
    """The bot's account (getMe)."""
    bot = api.scene.bot
    return {"id": ids.user(bot), "account_name": bot.name, "account_type": "BASIC", "can_join_groups": True}


async def get_updates(api: ZaloApi, asked: Json) -> Json:
    """One event, waiting for it (getUpdates). Raises ZaloError 408 when none comes, 400 beside a webhook."""
    if api.webhook.url:
        raise ZaloError(400, "webhook is active")
    try:
        seconds = min(max(float(asked.get("timeout", 30)), 0), LONGEST_POLL)
    except (TypeError, ValueError):
        raise ZaloError(400, "timeout is invalid") from None
    return await api.events.poll(seconds)


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "sendchataction": sending.send_chat_action,
    "setwebhook": webhook.set_webhook,
    "deletewebhook": webhook.delete_webhook,
    "getwebhookinfo": webhook.get_webhook_info,
}

"""What comes to the bot: updates by polling, the webhook's address, files."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.botapi import objects
from sandbox.botapi.api import BotApi
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import ApiError, bad
from sandbox.posts import Media

LONGEST_POLL = 50
DOWNLOAD_LIMIT = 20 * 1024 * 1024
FOLDERS = {"photo": "photos", "sticker": "stickers", "voice": "voice"}


async def get_updates(api: BotApi, params: Params) -> list[dict[str, Any]]:
    """The updates not yet confirmed (getUpdates). Raises ApiError 409 while a webhook is set."""
    if api.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _remember_allowed(api, params)
    seconds = min(max(params.number("timeout"), 0), LONGEST_POLL)
    return await api.updates.poll(params.number("offset"), params.number("limit", 100), seconds)


def _remember_allowed(api: BotApi, params: Params) -> None:
    if params.values.get("allowed_updates") is not None:
        api.updates.allowed = [str(kind) for kind in params.items("allowed_updates")] or None


def set_webhook(api: BotApi, params: Params) -> bool:
    """setWebhook; an empty address deletes it, as at Telegram. Plain http is allowed on loopback alone."""
    address = params.text("url")
    if not address:
        return delete_webhook(api, params)
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    _remember_allowed(api, params)
    if params.flag("drop_pending_updates"):
        api.updates.drop()
    api.webhook = {"url": address, "max_connections": params.number("max_connections", 40)}
    api.webhook_secret = params.text("secret_token")
    api.updates.release()
    return True


def delete_webhook(api: BotApi, params: Params) -> bool:
    """True: polling may begin (deleteWebhook)."""
    api.webhook = {}
    if params.flag("drop_pending_updates"):
        api.updates.drop()
    return True


def get_webhook_info(api: BotApi, _params: Params) -> dict[str, Any]:
    """A WebhookInfo (getWebhookInfo)."""
    info: dict[str, Any] = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(api.updates.pending()),
    }
    if api.updates.allowed:
        info["allowed_updates"] = api.updates.allowed
    return info | api.webhook


def get_file(api: BotApi, params: Params) -> dict[str, Any]:
    """A File with the path to fetch it by (getFile)."""
    media = api.scene.media.get(params.text("file_id"))
    if media is None or not media.content:
        raise bad("invalid file_id")
    if len(media.content) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return objects.file_facts(media) | {"file_path": file_path(media)}


def file_path(media: Media) -> str:
    """The path under /file/bot<token>/ at which a file is found."""
    ending = media.name.rpartition(".")[2] if "." in media.name else "bin"
    return f"{FOLDERS.get(media.kind, 'documents')}/{media.id}.{ending}"

"""What Zalo's bot platform brings, in neutral messages. All that is assumed of its events stands here.

The platform is known from third parties alone: names of events and fields that turn out otherwise are changed here and
in the fixtures of tests/channels/zalo, and nowhere else.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from outreach.messages import Address, Incoming, Kind

log = structlog.get_logger()
CHANNEL = "zalo"
GROUP_IDS = "zgr-"
_KINDS: Mapping[str, Kind] = {"text": "text", "image": "photo", "sticker": "other", "voice": "other"}
_MILLISECONDS = 1000


def read_raw(update: Any, bot: str, now: datetime) -> Incoming | None:
    """The event in ``update`` as Zalo sent it; one that cannot be read is logged and left out.

    ``bot`` is the bot's name, by which it is mentioned in groups.
    """
    try:
        return _read(_unwrapped(update), bot, now)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.error("an event of Zalo could not be read", kind=type(error).__name__)  # noqa: TRY400 - it holds names
        return None


def _unwrapped(update: Any) -> Mapping[str, Any]:
    """The event itself: it comes bare, or as the result of an answer."""
    event: Mapping[str, Any] = update.get("result", update) if isinstance(update, dict) else update
    return event


def _read(event: Mapping[str, Any], bot: str, now: datetime) -> Incoming | None:
    message, sender = event["message"], event["message"]["from"]
    if sender.get("is_bot"):
        return None
    chat = message["chat"]
    private = not _is_group(chat)
    kind = _kind(str(event["event_name"]))
    if kind != "text" and not private:
        return None
    text = str(message["text"]) if kind == "text" else ""  # what is written under a picture is not kept
    return Incoming(
        event=str(message.get("message_id") or _print(event)),
        address=Address(CHANNEL, str(chat["id"])),
        user=str(sender["id"]),
        kind=kind,
        sent_at=_instant(message.get("date"), now),
        private=private,
        text=text if private else without_mention(text, bot),
        message=str(message["message_id"]) if message.get("message_id") else None,
    )


def _is_group(chat: Mapping[str, Any]) -> bool:
    return str(chat.get("chat_type", "")).upper() == "GROUP" or str(chat["id"]).startswith(GROUP_IDS)


def _kind(event_name: str) -> Kind:
    """``message.text.received`` is text; whatever is not known is something that cannot be read."""
    for part in event_name.split("."):
        if part in _KINDS:
            return _KINDS[part]
    return "other"


def _instant(date: Any, now: datetime) -> datetime:
    """When it was sent, in milliseconds; what is no such number, or lies ahead, is now."""
    if not isinstance(date, int | float) or date <= 0:
        return now
    return datetime.fromtimestamp(min(date / _MILLISECONDS, now.timestamp()), UTC)


def _print(event: Mapping[str, Any]) -> str:
    """What tells two events without a message id apart."""
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:20]


def without_mention(text: str, bot: str) -> str:
    """What is said to the bot in a group, without the mention that made it arrive."""
    if not bot:
        return text
    mention = re.compile(rf"\s*@{re.escape(bot)}[\s:,]*", re.IGNORECASE)
    return mention.sub(" ", text, count=1).strip()

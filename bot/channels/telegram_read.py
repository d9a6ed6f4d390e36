"""What Telegram brings, in neutral messages; what is none of the bot's business is not even stored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from outreach.messages import Address, Incoming, Kind

log = structlog.get_logger()
CHANNEL = "telegram"
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_IN = frozenset({"member", "administrator", "creator"})
_OUT = frozenset({"left", "kicked"})


def read_raw(update: dict[str, Any], bot: Bot, now: datetime) -> Incoming | None:
    """The event in ``update`` as Telegram sent it; one that the library cannot read is logged and left out."""
    try:
        return read(Update.de_json(update, bot), bot.username, now)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.error(  # noqa: TRY400 - a trace would show what people write
            "an update could not be read", update=update.get("update_id"), kind=type(error).__name__
        )
        return None


def read(update: Update, username: str, now: datetime) -> Incoming | None:
    """The event in ``update``; None when there is nothing for the bot in it.

    In groups only commands and what happens to the bot itself are read: other people's talk is not kept, even where
    the bot could see it as an administrator of the group.
    """
    event = str(update.update_id)
    if update.callback_query is not None:
        return _press(event, update.callback_query, now)
    if update.my_chat_member is not None:
        return _membership(event, update.my_chat_member)
    if update.message is not None:
        return _message(event, update.message, username)
    if update.edited_message is not None:
        return _edited(event, update.edited_message, username)
    return None


def _press(event: str, query: CallbackQuery, now: datetime) -> Incoming | None:
    if query.message is None or query.data is None:
        return None
    thread = query.message.message_thread_id if isinstance(query.message, Message) else None
    return Incoming(
        event=event,
        address=_address(query.message.chat, thread),
        user=str(query.from_user.id),
        kind="press",
        sent_at=now,  # Telegram does not tell when a button was pressed
        private=query.message.chat.type == Chat.PRIVATE,
        message=str(query.message.message_id),
        press=query.data,
        press_id=query.id,
        language=query.from_user.language_code,
    )


def _membership(event: str, change: ChatMemberUpdated) -> Incoming | None:
    if change.chat.type == Chat.CHANNEL:
        return None
    private = change.chat.type == Chat.PRIVATE
    was, now = change.old_chat_member.status, change.new_chat_member.status
    if now in _OUT and was not in _OUT:
        kind: Kind = "removed"
    elif now in _IN and was not in _IN:
        kind = "returned" if private else "added"
    else:
        return None
    return Incoming(
        event=event,
        address=_address(change.chat, None),
        user=str(change.from_user.id),
        kind=kind,
        sent_at=change.date,
        private=private,
        language=change.from_user.language_code,
        title=change.chat.title or "",
    )


def _message(event: str, message: Message, username: str) -> Incoming | None:
    if message.migrate_to_chat_id is not None:
        return _incoming(event, message, "migrated", str(message.migrate_to_chat_id))
    private = message.chat.type == Chat.PRIVATE
    if message.text is not None:
        mine = _is_mine(message.text, username) if message.text.startswith("/") else private
        return _incoming(event, message, "text", message.text) if mine else None
    if not private or message.from_user is None:
        return None
    return _incoming(event, message, _content(message), "")  # what is written under a picture is not kept


def _edited(event: str, message: Message, username: str) -> Incoming | None:
    text = message.text or ""
    return _incoming(event, message, "edited", text) if text.startswith("/") and _is_mine(text, username) else None


def _is_mine(text: str, username: str) -> bool:
    _, at, name = text.split(maxsplit=1)[0].partition("@")
    return not at or name.lower() == username.lower()


def _content(message: Message) -> Kind:
    if message.photo:
        return "photo"
    return "document" if message.document is not None else "other"


def _incoming(event: str, message: Message, kind: Kind, text: str) -> Incoming:
    user: Mapping[str, Any] = message.from_user.to_dict() if message.from_user else {"id": message.chat.id}
    return Incoming(
        event=event,
        address=_address(message.chat, message.message_thread_id if message.is_topic_message else None),
        user=str(user["id"]),
        kind=kind,
        sent_at=message.date,
        private=message.chat.type == Chat.PRIVATE,
        text=text,
        message=str(message.message_id),
        language=user.get("language_code"),
        title=message.chat.title or "",
    )


def _address(chat: Chat, thread: int | None) -> Address:
    return Address(CHANNEL, str(chat.id), None if thread is None else str(thread))

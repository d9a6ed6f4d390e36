"""Changes to what was sent, and the answers to presses."""

from datetime import timedelta
from typing import Any

from sandbox.botapi import entities, objects
from sandbox.botapi.api import BotApi
from sandbox.botapi.keyboards import inline_keyboard
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import bad
from sandbox.botapi.sending import message_text
from sandbox.chats import Chat, Group
from sandbox.posts import Post

ANSWER_LIMIT = 200
DELETABLE = timedelta(hours=48)
# Telegram does not say how long; a press that waited a minute is refused in practice.
PRESS_LIFE = timedelta(seconds=60)
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(api: BotApi, params: Params) -> dict[str, Any]:
    """The edited Message; without reply_markup it loses its buttons (editMessageText)."""
    chat = api.room(params)
    text, spans = message_text(params)
    post = _own_post(api, chat, params)
    if post.media is not None:
        raise bad("there is no text in the message to edit")
    return _change(api, post, text=text, spans=spans, keyboard=inline_keyboard(params))


def edit_message_reply_markup(api: BotApi, params: Params) -> dict[str, Any]:
    """The Message with its new buttons or none (editMessageReplyMarkup)."""
    chat = api.room(params)
    post = _own_post(api, chat, params)
    return _change(api, post, keyboard=inline_keyboard(params))


def _own_post(api: BotApi, chat: Chat, params: Params) -> Post:
    post = api.post(chat, params.number("message_id"))
    if post is None:
        raise bad("message to edit not found")
    if post.sender is not api.scene.bot or post.notice is not None:
        raise bad("message can't be edited")
    return post


def _change(api: BotApi, post: Post, **changes: Any) -> dict[str, Any]:
    if all(getattr(post, name) == value for name, value in changes.items()):
        raise bad(UNCHANGED)
    api.spend(post.chat)
    api.scene.edit(post, **changes)
    return objects.message(post)


def delete_message(api: BotApi, params: Params) -> bool:
    """deleteMessage: the bot's own, anybody's in private or where it is administrator, within 48 hours."""
    chat = api.room(params)
    post = api.post(chat, params.number("message_id"))
    if post is None:
        raise bad("message to delete not found")
    own = post.sender is api.scene.bot
    elsewhere = isinstance(chat, Group) and chat.standing != "administrator"
    if (elsewhere and not own) or api.scene.clock.now() - post.sent_at > DELETABLE:
        raise bad("message can't be deleted")
    api.scene.delete(post)
    return True


def answer_callback_query(api: BotApi, params: Params) -> bool:
    """answerCallbackQuery, once for each press."""
    if entities.units(params.text("text")) > ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    press = api.scene.presses.get(params.text("callback_query_id"))
    if press is None or press.answered or api.scene.clock.now() - press.pressed_at > PRESS_LIFE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    answer = {"text": params.text("text"), "show_alert": params.flag("show_alert"), "url": params.text("url")}
    api.scene.answer(press, **answer)
    return True

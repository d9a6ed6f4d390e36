"""Messages and pictures on Zalo, and the typing sign."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.botapi.entities import units
from sandbox.botapi.refusals import ApiError
from sandbox.botapi.sending import photo
from sandbox.chats import Chat, Group
from sandbox.posts import Changed, Post
from sandbox.zaloapi import ids
from sandbox.zaloapi.refusals import ZaloError

if TYPE_CHECKING:
    from sandbox.zaloapi.api import ZaloApi

Json = dict[str, Any]
LONGEST = 2000
STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough"}
TYPING = timedelta(seconds=5)
FETCH_WITHIN = aiohttp.ClientTimeout(total=10)


async def send_message(api: "ZaloApi", asked: Json) -> Json:
    """Say a text (sendMessage)."""
    text = _words(asked, "text")
    if not text.strip():
        raise ZaloError(400, "text must not be empty")
    return _sent(api, room(api, asked), text=text, spans=_styles(asked, text))


async def send_photo(api: "ZaloApi", asked: Json) -> Json:
    """Show a picture, which is fetched from its public address (sendPhoto)."""
    chat, caption = room(api, asked), _words(asked, "caption")
    content = await _fetch(asked.get("photo"))
    try:
        media = photo(content, "photo.jpg")
    except ApiError:
        raise ZaloError(400, "photo is no picture") from None
    return _sent(api, chat, text=caption, media=media)


async def send_chat_action(api: "ZaloApi", asked: Json) -> bool:
    """Show that the bot types (sendChatAction)."""
    chat = room(api, asked)
    if asked.get("action") != "typing":
        raise ZaloError(400, "unsupported action")
    chat.typing_until = api.scene.clock.now() + TYPING
    api.scene.tell(Changed())
    return True


def room(api: "ZaloApi", asked: Json) -> Chat:
    """The chat meant by `chat_id`, once sure that the bot may write there: only to whoever has written first."""
    chat = api.chat(asked.get("chat_id"))
    if chat is None:
        raise ZaloError(400, "chat_id is invalid")
    if isinstance(chat, Group):
        if not chat.has_bot:
            raise ZaloError(403, "bot is not a member of the group")
    elif chat.person.blocked or chat.person.deactivated or not chat.person.started:
        raise ZaloError(403, "user has not interacted with the bot")
    return chat


def _words(asked: Json, field: str) -> str:
    value = asked.get(field, "")
    if not isinstance(value, str) or units(value) > LONGEST:
        raise ZaloError(400, f"{field} must be a text of at most {LONGEST} characters")
    return value


def _styles(asked: Json, text: str) -> list[Json]:
    spans = []
    for style in asked.get("text_styles") or []:
        start, length, names = style.get("start"), style.get("len"), style.get("st")
        whole = isinstance(start, int) and isinstance(length, int) and isinstance(names, list)
        if not whole or start < 0 or length <= 0 or start + length > units(text) or not set(names) <= STYLES.keys():
            raise ZaloError(400, "text_styles is invalid")
        spans += [{"type": STYLES[name], "offset": start, "length": length} for name in names]
    return spans


async def _fetch(address: Any) -> bytes:
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        raise ZaloError(400, "photo must be a public URL")
    try:
        async with aiohttp.ClientSession(timeout=FETCH_WITHIN) as session, session.get(address) as answer:
            if answer.status != 200:  # noqa: PLR2004 - HTTP's OK
                raise ZaloError(400, f"photo cannot be fetched: HTTP {answer.status}")
            return await answer.read()
    except (aiohttp.ClientError, TimeoutError):
        raise ZaloError(400, "photo cannot be fetched") from None


def _sent(api: "ZaloApi", chat: Chat, **content: Any) -> Json:
    api.quota.spend(chat, api.scene.clock.now())
    post: Post = api.scene.post(chat, api.scene.bot, **content)
    return {"message_id": ids.message(post), "date": int(post.sent_at.timestamp() * 1000)}

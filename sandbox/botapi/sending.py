"""Messages, photos, documents and the typing sign."""

import mimetypes
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.botapi import entities, objects
from sandbox.botapi.api import BotApi
from sandbox.botapi.keyboards import inline_keyboard
from sandbox.botapi.params import Params, Upload
from sandbox.botapi.pictures import picture_mime, picture_size
from sandbox.botapi.refusals import bad, refuse
from sandbox.chats import Chat, Group
from sandbox.posts import Changed, Media, Post

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PHOTO_LIMIT = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
TYPING = timedelta(seconds=5)
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(api: BotApi, params: Params) -> dict[str, Any]:
    """The Message (sendMessage)."""
    chat = api.room(params)
    text, spans = message_text(params)
    return _send(api, params, chat, text=text, spans=spans)


def message_text(params: Params) -> tuple[str, list[entities.Entity]]:
    """The text of a message and its entities. Raises ApiError 400 when empty or too long."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, spans = _styled(params, "text", "entities")
    if not text:
        raise bad("text must be non-empty")
    if entities.units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return text, spans


def _styled(params: Params, text: str, spans: str) -> tuple[str, list[entities.Entity]]:
    if params.text("parse_mode"):
        # A bot that styles by spans can never let a user's text become markup, so markup is not spoken here.
        refuse("unsupported parse_mode")
    return entities.accept(params.text(text), params.items(spans))


def send_photo(api: BotApi, params: Params) -> dict[str, Any]:
    """The Message (sendPhoto)."""
    return _send_media(api, params, "photo", _photo)


def send_document(api: BotApi, params: Params) -> dict[str, Any]:
    """The Message (sendDocument)."""
    return _send_media(api, params, "document", document)


def _send_media(api: BotApi, params: Params, field: str, build: Callable[[Upload], Media]) -> dict[str, Any]:
    chat = api.room(params)
    caption, spans = _styled(params, "caption", "caption_entities")
    if entities.units(caption) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    upload = _upload(params, field)
    media = build(upload) if upload else _kept(api, params.text(field), field)
    return _send(api, params, chat, text=caption, spans=spans, media=media)


def _upload(params: Params, field: str) -> Upload | None:
    upload = params.files.get(params.text(field).removeprefix("attach://"))
    if upload is None and not params.text(field):
        raise bad(f"there is no {field} in the request")
    if upload is not None and not upload.content:
        raise bad("file must be non-empty")
    return upload


def _kept(api: BotApi, wanted: str, kind: str) -> Media:
    if wanted.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    media = api.scene.media.get(wanted)
    if media is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if media.kind != kind:
        raise bad(f"can't use file of type {media.kind.capitalize()} as {kind.capitalize()}")
    return media


def _photo(upload: Upload) -> Media:
    if len(upload.content) > PHOTO_LIMIT:
        size = len(upload.content)
        raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes")
    return photo(upload.content, upload.filename)


def photo(content: bytes, name: str) -> Media:
    """A picture as a photo. Raises ApiError 400 when it is none or has impossible sides."""
    size = picture_size(content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    short, long = sorted(size)
    if short == 0 or long / short > PHOTO_RATIO or sum(size) > PHOTO_SIDES:
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return Media(file_id(), "photo", content, name, picture_mime(content), size)


def document(upload: Upload) -> Media:
    """A file as a document, its type told by its name."""
    kind = mimetypes.guess_type(upload.filename)[0] or upload.content_type
    return Media(file_id(), "document", upload.content, upload.filename, kind)


def file_id() -> str:
    """A new name for a file."""
    return f"AgACAgUAAxkB{secrets.token_urlsafe(24)}"


def _send(api: BotApi, params: Params, chat: Chat, **content: Any) -> dict[str, Any]:
    keyboard = inline_keyboard(params)
    thread = _thread(chat, params)
    reply_to = _reply_to(api, chat, params)
    api.spend(chat)
    post = api.scene.post(chat, api.scene.bot, keyboard=keyboard, thread=thread, reply_to=reply_to, **content)
    return objects.message(post)


def _thread(chat: Chat, params: Params) -> int | None:
    thread = params.number("message_thread_id") or None
    if thread is not None and not (isinstance(chat, Group) and thread in chat.topics):
        raise bad("message thread not found")
    return thread


def _reply_to(api: BotApi, chat: Chat, params: Params) -> Post | None:
    wanted = params.object("reply_parameters") or {
        "message_id": params.number("reply_to_message_id"),
        "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
    }
    number = wanted.get("message_id")
    if not number:
        return None
    found = api.post(chat, number)
    if found is None and not wanted.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return found


def send_chat_action(api: BotApi, params: Params) -> bool:
    """True: the sign is shown for five seconds (sendChatAction)."""
    chat = api.room(params)
    if params.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    _thread(chat, params)
    chat.typing_until = api.scene.clock.now() + TYPING
    api.scene.tell(Changed())
    return True

"""The scene in Telegram's words: User, Chat, Message, ChatMember, CallbackQuery."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.accounts import Bot, Person
from sandbox.botapi import entities
from sandbox.chats import Chat, Group, PrivateChat
from sandbox.posts import Media, Notice, Post, Press, Standing

Json = dict[str, Any]

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def stamp(instant: datetime) -> int:
    """Unix seconds."""
    return int(instant.timestamp())


def user(who: Person | Bot) -> Json:
    """A User."""
    if isinstance(who, Bot):
        return {"id": who.id, "is_bot": True, "first_name": who.name, "username": who.username}
    known: Json = {"id": who.id, "is_bot": False, "first_name": who.name}
    if who.username:
        known["username"] = who.username
    return known | {"language_code": who.language} if who.language else known


def chat(place: Chat) -> Json:
    """A Chat."""
    if isinstance(place, PrivateChat):
        names = {key: value for key, value in user(place.person).items() if key in {"first_name", "username"}}
        return {"id": place.id, "type": "private"} | names
    kind = "supergroup" if place.supergroup else "group"
    known: Json = {"id": place.id, "type": kind, "title": place.title}
    return known | {"is_forum": True} if place.forum else known


def message(post: Post, *, nested: bool = False) -> Json:
    """A Message with its edits applied; a message inside another does not carry a third."""
    known: Json = {
        "message_id": post.id,
        "from": user(post.sender),
        "chat": chat(post.chat),
        "date": stamp(post.sent_at),
    }
    if post.thread is not None:
        known |= {"message_thread_id": post.thread, "is_topic_message": True}
    if post.reply_to is not None and not nested and not post.reply_to.deleted:
        known["reply_to_message"] = message(post.reply_to, nested=True)
    if post.edited_at is not None:
        known["edit_date"] = stamp(post.edited_at)
    known |= _content(post)
    return known | {"reply_markup": {"inline_keyboard": post.keyboard}} if post.keyboard else known


def _content(post: Post) -> Json:
    if post.notice is not None:
        return _notice(post.notice)
    spans = entities.find(post.text) if isinstance(post.sender, Person) else post.spans
    if post.media is None:
        return {"text": post.text} | ({"entities": spans} if spans else {})
    words = {"caption": post.text} if post.text else {}
    return MEDIA[post.media.kind](post.media) | words | ({"caption_entities": spans} if spans else {})


def _notice(notice: Notice) -> Json:
    people = [user(who) for who in notice.people]
    lines: dict[str, Json] = {
        "created": {"group_chat_created": True},
        "joined": {"new_chat_members": people},
        "left": {"left_chat_member": people[0] if people else None},
        "topic": {"forum_topic_created": {"name": notice.title, "icon_color": 7322096}},
        "migrated_to": {"migrate_to_chat_id": notice.number},
        "migrated_from": {"migrate_from_chat_id": notice.number},
    }
    return lines[notice.kind]


def file_facts(media: Media) -> Json:
    """What every file object begins with."""
    return {"file_id": media.id, "file_unique_id": f"u{media.id[-16:]}", "file_size": len(media.content)}


def _photo(media: Media) -> Json:
    width, height = media.size
    return {"photo": [file_facts(media) | {"width": width, "height": height}]}


def _document(media: Media) -> Json:
    return {"document": file_facts(media) | {"file_name": media.name, "mime_type": media.mime}}


def _sticker(media: Media) -> Json:
    fixed = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": file_facts(media) | fixed | media.facts}


def _voice(media: Media) -> Json:
    return {"voice": file_facts(media) | {"mime_type": "audio/ogg"} | media.facts}


MEDIA: dict[str, Callable[[Media], Json]] = {
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
    "voice": _voice,
    "contact": lambda media: {"contact": media.facts},
    "location": lambda media: {"location": media.facts},
}


def member(who: Person | Bot, status: str) -> Json:
    """A ChatMember."""
    known: Json = {"user": user(who), "status": "left" if status == "absent" else status}
    if status == "creator":
        return known | {"is_anonymous": False}
    if status == "kicked":
        return known | {"until_date": 0}
    if status == "administrator":
        rights = dict.fromkeys(ADMIN_RIGHTS, True)
        return known | rights | {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
    return known


def status_of(place: Chat, who: Person | Bot) -> str:
    """Somebody's status in a chat, in ChatMember's words."""
    if isinstance(who, Bot):
        return place.standing
    if not place.holds(who):
        return "left"
    if isinstance(place, Group) and who is place.owner:
        return "creator"
    return "administrator" if isinstance(place, Group) and who.id in place.admins else "member"


def standing_change(event: Standing, bot: Bot, at: datetime) -> Json:
    """A ChatMemberUpdated about the bot."""
    return {
        "chat": chat(event.chat),
        "from": user(event.by),
        "date": stamp(at),
        "old_chat_member": member(bot, event.old),
        "new_chat_member": member(bot, event.new),
    }


def callback_query(press: Press) -> Json:
    """A CallbackQuery."""
    return {
        "id": press.id,
        "from": user(press.person),
        "message": message(press.post),
        "chat_instance": str(abs(press.post.chat.id) * 7919),
        "data": press.data,
    }

"""Chats and who is in them."""

from typing import TYPE_CHECKING, Any

from sandbox.botapi import objects
from sandbox.botapi.api import BotApi
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import bad
from sandbox.chats import Group

if TYPE_CHECKING:
    from sandbox.accounts import Bot, Person

Json = dict[str, Any]
GIFTS = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"


def get_chat(api: BotApi, params: Params) -> Json:
    """A ChatFullInfo (getChat)."""
    chat = api.chat(params)
    if isinstance(chat, Group):
        api.room(params)
    return objects.chat(chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS.split(), False),
    }


def get_chat_member(api: BotApi, params: Params) -> Json:
    """A ChatMember (getChatMember)."""
    chat = api.room(params)
    wanted = params.number("user_id")
    bot = api.scene.bot
    who = bot if wanted == bot.id else api.scene.people.get(wanted)
    if who is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return objects.member(who, objects.status_of(chat, who))


def get_chat_administrators(api: BotApi, params: Params) -> list[Json]:
    """The ChatMembers who are owner or administrators (getChatAdministrators)."""
    chat = api.room(params)
    if not isinstance(chat, Group):
        raise bad("there are no administrators in the private chat")
    everybody: list[Person | Bot] = [*chat.members, api.scene.bot]
    ranked = [(who, objects.status_of(chat, who)) for who in everybody]
    return [objects.member(who, status) for who, status in ranked if status in {"creator", "administrator"}]


def leave_chat(api: BotApi, params: Params) -> bool:
    """True: the bot has left (leaveChat)."""
    chat = api.room(params)
    if not isinstance(chat, Group):
        raise bad("chat member status can't be changed in private chats")
    api.scene.set_standing(chat, "left", by=api.scene.bot)
    return True

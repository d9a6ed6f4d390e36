"""The bot itself: who it is, its commands, its name and descriptions."""

from typing import Any

from sandbox.botapi import objects
from sandbox.botapi.api import BotApi, Method
from sandbox.botapi.entities import units
from sandbox.botapi.menus import CHAT_SCOPES, PLAIN_SCOPES, ScopeKey, check_commands
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import bad
from sandbox.posts import Changed

TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(api: BotApi, _params: Params) -> dict[str, Any]:
    """The bot as a User (getMe)."""
    return objects.user(api.scene.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(api: BotApi, params: Params) -> bool:
    """True: the menu is set (setMyCommands)."""
    commands = check_commands(params.items("commands"))
    api.menus.put(_scope(api, params), _language(params), commands)
    api.scene.tell(Changed())
    return True


def get_my_commands(api: BotApi, params: Params) -> list[dict[str, str]]:
    """The menu of exactly the scope and language asked for (getMyCommands)."""
    return api.menus.get(_scope(api, params), _language(params))


def delete_my_commands(api: BotApi, params: Params) -> bool:
    """True: the menu is gone (deleteMyCommands)."""
    api.menus.put(_scope(api, params), _language(params), [])
    api.scene.tell(Changed())
    return True


def set_text(what: str) -> Method:
    """setMyName, setMyDescription or setMyShortDescription."""

    def put(api: BotApi, params: Params) -> bool:
        text = params.text(what)
        if units(text) > TEXT_LIMITS[what]:
            raise bad(f"BOT_{what.upper()}_TOO_LONG")
        api.profile[what, _language(params)] = text
        api.scene.tell(Changed())
        return True

    return put


def get_text(what: str) -> Method:
    """getMyName, getMyDescription or getMyShortDescription."""

    def read(api: BotApi, params: Params) -> dict[str, str]:
        fallback = api.scene.bot.name if what == "name" else ""
        plain = api.profile.get((what, "")) or fallback
        return {what: api.profile.get((what, _language(params))) or plain}

    return read


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not (len(code) == 2 and code.isascii() and code.islower()):  # noqa: PLR2004 - ISO 639-1
        raise bad("invalid language code specified")
    return code


def _scope(api: BotApi, params: Params) -> ScopeKey:
    scope = params.object("scope")
    kind = scope.get("type", "default")
    if kind in PLAIN_SCOPES:
        return kind, 0, 0
    if kind not in CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    chat = api.chat(Params({"chat_id": scope.get("chat_id")}, {}))
    user = scope.get("user_id", 0)
    if kind == "chat_member" and user not in api.scene.people:
        raise bad("user not found")
    return kind, chat.id, user

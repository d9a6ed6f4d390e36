import re
from typing import Any

from sandbox.accounts import Person
from sandbox.botapi.refusals import refuse
from sandbox.chats import Chat, Group, PrivateChat

PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LIMIT = 256
COMMANDS_LIMIT = 100

ScopeKey = tuple[str, int, int]
Command = dict[str, str]


class Menus:
    """The bot's commands by scope and language."""

    def __init__(self) -> None:
        self._menus: dict[tuple[ScopeKey, str], list[Command]] = {}

    def put(self, scope: ScopeKey, language: str, commands: list[Command]) -> None:
        """Set a menu; an empty one takes it away."""
        self._menus.pop((scope, language), None)
        if commands:
            self._menus[scope, language] = commands

    def get(self, scope: ScopeKey, language: str) -> list[Command]:
        """The menu of exactly this scope and language."""
        return self._menus.get((scope, language), [])

    def seen_by(self, person: Person, place: Chat) -> list[Command]:
        """The menu that a person sees in a chat: the narrowest scope first, the person's language before none.

        Source: core.telegram.org/bots/api#determining-list-of-commands
        """
        for scope in _scopes(person, place):
            for language in (person.language, ""):
                if found := self.get(scope, language):
                    return found
        return []


def _scopes(person: Person, place: Chat) -> list[ScopeKey]:
    if isinstance(place, PrivateChat):
        return [("chat", place.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    admin = place.holds(person) and _is_admin(person, place)
    narrow: list[ScopeKey] = [("chat_member", place.id, person.id)]
    if admin:
        narrow.append(("chat_administrators", place.id, 0))
    narrow.append(("chat", place.id, 0))
    if admin:
        narrow.append(("all_chat_administrators", 0, 0))
    return [*narrow, ("all_group_chats", 0, 0), ("default", 0, 0)]


def _is_admin(person: Person, group: Group) -> bool:
    return person is group.owner or person.id in group.admins


def check_commands(commands: list[Any]) -> list[Command]:
    """The commands as Telegram keeps them. Raises ApiError 400 for a bad name or description."""
    if len(commands) > COMMANDS_LIMIT:
        refuse("BOT_COMMANDS_TOO_MUCH")
    return [_check_command(command) for command in commands]


def _check_command(command: Any) -> Command:
    if not isinstance(command, dict):
        refuse("expected an Object as BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    if not COMMAND.fullmatch(name):
        refuse("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LIMIT:
        refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.accounts import Person
from sandbox.botapi.limits import RateLimits
from sandbox.botapi.menus import Menus
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import ApiError, bad, forbidden
from sandbox.botapi.updates import Updates
from sandbox.chats import Chat, Group, PrivateChat
from sandbox.posts import Post
from sandbox.scene import Scene

Method = Callable[["BotApi", Params], Any | Awaitable[Any]]


class BotApi:
    """What one bot can ask of Telegram: its updates, its limits, its menus and profile, and the methods."""

    def __init__(self, scene: Scene, *, limits: bool) -> None:
        self.scene = scene
        self.limits = RateLimits(enabled=limits)
        self.updates = Updates(scene.clock, scene.bot)
        self.menus = Menus()
        self.profile: dict[tuple[str, str], str] = {}
        self.webhook: dict[str, Any] = {}
        self.webhook_secret = ""
        scene.listeners.append(self.updates.hear)

    async def call(self, method: str, params: Params) -> Any:
        """The method's result as JSON values. Raises ApiError, 404 for a method that is not known here."""
        from sandbox.botapi.methods import METHODS  # noqa: PLC0415 - the methods know this class

        handler = METHODS.get(method.lower())
        if handler is None:
            raise ApiError(404, "Not Found")
        result = handler(self, params)
        return await result if inspect.isawaitable(result) else result

    # ------------------------------------------------------------------ what methods share
    def chat(self, params: Params) -> Chat:
        """The chat meant by `chat_id`. Raises ApiError 400."""
        wanted = params.values.get("chat_id")
        if wanted in {None, ""}:
            raise bad("chat_id is empty")
        chat = self.find_chat(wanted)
        if chat is None:
            raise bad("chat not found")
        return chat

    def find_chat(self, wanted: Any) -> Chat | None:
        """The chat with this id that the bot has ever been part of."""
        chat = self.scene.chats.get(wanted) if isinstance(wanted, int) else None
        if chat is None or chat.app != "telegram":
            return None
        unknown = isinstance(chat, Group) and chat.standing == "absent"
        return None if unknown else chat

    def room(self, params: Params) -> Chat:
        """The chat meant by `chat_id`, once sure that the bot may write there. Raises ApiError 400 or 403."""
        chat = self.chat(params)
        if isinstance(chat, PrivateChat):
            _check_person(chat.person)
        else:
            _check_group(chat)
        return chat

    def spend(self, chat: Chat) -> None:
        """Count one message against the limits. Raises ApiError 429."""
        wait = self.limits.admit(chat.id, group=isinstance(chat, Group))
        if wait:
            raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    def post(self, chat: Chat, number: int) -> Post | None:
        """The message with this number, None when there is none or it was deleted."""
        found = chat.posts.get(number)
        return None if found is None or found.deleted else found


def _check_person(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(group: Group) -> None:
    if group.migrated_to is not None:
        words = "group chat was upgraded to a supergroup chat"
        raise bad(words, migrate_to_chat_id=group.migrated_to)
    kind = "supergroup" if group.supergroup else "group"
    if group.standing == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if not group.has_bot:
        raise forbidden(f"bot is not a member of the {kind} chat")

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.accounts import App, Bot, Person
from sandbox.botapi import BotApi, Upload, objects
from sandbox.botapi.entities import pieces
from sandbox.botapi.sending import TEXT_LIMIT, document, file_id, photo
from sandbox.chats import Chat, Group, PrivateChat
from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.posts import Media, Post, SceneError
from sandbox.scene import Scene
from sandbox.zaloapi import ZaloApi

REQUESTS_KEPT = 20_000
TOKEN = re.compile(r"[0-9]{1,19}:[A-Za-z0-9_-]+")
DEFAULT_BOT_ID = 7_000_000_001
Place = Person | Group | int | None
Message = dict[str, Any]


@dataclass
class Request:
    """A request that the bot made; `status` is the answer's, 0 while there is none or when it was cut off.

    On Zalo it is the error code of the answer, or 200.
    """

    method: str
    params: dict[str, Any]
    at: datetime
    files: dict[str, Upload] = field(default_factory=dict)
    status: int = 0
    description: str = ""
    app: App = "telegram"


class World:
    """A small town with phones: what people do, and what they see, in Telegram's objects.

    Belongs to one event loop; call it from the loop's own thread. A chat is named by a Group, by a Person (their
    private chat with the bot), by an id, or not at all for the acting person's private chat.
    """

    def __init__(
        self,
        clock: SandboxClock | None = None,
        token: str | None = None,
        username: str = "NhipCauBot",
        *,
        name: str = "Nhịp Cầu",
        limits: bool = True,
    ) -> None:
        """Without `token` any well-formed one is taken for the bot's."""
        self.token = token
        number = int(token.partition(":")[0]) if token else DEFAULT_BOT_ID
        self.scene = Scene(clock or SandboxClock(), Bot(number, name, username))
        self.api = BotApi(self.scene, limits=limits)
        self.zalo = ZaloApi(self.scene)
        self.requests: deque[Request] = deque(maxlen=REQUESTS_KEPT)

    @property
    def clock(self) -> SandboxClock:
        """The sandbox's clock."""
        return self.scene.clock

    @property
    def faults(self) -> Faults:
        """The rules by which requests go wrong."""
        return self.scene.faults

    def faults_of(self, app: App) -> Faults:
        """The rules by which requests to a messenger go wrong."""
        return self.zalo.faults if app == "zalo" else self.faults

    @property
    def bot(self) -> Bot:
        """The bot."""
        return self.scene.bot

    def knows(self, token: str) -> bool:
        """True for the bot's token. Where none was given, the first well-formed one also gives the bot its id."""
        if self.token is not None:
            return token == self.token
        if not TOKEN.fullmatch(token):
            return False
        if self.bot.id == DEFAULT_BOT_ID:
            self.bot.id = int(token.partition(":")[0])
        return True

    # ------------------------------------------------------------------ who is there
    def add_person(
        self,
        name: str,
        *,
        id: int | None = None,  # noqa: A002 - Telegram's word
        username: str | None = None,
        language: str = "vi",
        label: str = "",
        app: App = "telegram",
    ) -> Person:
        """A new person, who has not spoken to the bot yet. Raises SceneError when the id is taken."""
        return self.scene.add_person(name, id_=id, username=username, language=language, label=label, app=app)

    def add_group(
        self,
        title: str,
        members: Iterable[Person],
        *,
        with_bot: bool = False,
        forum: bool = False,
        supergroup: bool = False,
    ) -> Group:
        """A new group owned by its first member. Raises SceneError when it has none."""
        people = list(members)
        if not people:
            raise SceneError("a group needs a first member, who owns it")
        group = self.scene.add_group(title, people, supergroup=supergroup, forum=forum)
        if with_bot:
            self.add_bot_to(group)
        return group

    def add_topic(self, group: Group, title: str) -> int:
        """The thread id of a new topic in a forum. Raises SceneError elsewhere."""
        return self.scene.add_topic(group, title)

    def add_bot_to(self, group: Group, *, admin: bool = False, by: Person | None = None) -> None:
        """Add the bot, or change its rank when it is there."""
        self.scene.set_standing(group, "administrator" if admin else "member", by)

    def kicks_bot(self, group: Group, *, by: Person | None = None) -> None:
        """Remove the bot from a group."""
        self.scene.set_standing(group, "kicked", by)

    def joins(self, person: Person, group: Group, *, by: Person | None = None) -> None:
        """Let a person join, or be added by somebody."""
        self.scene.join(group, person, by)

    def leaves(self, person: Person, group: Group) -> None:
        """Let a person leave. Raises SceneError when not there."""
        self.scene.leave(group, person)

    def promotes(self, person: Person, group: Group) -> None:
        """Make a member an administrator. Raises SceneError when not there."""
        self.scene.promote(group, person)

    def blocks(self, person: Person) -> None:
        """Let a person block the bot."""
        self.scene.set_blocked(person, blocked=True)

    def unblocks(self, person: Person) -> None:
        """Let a person take the block back."""
        self.scene.set_blocked(person, blocked=False)

    def deactivates(self, person: Person) -> None:
        """Delete a person's account."""
        self.scene.deactivate(person)

    def migrates(self, group: Group) -> int:
        """The id of the supergroup that a group became. Raises SceneError when it is one."""
        return self.scene.migrate(group).id

    # ------------------------------------------------------------------ what people do
    def says(
        self,
        person: Person,
        chat: Place = None,
        text: str = "",
        reply_to: Message | None = None,
        *,
        thread: int | None = None,
    ) -> Message:
        """The message; of a text over 4096 units, which a phone sends in pieces, the last one.

        Raises SceneError when there is nothing to say or the person may not write there.
        """
        place, words = self.chat(chat, person), text.strip()
        if not words:
            raise SceneError("an empty message cannot be sent")
        original = self._found(reply_to) if reply_to else None
        sent = [
            self.scene.post(place, person, piece, reply_to=original, thread=thread)
            for piece in pieces(words, TEXT_LIMIT)
        ]
        return objects.message(sent[-1])

    def sends_photo(self, person: Person, chat: Place = None, *, content: bytes, caption: str = "") -> Message:
        """The message. Raises ApiError when the content is no PNG, JPEG or GIF."""
        return self._sends(person, chat, photo(content, "photo.jpg"), caption)

    def sends_document(
        self, person: Person, chat: Place = None, *, name: str, content: bytes, caption: str = ""
    ) -> Message:
        """The message."""
        upload = Upload(name, "application/octet-stream", content)
        return self._sends(person, chat, document(upload), caption)

    def sends_sticker(self, person: Person, chat: Place = None, *, emoji: str = "👍") -> Message:
        """The message."""
        return self._sends(person, chat, Media(file_id(), "sticker", facts={"emoji": emoji}))

    def sends_voice(self, person: Person, chat: Place = None, *, seconds: int = 3) -> Message:
        """The message."""
        return self._sends(person, chat, Media(file_id(), "voice", b"OggS", facts={"duration": seconds}))

    def sends_contact(self, person: Person, chat: Place = None, *, phone: str, name: str) -> Message:
        """The message."""
        facts = {"phone_number": phone, "first_name": name}
        return self._sends(person, chat, Media(file_id(), "contact", facts=facts))

    def sends_location(self, person: Person, chat: Place = None, *, latitude: float, longitude: float) -> Message:
        """The message."""
        facts = {"latitude": latitude, "longitude": longitude}
        return self._sends(person, chat, Media(file_id(), "location", facts=facts))

    def _sends(self, person: Person, chat: Place, media: Media, caption: str = "") -> Message:
        post = self.scene.post(self.chat(chat, person), person, caption.strip(), media=media)
        return objects.message(post)

    def edits(self, person: Person, message: Message, text: str) -> Message:
        """The message with its new text. Raises SceneError when it is not the person's own, and on Zalo."""
        post = self._found(message)
        if person.app == "zalo":
            raise SceneError("Zalo cannot edit what was sent")
        if post.sender is not person:
            raise SceneError(f"message {post.id} was not sent by {person.name}")
        if not text.strip() and post.media is None:
            raise SceneError("a message cannot be edited to nothing")
        self.scene.edit(post, text=text.strip())
        return objects.message(post)

    def presses(self, person: Person, message: Message, choice: str) -> str:
        """The callback's id, after a press on the button with this data or label. Raises SceneError when none."""
        return self.scene.press(person, self._found(message), choice).id

    # ------------------------------------------------------------------ what is seen
    def answer_to(self, callback: str) -> dict[str, Any] | None:
        """The bot's answer to a press: text, show_alert, url; None while there is none. Raises KeyError."""
        return self.scene.presses[callback].answer

    def messages(self, chat: Person | Group | int) -> list[Message]:
        """The messages of a chat in order, edits applied, deleted ones gone."""
        posts = self.chat(chat).posts.values()
        return [objects.message(post) for post in posts if not post.deleted]

    def commands(self, person: Person, chat: Place = None) -> list[dict[str, str]]:
        """The menu of commands that a person sees in a chat; Zalo has none."""
        return [] if person.app == "zalo" else self.api.menus.seen_by(person, self.chat(chat, person))

    def chat(self, place: Place, person: Person | None = None) -> Chat:
        """The chat that is meant. Raises SceneError when there is none."""
        wanted = person if place is None else place
        number = wanted if isinstance(wanted, int) else wanted.id if wanted else 0
        found = self.scene.chats.get(number)
        if found is None:
            raise SceneError(f"there is no chat {number}")
        return found

    def person(self, number: int) -> Person:
        """The person with this id. Raises SceneError when there is none."""
        found = self.scene.chats.get(number)
        if not isinstance(found, PrivateChat):
            raise SceneError(f"there is no person {number}")
        return found.person

    def _found(self, message: Message) -> Post:
        post = self.chat(message["chat"]["id"]).posts.get(message["message_id"])
        if post is None or post.deleted:
            raise SceneError(f"message {message['message_id']} is not there any more")
        return post

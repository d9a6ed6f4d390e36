from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sandbox.accounts import Bot, Person

if TYPE_CHECKING:
    from sandbox.chats import Chat

MediaKind = Literal["photo", "document", "sticker", "voice", "contact", "location"]
NoticeKind = Literal["created", "joined", "left", "topic", "migrated_to", "migrated_from"]


class SceneError(ValueError):
    """Somebody tried what a phone would not let them do; the text says what and why."""


@dataclass(frozen=True)
class Media:
    """What a post carries beside text; `facts` holds what the kind needs (an emoji, a duration, a phone number…)."""

    id: str
    kind: MediaKind
    content: bytes = b""
    name: str = ""
    mime: str = "application/octet-stream"
    size: tuple[int, int] = (0, 0)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """A line that the messenger itself writes into a group."""

    kind: NoticeKind
    people: tuple[Person | Bot, ...] = ()
    number: int = 0
    title: str = ""


@dataclass(eq=False)
class Post:
    """A message in a chat. `spans` style a bot's text and count in UTF-16 units; `keyboard` is rows of buttons."""

    id: int
    chat: "Chat"
    sender: Person | Bot
    sent_at: datetime
    text: str = ""
    spans: list[dict[str, Any]] = field(default_factory=list)
    media: Media | None = None
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    reply_to: "Post | None" = None
    thread: int | None = None
    notice: Notice | None = None
    edited_at: datetime | None = None
    deleted: bool = False


@dataclass(eq=False)
class Press:
    """A button pressed by somebody; `answered` once the bot has answered it."""

    id: str
    person: Person
    post: Post
    data: str
    pressed_at: datetime
    answered: bool = False
    answer: dict[str, Any] | None = None


@dataclass(frozen=True)
class Posted:
    """A message was sent."""

    post: Post


@dataclass(frozen=True)
class Edited:
    """A message or its buttons were changed by the author."""

    post: Post


@dataclass(frozen=True)
class Pressed:
    """A button was pressed."""

    press: Press


@dataclass(frozen=True)
class Answered:
    """The bot answered a press."""

    press: Press


@dataclass(frozen=True)
class Standing:
    """The bot's standing in a chat changed: member, administrator, left or kicked."""

    chat: "Chat"
    by: Person | Bot
    old: str
    new: str


@dataclass(frozen=True)
class Changed:
    """Something else that is seen changed: a deletion, a new person, the clock, the menu."""


Event = Posted | Edited | Pressed | Answered | Standing | Changed

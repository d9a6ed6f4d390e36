"""What comes in and what goes out, in no messenger's dialect.

A ``Reply`` carries plain text with style spans, choices and links; the channels turn them into buttons or numbers.
A user's text can never become markup, since there is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, Self

Kind = Literal["text", "photo", "document", "other", "press", "edited", "added", "removed", "returned", "migrated"]
Style = Literal["bold", "italic"]


@dataclass(frozen=True)
class Address:
    """Where a message goes: the messenger's ids, as text."""

    channel: str
    chat: str
    thread: str | None = None


@dataclass(frozen=True)
class Incoming:
    """One event of a messenger. ``press`` is what a pressed button carries, ``press_id`` what its answer needs."""

    event: str
    address: Address
    user: str
    kind: Kind
    sent_at: datetime
    private: bool = True
    text: str = ""
    message: str | None = None
    press: str | None = None
    press_id: str | None = None
    language: str | None = None
    title: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe copy for the inbox."""
        return asdict(self) | {"sent_at": self.sent_at.isoformat()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What ``to_dict`` gave."""
        address, sent_at = Address(**data["address"]), datetime.fromisoformat(data["sent_at"])
        return cls(**{**data, "address": address, "sent_at": sent_at})


@dataclass(frozen=True)
class Span:
    """A stretch of the text, in code points, that is bold or italic."""

    start: int
    length: int
    style: Style


@dataclass(frozen=True)
class Text:
    """Plain text and its spans; joined with ``+``."""

    plain: str = ""
    spans: tuple[Span, ...] = ()

    def __add__(self, other: "Text | str") -> "Text":
        after = other if isinstance(other, Text) else Text(other)
        moved = tuple(Span(s.start + len(self.plain), s.length, s.style) for s in after.spans)
        return Text(self.plain + after.plain, self.spans + moved)

    def __radd__(self, other: str) -> "Text":
        return Text(other) + self

    def __bool__(self) -> bool:
        return bool(self.plain)


def styled(text: str, style: Style) -> Text:
    """The whole of ``text`` in one style."""
    return Text(text, (Span(0, len(text), style),)) if text else Text()


def bold(text: str) -> Text:
    """``text`` in bold."""
    return styled(text, "bold")


def italic(text: str) -> Text:
    """``text`` in italics."""
    return styled(text, "italic")


def join(parts: Iterable[Text | str], between: str = "\n") -> Text:
    """The parts that are not empty, with ``between`` between them."""
    laid: list[Text | str] = []
    for part in parts:
        if part:
            laid += [between, part] if laid else [part]
    return together(laid)


def together(parts: Iterable[Text | str]) -> Text:
    """The parts one after the other, as ``+`` would have them, in one go."""
    plains, spans, length = list[str](), list[Span](), 0
    for part in parts:
        if isinstance(part, Text):
            spans += [Span(span.start + length, span.length, span.style) for span in part.spans]
        plains.append(part.plain if isinstance(part, Text) else part)
        length += len(plains[-1])
    return Text("".join(plains), tuple(spans))


@dataclass(frozen=True)
class Choice:
    """A choice under a message: ``act`` names the handler that takes it, ``data`` what it takes along."""

    label: str
    act: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A way into the private chat with the bot, which starts with ``/start {start}`` there."""

    label: str
    start: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a message; ``name`` is what it is called on the phone.

    A ``personal`` one goes into a private chat alone, and only where it can be uploaded: never by a link.
    """

    name: str
    content: bytes = field(repr=False)
    personal: bool = True


@dataclass(frozen=True)
class Reply:
    """What the bot says.

    ``choices`` are rows. ``once``: answering one closes them all (False: several may be chosen, states not toggles).
    ``anyone`` in the chat may answer, else only the person addressed. ``replaces``: may take the place of the message
    whose button was pressed, where the messenger can edit. ``toast`` is a short word at the button itself. ``file``
    goes along with the text, which is its caption. Where there are no buttons the choices are ``numbered``, unless a
    number may be the answer itself. ``same``: the question that was just asked, with other choices made; where nothing
    can be edited a line about these is enough.
    """

    text: Text
    choices: tuple[tuple[Choice, ...], ...] = ()
    links: tuple[Link, ...] = ()
    once: bool = True
    anyone: bool = False
    replaces: bool = False
    toast: str = ""
    file: Attachment | None = None
    numbered: bool = True
    same: bool = False


def rows(choices: Iterable[Choice], width: int = 2) -> tuple[tuple[Choice, ...], ...]:
    """The choices laid out ``width`` to a row."""
    flat = list(choices)
    return tuple(tuple(flat[i : i + width]) for i in range(0, len(flat), width))

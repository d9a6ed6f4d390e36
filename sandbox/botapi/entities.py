"""Entities as Telegram finds them in plain text and checks them in a bot's; offsets count UTF-16 units."""

import re
from typing import Any

from sandbox.botapi.refusals import bad

Entity = dict[str, Any]

FOUND = (
    ("url", re.compile(r"(?:https?|tg)://[^\s<>\"]+[^\s<>\".,;:!?')\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|vn|me|io|info|edu|gov|app|dev)\b"
            r"(?:[/?#][^\s<>\"]*[^\s<>\".,;:!?')\]]|/)?",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}\b")),
    ("hashtag", re.compile(r"(?<!\w)#(?!\d+\b)\w{1,256}")),
)
LOW_SURROGATE = range(0xDC, 0xE0)  # its high byte
STYLES = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)


def units(text: str) -> int:
    """A text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, start: int, end: int) -> str:
    """The text between two UTF-16 offsets."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def pieces(text: str, size: int) -> list[str]:
    """A text in pieces of at most `size` UTF-16 units, as a phone splits what is too long."""
    found, rest = [], text
    while units(rest) > size:
        end = len(rest.encode("utf-16-le")[: 2 * size].decode("utf-16-le", "ignore"))
        found.append(rest[:end])
        rest = rest[end:]
    return [*found, rest]


def find(text: str) -> list[Entity]:
    """Commands, mentions, links, addresses and hashtags in a text, in order, none within another."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, str]] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(start < later and earlier < end for earlier, later in taken):
                taken.append((start, end))
                found.append((start, end, kind))
    return [
        {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}
        for start, end, kind in sorted(found)
    ]


def accept(text: str, given: list[Any]) -> tuple[str, list[Entity]]:
    """A bot's text as it is kept: white space at both ends gone, its entities moved along, links in between found.

    Raises ApiError 400 for entities that Telegram refuses.
    """
    for entity in given:
        _check(text, entity)
    _check_nesting(given)
    kept = text.strip()
    lead = units(text) - units(text.lstrip())
    moved = [shifted for entity in given if (shifted := _shift(entity, lead, units(kept)))]
    covered = [(entity["offset"], entity["offset"] + entity["length"]) for entity in moved]
    gaps = [entity for entity in find(kept) if not _overlaps(entity, covered)]
    return kept, sorted(moved + gaps, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlaps(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(start < later and earlier < end for earlier, later in spans)


def _shift(entity: Entity, lead: int, length: int) -> Entity | None:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, length)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _check(text: str, entity: Any) -> None:
    if not isinstance(entity, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    if entity.get("type") not in STYLES:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int) or entity[name] < 0:
            raise bad(f"receive an entity with incorrect {name} {entity.get(name)}")
    if entity["type"] == "text_link" and not entity.get("url"):
        raise bad("can't parse MessageEntity: Can't find field \"url\"")
    _check_range(text, entity["offset"], entity["offset"] + entity["length"])


def _check_range(text: str, start: int, end: int) -> None:
    length = units(text)
    if start > length:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad(f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}")
    position = len(cut(text, 0, start).encode())
    if _splits_a_pair(text, start):
        raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {position}")
    if _splits_a_pair(text, end):
        raise bad(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at byte offset {position}"
        )


def _splits_a_pair(text: str, offset: int) -> bool:
    raw = text.encode("utf-16-le")
    following = raw[2 * offset : 2 * offset + 2]
    return bool(following) and following[1] in LOW_SURROGATE


def _check_nesting(given: list[Entity]) -> None:
    open_until: list[int] = []
    for entity in sorted(given, key=lambda entity: (entity["offset"], -entity["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        open_until = [until for until in open_until if until > start]
        if open_until and end > open_until[-1]:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
            )
        open_until.append(end)

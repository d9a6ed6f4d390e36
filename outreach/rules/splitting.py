"""Splits a text that is too long for one message: at line ends, else at spaces, else between characters."""

import unicodedata
from itertools import accumulate

from outreach.messages import Span, Text

_JOINER = "\u200d"
_LONGEST_CHARACTER = 16  # code points that one visible character is taken to have at most


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units, in which messengers count: an emoji has two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: Text, limit: int) -> list[Text]:
    """The parts of ``text``, none longer than ``limit`` UTF-16 units, with its spans; the space at a cut goes."""
    parts, start = [], 0
    while start < len(text.plain):
        end = start + _fitting(text.plain[start : start + limit + 1], limit)
        parts.append(_part(text, start, end))
        start = end
    return [part for part in parts if part.plain] or [text]


def _unit(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1  # noqa: PLR2004 - beyond the basic plane a surrogate pair stands for it


def _fitting(text: str, limit: int) -> int:
    """How much of ``text`` goes into one part, the space at its end included."""
    if units(text) <= limit:
        return len(text)
    room = sum(total <= limit for total in accumulate(_unit(char) for char in text))
    line_end = text.rfind("\n", 1, room + 1)
    if line_end > 0:
        return line_end + 1
    space = text.rfind(" ", 1, room + 1)
    return space + 1 if space > 0 else _between_characters(text, room)


def _between_characters(text: str, room: int) -> int:
    for cut in range(room, max(0, room - _LONGEST_CHARACTER), -1):
        if not _belongs_to_the_former(text[cut]) and text[cut - 1] != _JOINER:
            return cut
    return max(1, room)


def _belongs_to_the_former(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"


def _part(text: Text, start: int, end: int) -> Text:
    piece = text.plain[start:end]
    start += len(piece) - len(piece.lstrip("\n")) if start else 0
    end = start + len(text.plain[start:end].rstrip())
    clipped = [(max(span.start, start), min(span.start + span.length, end), span.style) for span in text.spans]
    spans = tuple(Span(first - start, last - first, style) for first, last, style in clipped if first < last)
    return Text(text.plain[start:end], spans)

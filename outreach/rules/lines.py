"""A one-line entry cut into its parts, and a part into its items."""

import re

from outreach.rules.folding import tidy
from outreach.rules.vocabulary.parts import CONNECTORS

_PART_END = re.compile(r"[;；\n]")
# A slash between digits is a date, and the one in "đ/c Lan" abbreviates.
_ITEM_END = re.compile(
    rf"\s*[,，、+&]\s*|(?<!\d)(?<!\bđ)(?<!\bd)\s*/\s*(?!\d)|\s+(?:{'|'.join(CONNECTORS)})\s+", re.IGNORECASE
)
_COMMA = re.compile(r"[,，、]")


def split_parts(text: str) -> list[str]:
    """The parts between semicolons and line ends, tidied; empty ones dropped."""
    return [part for piece in _PART_END.split(tidy(text)) if (part := tidy(piece))]


def split_list(text: str) -> list[str]:
    """The items between commas, "và", "and", slashes, "+" and "&"; empty ones dropped."""
    return [item.strip() for item in _ITEM_END.split(text) if item.strip()]


def split_commas(text: str) -> list[str]:
    """The items between commas alone, for texts in which "và" may belong to an item."""
    return [item.strip() for item in _COMMA.split(text) if item.strip()]

"""``/dn ngừng nhắc`` in one line: which enterprise, and until which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.vocabulary.enterprises import UNTIL_OPENINGS


@dataclass(frozen=True)
class MutingLine:
    """What the line says; ``until`` is none where no day was said."""

    name: str
    until: date | None = None


def read_muting(parts: Sequence[str], today: date) -> MutingLine:
    """What the parts say: first the name, with or without "đến 30/9" after it, or the day as a part of its own.

    Raises BadDate for a part that is no day, or a day that is past or cannot be.
    """
    name, until = _cut(parts[0], today) if parts else ("", None)
    for part in parts[1:]:
        until = _day(part, today)
    return MutingLine(name, until)


def _cut(text: str, today: date) -> tuple[str, date | None]:
    """The name before a last day that ends the text: "Huy Hoàng đến 30/9"."""
    words = text.split(" ")
    for place in range(1, len(words)):
        tail = " ".join(words[place:])
        opening = UNTIL_OPENINGS.open(tail)
        if opening is not None and looks_like_date(opening.rest):
            return " ".join(words[:place]), parse_date(opening.rest, today, "future")
    return text, None


def _day(part: str, today: date) -> date:
    opening = UNTIL_OPENINGS.open(part)
    return parse_date(opening.rest if opening is not None else part, today, "future")

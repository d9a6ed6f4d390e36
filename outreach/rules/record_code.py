"""Codes by which records are spoken of: letters and the record's number, four figures at least."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from outreach.rules.folding import strip_marks

_LARGEST: Final = 2**31 - 1  # what the id's column holds on PostgreSQL
_AFTER: Final = " \t\n,;:.-–—"
_MORE_OF_A_FIGURE: Final = re.compile(r"\s*[/.-]\s*[0-9]")


@dataclass(frozen=True)
class RecordCode:
    """The codes of one kind of record: the ``letters`` printed, and a pattern of the ``words`` people type.

    ``words_alone`` may stand before other figures too: "lớp 15/6" is a class on a day.
    """

    letters: str
    words: str
    words_alone: bool = False

    def code(self, record_id: int) -> str:
        """The code of the record with this id."""
        return f"{self.letters}-{record_id:04d}"

    def parse(self, text: str) -> int | None:
        """The id that ``text`` names as a code, loosely written; None when all of it is not one."""
        found = self.leading(text)
        return found[0] if found is not None and not found[1] else None

    def leading(self, text: str) -> tuple[int, str] | None:
        """The id that ``text`` begins with as a code, and the rest as typed; None when it begins with none."""
        found = self._pattern.match(strip_marks(text[:40]))
        if found is None or not 0 < int(found[1]) <= _LARGEST:
            return None
        rest = text[found.end() :]
        if rest[:1].isalnum() or (self.words_alone and _MORE_OF_A_FIGURE.match(rest)):  # "UV1A" is no code
            return None
        return int(found[1]), rest.strip(_AFTER)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{self.words})[\s.:#–-]*0*([0-9]{{1,10}})(?![0-9])", re.ASCII)

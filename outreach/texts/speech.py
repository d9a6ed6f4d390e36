"""The one voice: English sentences in the code, the language's own from the catalogues, values set in as they are.

A sentence may hold ``{names}`` for values and ``*stars*`` around what is bold. Only the sentence is read for stars: a
value never becomes markup.
"""

import gettext
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from outreach.messages import Text, bold, together

LANGUAGES = ("vi", "en")
_FOLDER = Path(__file__).parent
_SIGN_FROM = 1000  # below, both languages write the bare digits
_BOLD = re.compile(r"\*([^*]+)\*")


def catalogues(language: str) -> Iterator[Path]:
    """The catalogue files of ``language``, one a topic."""
    return iter(sorted((_FOLDER / language).glob("*.po")))


@cache
def _translations(language: str) -> gettext.NullTranslations:
    whole = Catalog(locale=language)
    for path in catalogues(language):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    whole[message.id] = message
    if not len(whole):
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Speech:
    """Sentences, numbers and dates in one language and one time zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self.zone = zone
        self._catalogue = _translations(self.language)

    def say(self, sentence: str, **values: Any) -> Text:
        """``sentence`` in this language with its values set in (``Text`` keeps its style)."""
        return _fill(self._catalogue.gettext(sentence), values)

    def say_n(self, one: str, many: str, n: int, **values: Any) -> Text:
        """Of the two sentences the one that goes with ``n``, which is also the value ``{n}``."""
        return _fill(self._catalogue.ngettext(one, many, n), {"n": self.count(n), **values})

    def word(self, sentence: str, **values: Any) -> str:
        """As ``say``, without style: for labels of buttons and links."""
        return self.say(sentence, **values).plain

    def count(self, number: int) -> str:
        """5.418 in Vietnamese, 5,418 in English."""
        if 0 <= number < _SIGN_FROM:  # most counts are small, and Babel takes its time
            return str(number)
        return str(format_decimal(number, locale=self.language))

    def decimal(self, number: Decimal) -> str:
        """56,4 in Vietnamese; a zero decimal is dropped."""
        return str(format_decimal(number, format="#,##0.###", locale=self.language))

    def percent(self, number: Decimal) -> str:
        """56,4%: no space before the sign (DOMAIN §6)."""
        return self.decimal(number) + "%"

    def day(self, day: date) -> str:
        """31/08/2024, in both languages."""
        return f"{day:%d/%m/%Y}"

    def short_day(self, day: date) -> str:
        """31/08, where the year goes without saying."""
        return f"{day:%d/%m}"

    def moment(self, instant: datetime) -> str:
        """08:05 31/08/2024, by the wall clock of the zone."""
        return f"{instant.astimezone(self.zone):%H:%M %d/%m/%Y}"


def _fill(template: str, values: dict[str, Any]) -> Text:
    whole: list[Text | str] = []
    for pieces, starred in _parsed(template):
        filled: list[Text | str] = []
        for literal, name in pieces:
            filled.append(literal)
            if name is not None:
                value = values[name]
                filled.append(value if isinstance(value, Text) else str(value))
        whole += [bold(together(filled).plain)] if starred else filled
    return together(whole)


@cache  # there are only so many sentences, and they are said again and again
def _parsed(template: str) -> list[tuple[list[tuple[str, str | None]], bool]]:
    """The stretches of a sentence and whether each is bold: literal text, and the name of the value after it."""
    stretches = _BOLD.split(template)  # what is between the stars comes second, fourth…
    return [
        ([(literal, name) for literal, name, _, _ in Formatter().parse(stretch)], place % 2 == 1)
        for place, stretch in enumerate(stretches)
        if stretch
    ]


def utc() -> ZoneInfo:
    """The zone for texts in which no time of day stands."""
    return ZoneInfo("UTC")

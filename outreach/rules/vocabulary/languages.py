"""The languages that the bot speaks, as people call them."""

from enum import StrEnum

from outreach.rules.vocabulary.words import Phrases, Words


class Language(StrEnum):
    """A language, by its ISO 639 code."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


LANGUAGES = Words(
    {
        Language.VIETNAMESE: Phrases("Tiếng Việt, Việt, tiếng Việt Nam", "Vietnamese"),
        Language.ENGLISH: Phrases("Tiếng Anh, Anh, Anh ngữ", "English"),
    }
)

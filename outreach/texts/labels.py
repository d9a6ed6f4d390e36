"""The printed word for an identifier of the glossary: the first phrase that the vocabulary has for it."""

from enum import StrEnum
from typing import Literal, TypeVar

from outreach.rules.vocabulary.words import Words
from outreach.texts.speech import Speech

T = TypeVar("T", bound=StrEnum)


def label(speech: Speech, words: Words[T], meaning: T) -> str:
    """The word for ``meaning`` in the language of ``speech``, as it stands inside a sentence."""
    language: Literal["vi", "en"] = "en" if speech.language == "en" else "vi"
    return words.canonical(meaning, language)


def heading(speech: Speech, words: Words[T], meaning: T) -> str:
    """As ``label``, with a capital: for a button or the beginning of a line."""
    word = label(speech, words, meaning)
    return word[:1].upper() + word[1:]

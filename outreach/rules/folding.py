"""Text made comparable (folded) and text made storable (tidied)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from outreach.rules.vocabulary.legal import COUNTED_FORM, LEGAL_FORMS

Value = TypeVar("Value")

_MARKS = re.compile("[\u0300-\u036f]+")
_GAPS = re.compile(r"[\W_]+")
_ONE_DASH = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {",": " "})


def strip_marks(text: str) -> str:
    """``text`` in lower case without tone and vowel marks, đ as d; punctuation and spacing untouched.

    Compatibility forms go too (full-width and styled letters that phone keyboards offer).
    """
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()).replace("đ", "d")


def fold(text: str) -> str:
    """The words of ``text`` for comparing: lower case, no marks, no punctuation or symbols, single spaces."""
    return _GAPS.sub(" ", strip_marks(text)).strip()


def plain(text: str) -> str:
    """``text`` for parsing dates and figures: as ``strip_marks``, one kind of dash, single spaces, no commas.

    Slashes, dots and dashes stay, since 15/7 and 1.461 need them; sentence punctuation at the ends goes. What only
    looks like a digit (²) is none.
    """
    return " ".join(strip_marks(_without_odd_figures(text)).translate(_ONE_DASH).split()).strip(" .;:!?")


def _without_odd_figures(text: str) -> str:
    if text.isascii():
        return text
    # strip_marks would make 2502 of 250²
    return "".join("^" if one.isnumeric() and not one.isdecimal() else one for one in text)


def either(words: Iterable[str]) -> str:
    """A regular expression, one group without a number, for any of ``words`` as ``plain`` leaves them."""
    longest_first = sorted({plain(word) for word in words}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"


def folded_keys(words: Mapping[str, Value]) -> dict[str, Value]:
    """``words`` with its keys as ``plain`` leaves them."""
    return {plain(word): meaning for word, meaning in words.items()}


_LEGAL = re.compile(rf"\b(?:[0-9]+ {fold(COUNTED_FORM)}|{either(LEGAL_FORMS)})\b")


def fold_name(text: str) -> str:
    """A company's name as ``fold`` leaves it, without the words of its legal form.

    A name that is nothing but legal form is kept whole, so that only a text without letters folds to nothing.
    """
    folded = fold(text)
    return " ".join(_LEGAL.sub(" ", folded).split()) or folded


# Bidi overrides and isolates let a name print as something else; the joiner U+200D stays, emoji need it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")


def tidy(text: str, *, one_line: bool = False) -> str:
    """``text`` as it is stored: composed, nothing invisible, single spaces, tones in print form (hòa, ủy).

    Line ends stay, at most one empty line in a row; with ``one_line`` they become spaces.
    """
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    if one_line:
        seen = seen.replace("\n", " ")
    lines = _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", seen)).strip()
    return _place_tones(_EMPTY_LINES.sub("\n\n", lines))


_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _tone_moves() -> dict[str, str]:
    """Each vowel pair with its tone on the second vowel (oà) to the pair with it on the first (òa)."""
    pairs = [pair for low in ("oa", "oe", "uy") for pair in (low, low.title(), low.upper(), low[0] + low[1].upper())]
    return {
        unicodedata.normalize("NFC", pair + tone): unicodedata.normalize("NFC", pair[0] + tone + pair[1])
        for pair in pairs
        for tone in _TONES
    }


_MOVES = _tone_moves()
# Only where the pair ends the syllable (hoà, not hoàn); the u of qu and the i of gi belong to the consonant.
_OLD_STYLE = re.compile(rf"(?<![qQ])(?<![gG][iI])(?:{'|'.join(_MOVES)})(?![^\W\d_])")


def _place_tones(text: str) -> str:
    return _OLD_STYLE.sub(lambda found: _MOVES[found[0]], text)

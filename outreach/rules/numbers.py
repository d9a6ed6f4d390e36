"""Figures as people type them, and the one rounding rule."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final, Literal

from outreach.errors import BadCount, BadPercent, BadTargetValue
from outreach.rules.folding import either, plain
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.quantities import (
    AT_LEAST,
    AT_LEAST_AFTER,
    EXACTLY,
    FROM,
    GROWTH,
    MORE_THAN,
    OF,
    OF_NOW,
    PERCENT,
    SHARE,
    UP_TO,
)
from outreach.rules.vocabulary.terms import Indicator

ABSURD_COUNT: Final = 10_000_000

_DIGITS = r"[0-9]+(?:[. ][0-9]+)*"
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:[. ][0-9]{3})+")
_NEGATIVE = re.compile(rf"- ?{_DIGITS}")
_FRACTIONAL = re.compile(r"[0-9][0-9. ]*[.,][0-9]+")


def parse_count(text: str) -> int:
    """A whole number from 0 to 10,000,000 written 1461, 08, 1.461 or 1 461.

    Raises BadCount: a comma is a decimal sign here, so 1,461 is ``not_whole``, as is 1.46.
    """
    piece = text.strip()
    typed = _figures(piece)
    if _WHOLE.fullmatch(typed):
        return _believable(typed, piece)
    if _NEGATIVE.fullmatch(typed):
        raise BadCount(piece, "negative")
    if _FRACTIONAL.fullmatch(typed):
        raise BadCount(piece, "not_whole")
    raise BadCount(piece)


def _figures(text: str) -> str:
    """``text`` plain, but with its commas: they are decimal signs in a figure."""
    return ",".join(plain(part) for part in text.split(","))


def _believable(typed: str, piece: str) -> int:
    digits = typed.replace(".", "").replace(" ", "").lstrip("0")
    # The length first: int() refuses texts of thousands of digits with an error of its own.
    if len(digits) > len(str(ABSURD_COUNT)) or int(digits or "0") > ABSURD_COUNT:
        raise BadCount(piece, "absurd")
    return int(digits or "0")


@dataclass(frozen=True, slots=True)
class Percent:
    """A published percentage: its ``value`` (56.4) and how many decimal ``digits`` were printed (1)."""

    value: Decimal
    digits: int


_PERCENT = re.compile(rf"([0-9]{{1,5}})(?:[.,]([0-9]{{1,6}}))? ?(?:{either(PERCENT)})?")


def parse_percent(text: str) -> Percent:
    """A percentage written 56,4%, 63 % or 41.22, with or without the sign. Raises BadPercent."""
    typed = _figures(text)
    found = _PERCENT.fullmatch(typed)
    if not found:
        raise BadPercent(text.strip())
    decimals = found[2] or ""
    return Percent(Decimal(f"{found[1]}.{decimals}" if decimals else found[1]), len(decimals))


TargetKind = Literal["exact", "at_least", "more_than", "range", "ratio", "growth"]


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What a target asks for: ``value`` (a range's lower end) and a range's upper end ``to``.

    Of a ratio or a growth ``value`` are the digits of the percentage and ``to`` how many of them are decimals (2,5% is
    25 and 1), so that it is kept exactly; ``stock`` is what it is a percentage of, None while that is not known.
    """

    kind: TargetKind
    value: int
    to: int | None = None
    stock: Indicator | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is so many percent of a stock, and no number of cases."""
        return self.kind in {"ratio", "growth"}

    @property
    def percent(self) -> Decimal:
        """The percentage of a ratio or a growth."""
        return Decimal(self.value).scaleb(-(self.to or 0))


_LOW, _HIGH = rf"(?P<low>{_DIGITS})", rf"(?P<high>{_DIGITS})"
_RANGE = re.compile(rf"(?:{either(FROM)} )?{_LOW} ?(?:-|\.\.|{either(UP_TO)}) ?{_HIGH}")
_BOUNDS: tuple[tuple[TargetKind, re.Pattern[str]], ...] = (
    ("at_least", re.compile(rf"{either(AT_LEAST)} ?{_LOW}(?: {either(AT_LEAST_AFTER)})?")),
    ("at_least", re.compile(rf"{_LOW} ?{either(AT_LEAST_AFTER)}")),
    ("more_than", re.compile(rf"{either(MORE_THAN)} ?{_LOW}")),
    ("exact", re.compile(rf"(?:{either(EXACTLY)} ?)?{_LOW}")),
)
_LIKE_A_SHARE = re.compile(rf"{either(GROWTH)} .*[0-9].*|.*[0-9] ?{either(PERCENT)}.*")
_SHARE = re.compile(
    rf"(?P<growth>{either(GROWTH)} )?(?:{either(SHARE)} )?(?P<whole>[0-9]{{1,4}})(?:[.,](?P<decimals>[0-9]{{1,3}}))? ?"
    rf"{either(PERCENT)}(?: {either(AT_LEAST_AFTER)})?(?: (?P<stock>.+?))?(?: {either(OF_NOW)})?"
)
_OF = re.compile(rf"{either(OF)} ")
MOST_PERCENT: Final = 1000


def parse_target_value(text: str) -> TargetValue:
    """What ``140``, ``từ 14``, ``trên 140``, ``từ 2 đến 5``, ``10% doanh nghiệp`` or ``tăng 10% đảng viên`` asks for.

    Marks may lack, English will do. Both ends alike (``5-5``) are ``exact``. Raises BadTargetValue (``share`` for a
    percentage of no stock or beyond all measure) and BadCount for a figure in it that no count can be.
    """
    piece, typed = text.strip(), _figures(text)
    if _LIKE_A_SHARE.fullmatch(typed):
        return _share(_SHARE.fullmatch(typed), piece)
    if found := _RANGE.fullmatch(typed):
        return _range(found, piece)
    for kind, pattern in _BOUNDS:
        if found := pattern.fullmatch(typed):
            return TargetValue(kind, _positive(found["low"], piece))
    raise _refusal(piece)


def _share(found: re.Match[str] | None, piece: str) -> TargetValue:
    if found is None:
        raise BadTargetValue(piece, "share")
    decimals = (found["decimals"] or "").rstrip("0")
    kind: TargetKind = "growth" if found["growth"] else "ratio"
    value = TargetValue(kind, int(found["whole"] + decimals), len(decimals) or None, _stock(found, piece))
    if not value.value:
        raise BadTargetValue(piece, "zero")
    if value.percent > (MOST_PERCENT if found["growth"] else 100):
        raise BadTargetValue(piece, "share")
    return value


def _stock(found: re.Match[str], piece: str) -> Indicator | None:
    named = found["stock"]
    while named and (before := _OF.match(named)):
        named = named[before.end() :]
    if not named:
        return None
    stock = INDICATORS.find(named)
    if stock is None or not stock.is_stock:
        raise BadTargetValue(piece, "share")
    return stock


def _range(found: re.Match[str], piece: str) -> TargetValue:
    low, high = _positive(found["low"], piece), _positive(found["high"], piece)
    if high < low:
        raise BadTargetValue(piece, "reversed")
    return TargetValue("range", low, high) if high > low else TargetValue("exact", low)


def _positive(digits: str, piece: str) -> int:
    value = parse_count(digits)
    if not value:
        raise BadTargetValue(piece, "zero")
    return value


def _refusal(piece: str) -> BadTargetValue | BadCount:
    """Why ``piece`` is no target: as a figure that is wrong (-5, 2,5), or not known at all."""
    try:
        parse_count(piece)
    except BadCount as error:
        if error.reason != "not_a_number":
            return error
    return BadTargetValue(piece)


def half_up(value: Decimal | Fraction, digits: int) -> Decimal:
    """``value`` rounded exactly to ``digits`` decimals, a half away from zero on both sides.

    Away from zero, because 2,5 behind and 2,5 ahead of the calendar must read as the same count (DOMAIN §3).
    """
    scaled = abs(Fraction(value)) * 10**digits
    units = floor(scaled + Fraction(1, 2))
    return Decimal(f"{'-' if value < 0 and units else ''}{units}E-{digits}")

"""What was typed and cannot be read: the piece, and why."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.errors.base import DomainError


@dataclass
class BadDate(DomainError):
    """``piece`` is not a day that can be meant here (``impossible``: 31/2; ``future``, ``past``: wrong side)."""

    piece: str
    reason: Literal["unknown", "impossible", "future", "past", "too_old", "too_far"] = "unknown"


@dataclass
class BadPeriod(DomainError):
    """``piece`` names no period; ``reversed`` when its end comes before its start; ``no_week`` where one is due."""

    piece: str
    reason: Literal["unknown", "reversed", "impossible", "no_week"] = "unknown"


@dataclass
class BadCount(DomainError):
    """``piece`` is not a whole number that a count can be."""

    piece: str
    reason: Literal["not_a_number", "negative", "not_whole", "absurd"] = "not_a_number"


@dataclass
class BadPercent(DomainError):
    """``piece`` is not a percentage such as 56,4%."""

    piece: str


@dataclass
class BadTargetValue(DomainError):
    """``piece`` is none of 140, từ 14, trên 140, từ 2 đến 5 (or a range the wrong way round).

    ``share``: a percentage, but not of a stock, or beyond 100 (a growth: 1000).
    """

    piece: str
    reason: Literal["unknown", "reversed", "zero", "share"] = "unknown"


@dataclass
class UnknownWord(DomainError):
    """``piece`` is no known word for ``about`` (``indicator``, ``unit_kind``, …); ``near`` are identifiers alike."""

    piece: str
    about: str
    near: tuple[str, ...] = ()


@dataclass
class MissingPart(DomainError):
    """A one-line command lacks ``part``; ``example`` is a line that would do."""

    part: str
    example: str


@dataclass
class DateOutsidePeriod(DomainError):
    """A day that must lie within a period does not."""

    day: date
    starts: date
    ends: date


@dataclass
class Twice(DomainError):
    """A line says ``part`` (``outcome``, ``date``, …) twice, differently: ``first`` and then ``second``."""

    part: str
    first: str
    second: str


class TextNeeded(DomainError):
    """A photo, a sticker or the like came where text is due; the draft is kept."""


@dataclass
class TooLong(DomainError):
    """The text has ``length`` characters, more than ``limit``."""

    length: int
    limit: int


@dataclass
class BadCode(DomainError):
    """``piece`` cannot be a unit's code; ``instead`` is one like it that could, or nothing.

    ``reserved``: well formed, but a word of the commands, or in use where the actor does not see; which, is not told.
    """

    piece: str
    instead: str = ""
    reason: Literal["malformed", "reserved"] = "malformed"


@dataclass
class BadName(DomainError):
    """``piece`` has no letters, or is too long, to be a name."""

    piece: str


@dataclass
class BadWeekday(DomainError):
    """``piece`` is no day of the week."""

    piece: str


@dataclass
class BadHour(DomainError):
    """``piece`` is no time of day."""

    piece: str


@dataclass
class BadTaxCode(DomainError):
    """``piece`` is no tax code (ten digits, or thirteen)."""

    piece: str

"""What can be wrong, as types.

Every refusal that can be foreseen is a ``DomainError``: it carries the offending piece and whatever the
sentence needs, never the sentence itself. ``outreach/texts/refusals.py`` turns each into words, in one place.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


class DomainError(Exception):
    """A refusal the user caused and can mend; nothing was written."""


@dataclass
class BadDate(DomainError):
    """``piece`` is not a day that can be meant here (``impossible``: 31/2; ``future``, ``past``: wrong side)."""

    piece: str
    reason: Literal["unknown", "impossible", "future", "past", "too_old", "too_far"] = "unknown"


@dataclass
class BadPeriod(DomainError):
    """``piece`` names no period; ``reversed`` when its end comes before its start."""

    piece: str
    reason: Literal["unknown", "reversed", "impossible"] = "unknown"


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
    """``piece`` is none of 140, từ 14, trên 140, từ 2 đến 5 (or a range the wrong way round)."""

    piece: str
    reason: Literal["unknown", "reversed", "zero", "unsupported"] = "unknown"


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


class StaleChoice(DomainError):
    """The button belongs to a question that has been answered, or has run out."""


class NotYourChoice(DomainError):
    """The button was offered to another person."""


@dataclass
class NotAllowed(DomainError):
    """The command needs ``role`` (``viewer`` to ``admin``), which the actor has not."""

    role: str


class NotInvited(DomainError):
    """Somebody whom nobody has let in asks for something: they learn how to come in, and nothing else."""


@dataclass
class UnboundChat(DomainError):
    """A group that is bound to no unit: it learns how to bind, and nothing else."""


@dataclass
class OnlyInPrivate(DomainError):
    """The command ``start`` works in the private chat; a link leads there."""

    start: str


class OnlyInGroup(DomainError):
    """The command makes sense in a group alone."""


class TextNeeded(DomainError):
    """A photo, a sticker or the like came where text is due; the draft is kept."""


@dataclass
class TooLong(DomainError):
    """The text has ``length`` characters, more than ``limit``."""

    length: int
    limit: int


@dataclass
class UnknownUnit(DomainError):
    """``piece`` is the code or name of no unit that the actor may see; ``near`` are names alike, from those."""

    piece: str
    near: tuple[str, ...] = ()


@dataclass
class UnknownEnterprise(DomainError):
    """``piece`` is like no enterprise; ``near`` are names alike."""

    piece: str
    near: tuple[str, ...] = ()


@dataclass
class OutOfScope(DomainError):
    """The actor sees ``unit`` but may not write for it."""

    unit: str


@dataclass
class Twice(DomainError):
    """A line says ``part`` (``outcome``, ``date``, …) twice, differently: ``first`` and then ``second``."""

    part: str
    first: str
    second: str


class BadInvitation(DomainError):
    """No invitation can be used with this code; which of the reasons holds is not told."""


@dataclass
class NothingToUndo(DomainError):
    """The person has entered nothing that could still be undone."""


@dataclass
class CannotUndo(DomainError):
    """The entry cannot be undone any more; ``reason`` is a sentence key: ``changed``, ``in_use``."""

    reason: str


class NothingThere(DomainError):
    """The entry that was asked for does not exist, or is not the actor's."""


@dataclass
class StockNotYet(DomainError):
    """``indicator`` is a level on a day, not a count over a period: no target or figure of it can be kept yet."""

    indicator: str


@dataclass
class FigureOverlaps(DomainError):
    """A figure shares days with one that ``unit`` has reported already: ``count`` for ``starts`` to ``ends``."""

    unit: str
    count: int
    starts: date
    ends: date


@dataclass
class FigureAhead(DomainError):
    """A figure is said to reach until ``day``, which has not come yet."""

    day: date


@dataclass
class NoSuchTarget(DomainError):
    """No target is in force for this unit, indicator and period, so none can be withdrawn."""

    unit: str


@dataclass
class BadCode(DomainError):
    """``piece`` cannot be a unit's code; ``instead`` is one like it that could, or nothing."""

    piece: str
    instead: str = ""


@dataclass
class BadName(DomainError):
    """``piece`` has no letters, or is too long, to be a name."""

    piece: str


@dataclass
class CodeTaken(DomainError):
    """Another unit, open or closed, has the code."""

    code: str


@dataclass
class NameTaken(DomainError):
    """``code`` is another unit of that name under the same parent."""

    name: str
    code: str


@dataclass
class UnitCycle(DomainError):
    """``unit`` cannot stand under ``parent``, which is itself or below it."""

    unit: str
    parent: str


@dataclass
class UnitInUse(DomainError):
    """``unit`` cannot be closed while these still belong to it."""

    unit: str
    children: int
    enterprises: int
    people: int
    chats: int


@dataclass
class OwnUnit(DomainError):
    """An administrator cannot close, move or merge away the unit they belong to."""

    unit: str


@dataclass
class IntoItself(DomainError):
    """``piece`` was to be merged into itself."""

    piece: str


class LastAdministrator(DomainError):
    """Nobody would be left to administer what this person administers."""


class TooManyCodes(DomainError):
    """Too many wrong codes from one account: the next is heard in an hour."""


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


@dataclass
class EnterpriseTaken(DomainError):
    """The enterprise ``name`` has the name or the tax code ``piece`` already."""

    piece: str
    name: str
    by: Literal["name", "tax_code"] = "name"


class NoUnitYet(DomainError):
    """There is no unit at all yet to ask about."""


@dataclass
class UnknownFact(DomainError):
    """``piece`` says nothing known of a ``unit`` or an ``enterprise`` that is to be changed."""

    piece: str
    about: Literal["unit", "enterprise"]

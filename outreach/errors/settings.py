"""Refusals around settings: hours, rules of reminders, the office's days off."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from outreach.errors.base import DomainError


class NoMorningMessage(DomainError):
    """A viewer has no tasks, and so gets no morning message whose hour could be set."""


@dataclass
class BadQuietHours(DomainError):
    """From ``start`` to ``end`` less than an hour of the day is left: nothing would ever arrive."""

    start: time
    end: time


@dataclass
class BadHours(DomainError):
    """``piece`` is no stretch of the day such as 21h-6h30."""

    piece: str


@dataclass
class BadRuleDays(DomainError):
    """``days`` do not go with the ``rule``, which takes from ``fewest`` to ``most``; or has no days (both None)."""

    rule: str
    days: int
    fewest: int | None = None
    most: int | None = None


@dataclass
class NotADayCount(DomainError):
    """``piece`` is no number of days for the ``rule``."""

    piece: str
    rule: str


@dataclass
class DutyOfLaw(DomainError):
    """The ``rule`` reminds of what the law asks for: it cannot be switched off."""

    rule: str


@dataclass
class BadCalendarDay(DomainError):
    """The day ``piece`` cannot be set so.

    ``past``: it is over. ``off``: off already. ``working``: worked already. ``no_saturday``: only a Saturday is made
    up. ``twice``: set so before. ``not_set``: nothing has been set for it that could be taken back.
    """

    piece: str
    reason: Literal["past", "off", "working", "no_saturday", "twice", "not_set"]


class NotTheCalendar(DomainError):
    """Days off hold for everybody: they are for who administers everything, or a whole committee."""

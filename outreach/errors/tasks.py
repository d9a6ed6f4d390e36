"""What can be wrong with what is done with a task."""

from dataclasses import dataclass
from datetime import date

from outreach.errors.base import DomainError


@dataclass
class DueInPast(DomainError):
    """``day`` is over, so nothing can be due on it; ``meant`` is the next day of that number and month."""

    day: date
    meant: date


@dataclass
class HandOverOutOfScope(DomainError):
    """The person cannot do what belongs to ``unit``: they are here no more, may only look on, or work elsewhere."""

    unit: str


class NotYourTask(DomainError):
    """The actor sees the task, but it is another's, of a unit that the actor does not lead."""


@dataclass
class NotByHand(DomainError):
    """The task is no next step: it is gone when its record (by ``rule``) says so, and not before."""

    rule: str


@dataclass
class StepClosed(DomainError):
    """The step is open no more; ``how`` is done, visited (a planned visit that took place) or withdrawn."""

    how: str

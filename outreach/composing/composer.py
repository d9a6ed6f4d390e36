"""What a composer gets, and what it gives: the words, or why there is nothing to say any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import Person
from outreach.messages import Reply
from outreach.texts.speech import Speech


@dataclass(frozen=True)
class Composing:
    """A planned message whose moment has come. ``person``, who gets it, works here and can be reached."""

    session: Session
    person: Person
    channel: str
    plan: Mapping[str, Any]
    planned_at: datetime
    now: datetime
    speech: Speech

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.speech.zone).date()


@dataclass(frozen=True)
class Nothing:
    """There is no reason to say it any more: ``reason`` is kept with the cleared row."""

    reason: str


Composer = Callable[[Composing], Reply | Nothing]

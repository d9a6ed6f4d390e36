"""What a line has said of a visit so far, while its parts are read one after another."""

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from outreach.errors import Twice
from outreach.rules.visit_draft import NamedObstacle, StepDraft, VisitDraft, united_obstacles, united_steps
from outreach.rules.vocabulary.terms import ContactRole, Outcome, Purpose

T = TypeVar("T")


@dataclass
class Once(Generic[T]):
    """A value that a line may say once, or again in the same sense."""

    part: str
    value: T | None = None
    piece: str = ""

    def say(self, value: T, piece: str) -> None:
        """Takes ``value`` from the words ``piece``. Raises Twice when another was said before."""
        if self.value is not None and self.value != value:
            raise Twice(self.part, self.piece, piece)
        self.value, self.piece = value, self.piece or piece


@dataclass
class Gathering:
    """A visit's line under way."""

    today: date
    visited_on: Once[date] = field(default_factory=lambda: Once("date"))
    purpose: Once[Purpose] = field(default_factory=lambda: Once("purpose"))
    outcome: Once[Outcome] = field(default_factory=lambda: Once("outcome"))
    roles: list[ContactRole] = field(default_factory=list)
    met_other: list[str] = field(default_factory=list)
    obstacles: list[NamedObstacle] = field(default_factory=list)
    cleared: list[NamedObstacle] = field(default_factory=list)
    steps: list[StepDraft] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def draft(self) -> VisitDraft:
        """All of it, without doubles."""
        return VisitDraft(
            visited_on=self.visited_on.value,
            roles=tuple(dict.fromkeys(self.roles)),
            met_other=tuple(dict.fromkeys(self.met_other)),
            purpose=self.purpose.value,
            outcome=self.outcome.value,
            obstacles=united_obstacles(self.obstacles),
            cleared=united_obstacles(self.cleared),
            next_steps=united_steps(self.steps),
            proposals=tuple(dict.fromkeys(self.proposals)),
            participants=tuple(dict.fromkeys(self.participants)),
            note="; ".join(self.notes),
        )

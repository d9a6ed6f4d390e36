"""What is known of a visit while it is being entered, and how it is kept between two messages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from outreach.rules.folding import fold
from outreach.rules.vocabulary.terms import ContactRole, Obstacle, Outcome, Purpose

T = TypeVar("T")


@dataclass(frozen=True)
class NamedObstacle:
    """An obstacle as typed; ``kind`` is None when it is not on the fixed list (DOMAIN §2)."""

    kind: Obstacle | None
    text: str

    @property
    def key(self) -> str:
        """What makes two obstacles the same: the kind, or else the folded words."""
        return self.kind or fold(self.text)


@dataclass(frozen=True)
class StepDraft:
    """What is to be done next, by when and by whom, as far as it was said; ``text`` may be empty."""

    due: date | None = None
    text: str = ""
    person: str | None = None

    @property
    def is_only_a_person(self) -> bool:
        """Whether it names somebody for a step that stands elsewhere in the line."""
        return self.due is None and not self.text and self.person is not None


@dataclass(frozen=True)
class VisitDraft:
    """A visit as far as it was told; None and empty mean not said. Names stand as typed, unresolved."""

    visited_on: date | None = None
    roles: tuple[ContactRole, ...] = ()
    met_other: tuple[str, ...] = ()
    purpose: Purpose | None = None
    outcome: Outcome | None = None
    obstacles: tuple[NamedObstacle, ...] = ()
    cleared: tuple[NamedObstacle, ...] = ()
    next_steps: tuple[StepDraft, ...] = ()
    proposals: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The draft as JSON has it: dates in ISO form, identifiers as text."""
        return {
            "visited_on": self.visited_on and self.visited_on.isoformat(),
            "roles": [role.value for role in self.roles],
            "met_other": list(self.met_other),
            "purpose": self.purpose and self.purpose.value,
            "outcome": self.outcome and self.outcome.value,
            "obstacles": _obstacles_as_json(self.obstacles),
            "cleared": _obstacles_as_json(self.cleared),
            "next_steps": [_step_as_json(step) for step in self.next_steps],
            "proposals": list(self.proposals),
            "participants": list(self.participants),
            "note": self.note,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "VisitDraft":
        """The draft that ``to_dict`` gave; what ``data`` lacks was not said."""
        return cls(
            visited_on=_day(data.get("visited_on")),
            roles=tuple(ContactRole(role) for role in data.get("roles", ())),
            met_other=tuple(data.get("met_other", ())),
            purpose=Purpose(data["purpose"]) if data.get("purpose") else None,
            outcome=Outcome(data["outcome"]) if data.get("outcome") else None,
            obstacles=_obstacles_of_json(data.get("obstacles", ())),
            cleared=_obstacles_of_json(data.get("cleared", ())),
            next_steps=tuple(
                StepDraft(_day(step["due"]), step["text"], step["person"]) for step in data.get("next_steps", ())
            ),
            proposals=tuple(data.get("proposals", ())),
            participants=tuple(data.get("participants", ())),
            note=data.get("note", ""),
        )


def merge(draft: VisitDraft, other: VisitDraft) -> VisitDraft:
    """``draft`` with what ``other`` says later: lists united, single values replaced, notes joined.

    An obstacle that ``other`` clears is no longer open, and one that it opens no longer cleared.
    """
    return VisitDraft(
        visited_on=other.visited_on or draft.visited_on,
        roles=_united(draft.roles, other.roles),
        met_other=_united(draft.met_other, other.met_other),
        purpose=other.purpose or draft.purpose,
        outcome=other.outcome or draft.outcome,
        obstacles=united_obstacles(_without(draft.obstacles, other.cleared), other.obstacles),
        cleared=united_obstacles(_without(draft.cleared, other.obstacles), other.cleared),
        next_steps=united_steps((*draft.next_steps, *other.next_steps)),
        proposals=_united(draft.proposals, other.proposals),
        participants=_united(draft.participants, other.participants),
        note="; ".join(_united((draft.note,) if draft.note else (), (other.note,) if other.note else ())),
    )


def united_obstacles(*groups: Iterable[NamedObstacle]) -> tuple[NamedObstacle, ...]:
    """All obstacles in order, each kind and each free text once (as first typed)."""
    first: dict[str, NamedObstacle] = {}
    for group in groups:
        for obstacle in group:
            first.setdefault(obstacle.key, obstacle)
    return tuple(first.values())


def united_steps(steps: Iterable[StepDraft]) -> tuple[StepDraft, ...]:
    """The steps in order without doubles; somebody named alone ("giao Lan") gets the last step that has nobody."""
    kept: list[StepDraft] = []
    for step in steps:
        waiting = [index for index, one in enumerate(kept) if _complete_each_other(one, step)]
        if waiting:
            one = kept[waiting[-1]]
            kept[waiting[-1]] = (
                replace(step, person=one.person) if one.is_only_a_person else replace(one, person=step.person)
            )
        else:
            kept.append(step)
    return tuple(dict.fromkeys(kept))


def _complete_each_other(one: StepDraft, other: StepDraft) -> bool:
    return (one.is_only_a_person and other.person is None) or (other.is_only_a_person and one.person is None)


def _united(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _without(obstacles: Iterable[NamedObstacle], gone: Iterable[NamedObstacle]) -> tuple[NamedObstacle, ...]:
    keys = {obstacle.key for obstacle in gone}
    return tuple(obstacle for obstacle in obstacles if obstacle.key not in keys)


def _obstacles_as_json(obstacles: Iterable[NamedObstacle]) -> list[dict[str, str | None]]:
    return [{"kind": obstacle.kind and obstacle.kind.value, "text": obstacle.text} for obstacle in obstacles]


def _obstacles_of_json(items: Iterable[Mapping[str, Any]]) -> tuple[NamedObstacle, ...]:
    return tuple(NamedObstacle(Obstacle(item["kind"]) if item["kind"] else None, item["text"]) for item in items)


def _step_as_json(step: StepDraft) -> dict[str, str | None]:
    return {"due": step.due.isoformat() if step.due else None, "text": step.text, "person": step.person}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

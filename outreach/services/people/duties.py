"""What is open of a person: steps, planned visits, candidates in charge."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from models import Candidate, NextStep

PLANNED = "visit"


@dataclass(frozen=True)
class Duty:
    """One thing that is open. ``named``: the person is named for it; else it is theirs because they entered it."""

    id: int
    unit_id: int
    due: date | None = None
    named: bool = True


@dataclass(frozen=True)
class Duties:
    """What is open of one person."""

    steps: tuple[Duty, ...] = ()
    visits: tuple[Duty, ...] = ()
    candidates: tuple[Duty, ...] = ()

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.steps) + len(self.visits) + len(self.candidates)

    @property
    def units(self) -> frozenset[int]:
        """The units to which they belong."""
        return frozenset(duty.unit_id for duty in (*self.steps, *self.visits, *self.candidates))

    def within(self, units: Collection[int]) -> "Duties":
        """Those that belong to one of ``units``."""
        return Duties(_within(self.steps, units), _within(self.visits, units), _within(self.candidates, units))


def of(session: Session, person_id: int) -> Duties:
    """What is open of the person: what they are named for, and what they entered for nobody in particular."""
    theirs = or_(
        col(NextStep.person_id) == person_id,
        and_(col(NextStep.person_id).is_(None), col(NextStep.entered_by_id) == person_id),
    )
    query = select(
        col(NextStep.kind), col(NextStep.id), col(NextStep.unit_id), col(NextStep.due), col(NextStep.person_id)
    ).where(theirs, col(NextStep.closed_at).is_(None))
    found = [
        (kind, Duty(step or 0, unit, due, owner is not None))
        for kind, step, unit, due, owner in session.execute(query.order_by(col(NextStep.id)))
    ]
    return Duties(
        tuple(duty for kind, duty in found if kind != PLANNED),
        tuple(duty for kind, duty in found if kind == PLANNED),
        tuple(_candidates(session, person_id)),
    )


def _candidates(session: Session, person_id: int) -> Iterable[Duty]:
    query = select(col(Candidate.id), col(Candidate.unit_id)).where(
        col(Candidate.person_id) == person_id,
        col(Candidate.closed_on).is_(None),
        col(Candidate.withdrawn_at).is_(None),
        col(Candidate.anonymised_at).is_(None),
    )
    return [Duty(candidate or 0, unit) for candidate, unit in session.execute(query.order_by(col(Candidate.id)))]


def _within(duties: Iterable[Duty], units: Collection[int]) -> tuple[Duty, ...]:
    return tuple(duty for duty in duties if duty.unit_id in units)

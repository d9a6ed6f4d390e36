"""Whose way has ended long enough ago to be anonymised, and who will be soon (DOMAIN.md §5: after 12 months)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import Candidate
from outreach.actor import Actor
from outreach.rules.admission.calendar import months_after
from outreach.services.admission import candidates
from outreach.services.units import visibility

KEPT_MONTHS = 12
AHEAD = timedelta(days=30)
_SHOWN = 10


@dataclass(frozen=True)
class Soon:
    """A candidate who will be anonymised ``on`` that day, unless closed wrongly."""

    candidate_id: int
    closed_on: date
    on: date


def due(session: Session, today: date, limit: int) -> list[Candidate]:
    """Those who were closed more than 12 months before ``today`` and whose data are still there, longest first."""
    query = (
        select(Candidate)
        .where(col(Candidate.closed_on) < months_after(today, -KEPT_MONTHS), col(Candidate.anonymised_at).is_(None))
        .order_by(col(Candidate.closed_on), col(Candidate.id))
        .limit(limit)
    )
    return list(session.exec(query))


def soon(session: Session, actor: Actor, today: date) -> list[Soon]:
    """The first of the actor's scope whose turn comes within 30 days.

    Raises:
        NotAllowed, OnlyInPrivate: the actor may not work with candidates here.

    """
    candidates.check(actor)
    query = (
        select(col(Candidate.id), col(Candidate.closed_on))
        .where(col(Candidate.closed_on) < months_after(today + AHEAD, -KEPT_MONTHS))
        .where(col(Candidate.anonymised_at).is_(None), visibility.within(col(Candidate.unit_id), actor.own))
        .order_by(col(Candidate.closed_on), col(Candidate.id))
        .limit(_SHOWN)
    )
    return [
        Soon(key or 0, closed, months_after(closed, KEPT_MONTHS) + timedelta(days=1))
        for key, closed in session.exec(query)
        if closed is not None
    ]

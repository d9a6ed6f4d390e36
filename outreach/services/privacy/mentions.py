"""A candidate's name in what was typed freely about visits.

Names are written at work: about the candidate's enterprise, and in the notes of the units that have had
the candidate in charge, whichever enterprise it was then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from models import AdmissionEvent, Candidate, NextStep, Obstacle, Proposal, Unit, Visit, VisitParticipant
from outreach.actor import Actor
from outreach.rules.mentions import Identity, blot_out, named_in
from outreach.services.journal import audit
from outreach.services.units import visibility
from outreach.vault import KeyLostError, Vault, vault_of

_STEP = ("text_sealed", "person_sealed", "held_sealed")


@dataclass(frozen=True)
class Mention:
    """A visit in whose notes, steps, obstacles or names somebody is named; ``own``: its unit is the actor's to see."""

    visit_id: int
    day: date
    unit: str
    own: bool


def find(session: Session, actor: Actor, candidate: Candidate, who: Identity) -> list[Mention]:
    """The visits to the candidate's enterprise, and of the units in charge of them, that name them; latest first."""
    vault = vault_of(session)
    texts = _texts(session, or_(_at_work(candidate), _by_units(candidate)))
    named = {visit for row, column, visit in texts if _names(vault, row, column, who)}
    if not named:
        return []
    query = (
        select(col(Visit.id), col(Visit.visited_on), col(Unit.code), col(Visit.unit_id))
        .join(Unit, col(Unit.id) == col(Visit.unit_id))
        .where(col(Visit.id).in_(named))
        .order_by(col(Visit.visited_on).desc(), col(Visit.id).desc())
    )
    return [
        Mention(visit or 0, day, unit, visibility.covers(session, actor.own, unit_id))
        for visit, day, unit, unit_id in session.exec(query)
    ]


def blot(
    session: Session, actor: Actor, candidate: Candidate, who: Identity, now: datetime, *, everywhere: bool
) -> int:
    """Put the code in the place of the person's name and telephone; in how many visits.

    Unless ``everywhere`` only about their enterprise: where nobody was shown the visits, a namesake may be meant.
    """
    vault, changed = vault_of(session), set()
    about = or_(_at_work(candidate), _by_units(candidate)) if everywhere else _at_work(candidate)
    for row, column, visit in _texts(session, about):
        if _names(vault, row, column, who):
            setattr(row, column, vault.seal(blot_out(who, vault.open(getattr(row, column)))))
            session.add(row)
            changed.add(visit)
    for visit in sorted(changed):
        audit.note(session, actor, "change", "visit", visit, now, "name")
    session.flush()
    return len(changed)


def blot_plans(session: Session, actor: Actor, candidate: Candidate, who: Identity, now: datetime) -> None:
    """The same for what was planned at their enterprise without a visit, which no visit shows."""
    if candidate.enterprise_id is None:
        return
    vault = vault_of(session)
    query = select(NextStep).where(NextStep.enterprise_id == candidate.enterprise_id, col(NextStep.visit_id).is_(None))
    for step in session.exec(query):
        named = [column for column in _STEP if _names(vault, step, column, who)]
        for column in named:
            setattr(step, column, vault.seal(blot_out(who, vault.open(getattr(step, column)))))
        if named:
            session.add(step)
            audit.note(session, actor, "change", "step", step.id, now, "name")
    session.flush()


def _names(vault: Vault, row: Any, column: str, who: Identity) -> bool:
    try:
        return named_in(who, vault.open(getattr(row, column)))
    except KeyLostError:
        return False


def _at_work(candidate: Candidate) -> ColumnElement[bool]:
    return false() if candidate.enterprise_id is None else col(Visit.enterprise_id) == candidate.enterprise_id


def _by_units(candidate: Candidate) -> ColumnElement[bool]:
    had = select(AdmissionEvent.unit_id).where(AdmissionEvent.candidate_id == candidate.id)
    return or_(col(Visit.unit_id) == candidate.unit_id, col(Visit.unit_id).in_(had))


def _texts(session: Session, about: ColumnElement[bool]) -> Iterator[tuple[Any, str, int]]:
    """Each row with a sealed column and the visit to which it belongs."""
    visits = select(Visit.id).where(about)
    for visit in session.exec(select(Visit).where(about, col(Visit.note_sealed).is_not(None))):
        yield visit, "note_sealed", visit.id or 0
    for participant in session.exec(select(VisitParticipant).where(col(VisitParticipant.visit_id).in_(visits))):
        yield participant, "name_sealed", participant.visit_id
    for proposal in session.exec(select(Proposal).where(col(Proposal.visit_id).in_(visits))):
        yield proposal, "text_sealed", proposal.visit_id
        yield proposal, "answer_sealed", proposal.visit_id
    for obstacle in session.exec(select(Obstacle).where(col(Obstacle.opened_visit_id).in_(visits))):
        yield obstacle, "text_sealed", obstacle.opened_visit_id
    for step in session.exec(select(NextStep).where(col(NextStep.visit_id).in_(visits))):
        for column in _STEP:
            yield step, column, step.visit_id or 0

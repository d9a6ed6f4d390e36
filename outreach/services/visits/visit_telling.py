"""A visit as it was told: read back from what was sealed, to be shown or to be corrected."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from models import NextStep, Obstacle, Proposal, Visit, VisitParticipant, VisitRole
from outreach.rules.visit_draft import NamedObstacle, StepDraft, VisitDraft
from outreach.rules.vocabulary import terms
from outreach.vault import vault_of

Read = Callable[[bytes | None], str]


def draft_of(session: Session, visit_id: int, *, anew: bool = False) -> VisitDraft:
    """A visit as it was told: to be shown, or to be written ``anew`` with what is corrected.

    Raises:
        KeyLostError: it is to be written anew, and the key is lost with which a part of it was sealed.

    """
    read = vault_of(session).open if anew else vault_of(session).show
    visit = session.get_one(Visit, visit_id)
    roles = session.exec(select(VisitRole.role).where(VisitRole.visit_id == visit_id).order_by(col(VisitRole.id)))
    opened = session.exec(select(Obstacle).where(Obstacle.opened_visit_id == visit_id).order_by(col(Obstacle.id)))
    cleared = session.exec(select(Obstacle).where(Obstacle.cleared_visit_id == visit_id).order_by(col(Obstacle.id)))
    named = select(VisitParticipant).where(VisitParticipant.visit_id == visit_id).order_by(col(VisitParticipant.id))
    names = [(row.met, read(row.name_sealed)) for row in session.exec(named)]
    proposals = select(Proposal.text_sealed).where(Proposal.visit_id == visit_id).order_by(col(Proposal.id))
    steps = select(NextStep).where(NextStep.visit_id == visit_id).order_by(col(NextStep.id))
    return VisitDraft(
        visited_on=visit.visited_on,
        roles=tuple(terms.ContactRole(role) for role in roles),
        met_other=tuple(name for met, name in names if met),
        purpose=terms.Purpose(visit.purpose) if visit.purpose else None,
        outcome=terms.Outcome(visit.outcome) if visit.outcome else None,
        obstacles=tuple(obstacle_of(row, read) for row in opened),
        cleared=tuple(obstacle_of(row, read) for row in cleared),
        next_steps=tuple(_step(row, read) for row in session.exec(steps)),
        proposals=tuple(read(text) for text in session.exec(proposals)),
        participants=tuple(name for met, name in names if not met),
        note=read(visit.note_sealed),
    )


def obstacle_of(row: Obstacle, read: Read) -> NamedObstacle:
    """The obstacle as it was named."""
    return NamedObstacle(terms.Obstacle(row.kind) if row.kind else None, read(row.text_sealed))


def _step(row: NextStep, read: Read) -> StepDraft:
    return StepDraft(row.due, read(row.text_sealed), read(row.person_sealed) or None)

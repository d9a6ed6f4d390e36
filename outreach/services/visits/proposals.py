"""Requests to the committee (kiến nghị): an administrator answers, and the member who brought one is told at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Enterprise, Entry, Proposal, Unit, Visit
from outreach.actor import Actor
from outreach.errors import AlreadyAnswered, NotAllowed, NothingThere, OnlyInPrivate, TooLong
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.services.visits import answers
from outreach.vault import vault_of

LONGEST_TEXT = 2000
_WAITING, _PAST = 5, 3


@dataclass(frozen=True)
class ProposalCard:
    """A proposal as it may be shown: where and when it was brought, by which unit, never by whom.

    ``answer`` and ``answered_at`` are there once it is answered. Where what was typed freely may not be shown, both
    texts are empty.
    """

    id: int
    enterprise_id: int
    enterprise: str
    unit: str
    visited_on: date
    text: str
    answer: str
    answered_at: datetime | None
    may_answer: bool = False


@dataclass(frozen=True)
class Answered:
    """An answer as it was written, its entry in the journal, and whether somebody is being told of it."""

    card: ProposalCard
    entry_id: int
    told: bool


def find(session: Session, actor: Actor, proposal_id: int) -> ProposalCard:
    """The proposal, in private, for those who may see the visit, and for whoever brought it.

    Raises:
        OnlyInPrivate: the chat is a group; what was typed freely is not for it.
        NothingThere: there is no such proposal for the actor, or its visit has been withdrawn.

    """
    proposal, visit = _row(session, actor, proposal_id)
    return _card(session, actor, proposal, visit)


def answer(session: Session, actor: Actor, proposal_id: int, text: str, today: date, now: datetime) -> Answered:
    """Write the committee's answer down and tell whoever brought the proposal.

    Raises:
        OnlyInPrivate, NothingThere: as ``find``.
        NotAllowed: the actor is no administrator answering for the visit's unit.
        AlreadyAnswered: somebody has answered it.
        TooLong: the answer has more than LONGEST_TEXT characters.

    """
    # of two administrators who answer at once the second is to see the first one's answer
    session.exec(select(Proposal.id).where(Proposal.id == proposal_id).with_for_update()).first()
    proposal, visit = _to_answer(session, actor, proposal_id)
    check_length(text)
    proposal.answer_sealed = vault_of(session).seal(text)
    proposal.answered_at, proposal.answered_by_id = now, actor.person_id
    session.add(proposal)
    entry = audit.enter(session, actor, "answer", proposal_id, now)
    told = answers.tell(session, actor, proposal, today, now)
    return Answered(_card(session, actor, proposal, visit), entry.id or 0, told)


def to_answer(session: Session, actor: Actor, proposal_id: int) -> ProposalCard:
    """The proposal that the actor is about to answer; raises what ``answer`` would."""
    return _card(session, actor, *_to_answer(session, actor, proposal_id))


def check_length(text: str) -> None:
    """Raise TooLong when an answer has more than LONGEST_TEXT characters."""
    if len(text) > LONGEST_TEXT:
        raise TooLong(len(text), LONGEST_TEXT)


def undo(session: Session, actor: Actor, proposal_id: int, now: datetime) -> None:
    """Take an answer back: the proposal waits again. Whoever has read it is told.

    Raises:
        NothingThere: it is not the actor's, or there is none (any more); or its unit is theirs no more.

    """
    proposal, visit = own(session, actor, proposal_id)
    if not _answers_for(session, actor, visit):
        raise NothingThere
    heard = answers.was_sent(session, proposal)
    proposal.answer_sealed = proposal.answered_at = proposal.answered_by_id = None
    session.add(proposal)
    audit.close(session, "answer", proposal_id, now)
    session.flush()
    if heard and visit.withdrawn_at is None:
        answers.tell_withdrawn(session, actor, proposal, now)


def own(session: Session, actor: Actor, proposal_id: int) -> tuple[Proposal, Visit]:
    """A proposal with the actor's own answer, and its visit.

    Raises:
        NothingThere: it is another's, or not answered (any more).

    """
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.answered_at is None or proposal.answered_by_id != actor.person_id:
        raise NothingThere
    return proposal, session.get_one(Visit, proposal.visit_id)


def own_card(session: Session, actor: Actor, proposal_id: int) -> ProposalCard:
    """The same to be shown; in a group, or once its unit is the actor's no more, without what was typed freely.

    Raises:
        NothingThere: as ``own``.

    """
    proposal, visit = own(session, actor, proposal_id)
    card = _card(session, actor, proposal, visit)
    return card if visibility.covers(session, actor.own, visit.unit_id) else replace(card, text="", answer="")


def of_enterprise(session: Session, actor: Actor, enterprise_id: int) -> list[ProposalCard]:
    """For its card, in private: what waits, the oldest first, then what was answered last."""
    if not actor.private:
        return []
    there = (
        select(Proposal, Visit)
        .join(Visit, col(Visit.id) == col(Proposal.visit_id))
        .where(Visit.enterprise_id == enterprise_id, col(Visit.withdrawn_at).is_(None))
        .where(visibility.within(col(Visit.unit_id), actor.sees))
    )
    waiting = there.where(col(Proposal.answered_at).is_(None)).order_by(col(Visit.visited_on), col(Proposal.id))
    done = there.where(col(Proposal.answered_at).is_not(None)).order_by(col(Proposal.answered_at).desc())
    rows = [*session.exec(waiting.limit(_WAITING)), *session.exec(done.limit(_PAST))]
    return [_card(session, actor, proposal, visit) for proposal, visit in rows]


def carry_over(session: Session, from_visit_id: int, to_visit_id: int) -> None:
    """One visit takes the place of another: what it says again, and was answered there, is answered here."""
    vault = vault_of(session)
    gone = [row for row in _of_visit(session, from_visit_id) if row.answered_at is not None]
    answered = {vault.show(row.text_sealed): row for row in gone}
    for row in _of_visit(session, to_visit_id) if answered else ():
        was = answered.pop(vault.show(row.text_sealed), None)
        if was is None or row.answered_at is not None:
            continue
        row.answer_sealed, row.answered_at, row.answered_by_id = was.answer_sealed, was.answered_at, was.answered_by_id
        was.answer_sealed = was.answered_at = was.answered_by_id = None
        session.add_all([row, was])
        for entry in session.exec(select(Entry).where(Entry.kind == "answer", Entry.subject_id == was.id)):
            entry.subject_id = row.id or 0
            session.add(entry)
    session.flush()


def _of_visit(session: Session, visit_id: int) -> list[Proposal]:
    return list(session.exec(select(Proposal).where(Proposal.visit_id == visit_id).order_by(col(Proposal.id))))


def _row(session: Session, actor: Actor, proposal_id: int) -> tuple[Proposal, Visit]:
    if not actor.private:
        raise OnlyInPrivate("dn")
    proposal = session.get(Proposal, proposal_id)
    visit = session.get(Visit, proposal.visit_id) if proposal is not None else None
    if proposal is None or visit is None or visit.withdrawn_at is not None:
        raise NothingThere
    mine = actor.known and visit.entered_by_id == actor.person_id
    if not mine and not visibility.covers(session, actor.sees, visit.unit_id):
        raise NothingThere
    return proposal, visit


def _to_answer(session: Session, actor: Actor, proposal_id: int) -> tuple[Proposal, Visit]:
    proposal, visit = _row(session, actor, proposal_id)
    if not _answers_for(session, actor, visit):
        raise NotAllowed("admin")
    if proposal.answered_at is not None:
        raise AlreadyAnswered
    return proposal, visit


def _answers_for(session: Session, actor: Actor, visit: Visit) -> bool:
    return actor.at_least("admin") and visibility.covers(session, actor.own, visit.unit_id)


def _card(session: Session, actor: Actor, proposal: Proposal, visit: Visit) -> ProposalCard:
    shown = actor.private and names_allowed(session, actor.channel)

    def free(sealed: bytes | None) -> str:
        return vault_of(session).show(sealed) if shown else ""

    return ProposalCard(
        id=proposal.id or 0,
        enterprise_id=visit.enterprise_id,
        enterprise=session.get_one(Enterprise, visit.enterprise_id).name,
        unit=session.get_one(Unit, visit.unit_id).code,
        visited_on=visit.visited_on,
        text=free(proposal.text_sealed),
        answer=free(proposal.answer_sealed),
        answered_at=proposal.answered_at,
        may_answer=proposal.answered_at is None and _answers_for(session, actor, visit),
    )

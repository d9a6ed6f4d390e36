"""Visits: logging, withdrawing, correcting, and a person's recent ones."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from sqlmodel import Session, col, select

from models import Enterprise, NextStep, Obstacle, Proposal, Visit, VisitParticipant, VisitRole
from outreach.actor import OPERATOR, Actor
from outreach.errors import NotAllowed, NothingThere, OnlyInPrivate, TooLong, UnknownEnterprise
from outreach.rules.folding import fold
from outreach.rules.visit_draft import NamedObstacle, StepDraft, VisitDraft
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit
from outreach.services.organisations import organisation_state
from outreach.services.people import people
from outreach.services.tasks import corrections, planned
from outreach.services.units import visibility
from outreach.services.visits import proposals
from outreach.services.visits.visit_telling import obstacle_of
from outreach.vault import vault_of

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Logged:
    """A visit as it was written: ``draft`` with its day set; ``not_open`` are obstacles cleared that nobody had met."""

    visit_id: int
    entry_id: int
    enterprise_id: int
    enterprise: str
    draft: VisitDraft
    not_open: tuple[NamedObstacle, ...] = ()


def log(
    session: Session, actor: Actor, enterprise_id: int, draft: VisitDraft, today: date, now: datetime,
    corrects: Visit | None = None,
) -> Logged:  # fmt: skip
    """Write a visit down for the actor's unit (that in charge of the enterprise, for whoever has none).

    One that ``corrects`` another stays with the other's unit: records keep their unit.

    Raises:
        NotAllowed: the actor is no member.
        OnlyInPrivate: the chat is a group that does not cover the unit.
        UnknownEnterprise: there is none, or not within the actor's committee.
        TooLong: the note, a step or a proposal has more than LONGEST_TEXT characters.

    """
    if not actor.at_least("member"):
        raise NotAllowed("member")
    enterprise = _enterprise(session, actor, enterprise_id)
    _check_lengths(draft)
    told = replace(draft, visited_on=draft.visited_on or today)
    visit = _row(session, actor, enterprise, told, now)
    if corrects is not None:
        visit.corrects_id, visit.unit_id = corrects.id, corrects.unit_id
    check_chat(session, actor, visit.unit_id)
    session.add(visit)
    session.flush()
    _add_details(session, actor, visit, told, now)
    if corrects is not None:
        proposals.carry_over(session, corrects.id or 0, visit.id or 0)
        corrections.carry_over(session, corrects.id or 0, visit.id or 0)
    not_open = _clear_obstacles(session, visit, told.cleared)
    planned.settle(session, visit.enterprise_id, now)
    organisation_state.refresh_stage(session, visit.enterprise_id, now.date())
    entry = audit.enter(session, actor, "visit", visit.id or 0, now)
    return Logged(visit.id or 0, entry.id or 0, enterprise.id or 0, enterprise.name, told, not_open)


def check_chat(session: Session, actor: Actor, unit_id: int) -> None:
    """Refuse to write into a group what its unit does not cover.

    Raises:
        OnlyInPrivate: it belongs into the private chat.

    """
    if not actor.private and not visibility.covers(session, actor.sees, unit_id):
        raise OnlyInPrivate("tham")


def _row(session: Session, actor: Actor, enterprise: Enterprise, told: VisitDraft, now: datetime) -> Visit:
    return Visit(
        enterprise_id=enterprise.id or 0,
        unit_id=actor.unit_id or enterprise.unit_id,
        visited_on=cast("date", told.visited_on),
        purpose=told.purpose,
        outcome=told.outcome,
        note_sealed=vault_of(session).seal(told.note) if told.note else None,
        entered_by_id=actor.person_id or 0,
        entered_at=now,
    )


def repeated(session: Session, actor: Actor, enterprise_id: int, day: date) -> Visit | None:
    """The visit that the same person has logged at the same enterprise for the same day."""
    query = select(Visit).where(
        Visit.entered_by_id == actor.person_id,
        Visit.enterprise_id == enterprise_id,
        Visit.visited_on == day,
        col(Visit.withdrawn_at).is_(None),
    )
    return session.exec(query).first()


def withdraw(session: Session, actor: Actor, visit_id: int, now: datetime) -> Visit:
    """Withdraw the actor's own visit (or, for a lead, one of the unit): what it opened goes, what it cleared is open.

    Raises:
        NothingThere: there is no such visit that the actor may withdraw.

    """
    visit = own(session, actor, visit_id)
    visit.withdrawn_at, visit.withdrawn_by_id = now, actor.person_id
    for obstacle in session.exec(select(Obstacle).where(Obstacle.opened_visit_id == visit_id)):
        obstacle.withdrawn_at = now
        session.flush()
        _pass_on(session, obstacle)
    for obstacle in session.exec(select(Obstacle).where(Obstacle.cleared_visit_id == visit_id)):
        obstacle.cleared_visit_id = obstacle.cleared_on = None
    for step in session.exec(select(NextStep).where(NextStep.visit_id == visit_id, col(NextStep.closed_at).is_(None))):
        step.closed_at, step.closed_as = now, "withdrawn"
    audit.close(session, "visit", visit_id, now)
    audit.note(session, actor, "withdraw", "visit", visit_id, now)
    session.flush()
    planned.settle(session, visit.enterprise_id, now)
    organisation_state.refresh_stage(session, visit.enterprise_id, now.date())
    return visit


def undo(session: Session, actor: Actor, visit_id: int, now: datetime) -> Visit:
    """Withdraw the visit; one that was a correction gives way again to what it corrected.

    Raises:
        NothingThere: there is no such visit that the actor may withdraw.

    """
    visit = withdraw(session, actor, visit_id, now)
    if visit.corrects_id is not None:
        _restore(session, session.get_one(Visit, visit.corrects_id), now)
        proposals.carry_over(session, visit_id, visit.corrects_id)
        corrections.carry_over(session, visit_id, visit.corrects_id)
    return visit


def _restore(session: Session, visit: Visit, now: datetime) -> None:
    """Let a withdrawn visit count again, with what it opened; what it had cleared stays open."""
    visit.withdrawn_at = visit.withdrawn_by_id = None
    known = {_named(session, row).key for row in _open_obstacles(session, visit.enterprise_id)}
    for obstacle in session.exec(select(Obstacle).where(Obstacle.opened_visit_id == visit.id)):
        obstacle.withdrawn_at, obstacle.repeats = None, _named(session, obstacle).key in known
    for step in session.exec(select(NextStep).where(NextStep.visit_id == visit.id, NextStep.closed_as == "withdrawn")):
        step.closed_at = step.closed_as = None
    audit.reopen(session, "visit", visit.id or 0)
    audit.note(session, OPERATOR, "restore", "visit", visit.id, now)
    session.flush()
    planned.settle(session, visit.enterprise_id, now)
    organisation_state.refresh_stage(session, visit.enterprise_id, now.date())


def own(session: Session, actor: Actor, visit_id: int) -> Visit:
    """The visit, if the actor may change it: their own, or for a lead any in scope.

    Raises:
        NothingThere: otherwise, and when it has been withdrawn already.

    """
    visit = session.get(Visit, visit_id)
    if visit is None or visit.withdrawn_at is not None:
        raise NothingThere
    mine = visit.entered_by_id == actor.person_id
    if not mine and not (actor.at_least("lead") and visibility.covers(session, actor.own, visit.unit_id)):
        raise NothingThere
    return visit


def enterprise_name(session: Session, visit: Visit) -> str:
    """The present name of the enterprise visited."""
    return session.get_one(Enterprise, visit.enterprise_id).name


def _pass_on(session: Session, gone: Obstacle) -> None:
    """Let the next visit that met the same obstacle be the one that tells of it."""
    if gone.repeats:
        return
    key = _named(session, gone).key
    others = [row for row in _open_obstacles(session, gone.enterprise_id) if _named(session, row).key == key]
    for first in others[:1]:
        first.repeats = False


def _enterprise(session: Session, actor: Actor, enterprise_id: int) -> Enterprise:
    enterprise = enterprises.find(session, actor, enterprise_id)
    around = visibility.committee(session, actor.own)
    if enterprise is None or not visibility.covers(session, around, enterprise.unit_id):
        raise UnknownEnterprise("")
    return enterprise


def _check_lengths(draft: VisitDraft) -> None:
    texts = [draft.note, *draft.proposals, *(step.text for step in draft.next_steps)]
    texts += [obstacle.text for obstacle in draft.obstacles]
    for text in texts:
        if len(text) > LONGEST_TEXT:
            raise TooLong(len(text), LONGEST_TEXT)


def _add_details(session: Session, actor: Actor, visit: Visit, told: VisitDraft, now: datetime) -> None:
    number, vault = visit.id or 0, vault_of(session)
    session.add_all(VisitRole(visit_id=number, role=role) for role in told.roles)
    session.add_all(Proposal(visit_id=number, text_sealed=vault.seal(text)) for text in told.proposals)
    names = [(False, name) for name in told.participants] + [(True, name) for name in told.met_other]
    session.add_all(VisitParticipant(visit_id=number, name_sealed=vault.seal(name), met=met) for met, name in names)
    open_already = {_named(session, row).key for row in _open_obstacles(session, visit.enterprise_id)}
    session.add_all(
        Obstacle(
            enterprise_id=visit.enterprise_id, unit_id=visit.unit_id, kind=met.kind, text_sealed=vault.seal(met.text),
            opened_visit_id=number, opened_on=visit.visited_on, repeats=met.key in open_already,
        )
        for met in told.obstacles
    )  # fmt: skip
    session.add_all(_next_step(session, actor, visit, step, now) for step in told.next_steps)
    session.flush()


def _next_step(session: Session, actor: Actor, visit: Visit, step: StepDraft, now: datetime) -> NextStep:
    owner = actor.person_id if step.person is None else _person(session, actor, step.person)
    sealed = vault_of(session).seal(step.person) if step.person and owner is None else None
    return NextStep(
        visit_id=visit.id,
        enterprise_id=visit.enterprise_id,
        unit_id=visit.unit_id,
        text_sealed=vault_of(session).seal(step.text),
        due=step.due,
        person_id=owner,
        person_sealed=sealed,
        entered_by_id=actor.person_id,
        entered_at=now,
    )


def _person(session: Session, actor: Actor, name: str) -> int | None:
    """The one person of that name (whole, or its last words) among those whom the actor works with."""
    said = fold(name)
    alike = [one.id for one in people.members(session, actor) if f" {fold(one.name)}".endswith(f" {said}")]
    return alike[0] if len(alike) == 1 else None


def _clear_obstacles(session: Session, visit: Visit, cleared: tuple[NamedObstacle, ...]) -> tuple[NamedObstacle, ...]:
    said = {gone.key for gone in cleared}
    keys = {row.id: _named(session, row).key for row in _open_obstacles(session, visit.enterprise_id)}
    found = [row for row in _open_obstacles(session, visit.enterprise_id) if keys[row.id] in said]
    for row in found:
        row.cleared_visit_id, row.cleared_on = visit.id, visit.visited_on
    session.flush()
    known = set(keys.values())
    return tuple(gone for gone in cleared if gone.key not in known)


def _open_obstacles(session: Session, enterprise_id: int) -> list[Obstacle]:
    query = select(Obstacle).where(
        Obstacle.enterprise_id == enterprise_id,
        col(Obstacle.cleared_on).is_(None),
        col(Obstacle.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Obstacle.id))))


def _named(session: Session, row: Obstacle) -> NamedObstacle:
    return obstacle_of(row, vault_of(session).show)

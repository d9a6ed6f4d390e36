"""Handing everything that is open over to a successor in one step. Records keep who made them: nothing past moves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from models import Candidate, Entry, Handover, NextStep, Outbox, Person, Postponed
from outreach.actor import Actor
from outreach.errors import CannotTakeOn, CannotUndo, NotAllowed, NothingThere, NothingToHandOver
from outreach.services.journal import audit
from outreach.services.people import colleagues, duties, people
from outreach.services.people.colleagues import Colleague
from outreach.services.people.duties import Duties, Duty
from outreach.services.talk import telling
from outreach.services.units import visibility
from outreach.vault import vault_of


@dataclass(frozen=True)
class Outlook:
    """What would move, and how many things would stay: of units for which the successor does not answer."""

    giver: str
    to: str
    moving: Duties
    staying: int


@dataclass(frozen=True)
class HandedOver:
    """What has moved; ``entry`` is None where nobody entered it by hand."""

    id: int
    entry: Entry
    outlook: Outlook


def open_of(session: Session, actor: Actor, person_id: int) -> Duties:
    """What of the person is open and the actor's to hand over: all of their own, or what lies in their units.

    Raises:
        NotAllowed: the actor is no member; or, for another person, no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    if person_id == actor.person_id:
        if not actor.at_least("member"):
            raise NotAllowed("member")
        return duties.of(session, person_id)
    people.theirs(session, actor, person_id)
    found = duties.of(session, person_id)
    return found.within({unit for unit in found.units if visibility.covers(session, actor.own, unit)})


def successors(session: Session, actor: Actor, person_id: int, now: datetime) -> list[Colleague]:
    """Who could take on what is open of the person, or a part of it.

    Raises:
        NotAllowed, NothingThere: as ``open_of``.
        NothingToHandOver: nothing is open.
        NobodyToTakeOn: nobody else answers for the units.

    """
    return colleagues.covering(session, actor, _units(session, actor, person_id), person_id, now)


def named(session: Session, actor: Actor, person_id: int, text: str, now: datetime) -> list[Colleague]:
    """Those of ``successors`` whom ``text`` may mean.

    Raises:
        NotAllowed, NothingThere, NothingToHandOver, NobodyToTakeOn: as ``successors``.
        UnknownColleague, CannotTakeOn: nobody who could is meant.

    """
    return colleagues.chosen(session, actor, _units(session, actor, person_id), person_id, text, now)


def outlook(session: Session, actor: Actor, person_id: int, to_id: int) -> Outlook:
    """What would move to the successor.

    Raises:
        NotAllowed, NothingThere: as ``open_of``; or the successor is not here any more.
        NothingToHandOver: nothing is open (any more).
        CannotTakeOn: the successor answers for none of it.

    """
    whole = open_of(session, actor, person_id)
    if not whole.number:
        raise NothingToHandOver
    giver, to = session.get(Person, person_id), session.get(Person, to_id)
    if giver is None or to is None or to.left_at is not None or to_id == person_id:
        raise NothingThere
    moving = whole.within({unit for unit in whole.units if colleagues.answers_for(session, to, unit)})
    vault = vault_of(session)
    if not moving.number:
        raise CannotTakeOn(vault.show(to.name_sealed), "viewer" if to.role == "viewer" else "unit")
    return Outlook(
        vault.show(giver.name_sealed), vault.show(to.name_sealed), moving, whole.number - moving.number
    )  # fmt: skip


def hand_over(session: Session, actor: Actor, person_id: int, to_id: int, now: datetime) -> HandedOver:
    """Give what is open of the person to the successor, who is told; the actor can undo it while nothing was touched.

    Raises:
        NotAllowed, NothingThere, NothingToHandOver, CannotTakeOn: as ``outlook``.

    """
    people.hold(session, person_id, to_id)
    seen = outlook(session, actor, person_id, to_id)
    row = give(session, actor, person_id, to_id, seen.moving, now)
    entry = audit.enter(session, actor, "handover", row.id or 0, now)
    return HandedOver(row.id or 0, entry, seen)


def give(session: Session, actor: Actor, person_id: int, to_id: int, moving: Duties, now: datetime) -> Handover:
    """Let what moves be the successor's, and tell them; rights have been asked."""
    _own(session, NextStep, (*moving.steps, *moving.visits), to_id)
    _own(session, Candidate, moving.candidates, to_id)
    session.execute(delete(Postponed).where(col(Postponed.person_id) == person_id))  # given back, it is told again
    row = Handover(
        unit_id=min(moving.units), from_id=person_id, to_id=to_id, handed_by_id=actor.person_id or 0, handed_at=now,
        moved_sealed=vault_of(session).seal_json(_kept(moving)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    if to_id != actor.person_id:
        telling.tell(session, to_id, "handover", {"handover": row.id}, now, key=_key(row))
    return row


def undo(session: Session, actor: Actor, handover_id: int, now: datetime) -> None:
    """Give everything back as it was.

    Raises:
        NotAllowed: it was another's, and the actor administers no more.
        NothingThere: it was another's, and the actor does not administer all of it any more.
        CannotUndo: something has been done with it since, or whoever gave it cannot have it any more.

    """
    row = session.get_one(Handover, handover_id)
    if row.from_id != actor.person_id and not actor.at_least("admin"):
        raise NotAllowed("admin")
    people.hold(session, row.from_id, row.to_id)
    moved, giver = moved_in(session, row), session.get_one(Person, row.from_id)
    if row.from_id != actor.person_id and not all(visibility.covers(session, actor.own, unit) for unit in moved.units):
        raise NothingThere
    if left_of(session, row) != moved or not all(colleagues.answers_for(session, giver, unit) for unit in moved.units):
        raise CannotUndo("changed")
    for table, given in ((NextStep, (*moved.steps, *moved.visits)), (Candidate, moved.candidates)):
        _own(session, table, (duty for duty in given if duty.named), row.from_id)
        _own(session, table, (duty for duty in given if not duty.named), None)
    row.undone_at = now
    session.add(row)
    waits = (col(Outbox.key) == _key(row)) & (col(Outbox.state) == "waiting")
    session.execute(update(Outbox).where(waits).values(state="cleared", reason="undone", plan_sealed=None))
    session.flush()


def moved_in(session: Session, row: Handover) -> Duties:
    """What moved in the handover, as it stood."""
    kept = vault_of(session).open_json(row.moved_sealed)
    return Duties(**{
        kind: tuple(
            Duty(one["id"], one["unit"], date.fromisoformat(one["due"]) if one["due"] else None, one["named"])
            for one in kept[kind]
        )
        for kind in _KINDS
    })  # fmt: skip


def left_of(session: Session, row: Handover) -> Duties:
    """What of the handover still is as it was given: open, the successor's, the day unchanged, nothing said of it."""
    moved = moved_in(session, row)
    steps = {duty.id: duty.due for duty in (*moved.steps, *moved.visits)}
    query = select(col(NextStep.id), col(NextStep.due)).where(
        visibility.among(col(NextStep.id), steps),
        col(NextStep.person_id) == row.to_id, col(NextStep.closed_at).is_(None),
        or_(col(NextStep.held_at).is_(None), col(NextStep.held_at) < row.handed_at),
    )  # fmt: skip
    same = {step for step, due in session.execute(query) if steps[step or 0] == due}
    candidates = select(col(Candidate.id)).where(
        visibility.among(col(Candidate.id), [duty.id for duty in moved.candidates]),
        col(Candidate.person_id) == row.to_id, col(Candidate.closed_on).is_(None),
        col(Candidate.withdrawn_at).is_(None),
    )  # fmt: skip
    held = set(session.execute(candidates).scalars())
    return Duties(_among(moved.steps, same), _among(moved.visits, same), _among(moved.candidates, held))


_KINDS = ("steps", "visits", "candidates")


def _among(given: Iterable[Duty], ids: Collection[int | None]) -> tuple[Duty, ...]:
    return tuple(duty for duty in given if duty.id in ids)


def _kept(moving: Duties) -> dict[str, Any]:
    return {kind: [_told(duty) for duty in getattr(moving, kind)] for kind in _KINDS}


def _told(duty: Duty) -> dict[str, Any]:
    due = duty.due.isoformat() if duty.due else None
    return {"id": duty.id, "unit": duty.unit_id, "due": due, "named": duty.named}


def _units(session: Session, actor: Actor, person_id: int) -> frozenset[int]:
    units = open_of(session, actor, person_id).units
    if not units:
        raise NothingToHandOver
    return units


def _own(session: Session, table: Any, given: Iterable[Duty], person_id: int | None) -> None:
    ids = [duty.id for duty in given]
    if ids:
        session.execute(update(table).where(visibility.among(col(table.id), ids)).values(person_id=person_id))


def _key(row: Handover) -> str:
    return f"handover:{row.id}:{row.to_id}"

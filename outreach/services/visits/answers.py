"""The way of an answer to the member who brought the proposal: told at once, else with their next morning message."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from models import Enterprise, Outbox, Person, Proposal, Visit
from outreach.actor import Actor
from outreach.rules.tasks import morning
from outreach.services.talk import telling

ANSWERED: Final = "answered"  # composers of these names put it into words (outreach/composing)
WITHDRAWN: Final = "answer_withdrawn"
_NEWS_FOR: Final = timedelta(days=14)
_TOLD: Final = "told in "  # with the key of the morning message: why one that did not arrive need not be told again


@dataclass(frozen=True)
class Unheard:
    """That a proposal was answered, and the message about it never arrived. No words that somebody wrote."""

    outbox_id: int
    proposal_id: int
    enterprise: str
    visited_on: date


def tell(session: Session, actor: Actor, proposal: Proposal, today: date, now: datetime) -> bool:
    """Plan the message to whoever brought the proposal, or to their stand-in; False when there is nobody to tell."""
    person_id = _recipient(session, session.get_one(Visit, proposal.visit_id), today)
    if person_id is None or person_id == actor.person_id:
        return False
    return telling.tell(session, person_id, ANSWERED, {"proposal": proposal.id}, now, key=_key(proposal))


def tell_withdrawn(session: Session, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Plan the message that the answer, which has been told, is none any more."""
    person_id = _recipient(session, session.get_one(Visit, proposal.visit_id), now.date())
    if person_id is not None and person_id != actor.person_id:
        key = f"{WITHDRAWN}:{proposal.id}:{int(now.timestamp())}"
        telling.tell(session, person_id, WITHDRAWN, {"proposal": proposal.id}, now, key=key)


def was_sent(session: Session, proposal: Proposal) -> bool:
    """Whether the answer as it stands has been told."""
    query = select(Outbox.id).where(Outbox.key == _key(proposal), Outbox.state == "sent")
    return session.exec(query).first() is not None


def unheard(session: Session, persons: Collection[int], today: date, now: datetime) -> dict[int, list[Unheard]]:
    """By person the answers of the last days that could not be delivered, and that no morning before today has told."""
    query = select(Outbox).where(
        col(Outbox.state).in_(["stale", "dead"]), col(Outbox.created_at) > now - _NEWS_FOR, Outbox.rule == ANSWERED
    )
    found: defaultdict[int, list[Unheard]] = defaultdict(list)
    for row in session.exec(query.order_by(col(Outbox.id))):
        proposal = session.get(Proposal, int(row.key.split(":")[1]))
        visit = session.get(Visit, proposal.visit_id) if proposal is not None else None
        if proposal is None or visit is None or row.key != _key(proposal) or _told_before(session, row, today):
            continue
        person_id = _recipient(session, visit, today)
        if person_id in persons and person_id is not None and visit.withdrawn_at is None:
            name = session.get_one(Enterprise, visit.enterprise_id).name
            found[person_id].append(Unheard(row.id or 0, proposal.id or 0, name, visit.visited_on))
    return found


def heard(session: Session, told: Collection[Unheard], person_id: int, today: date) -> None:
    """The person's morning message of today carries them; put into words once more, it still does."""
    for one in told:
        row = session.get_one(Outbox, one.outbox_id)
        row.reason = f"{_TOLD}{morning.key_of(person_id, today)}"
        session.add(row)
    session.flush()


def _told_before(session: Session, row: Outbox, today: date) -> bool:
    """Whether a morning message before today carried it and arrived."""
    key = (row.reason or "").removeprefix(_TOLD)
    if key == row.reason or key.endswith(today.isoformat()):
        return False
    return session.exec(select(Outbox.id).where(Outbox.key == key, Outbox.state == "sent")).first() is not None


def _recipient(session: Session, visit: Visit, today: date) -> int | None:
    """Whoever brought it, or stands in for them today; nobody when they have left."""
    person = session.get(Person, visit.entered_by_id)
    if person is None or person.left_at is not None:
        return None
    stand_in = session.get(Person, person.stand_in_id) if _is_away(person, today) else None
    return stand_in.id if stand_in is not None and stand_in.left_at is None else person.id


def _is_away(person: Person, today: date) -> bool:
    if person.stand_in_id is None or person.away_from is None or person.away_until is None:
        return False
    return person.away_from <= today <= person.away_until


def _key(proposal: Proposal) -> str:
    """The key of the message: with the second of the answer, since one that was taken back may be given anew."""
    at = proposal.answered_at
    return f"{ANSWERED}:{proposal.id}:{int(at.timestamp()) if at else 0}"

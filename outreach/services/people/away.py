"""Being away: for some days a stand-in gets what is somebody's. It ends by itself, or when they are back early."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Person
from outreach.actor import Actor
from outreach.errors import CannotStandIn, CannotTakeOn, NotAllowed, NotAway, NothingThere, StandsIn
from outreach.rules.away_line import check_absence
from outreach.rules.spans import Period
from outreach.services.journal import audit
from outreach.services.people import colleagues, people
from outreach.services.people.colleagues import Colleague
from outreach.services.talk import telling
from outreach.vault import vault_of


@dataclass(frozen=True)
class Absence:
    """From when to when somebody is away, both days included, and who stands in."""

    person_id: int
    starts: date
    ends: date
    stand_in_id: int
    stand_in: str


def absence(session: Session, actor: Actor, person_id: int, today: date) -> Absence | None:
    """The absence that is under way or ahead; None when there is none.

    Raises:
        NotAllowed: for another person, the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    return _absence(session, _whose(session, actor, person_id), today)


def stand_ins(session: Session, actor: Actor, person_id: int, now: datetime) -> list[Colleague]:
    """Who could stand in for the person.

    Raises:
        NotAllowed, NothingThere: as ``absence``.
        NobodyToTakeOn: nobody else answers for the unit.

    """
    unit_id = _whose(session, actor, person_id).unit_id
    return colleagues.covering(session, actor, [unit_id], person_id, now)


def named(session: Session, actor: Actor, person_id: int, text: str, now: datetime) -> list[Colleague]:
    """Those of ``stand_ins`` whom ``text`` may mean.

    Raises:
        NotAllowed, NothingThere, NobodyToTakeOn: as ``stand_ins``.
        UnknownColleague, CannotTakeOn: nobody who could is meant.

    """
    unit_id = _whose(session, actor, person_id).unit_id
    return colleagues.chosen(session, actor, [unit_id], person_id, text, now)


def check(session: Session, actor: Actor, person_id: int, stand_in_id: int, days: Period, today: date) -> Absence:
    """The absence as it would be.

    Raises:
        NotAllowed, NothingThere: as ``absence``; or the stand-in is not here any more.
        BadAbsence: the days are past or too many.
        CannotTakeOn: the stand-in does not answer for the unit.
        CannotStandIn: the stand-in is away then.
        StandsIn: the person stands in for somebody then.

    """
    person, stand_in = _whose(session, actor, person_id), session.get(Person, stand_in_id)
    if stand_in is None or stand_in.left_at is not None or stand_in_id == person_id:
        raise NothingThere
    check_absence(days, today)
    name = vault_of(session).show(stand_in.name_sealed)
    if not colleagues.answers_for(session, stand_in, person.unit_id):
        raise CannotTakeOn(name, "viewer" if stand_in.role == "viewer" else "unit")
    if stand_in.away_from and stand_in.away_until and _meet(stand_in, days):
        raise CannotStandIn(name, stand_in.away_from, stand_in.away_until)
    for other in _stood_in_for(session, [person_id]):
        if other.away_from and other.away_until and _meet(other, days):
            raise StandsIn(other.away_from, other.away_until)
    return Absence(person_id, days.starts, days.ends, stand_in_id, name)


def go(
    session: Session, actor: Actor, person_id: int, stand_in_id: int, days: Period, today: date, now: datetime
) -> Absence:  # fmt: skip
    """Let the stand-in get what is the person's on these days, in the place of any absence before; both are told.

    Raises:
        NotAllowed, NothingThere, BadAbsence, CannotTakeOn, CannotStandIn, StandsIn: as ``check``.

    """
    people.hold(session, person_id, stand_in_id)
    planned = check(session, actor, person_id, stand_in_id, days, today)
    person = session.get_one(Person, person_id)
    if person.stand_in_id not in (None, stand_in_id):
        _tell(session, actor, person.stand_in_id or 0, "stand_in_over", person, now)
    person.away_from, person.away_until, person.stand_in_id = days.starts, days.ends, stand_in_id
    session.add(person)
    audit.note(session, actor, "change", "person", person_id, now, "away", "stand_in_id")
    session.flush()
    for told, words in ((stand_in_id, "stand_in"), (person_id, "away")):
        _tell(session, actor, told, words, person, now)
    return planned


def end(session: Session, actor: Actor, person_id: int, today: date, now: datetime) -> Absence:
    """End the absence at once: the person is back, or stays; both are told.

    Raises:
        NotAllowed, NothingThere: as ``absence``.
        NotAway: there is none.

    """
    person = _whose(session, actor, person_id)
    ended = _absence(session, person, today)
    if ended is None:
        raise NotAway
    _clear(session, actor, person, now)
    for told, words in ((ended.stand_in_id, "stand_in_over"), (person_id, "away_over")):
        _tell(session, actor, told, words, person, now)
    return ended


def settle(session: Session, actor: Actor, person_id: int, now: datetime) -> None:
    """After a change of role or unit, or a leaving: end each absence that cannot hold any more, and tell of it."""
    person = session.get_one(Person, person_id)
    for away in [person, *_stood_in_for(session, [person_id])]:
        stand_in = session.get(Person, away.stand_in_id) if away.stand_in_id is not None else None
        if stand_in is None:
            continue
        if away.left_at is not None or not colleagues.answers_for(session, stand_in, away.unit_id):
            _clear(session, actor, away, now)
            for told, words in ((stand_in.id, "stand_in_over"), (away.id, "stand_in_gone")):
                _tell(session, actor, told or 0, words, away, now)


def _whose(session: Session, actor: Actor, person_id: int) -> Person:
    if person_id != actor.person_id:
        return people.theirs(session, actor, person_id)
    if not actor.at_least("member"):
        raise NotAllowed("member")
    return session.get_one(Person, person_id)


def _absence(session: Session, person: Person, today: date) -> Absence | None:
    if person.away_from is None or person.away_until is None or person.away_until < today:
        return None
    stand_in = session.get(Person, person.stand_in_id) if person.stand_in_id is not None else None
    if stand_in is None:
        return None
    name = vault_of(session).show(stand_in.name_sealed)
    return Absence(person.id or 0, person.away_from, person.away_until, stand_in.id or 0, name)


def _stood_in_for(session: Session, stand_ins: Collection[int]) -> list[Person]:
    query = select(Person).where(col(Person.stand_in_id).in_(stand_ins), col(Person.left_at).is_(None))
    return list(session.exec(query.order_by(col(Person.id))))


def _meet(person: Person, days: Period) -> bool:
    """Whether the person is away on one of ``days``."""
    starts, ends = person.away_from, person.away_until
    return starts is not None and ends is not None and starts <= days.ends and days.starts <= ends


def _clear(session: Session, actor: Actor, person: Person, now: datetime) -> None:
    person.away_from = person.away_until = person.stand_in_id = None
    session.add(person)
    audit.note(session, actor, "change", "person", person.id, now, "away", "stand_in_id")
    session.flush()


def _tell(session: Session, actor: Actor, person_id: int, words: str, away: Person, now: datetime) -> None:
    """Plan the words for one of the two; whoever has done it themself has read them already."""
    if person_id == actor.person_id:
        return
    days = [away.away_from.isoformat(), away.away_until.isoformat()] if away.away_from and away.away_until else []
    data = {"what": words, "absent": away.id, "days": days}
    telling.tell(session, person_id, "away", data, now, key=f"away:{words}:{away.id}:{person_id}:{now.isoformat()}")

"""What candidates ask for of their data, and the legal clock that runs from the day on which they ask."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models import Candidate, PrivacyRequest
from outreach.actor import Actor
from outreach.errors import AskedAhead, AskedAlready, NothingThere
from outreach.rules.candidate_code import code
from outreach.rules.privacy_clock import Clock, Limit
from outreach.rules.vocabulary.privacy import RequestKind
from outreach.services.admission import candidates
from outreach.services.journal import audit
from outreach.services.tasks import calendars
from outreach.services.units import visibility

_OPEN = col(PrivacyRequest.done_at).is_(None)


@dataclass(frozen=True)
class Request:
    """A request that is open; by whom is told by the code alone. ``unit_id``: who is in charge of the candidate now."""

    id: int
    candidate_id: int
    unit_id: int
    kind: RequestKind
    asked_on: date
    clock: Clock
    entered_at: datetime
    acknowledged: bool

    @property
    def due(self) -> date:
        """The last day of the limit that comes next."""
        return self.clock.day(self.limit)

    @property
    def limit(self) -> Limit:
        """Which limit that is."""
        return self.clock.next(acknowledged=self.acknowledged)


def enter(
    session: Session, actor: Actor, candidate_id: int, kind: RequestKind, asked_on: date, today: date, now: datetime
) -> Request:
    """Write down that the candidate asked for ``kind`` on ``asked_on``: the clock runs from then.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate: as ``candidates.find``.
        AskedAhead: the day has not come yet.
        AskedAlready: the same is open already.

    """
    candidate = candidates.find(session, actor, candidate_id)
    if asked_on > today:
        raise AskedAhead(f"{asked_on:%d/%m/%Y}")
    if any(one.kind == kind for one in of_candidate(session, actor, candidate_id)):
        raise AskedAlready(code(candidate_id))
    clock = Clock.of(asked_on, calendars.calendar(session))
    row = PrivacyRequest(
        candidate_id=candidate_id, unit_id=candidate.unit_id, kind=kind.value, asked_on=asked_on,
        acknowledge_by=clock.acknowledge, act_by=clock.act, entered_by_id=actor.person_id or 0, entered_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.note(session, actor, "request", "candidate", candidate_id, now, "kind")
    return _request(row, candidate.unit_id)


def acknowledge(session: Session, actor: Actor, request_id: int, now: datetime) -> Request:
    """Write down that the candidate has been told that the request has come in.

    Raises:
        NotAllowed, OnlyInPrivate: the actor may not work with candidates here.
        NothingThere: there is no such request in the actor's scope that is still open.

    """
    row, unit_id = _own(session, actor, request_id)
    if row.acknowledged_at is None:
        row.acknowledged_at = now
        session.add(row)
        audit.note(session, actor, "acknowledge", "privacy_request", row.id, now)
        session.flush()
    return _request(row, unit_id)


def complete(session: Session, actor: Actor, request_id: int, now: datetime) -> Request:
    """Write down that what was asked for has been done.

    Raises:
        As ``acknowledge``.

    """
    row, unit_id = _own(session, actor, request_id)
    _close(row, actor, now)
    session.add(row)
    audit.note(session, actor, "answer", "privacy_request", row.id, now)
    session.flush()
    return _request(row, unit_id)


def get(session: Session, actor: Actor, request_id: int) -> Request:
    """One open request of the actor's scope.

    Raises:
        As ``acknowledge``.

    """
    return _request(*_own(session, actor, request_id))


def open_ones(session: Session, actor: Actor) -> list[Request]:
    """The open requests of the actor's scope, the most urgent first.

    Raises:
        NotAllowed, OnlyInPrivate: the actor may not work with candidates here.

    """
    candidates.check(actor)
    mine = visibility.within(col(Candidate.unit_id), actor.own)
    found = [_request(row, unit_id) for row, unit_id in session.exec(_running().where(mine))]
    return sorted(found, key=lambda one: (one.due, one.id))


def of_candidate(session: Session, actor: Actor, candidate_id: int) -> list[Request]:
    """The open requests of one candidate of the actor's scope.

    Raises:
        As ``candidates.find``.

    """
    candidates.find(session, actor, candidate_id)
    query = _running().where(PrivacyRequest.candidate_id == candidate_id)
    return [_request(row, unit_id) for row, unit_id in session.exec(query)]


def running(session: Session) -> list[Request]:
    """Every request that is open, whoever is in charge."""
    return [_request(row, unit_id) for row, unit_id in session.exec(_running())]


def settle(session: Session, actor: Actor, candidate_id: int, now: datetime) -> None:
    """Close the open requests of a candidate of whom nothing is kept any more."""
    mine = select(PrivacyRequest).where(PrivacyRequest.candidate_id == candidate_id, _OPEN)
    for row in session.exec(mine):
        _close(row, actor, now)
        session.add(row)
    session.flush()


def _running() -> Select[PrivacyRequest, int]:
    """The open requests with the unit that is in charge of the candidate by now: they may have been moved."""
    query = select(PrivacyRequest, Candidate.unit_id).join(
        Candidate, col(Candidate.id) == col(PrivacyRequest.candidate_id)
    )
    return query.where(_OPEN).order_by(col(PrivacyRequest.id))


def _own(session: Session, actor: Actor, request_id: int) -> tuple[PrivacyRequest, int]:
    candidates.check(actor)
    mine = visibility.within(col(Candidate.unit_id), actor.own)
    found = session.exec(_running().where(PrivacyRequest.id == request_id, mine)).first()
    if found is None:
        raise NothingThere
    return found


def _close(row: PrivacyRequest, actor: Actor, now: datetime) -> None:
    row.acknowledged_at = row.acknowledged_at or now
    row.done_at, row.done_by_id = now, actor.person_id or None


def _request(row: PrivacyRequest, unit_id: int) -> Request:
    return Request(
        row.id or 0,
        row.candidate_id,
        unit_id,
        RequestKind(row.kind),
        row.asked_on,
        Clock(row.acknowledge_by, row.act_by),
        row.entered_at,
        row.acknowledged_at is not None,
    )

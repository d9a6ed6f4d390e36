"""The register of a class in the database: enrolling by code, attendance, certificates.

Candidates who are not the actor's, or have been erased, are passed over as if they were not there; they still count
as learners.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Candidate, Enrolment, PartyClass
from outreach.actor import Actor
from outreach.errors import CandidateClosed, NothingChanges, WrongClass
from outreach.rules.admission.stages import ORDER
from outreach.rules.candidate_code import code
from outreach.rules.class_acts import Acts
from outreach.rules.class_code import code as class_code
from outreach.rules.class_days import Days
from outreach.rules.class_register import Book, Change, Seat, apply
from outreach.rules.vocabulary.admission_terms import ClassKind, Stage
from outreach.services.admission import candidates
from outreach.services.classes import class_certificates, party_classes
from outreach.services.classes.class_certificates import Effect
from outreach.services.journal import audit
from outreach.services.units import visibility

_ADMITTED = ORDER.index(Stage.PROBATIONARY)
# Who is offered for a class: those whose next stage it is.
_READY = {ClassKind.AWARENESS_CLASS: Stage.SYMPATHISER, ClassKind.NEW_MEMBER_CLASS: Stage.PROBATIONARY}


@dataclass(frozen=True)
class Planned:
    """What acts would make of a class, and what its certificates do beside. ``past``: the class has ended."""

    change: Change
    kind: ClassKind
    effect: Effect
    past: bool = False


def seats(session: Session, actor: Actor, row: PartyClass) -> dict[int, Seat]:
    """Those enrolled whom the actor may see, by id."""
    query = (
        select(Enrolment)
        .join(Candidate, col(Candidate.id) == col(Enrolment.candidate_id))
        .where(col(Enrolment.party_class_id) == row.id, col(Enrolment.withdrawn_at).is_(None))
        .where(visibility.within(col(Candidate.unit_id), actor.own), col(Candidate.anonymised_at).is_(None))
        .order_by(col(Enrolment.candidate_id))
    )
    return {each.candidate_id: Seat(each.attended, each.certificate_on) for each in session.exec(query)}


def ready(session: Session, actor: Actor, row: PartyClass, limit: int) -> Sequence[int]:
    """Candidates of the actor's whose next stage the class is, and who are not in it: the longest waiting first."""
    enrolled = select(Enrolment.candidate_id).where(
        col(Enrolment.party_class_id) == row.id, col(Enrolment.withdrawn_at).is_(None)
    )
    query = (
        select(Candidate.id)
        .where(visibility.within(col(Candidate.unit_id), actor.own), col(Candidate.closed_on).is_(None))
        .where(col(Candidate.stage) == _READY[ClassKind(row.kind)].value, col(Candidate.id).not_in(enrolled))
        .order_by(col(Candidate.stage_on), col(Candidate.id))
        .limit(limit)
    )
    return [each for each in session.exec(query) if each is not None]


def plan(session: Session, actor: Actor, class_id: int, acts: Acts, today: date) -> Planned:
    """What the acts would make of the class; nothing is written.

    Raises:
        UnknownClass, NotAllowed, OnlyInPrivate: as ``party_classes.find``.
        UnknownCandidate: a code that is enrolled, or to be, is not the actor's to see.
        CandidateClosed, WrongClass: somebody to be enrolled is on the way no more, or not where the class is for.
        NothingChanges: all of it stands there already.
        A refusal of ``class_register.apply``.

    """
    row = party_classes.find(session, actor, class_id)
    for named in _named(acts):
        candidates.find(session, actor, named)
    book = Book(class_id, Days(row.starts, row.ends), seats(session, actor, row), row.learners)
    change = apply(book, acts, today)
    if change.empty:
        raise NothingChanges(class_code(class_id))
    for new in change.enrolled:
        _check_fits(session.get_one(Candidate, new), ClassKind(row.kind))
    effect = class_certificates.effect(session, actor, row, change, today)
    return Planned(change, ClassKind(row.kind), effect, past=row.ends < today)


def write(session: Session, actor: Actor, class_id: int, acts: Acts, today: date, now: datetime) -> Planned:
    """Write what ``plan`` showed, and what it does to the way of those who get a certificate, or lose one.

    Raises:
        As ``plan``.

    """
    session.get(PartyClass, class_id, with_for_update=True)  # two who fill one class wait for each other
    planned = plan(session, actor, class_id, acts, today)
    row = party_classes.find(session, actor, class_id)
    _write_seats(session, actor, planned.change, now)
    if acts.learners not in (None, row.learners):
        row.learners = acts.learners
        audit.note(session, actor, "change", "party_class", class_id, now, "learners")
    class_certificates.carry_out(session, actor, planned.change, planned.effect, today, now)
    session.flush()
    return planned


def _named(acts: Acts) -> Iterable[int]:
    return (*acts.enrol, *acts.remove, *acts.absent, *acts.present, *acts.certified, *acts.uncertify)


def _check_fits(candidate: Candidate, kind: ClassKind) -> None:
    """An awareness class is for those not yet admitted, a new-member class for those who are (DOMAIN §4, u)."""
    if candidate.closed_on is not None:
        raise CandidateClosed(code(candidate.id or 0))
    admitted = ORDER.index(Stage(candidate.stage)) >= _ADMITTED
    if kind is ClassKind.AWARENESS_CLASS and admitted:
        raise WrongClass(code(candidate.id or 0), "admitted")
    if kind is ClassKind.NEW_MEMBER_CLASS and not admitted:
        raise WrongClass(code(candidate.id or 0), "not_admitted")


def _write_seats(session: Session, actor: Actor, change: Change, now: datetime) -> None:
    query = select(Enrolment).where(
        col(Enrolment.party_class_id) == change.book.class_id,
        col(Enrolment.candidate_id).in_({*change.seats, *change.book.seats}),
    )
    rows = {row.candidate_id: row for row in session.exec(query)}
    for candidate_id in change.removed:
        rows[candidate_id].withdrawn_at = rows[candidate_id].changed_at = now
        audit.note(session, actor, "withdraw", "candidate", candidate_id, now, "party_class_id")
    for candidate_id, seat in change.seats.items():
        earlier = change.book.seats.get(candidate_id)
        if seat != earlier:
            row = rows.get(candidate_id) or _new(actor, change.book.class_id, candidate_id, now)
            _put(session, actor, row, earlier, seat, now)


def _new(actor: Actor, class_id: int, candidate_id: int, now: datetime) -> Enrolment:
    return Enrolment(
        party_class_id=class_id, candidate_id=candidate_id, entered_by_id=actor.person_id or 0, entered_at=now,
        changed_at=now,
    )  # fmt: skip


def _put(session: Session, actor: Actor, row: Enrolment, earlier: Seat | None, seat: Seat, now: datetime) -> None:
    """Bring the row in step with the seat; one that had been withdrawn is taken up again."""
    row.attended, row.certificate_on, row.withdrawn_at, row.changed_at = seat.attended, seat.certificate_on, None, now
    session.add(row)
    session.flush()
    before = earlier or Seat()
    if earlier is None:
        audit.note(session, actor, "enrol", "candidate", row.candidate_id, now, "party_class_id")
    if seat.attended is not before.attended:
        audit.note(session, actor, "attend", "candidate", row.candidate_id, now, "attended")
    if seat.certificate_on != before.certificate_on:
        audit.note(session, actor, "certify", "candidate", row.candidate_id, now, "certificate_on")

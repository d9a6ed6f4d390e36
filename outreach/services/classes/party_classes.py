"""Classes: opening one, finding it, those ahead; and how many were held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, null, select
from sqlmodel import Session, col

from models import Enrolment, Enterprise, PartyClass, Unit
from outreach.actor import Actor, Scope
from outreach.errors import (
    CannotUndo,
    CertificateEarly,
    KindFixed,
    NotAllowed,
    NothingThere,
    OnlyInPrivate,
    UnknownClass,
    UnknownEnterprise,
)
from outreach.rules.class_code import code
from outreach.rules.class_days import Days, weekends_of
from outreach.rules.class_totals import ClassTotal
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit
from outreach.services.progress.sources import class_learners, summed
from outreach.services.units import units, visibility


@dataclass(frozen=True)
class NewClass:
    """A class to be opened. ``learners``: those who learn without being candidates here."""

    kind: ClassKind
    days: Days
    place: str = ""
    enterprise_id: int | None = None
    weekend: bool = False
    apart: bool = False
    learners: int | None = None

    @property
    def held(self) -> Days:
        """The first and the last day on which it is really held. Raises BadClassDays: no weekend lies within."""
        return weekends_of(self.days) if self.weekend else self.days


@dataclass(frozen=True)
class Opened:
    """A class as it was written."""

    class_id: int
    entry_id: int


@dataclass(frozen=True)
class Shown:
    """A class with what is said of it: the company's name, the unit's, and how many learn altogether."""

    row: PartyClass
    enterprise: str
    unit: str
    learners: int


def check(actor: Actor) -> None:
    """Refuse whoever may not work with classes, and every chat but a private one.

    Raises:
        NotAllowed: the actor is no lead.
        OnlyInPrivate: this is a group.

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    if not actor.private:
        raise OnlyInPrivate("lop")


def open_class(session: Session, actor: Actor, new: NewClass, unit_id: int, now: datetime) -> Opened:
    """Write a class down for the unit; one in the past is allowed.

    Raises:
        NotAllowed, OnlyInPrivate: as ``check``.
        UnknownUnit, OutOfScope: the unit is closed, or not the actor's to write for.
        UnknownEnterprise: it is not of the actor's committee.
        BadClassDays: it is held at weekends, and there is none within its days.

    """
    check(actor)
    units.check_own(session, actor, units.get(session, actor.own, unit_id))
    if new.enterprise_id is not None and enterprises.find(session, actor, new.enterprise_id) is None:
        raise UnknownEnterprise("")
    days = new.held
    row = PartyClass(
        kind=new.kind.value, unit_id=unit_id, starts=days.starts, ends=days.ends, place=new.place,
        enterprise_id=new.enterprise_id, weekend=new.weekend, apart=new.apart, learners=new.learners,
        entered_by_id=actor.person_id or 0, entered_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    entry = audit.enter(session, actor, "party_class", row.id or 0, now)
    return Opened(row.id or 0, entry.id or 0)


def change(session: Session, actor: Actor, class_id: int, new: NewClass, now: datetime) -> PartyClass:
    """Let the class be as ``new`` says; whoever is enrolled stays, and so does the unit.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownClass: as ``find``.
        UnknownEnterprise, BadClassDays: as ``open_class``.
        CertificateEarly: a certificate has been given, and the class would last longer than that.
        KindFixed: certificates have been given in a class of another kind.

    """
    row = find(session, actor, class_id)
    session.refresh(row, with_for_update=True)
    if new.enterprise_id is not None and enterprises.find(session, actor, new.enterprise_id) is None:
        raise UnknownEnterprise("")
    check_change(session, row, new)
    days, before = new.held, row.model_dump()
    row.kind, row.starts, row.ends, row.place = new.kind.value, days.starts, days.ends, new.place
    row.enterprise_id, row.weekend, row.apart, row.learners = new.enterprise_id, new.weekend, new.apart, new.learners
    changed = {_LOGGED[fact] for fact, value in row.model_dump().items() if value != before[fact]}
    audit.note(session, actor, "change", "party_class", class_id, now, *sorted(changed))
    session.flush()
    return row


_LOGGED = {
    "kind": "kind", "starts": "happened_on", "ends": "happened_on", "weekend": "happened_on", "place": "held_at",
    "enterprise_id": "held_at", "apart": "apart", "learners": "learners",
}  # fmt: skip


def check_change(session: Session, row: PartyClass, new: NewClass) -> None:
    """Pass if the certificates that have been given allow the class to be as ``new`` says.

    Raises:
        BadClassDays, CertificateEarly, KindFixed: as ``change``.

    """
    given = [each.certificate_on for each in _enrolled(session, row.id or 0) if each.certificate_on is not None]
    if given and min(given) < new.held.ends:
        raise CertificateEarly(min(given), new.held.ends)
    if given and row.kind != new.kind:
        raise KindFixed(code(row.id or 0))


def alike(session: Session, new: NewClass, unit_id: int, other_than: int | None = None) -> int | None:
    """Another class of the unit that is the same in kind, days and place; the preview asks whether it is one more."""
    row, days = PartyClass, new.held
    query = select(col(row.id)).where(
        col(row.unit_id) == unit_id, col(row.withdrawn_at).is_(None), col(row.ends) == days.ends,
        col(row.starts) == days.starts, col(row.kind) == new.kind.value, col(row.place) == new.place,
        col(row.enterprise_id).is_not_distinct_from(new.enterprise_id), col(row.id) != (other_than or 0),
    )  # fmt: skip
    return session.execute(query.limit(1)).scalar()


def find(session: Session, actor: Actor, class_id: int) -> PartyClass:
    """The class with this id, if the actor answers for its unit.

    Raises:
        NotAllowed, OnlyInPrivate: as ``check``.
        UnknownClass: there is none; one of another unit, or a withdrawn one, is as unknown.

    """
    check(actor)
    row = session.get(PartyClass, class_id)
    if row is None or row.withdrawn_at is not None or not visibility.covers(session, actor.own, row.unit_id):
        raise UnknownClass(code(class_id))
    return row


def shown(session: Session, actor: Actor, class_id: int) -> Shown:
    """The class with what is said of it. Raises as ``find``."""
    find(session, actor, class_id)
    return _shown(session, [col(PartyClass.id) == class_id], 1)[0]


def undo(session: Session, actor: Actor, class_id: int, now: datetime) -> PartyClass:
    """Withdraw the class; whoever was enrolled is so no more.

    Raises:
        NothingThere: there is no such class (any more) that the actor may withdraw.
        CannotUndo: certificates rest on it.

    """
    row = session.get(PartyClass, class_id, with_for_update=True)
    if row is None or row.withdrawn_at is not None or not visibility.covers(session, actor.own, row.unit_id):
        raise NothingThere
    enrolled = _enrolled(session, class_id)
    if any(each.certificate_on is not None for each in enrolled):
        raise CannotUndo("in_use")
    row.withdrawn_at, row.withdrawn_by_id = now, actor.person_id
    for each in enrolled:
        each.withdrawn_at = each.changed_at = now
    audit.close(session, "party_class", class_id, now)
    audit.note(session, actor, "withdraw", "party_class", class_id, now)
    session.flush()
    return row


def current(session: Session, scope: Scope, today: date, limit: int) -> list[Shown]:
    """The classes that are under way or coming, the soonest first."""
    return _shown(session, [visibility.within(col(PartyClass.unit_id), scope), col(PartyClass.ends) >= today], limit)


def ahead(session: Session, scope: Scope, today: date, until: date) -> list[tuple[int, date, int]]:
    """By unit and day, how many classes begin from ``today`` to ``until``; where none does is left out."""
    unit, starts = col(PartyClass.unit_id), col(PartyClass.starts)
    query = (
        select(unit, starts, func.count())
        .where(starts.between(today, until), col(PartyClass.withdrawn_at).is_(None), visibility.within(unit, scope))
        .group_by(unit, starts)
        .order_by(starts)
    )
    return [(unit_id, day, count) for unit_id, day, count in session.execute(query)]


def held_where(session: Session, there: ColumnElement[bool], *, private: bool) -> list[ClassTotal]:
    """The classes for which ``there`` holds by kind; those apart by place, after all others.

    Whoever asks has found their units to be visible. A place that was typed freely is told in ``private`` only.
    """
    row, apart = PartyClass, col(PartyClass.apart)
    at = case((apart, col(row.enterprise_id)), else_=None)
    place = case((apart & col(row.enterprise_id).is_(None), col(row.place)), else_=None) if private else null()
    query = (
        select(col(row.kind), apart, at.label("at"), place.label("place"), func.count(), summed(class_learners()))
        .where(there, col(row.withdrawn_at).is_(None))
        .group_by(col(row.kind), apart, at, *([place] if private else []))
        .order_by(apart, col(row.kind), at)
    )
    found = session.execute(query).all()
    names = _names(session, [each.at for each in found if each.at is not None])
    return [
        ClassTotal(ClassKind(kind), classes, learners, bool(apart), names.get(at) or place or "")
        for kind, apart, at, place, classes, learners in found
    ]


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(col(Enterprise.id), col(Enterprise.name)).where(col(Enterprise.id).in_(ids))
    return {row.id: row.name for row in session.execute(query)} if ids else {}


def _shown(session: Session, conditions: Sequence[ColumnElement[bool]], limit: int) -> list[Shown]:
    row = PartyClass
    query = (
        select(row, col(Enterprise.name), col(Unit.name), class_learners())
        .join(Unit, col(Unit.id) == col(row.unit_id))
        .outerjoin(Enterprise, col(Enterprise.id) == col(row.enterprise_id))
        .where(col(row.withdrawn_at).is_(None), *conditions)
        .order_by(col(row.starts), col(row.id))
        .limit(limit)
    )
    return [Shown(row, name or "", unit, learners) for row, name, unit, learners in session.execute(query)]


def _enrolled(session: Session, class_id: int) -> list[Enrolment]:
    query = select(Enrolment).where(col(Enrolment.party_class_id) == class_id, col(Enrolment.withdrawn_at).is_(None))
    return list(session.execute(query).scalars())

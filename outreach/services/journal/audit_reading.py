"""Who did and who read what: the log as an administrator may see it.

Shown are the acts of people of the administrator's units, and acts on whatever those units answer for. Whoever acted
from outside these units is not named, nor is what lies outside them. That the log was read stands in the log, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session, col

from models import (
    AdmissionEvent,
    AuditLog,
    Candidate,
    Enrolment,
    Organisation,
    OrganisationEvent,
    Person,
    PrivacyRequest,
    Proposal,
    Visit,
)
from outreach.actor import Actor, Scope
from outreach.errors import NotAllowed, OnlyInPrivate, UnknownCandidate, UnknownUnit
from outreach.rules.candidate_code import code
from outreach.rules.folding import fold
from outreach.rules.vocabulary.audit import READING, Act, ActKind, Subject
from outreach.services.journal import audit
from outreach.services.journal.audit_subjects import Thing, things, unit_in_charge
from outreach.services.units import visibility
from outreach.vault import vault_of

SHOWN = 10
_READ_AT_ONCE = 100  # acts done at once, such as reading a list, are told as one


@dataclass(frozen=True)
class Search:
    """What of the log is wanted; all of it where nothing is said. Instants: from ``starts`` to before ``ends``."""

    person_id: int | None = None
    unit_id: int | None = None
    candidate_id: int | None = None
    enterprise_id: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    kind: ActKind | None = None
    act: Act | None = None

    def to_dict(self) -> dict[str, Any]:
        """What is wanted, JSON-safe, for a button."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return said | {name: said[name].isoformat() for name in ("starts", "ends") if name in said}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """What ``to_dict`` gave."""
        told = dict(data)
        told |= {name: datetime.fromisoformat(told[name]) for name in ("starts", "ends") if name in told}
        told |= {name: kind(told[name]) for name, kind in (("kind", ActKind), ("act", Act)) if name in told}
        return cls(**told)


@dataclass(frozen=True)
class Doing:
    """An act, or several alike at once: ``who`` is a name, nothing for somebody outside the reader's units.

    ``person_id`` is None when no person of the house did it: the program itself, or a stranger.
    """

    at: datetime
    person_id: int | None
    who: str
    act: str
    subject: str
    fields: tuple[str, ...]
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Page:
    """The doings, latest first; ``before`` continues with older ones, and is None at the end."""

    doings: Sequence[Doing]
    before: int | None


@dataclass(frozen=True)
class Somebody:
    """A person of the actor's units, whether still in or not."""

    id: int
    name: str


def read(session: Session, actor: Actor, wanted: Search, now: datetime, before: int | None = None) -> Page:
    """The latest doings that were asked for; those ``before`` a place where an earlier page ended.

    Raises:
        NotAllowed: the actor is no administrator.
        OnlyInPrivate: this is a group.
        UnknownCandidate, UnknownUnit: there is none in the actor's units.

    """
    _check(session, actor, wanted)
    query = select(AuditLog).where(*_scoped(actor.own), *_conditions(wanted)).order_by(col(AuditLog.id).desc())
    if before is not None:
        query = query.where(col(AuditLog.id) < before)
    rows = list(session.execute(query.limit(_READ_AT_ONCE + 1)).scalars())
    groups = [list(group) for _, group in groupby(rows[:_READ_AT_ONCE], key=_alike)][:SHOWN]
    page = Page(_told(session, actor, groups), groups[-1][-1].id if groups and groups[-1][-1] is not rows[-1] else None)
    if before is None:  # once for each question, not for each page of the answer
        audit.note(session, actor, "read", "audit_log", None, now)
    return page


def staff(session: Session, actor: Actor, name: str) -> list[Somebody]:
    """The people of the actor's units, gone ones too, who are called so: in full, or with these words in the name.

    Raises:
        NotAllowed, OnlyInPrivate: as ``read``.

    """
    _check_actor(actor)
    query = select(col(Person.id), col(Person.name_sealed)).order_by(col(Person.id))
    if not actor.own.everything:
        query = query.where(visibility.within(col(Person.unit_id), actor.own))
    vault, said = vault_of(session), fold(name)
    found = [Somebody(key or 0, vault.show(sealed)) for key, sealed in session.execute(query)]
    exact = [one for one in found if fold(one.name) == said]
    return exact or [one for one in found if said and f" {said} " in f" {fold(one.name)} "]


def _check(session: Session, actor: Actor, wanted: Search) -> None:
    _check_actor(actor)
    if wanted.unit_id is not None and not visibility.covers(session, actor.own, wanted.unit_id):
        raise UnknownUnit("")
    if wanted.candidate_id is not None:
        candidate = session.get(Candidate, wanted.candidate_id)
        if candidate is None or not visibility.covers(session, actor.own, candidate.unit_id):
            raise UnknownCandidate(code(wanted.candidate_id))


def _check_actor(actor: Actor) -> None:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    if not actor.private:
        raise OnlyInPrivate("nhatky")


def _scoped(scope: Scope) -> list[ColumnElement[bool]]:
    if scope.everything:
        return []
    return [_by_people_of(scope) | visibility.within(unit_in_charge(), scope)]


def _by_people_of(scope: Scope) -> ColumnElement[bool]:
    people = select(col(Person.id)).where(visibility.within(col(Person.unit_id), scope))
    return col(AuditLog.person_id).in_(people)


def _conditions(wanted: Search) -> Iterable[ColumnElement[bool]]:
    if wanted.person_id is not None:
        yield col(AuditLog.person_id) == wanted.person_id
    if wanted.unit_id is not None:
        yield from _scoped(Scope(wanted.unit_id))
    if wanted.candidate_id is not None:
        yield _on_candidate(wanted.candidate_id)
    if wanted.enterprise_id is not None:
        yield _at_enterprise(wanted.enterprise_id)
    if wanted.starts is not None:
        yield col(AuditLog.at) >= wanted.starts
    if wanted.ends is not None:
        yield col(AuditLog.at) < wanted.ends
    if wanted.kind is not None:
        reading = col(AuditLog.act).in_(sorted(READING))
        yield reading if wanted.kind is ActKind.READS else ~reading
    if wanted.act is not None:
        yield col(AuditLog.act) == wanted.act.value


def _on(subject: Subject, ids: Select[Any] | int) -> ColumnElement[bool]:
    number = col(AuditLog.subject_id)
    return (col(AuditLog.subject) == subject.value) & (number == ids if isinstance(ids, int) else number.in_(ids))


def _on_candidate(candidate_id: int) -> ColumnElement[bool]:
    events = select(col(AdmissionEvent.id)).where(col(AdmissionEvent.candidate_id) == candidate_id)
    requests = select(col(PrivacyRequest.id)).where(col(PrivacyRequest.candidate_id) == candidate_id)
    classes = select(col(Enrolment.id)).where(col(Enrolment.candidate_id) == candidate_id)
    return (
        _on(Subject.CANDIDATE, candidate_id)
        | _on(Subject.CEREMONY, candidate_id)
        | _on(Subject.ADMISSION, events)
        | _on(Subject.REQUEST, requests)
        | _on(Subject.ENROLMENT, classes)
    )


def _at_enterprise(enterprise_id: int) -> ColumnElement[bool]:
    visits = select(col(Visit.id)).where(col(Visit.enterprise_id) == enterprise_id)
    answered = select(col(Proposal.id)).where(col(Proposal.visit_id).in_(visits))
    organisations = select(col(Organisation.id)).where(col(Organisation.enterprise_id) == enterprise_id)
    happened = select(col(OrganisationEvent.id)).where(col(OrganisationEvent.enterprise_id) == enterprise_id)
    return (
        _on(Subject.ENTERPRISE, enterprise_id)
        | _on(Subject.CONTACT, enterprise_id)
        | _on(Subject.VISIT, visits)
        | _on(Subject.ANSWER, answered)
        | _on(Subject.ORGANISATION, organisations)
        | _on(Subject.ORGANISATION_EVENT, happened)
    )


def _alike(row: AuditLog) -> tuple[Any, ...]:
    return row.at, row.person_id, row.act, row.subject, row.fields


def _told(session: Session, actor: Actor, groups: Sequence[Sequence[AuditLog]]) -> list[Doing]:
    people = things(session, actor, Subject.PERSON, (group[0].person_id or 0 for group in groups))
    known: dict[str, dict[int, Thing]] = {}
    for subject in {group[0].subject for group in groups}.intersection(Subject):
        ids = (row.subject_id or 0 for group in groups for row in group if row.subject == subject)
        known[subject] = things(session, actor, Subject(subject), ids)
    return [_doing(group, people, known.get(group[0].subject, {})) for group in groups]


def _doing(group: Sequence[AuditLog], people: dict[int, Thing], known: dict[int, Thing]) -> Doing:
    first = group[0]
    who = people.get(first.person_id or 0)
    done = [known[row.subject_id] for row in group if row.subject_id in known]
    return Doing(
        first.at, first.person_id, who.person if who else "", first.act, first.subject, tuple(first.fields.split()),
        tuple(dict.fromkeys(done)),
    )  # fmt: skip

"""What the rows of the log are about: which unit is in charge of it, and how it may be called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import SQLColumnExpression, case, null, select
from sqlmodel import Session, col

from models import (
    AdmissionEvent,
    AuditLog,
    BoundChat,
    Candidate,
    Enrolment,
    Enterprise,
    Handover,
    Invitation,
    OpeningFigure,
    Organisation,
    OrganisationEvent,
    PartyClass,
    Person,
    PrivacyRequest,
    Proposal,
    RuleSetting,
    Target,
    Unit,
    Visit,
)
from outreach.actor import Actor
from outreach.rules.vocabulary.audit import Subject
from outreach.services.units import visibility
from outreach.vault import vault_of

Column = SQLColumnExpression[Any]


@dataclass(frozen=True)
class Kept:
    """Where the rows of a subject stand: their ids, the unit in charge, and by what they are called."""

    id: Column
    unit: Column
    enterprise: Column | None = None
    candidate: Column | None = None
    name: Column | None = None
    day: Column | None = None
    sealed: Column | None = None

    @property
    def parts(self) -> tuple[Column | None, ...]:
        """Whatever it may be called by."""
        return self.enterprise, self.candidate, self.name, self.day, self.sealed


@dataclass(frozen=True)
class Thing:
    """What an act was done to. Nothing but the subject is told of what lies outside the reader's units.

    ``unit`` is the code of the unit in charge, ``candidate`` the id; ``person`` the name of somebody of the staff.
    """

    subject: Subject
    id: int | None = None
    unit: str = ""
    enterprise: str = ""
    candidate: int | None = None
    name: str = ""
    day: date | None = None
    person: str = ""


def _name_of(person: Column) -> Column:
    return select(col(Person.name_sealed)).where(col(Person.id) == person).scalar_subquery()


def _unit_of(candidate: Column) -> Column:
    return select(col(Candidate.unit_id)).where(col(Candidate.id) == candidate).scalar_subquery()


def _visited(what: Column) -> Column:
    return select(what).where(col(Visit.id) == col(Proposal.visit_id)).correlate(Proposal).scalar_subquery()


KEPT: Mapping[Subject, Kept] = {
    Subject.CANDIDATE: Kept(col(Candidate.id), col(Candidate.unit_id), candidate=col(Candidate.id)),
    Subject.CEREMONY: Kept(col(Candidate.id), col(Candidate.unit_id), candidate=col(Candidate.id)),
    Subject.ADMISSION: Kept(
        col(AdmissionEvent.id), _unit_of(col(AdmissionEvent.candidate_id)), candidate=col(AdmissionEvent.candidate_id)
    ),
    Subject.REQUEST: Kept(
        col(PrivacyRequest.id), col(PrivacyRequest.unit_id), candidate=col(PrivacyRequest.candidate_id)
    ),
    Subject.ENTERPRISE: Kept(col(Enterprise.id), col(Enterprise.unit_id), col(Enterprise.id)),
    Subject.CONTACT: Kept(col(Enterprise.id), col(Enterprise.unit_id), col(Enterprise.id)),
    Subject.VISIT: Kept(col(Visit.id), col(Visit.unit_id), col(Visit.enterprise_id), day=col(Visit.visited_on)),
    Subject.ANSWER: Kept(
        col(Proposal.id), _visited(col(Visit.unit_id)), _visited(col(Visit.enterprise_id)),
        day=_visited(col(Visit.visited_on)),
    ),
    Subject.ORGANISATION: Kept(
        col(Organisation.id), col(Organisation.unit_id), col(Organisation.enterprise_id), name=col(Organisation.name)
    ),
    Subject.ORGANISATION_EVENT: Kept(
        col(OrganisationEvent.id), col(OrganisationEvent.unit_id), col(OrganisationEvent.enterprise_id),
        name=col(OrganisationEvent.name), day=col(OrganisationEvent.happened_on),
    ),
    Subject.CLASS: Kept(col(PartyClass.id), col(PartyClass.unit_id), col(PartyClass.enterprise_id)),
    Subject.ENROLMENT: Kept(
        col(Enrolment.id), _unit_of(col(Enrolment.candidate_id)), candidate=col(Enrolment.candidate_id)
    ),
    Subject.TARGET: Kept(col(Target.id), col(Target.unit_id)),
    Subject.FIGURE: Kept(col(OpeningFigure.id), col(OpeningFigure.unit_id)),
    Subject.UNIT: Kept(col(Unit.id), col(Unit.id)),
    Subject.PERSON: Kept(col(Person.id), col(Person.unit_id), sealed=col(Person.name_sealed)),
    Subject.HANDOVER: Kept(col(Handover.id), col(Handover.unit_id), sealed=_name_of(col(Handover.from_id))),
    Subject.INVITATION: Kept(col(Invitation.id), col(Invitation.unit_id)),
    Subject.CHAT: Kept(col(BoundChat.id), col(BoundChat.unit_id)),
    Subject.RULE: Kept(col(RuleSetting.id), col(RuleSetting.unit_id)),
}  # fmt: skip


def unit_in_charge() -> Column:
    """The id of the unit that answers for what a row of the log is about; nothing where no unit does."""
    found = {
        subject.value: select(kept.unit).where(kept.id == AuditLog.subject_id).scalar_subquery()
        for subject, kept in KEPT.items()
    }
    return case(found, value=col(AuditLog.subject))


def things(session: Session, actor: Actor, subject: Subject, ids: Iterable[int]) -> dict[int, Thing]:
    """What the rows with these ids are, as far as the actor may know; read at once."""
    kept, wanted = KEPT.get(subject), set(ids)
    if kept is None or not wanted:
        return {}
    query = select(kept.id, kept.unit, *(_or_null(part) for part in kept.parts)).where(kept.id.in_(wanted))
    scope = actor.own
    if subject in (Subject.ENTERPRISE, Subject.CONTACT):  # known across the committee
        scope = visibility.committee(session, scope)
    if not scope.everything:
        query = query.where(visibility.within(kept.unit, scope))
    rows = session.execute(query).all()
    codes = _called(session, col(Unit.id), col(Unit.code), [row[1] for row in rows])
    names = _called(session, col(Enterprise.id), col(Enterprise.name), [row[2] for row in rows])
    vault = vault_of(session)
    return {
        key: Thing(
            subject, key, codes.get(unit, ""), names.get(enterprise, ""), candidate, name or "", day,
            vault.show(sealed),
        )
        for key, unit, enterprise, candidate, name, day, sealed in rows
    }  # fmt: skip


def _or_null(part: Column | None) -> Column:
    return part if part is not None else null()


def _called(session: Session, key: Column, name: Column, ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    return {row[0]: row[1] for row in session.execute(select(key, name).where(key.in_(wanted)))}

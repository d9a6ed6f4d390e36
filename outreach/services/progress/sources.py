"""Where the events of each indicator are recorded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, and_, cast, func, or_, select, true
from sqlmodel import col

from models import AdmissionEvent, Enrolment, OrganisationEvent, PartyClass, Visit, VisitTally
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind, Stage
from outreach.rules.vocabulary.terms import Indicator, Purpose


@dataclass(frozen=True)
class Source:
    """Where an indicator's events are recorded. ``what``: count how many different enterprises; none: the rows.

    ``amount``: what of a row is summed instead of counting it, as it was known at an instant (None: now).
    ``tally`` keeps the number of rows that count now, by unit and month.
    """

    unit: SQLColumnExpression[int]
    day: SQLColumnExpression[date]
    entered_at: SQLColumnExpression[Any]
    withdrawn_at: SQLColumnExpression[Any]
    only: ColumnElement[bool] = field(default_factory=true)
    what: SQLColumnExpression[int] | None = None
    amount: Callable[[datetime | None], SQLColumnExpression[int]] | None = None
    tally: type[VisitTally] | None = None


def _entered(stage: Stage) -> Source:
    """Those who entered a stage; only events that enter one name it, so that the index alone tells."""
    row = AdmissionEvent
    return Source(
        col(row.unit_id),
        col(row.happened_on),
        col(row.entered_at),
        col(row.withdrawn_at),
        col(row.stage) == stage.value,
    )


def class_learners(known_at: datetime | None = None) -> ColumnElement[int]:
    """How many learn in a class: those without a code, and the candidates enrolled, as known at an instant."""
    enrolled = (
        select(func.count())
        .where(
            col(Enrolment.party_class_id) == col(PartyClass.id),
            known(col(Enrolment.entered_at), col(Enrolment.withdrawn_at), known_at),
        )
        .correlate(PartyClass)
    )
    return func.coalesce(col(PartyClass.learners), 0) + enrolled.scalar_subquery()


def _class_source(amount: Callable[[datetime | None], SQLColumnExpression[int]] | None = None) -> Source:
    """Classes count on their last day; those reported apart do not."""
    row = PartyClass
    return Source(
        col(row.unit_id), col(row.ends), col(row.entered_at), col(row.withdrawn_at), col(row.apart).is_(False),
        amount=amount,
    )  # fmt: skip


def _happened(kind: OrganisationKind, *acts: OrganisationAct) -> Source:
    """What happened to organisations of a kind, for the unit in charge that day."""
    row = OrganisationEvent
    return Source(
        col(row.unit_id), col(row.happened_on), col(row.entered_at), col(row.withdrawn_at),
        and_(col(row.organisation_kind) == kind.value, col(row.kind).in_([act.value for act in acts])),
    )  # fmt: skip


_VISITS = Source(
    col(Visit.unit_id), col(Visit.visited_on), col(Visit.entered_at), col(Visit.withdrawn_at), tally=VisitTally
)
SOURCES: dict[Indicator, Source] = {
    Indicator.MEMBERS_ADMITTED: _entered(Stage.PROBATIONARY),
    Indicator.MEMBERS_RECOGNISED: _entered(Stage.FULL_MEMBER),
    Indicator.VISITS: _VISITS,
    Indicator.ENTERPRISES_SURVEYED: Source(
        _VISITS.unit, _VISITS.day, _VISITS.entered_at, _VISITS.withdrawn_at,
        col(Visit.purpose) == Purpose.SURVEY.value, col(Visit.enterprise_id),
    ),
    Indicator.PARTY_ORGS_FOUNDED: _happened(OrganisationKind.PARTY_ORG, OrganisationAct.FOUND),
    Indicator.PARTY_ORGS_REORGANISED: _happened(
        OrganisationKind.PARTY_ORG, OrganisationAct.MERGE, OrganisationAct.RECEIVE, OrganisationAct.RENAME
    ),
    Indicator.TRADE_UNIONS_FOUNDED: _happened(OrganisationKind.TRADE_UNION, OrganisationAct.FOUND),
    Indicator.YOUTH_UNIONS_FOUNDED: _happened(OrganisationKind.YOUTH_UNION, OrganisationAct.FOUND),
    Indicator.CLASSES_HELD: _class_source(),
    Indicator.CLASS_LEARNERS: _class_source(class_learners),
}  # fmt: skip


def known(
    entered_at: SQLColumnExpression[Any], withdrawn_at: SQLColumnExpression[Any], known_at: datetime | None
) -> ColumnElement[bool]:
    """The condition that a row counts: now, or as it was known at an instant."""
    return or_(*ways(entered_at, withdrawn_at, known_at))


def ways(
    entered_at: SQLColumnExpression[Any], withdrawn_at: SQLColumnExpression[Any], known_at: datetime | None
) -> list[ColumnElement[bool]]:
    """The ways in which a row can count, of which only one holds: an index serves each, but not all together."""
    if known_at is None:
        return [withdrawn_at.is_(None)]
    entered = entered_at <= known_at
    return [and_(entered, withdrawn_at.is_(None)), and_(entered, withdrawn_at > known_at)]


def summed(amounts: SQLColumnExpression[int]) -> ColumnElement[int]:
    """The sum of ``amounts`` as a whole number, 0 of none."""
    return cast(func.coalesce(func.sum(amounts), 0), Integer)

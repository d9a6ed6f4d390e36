"""What follows from an organisation's events: how it stands, its unit, the bodies on the enterprise's card, the stage.

One truth: the events. An enterprise's trade union or youth union that is kept here is not kept by ``/dn`` beside it;
its row among the mass organisations only repeats what stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from models import Candidate, Enterprise, MassOrganisation, Organisation, OrganisationEvent, Visit
from outreach.rules.folding import fold
from outreach.rules.founding import TELLING, Groundwork, stage_of
from outreach.rules.organisation_conditions import condition
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind, Stage
from outreach.rules.vocabulary.terms import Outcome, Purpose
from outreach.services.organisations.organisations import live_events

_BEGINNINGS = frozenset({OrganisationAct.FOUND, OrganisationAct.RECEIVE})
_ENDS = frozenset({OrganisationAct.MERGE, OrganisationAct.DISSOLVE})


@dataclass(frozen=True)
class BodyFacts:
    """What a row of the mass organisations says, kept to be restored."""

    founded: date | None
    members: int | None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What ``to_dict`` gave."""
        founded = kept.get("founded")
        return cls(date.fromisoformat(founded) if founded else None, kept.get("members"))

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe."""
        return {"founded": self.founded.isoformat() if self.founded else None, "members": self.members}


def settle(session: Session, row: Organisation) -> None:
    """Set the organisation to what its events say, in the order of their days."""
    row.founded_on = row.closed_on = row.merged_into_id = row.members = row.probationary = None
    for event in live_events(session, [row.id or 0]):
        _take_in(row, event)
    session.add(row)
    session.flush()


def _take_in(row: Organisation, event: OrganisationEvent) -> None:
    own, act = event.organisation_id == row.id, OrganisationAct(event.kind)
    if own and event.name:
        row.name, row.folded = event.name, fold(event.name)
    if own and act in _BEGINNINGS:
        row.founded_on = event.happened_on
    if own and act in _ENDS:
        row.closed_on, row.merged_into_id = event.happened_on, event.into_id
    if event.members is not None and own is not (act is OrganisationAct.MERGE):
        row.members, row.probationary = event.members, event.probationary


def settle_body(session: Session, row: Organisation, was: Mapping[str, Any] | None = None) -> None:
    """Let the row of the mass organisations repeat the open unions of this kind in the enterprise.

    With none open it is again what ``was`` says (the row before the founding), or there is none.
    """
    if row.enterprise_id is None or row.kind == OrganisationKind.PARTY_ORG.value:
        return
    there = body(session, row.enterprise_id, row.kind)
    founded, number, members = _unions(session, row.enterprise_id, row.kind)
    if not number and was is None:
        if there is not None:
            session.delete(there)
            session.flush()
        return
    there = there or MassOrganisation(enterprise_id=row.enterprise_id, kind=row.kind)
    before = BodyFacts.read(was or {})
    there.founded, there.members = (founded, members) if number else (before.founded, before.members)
    session.add(there)
    session.flush()


def _unions(session: Session, enterprise_id: int, kind: str) -> Any:
    query = select(func.min(Organisation.founded_on), func.count(), func.sum(Organisation.members)).where(
        Organisation.enterprise_id == enterprise_id,
        Organisation.kind == kind,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    return session.exec(query).one()


def body(session: Session, enterprise_id: int, kind: str) -> MassOrganisation | None:
    """The row that says that the enterprise has such a body."""
    query = select(MassOrganisation).where(
        MassOrganisation.enterprise_id == enterprise_id, MassOrganisation.kind == kind
    )
    return session.exec(query).first()


def refresh_enterprise(session: Session, enterprise_id: int, today: date) -> None:
    """Bring bodies and stage in line after organisations have come to the enterprise from another one."""
    query = select(Organisation).where(
        Organisation.enterprise_id == enterprise_id,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    for row in session.exec(query).all():
        settle_body(session, row)
    refresh_stage(session, enterprise_id, today)


def refresh_stage(session: Session, enterprise_id: int | None, today: date) -> None:
    """Set how far the enterprise has come on the way to a Party organisation, from its visits, people and events."""
    row = session.get(Enterprise, enterprise_id) if enterprise_id is not None else None
    if row is None:
        return
    stage = stage_of(_groundwork(session, row, today)).value
    if row.stage != stage:
        row.stage = stage
        session.add(row)
        session.flush()


def _groundwork(session: Session, row: Enterprise, today: date) -> Groundwork:
    live = (Visit.enterprise_id == row.id, col(Visit.withdrawn_at).is_(None))
    said = set(session.exec(select(Visit.purpose).where(*live).distinct()))
    telling = select(Visit.outcome).where(*live, col(Visit.outcome).in_([each.value for each in TELLING]))
    outcome = session.exec(telling.order_by(col(Visit.visited_on).desc(), col(Visit.id).desc()).limit(1)).first()
    return Groundwork(
        visited=bool(said),
        purposes=frozenset(Purpose(purpose) for purpose in said if purpose),
        outcome=Outcome(outcome) if outcome else None,
        people=(row.members or 0) + _candidates(session, row),
        needed=condition(OrganisationKind.PARTY_ORG, today).needed,
        has_party_org=_has_party_org(session, row),
    )


def _candidates(session: Session, row: Enterprise) -> int:
    """How many are on the way there, or have come to its end."""
    still = col(Candidate.closed_on).is_(None) | (
        (col(Candidate.stage) == Stage.FULL_MEMBER.value) & col(Candidate.exit).is_(None)
    )
    query = select(func.count()).where(Candidate.enterprise_id == row.id, still, col(Candidate.withdrawn_at).is_(None))
    return session.exec(query).one()


def _has_party_org(session: Session, row: Enterprise) -> bool:
    there = exists().where(
        col(Organisation.enterprise_id) == row.id,
        col(Organisation.kind) == OrganisationKind.PARTY_ORG.value,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )
    return bool(session.scalar(select(there)))

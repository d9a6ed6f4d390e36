"""Enterprises in which a Party cell can be founded: enough full members, and no Party organisation yet."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlmodel import Session, col

from models import Candidate, Enterprise, Organisation
from outreach.rules.organisation_conditions import condition
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.admission_terms import OrganisationKind, Stage
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.applying import applying, heard_of
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The enterprises of the units that have as many full members as a cell needs, and no cell or base committee.

    Full members: as reported of the enterprise, or the candidates there who have become full members, whichever are
    more. How many are needed: DOMAIN.md §4, with the rule in force today.
    """
    rule, needed = TaskRule.FOUNDING_READY, condition(OrganisationKind.PARTY_ORG, today).needed
    there = applying(rule, units, settings)
    recognised = _recognised(session, there, needed)
    columns: list[Any] = [Enterprise.id, Enterprise.unit_id, Enterprise.members]
    open_ones = among(col(Enterprise.unit_id), there), heard_of(today), ~_has_party_org()
    # one after the other: each has an index of its own
    rows = [
        *session.execute(select(*columns).where(*open_ones, col(Enterprise.members) >= needed)),
        *session.execute(select(*columns).where(*open_ones, among(col(Enterprise.id), recognised))),
    ]
    ready = {number: (unit_id, max(members or 0, recognised.get(number, 0))) for number, unit_id, members in rows}
    return [
        Task(rule, f"founding:{number}", number, unit_id, since=today, enterprise_id=number, number=full)
        for number, (unit_id, full) in sorted(ready.items())
    ]


def _recognised(session: Session, units: Collection[int], needed: int) -> dict[int, int]:
    """By enterprise of the units how many candidates have become full members there, where they are enough."""
    row, number = Candidate, func.count()
    query = (
        select(col(row.enterprise_id), number)
        .join(Enterprise, col(Enterprise.id) == col(row.enterprise_id))
        .where(col(row.stage) == Stage.FULL_MEMBER.value, col(row.exit).is_(None), col(row.withdrawn_at).is_(None))
        .where(among(col(Enterprise.unit_id), units))
        .group_by(col(row.enterprise_id))
        .having(number >= needed)
    )
    return {enterprise: count for enterprise, count in session.execute(query)}  # noqa: C416 - rows are no pairs


def _has_party_org() -> Any:
    return exists().where(
        col(Organisation.enterprise_id) == col(Enterprise.id),
        col(Organisation.kind) == OrganisationKind.PARTY_ORG.value,
        col(Organisation.closed_on).is_(None),
        col(Organisation.withdrawn_at).is_(None),
    )

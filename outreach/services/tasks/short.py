"""Party organisations that have fewer full members than one needs."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import Enterprise, Organisation
from outreach.rules.organisation_conditions import condition
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.admission_terms import OrganisationKind
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.applying import applying, heard_of
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units.visibility import among


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The open Party organisations in charge of the units whose last count has too few full members (DOMAIN.md §4)."""
    row, needed = Organisation, condition(OrganisationKind.PARTY_ORG, today).needed
    full = col(row.members) - func.coalesce(col(row.probationary), 0)
    columns: list[Any] = [row.id, row.unit_id, row.enterprise_id, row.founded_on, full]
    query = (
        select(*columns)
        .join(Enterprise, col(Enterprise.id) == col(row.enterprise_id), isouter=True)
        .where(among(col(row.unit_id), applying(TaskRule.CELL_SHORT, units, settings)))
        .where(col(row.kind) == OrganisationKind.PARTY_ORG.value, col(row.closed_on).is_(None))
        .where(col(row.withdrawn_at).is_(None), full < needed)
        .where(col(row.enterprise_id).is_(None) | heard_of(today))
        .order_by(col(row.id))
    )
    return [
        Task(
            TaskRule.CELL_SHORT, f"short:{number}", number, unit_id, since=founded_on or today,
            enterprise_id=enterprise_id, number=members,
        )
        for number, unit_id, enterprise_id, founded_on, members in session.execute(query)
    ]  # fmt: skip

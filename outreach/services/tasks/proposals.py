"""Requests to the committee that wait for its answer."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models import Enterprise, Proposal, Visit
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.applying import applying, heard_of
from outreach.services.tasks.rule_settings import Settings


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """What visits of the units have brought and nobody has answered; due so many days after the visit."""
    rule, inside = TaskRule.PROPOSAL, set(applying(TaskRule.PROPOSAL, units, settings))
    columns: list[Any] = [Proposal.id, Visit.unit_id, Visit.enterprise_id, Visit.visited_on, Visit.entered_at]
    query = (
        select(*columns)
        .join(Visit, col(Visit.id) == col(Proposal.visit_id))
        .join(Enterprise, col(Enterprise.id) == col(Visit.enterprise_id))
        .where(col(Proposal.answered_at).is_(None), col(Visit.withdrawn_at).is_(None), heard_of(today))
        .order_by(col(Visit.visited_on), col(Proposal.id))
    )
    # all that wait are few, and found by their own index: asked for by unit, every visit would be looked at
    return [
        Task(
            rule, f"proposal:{number}", number, unit_id, since=entered_at.date(),
            due=visited_on + timedelta(days=settings.days(rule, unit_id) or 0), enterprise_id=enterprise_id,
        )
        for number, unit_id, enterprise_id, visited_on, entered_at in session.execute(query)
        if unit_id in inside
    ]  # fmt: skip

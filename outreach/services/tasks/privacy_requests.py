"""Requests of candidates about their data, whose legal clock runs; no setting switches them off."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.privacy import privacy_requests
from outreach.services.tasks import calendars
from outreach.services.tasks.rule_settings import Settings


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The open requests of candidates in charge of the units; due is the limit that comes next, which ``detail`` names.

    ``number`` is how many days before it administrators are reminded.
    """
    del settings, today  # the clock is the law's
    calendar, inside = calendars.calendar(session), set(units)
    return [
        Task(
            TaskRule.PRIVACY_REQUEST, f"request:{one.id}", one.id, one.unit_id, since=one.entered_at.date(),
            due=one.due, detail=one.limit, number=one.clock.lead(one.limit, calendar),
        )
        for one in privacy_requests.running(session)
        if one.unit_id in inside
    ]  # fmt: skip

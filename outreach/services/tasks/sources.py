"""Which function makes the tasks of a rule: of many units, or of many people, at once."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final

from sqlmodel import Session

from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import (
    behind,
    classes,
    founding,
    privacy_requests,
    proposals,
    short,
    silent,
    unvisited,
)
from outreach.services.tasks.rule_settings import Settings

# (session, units or persons, settings, today); it asks the settings itself, and leaves out what is muted or withdrawn
Source = Callable[[Session, Collection[int], Settings, date], list[Task]]

SOURCES: Final[Mapping[TaskRule, Source]] = {
    TaskRule.CLASS_AHEAD: classes.tasks,
    TaskRule.PROPOSAL: proposals.tasks,
    TaskRule.PRIVACY_REQUEST: privacy_requests.tasks,
    TaskRule.ENTERPRISE_UNVISITED: unvisited.tasks,
    TaskRule.UNIT_SILENT: silent.tasks,
    TaskRule.TARGET_BEHIND: behind.tasks,
    TaskRule.FOUNDING_READY: founding.tasks,
    TaskRule.CELL_SHORT: short.tasks,
}
PERSON_SOURCES: Final[Mapping[TaskRule, Source]] = {TaskRule.CLASS_AHEAD: classes.of_persons}

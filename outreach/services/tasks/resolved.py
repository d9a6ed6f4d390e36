"""Why a task that was planned for a message needs no telling any more: the reason kept with the cleared row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from sqlmodel import Session

from models import (
    Candidate,
    Enterprise,
    NextStep,
    Organisation,
    PartyClass,
    Postponed,
    PrivacyRequest,
    Proposal,
    Target,
    Visit,
)
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.rule_settings import settings

_NEVER_MUTED: Final = {TaskRule.CANDIDATE_DEADLINE, TaskRule.CEREMONY, TaskRule.PRIVACY_REQUEST}
_ADMITTED: Final = {Stage.PROBATIONARY, Stage.RECOGNITION_REVIEW, Stage.FULL_MEMBER}


@dataclass(frozen=True)
class Told:
    """A task as it was when the message was planned."""

    rule: TaskRule
    key: str
    subject_id: int
    unit_id: int
    due: date | None
    owner_id: int | None
    enterprise_id: int | None

    @classmethod
    def of(cls, task: Task) -> Self:
        """What has to be remembered of ``task``."""
        return cls(
            task.rule, task.key, task.subject_id, task.unit_id, task.due, task.owner_id, task.enterprise_id
        )  # fmt: skip

    def kept(self) -> list[Any]:
        """A JSON-safe copy: ids and days alone."""
        due = self.due.isoformat() if self.due else None
        return [self.rule.value, self.key, self.subject_id, self.unit_id, due, self.owner_id, self.enterprise_id]

    @classmethod
    def read(cls, kept: Sequence[Any]) -> Self:
        """What ``kept`` gave."""
        rule, key, subject_id, unit_id, due, owner_id, enterprise_id = kept
        day = date.fromisoformat(due) if due else None
        return cls(TaskRule(rule), key, subject_id, unit_id, day, owner_id, enterprise_id)


def reasons(session: Session, told: Sequence[Told], person_id: int, today: date) -> str:
    """The reasons for which none of the tasks is to be told any more, each once, in order of their first task.

    A record that answers a task goes before what only keeps somebody from being reminded of it.
    """
    found = (_resolved(session, one) or _silenced(session, one, person_id, today) or _AT_LAST[one.rule] for one in told)
    return ", ".join(dict.fromkeys(found)) or "gone"


def _silenced(session: Session, told: Told, person_id: int, today: date) -> str | None:
    if not settings(session).enabled(told.rule, told.unit_id):
        return "switched off"
    enterprise = session.get(Enterprise, told.enterprise_id) if told.enterprise_id is not None else None
    muted = enterprise.muted_until if enterprise is not None and told.rule not in _NEVER_MUTED else None
    if muted is not None and muted >= today:
        return "muted"
    postponed = session.get(Postponed, (person_id, told.key))
    return "postponed" if postponed is not None and postponed.until > today else None


def _resolved(session: Session, told: Told) -> str | None:
    return _BY_RULE[told.rule](session, told) if told.rule in _BY_RULE else None


def _step(session: Session, told: Told) -> str | None:
    row = session.get(NextStep, told.subject_id)
    if row is None:
        return "erased"
    if row.closed_at is not None:
        return "visited" if row.closed_visit_id is not None else row.closed_as or "done"
    return _changed(told, row.due, row.person_id or row.entered_by_id)


def _candidate(session: Session, told: Told) -> str | None:
    row = session.get(Candidate, told.subject_id)
    if row is None or row.anonymised_at is not None or row.withdrawn_at is not None:
        return "erased"
    if row.closed_on is not None:
        return "closed"
    if told.rule is TaskRule.CEREMONY:
        return "done" if row.stage in _ADMITTED else _changed(told, row.ceremony_on, row.person_id)
    return "done" if row.due_limit != told.key.rpartition(":")[2] else _changed(told, row.due, row.person_id)


def _changed(told: Told, due: date | None, owner_id: int | None) -> str | None:
    if due != told.due:
        return "moved"
    return "handed over" if owner_id != told.owner_id else None


def _class(session: Session, told: Told) -> str | None:
    row = session.get(PartyClass, told.subject_id)
    if row is None or row.withdrawn_at is not None:
        return "withdrawn"
    return "moved" if row.starts != told.due else None


def _proposal(session: Session, told: Told) -> str | None:
    row = session.get(Proposal, told.subject_id)
    visit = session.get(Visit, row.visit_id) if row is not None else None
    if row is None or visit is None or visit.withdrawn_at is not None:
        return "withdrawn"
    return "answered" if row.answered_at is not None else None


def _request(session: Session, told: Told) -> str | None:
    row = session.get(PrivacyRequest, told.subject_id)
    return "done" if row is None or row.done_at is not None else None


def _target(session: Session, told: Told) -> str | None:
    row = session.get(Target, told.subject_id)
    return "withdrawn" if row is None or row.withdrawn_at is not None else None


def _founding(session: Session, told: Told) -> str | None:
    row = session.get(Enterprise, told.subject_id)
    return "withdrawn" if row is None or row.withdrawn_at is not None or row.merged_into_id is not None else None


def _short(session: Session, told: Told) -> str | None:
    row = session.get(Organisation, told.subject_id)
    return "closed" if row is None or row.closed_on is not None else None


_BY_RULE: Final[Mapping[TaskRule, Callable[[Session, Told], str | None]]] = {
    TaskRule.NEXT_STEP: _step,
    TaskRule.CANDIDATE_DEADLINE: _candidate,
    TaskRule.CEREMONY: _candidate,
    TaskRule.CLASS_AHEAD: _class,
    TaskRule.PROPOSAL: _proposal,
    TaskRule.PRIVACY_REQUEST: _request,
    TaskRule.TARGET_BEHIND: _target,
    TaskRule.FOUNDING_READY: _founding,
    TaskRule.CELL_SHORT: _short,
}
# what answers a task of the rule, when nothing else explains that it is gone
_AT_LAST: Final[Mapping[TaskRule, str]] = {
    TaskRule.NEXT_STEP: "not theirs",
    TaskRule.CANDIDATE_DEADLINE: "not theirs",
    TaskRule.CEREMONY: "not theirs",
    TaskRule.CLASS_AHEAD: "not theirs",
    TaskRule.PROPOSAL: "not theirs",
    TaskRule.PRIVACY_REQUEST: "acknowledged",
    TaskRule.ENTERPRISE_UNVISITED: "visited",
    TaskRule.UNIT_SILENT: "visited",
    TaskRule.TARGET_BEHIND: "caught up",
    TaskRule.FOUNDING_READY: "founded",
    TaskRule.CELL_SHORT: "enough members",
}

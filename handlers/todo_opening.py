"""What a task is about, opened: an enterprise, a candidate, a class, a proposal, a request, the progress of a unit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers import candidates, classes, enterprises, organisations, privacy_requests, progress, proposals, suggestions
from handlers.turn import Turn
from outreach.messages import Reply
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import tasks as open_ones

Opener = Callable[[Turn, Task], Sequence[Reply]]


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The card of what the task is about."""
    task = open_ones.find(turn.session, turn.actor, data["task"], turn.today)
    return OPENERS[task.rule](turn, task)


def _enterprise(turn: Turn, task: Task) -> Sequence[Reply]:
    return enterprises.card(turn, {"enterprise": task.enterprise_id or 0})


def _candidate(turn: Turn, task: Task) -> Sequence[Reply]:
    return candidates.card(turn, {"candidate": task.subject_id})


def _class(turn: Turn, task: Task) -> Sequence[Reply]:
    return classes.card(turn, {"class": task.subject_id})


def _organisation(turn: Turn, task: Task) -> Sequence[Reply]:
    return organisations.card(turn, {"organisation": task.subject_id})


def _proposal(turn: Turn, task: Task) -> Sequence[Reply]:
    return proposals.one(turn, {"proposal": task.subject_id})


def _request(turn: Turn, task: Task) -> Sequence[Reply]:
    return privacy_requests.one(turn, {"request": task.subject_id})


def _progress(turn: Turn, task: Task) -> Sequence[Reply]:
    return progress.pressed(turn, {"unit": task.unit_id, "period": None, "indicator": None, "detailed": False})


def _suggestions(turn: Turn, task: Task) -> Sequence[Reply]:
    del task
    turn.argument = ""
    return suggestions.suggest(turn)


OPENERS: Mapping[TaskRule, Opener] = {
    TaskRule.NEXT_STEP: _enterprise,
    TaskRule.CANDIDATE_DEADLINE: _candidate,
    TaskRule.CEREMONY: _candidate,
    TaskRule.CLASS_AHEAD: _class,
    TaskRule.PROPOSAL: _proposal,
    TaskRule.PRIVACY_REQUEST: _request,
    TaskRule.ENTERPRISE_UNVISITED: _suggestions,
    TaskRule.UNIT_SILENT: _progress,
    TaskRule.TARGET_BEHIND: _progress,
    TaskRule.FOUNDING_READY: _enterprise,
    TaskRule.CELL_SHORT: _organisation,
}

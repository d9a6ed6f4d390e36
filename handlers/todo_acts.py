"""A task's card, and what is done with it at once: done, later, still open, the visit logged."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import visits as visit_handlers
from handlers.todo_choosing import as_shown
from handlers.turn import Turn
from outreach.errors import NothingThere, NotYourTask, StepClosed
from outreach.messages import Reply
from outreach.rules.tasks.due import again_day
from outreach.rules.tasks.lists import spans
from outreach.services.tasks import owner_names, steps
from outreach.services.tasks import tasks as open_ones
from outreach.services.tasks.calendars import calendar
from outreach.services.tasks.shown import Shown
from outreach.texts import todo as texts
from outreach.texts import todo_actions, todo_answers


def card(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A task in full, with what can be done with it."""
    (one,) = as_shown(turn, [data["task"]])
    may_change = open_ones.may_change(turn.session, turn.actor, one.task, turn.today)
    owner = owner_names.of_another(turn.session, turn.actor, one.task, turn.now)
    return [texts.card(turn.speech, one, turn.today, owner=owner, may_change=may_change)]


def done(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """One task is done."""
    return all_done(turn, [data["task"]])


def all_done(turn: Turn, keys: Sequence[str]) -> Sequence[Reply]:
    """All of these are done, or none: what cannot be done by hand is refused; planned visits are to be logged."""
    before = as_shown(turn, keys)
    finished = [(one, _close(turn, one)) for one in before if not todo_actions.is_visit(one)]
    said = [todo_answers.done(turn.speech, finished, turn.today)] if finished else []
    return [
        *said,
        *(todo_answers.visited(turn.speech, one, turn.today) for one in before if todo_actions.is_visit(one)),
    ]


def drop(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A planned visit will not take place."""
    (one,) = as_shown(turn, [data["task"]])
    return [todo_answers.dropped(turn.speech, one, _close(turn, one), turn.today)]


def _close(turn: Turn, one: Shown) -> int:
    return steps.done(turn.session, turn.actor, one.task.key, turn.today, turn.now).id or 0


def later(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """When to be reminded again: asked, or ``said`` already."""
    if data.get("said"):
        return _put_off(turn, data["task"], again_day(data["said"], turn.today))
    (one,) = as_shown(turn, [data["task"]])
    return [todo_actions.later(turn.speech, one, spans(turn.today, calendar(turn.session)), turn.today)]


def later_to(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """To be reminded again on the day of the button; asked anew when that has come by now."""
    until = date.fromisoformat(data["until"])
    return _put_off(turn, data["task"], until) if until > turn.today else later(turn, {"task": data["task"]})


def not_yet(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """What was promised is still to be done."""
    try:
        dues = [open_ones.find(turn.session, turn.actor, key, turn.today).due for key in data["tasks"]]
    except (NothingThere, StepClosed):
        dues = []
    return [todo_answers.not_yet(turn.speech, min((due for due in dues if due), default=None), turn.today)]


def visit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Log the visit that was planned."""
    task = open_ones.find(turn.session, turn.actor, data["task"], turn.today)
    return visit_handlers.visit_of(turn, {"enterprise": task.enterprise_id or 0})


def _put_off(turn: Turn, key: str, until: date) -> Sequence[Reply]:
    (one,) = as_shown(turn, [key])
    if not one.own:  # nobody would remind the actor of it
        raise NotYourTask
    again = steps.postpone(turn.session, turn.actor, key, until, turn.today, turn.now)
    return [todo_answers.put_off(turn.speech, one, again.until, again.beyond, turn.today)]

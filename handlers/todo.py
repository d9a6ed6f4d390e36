"""/viec: what I have to do, what is overdue in my unit, and a task's card with what can be done with it."""

from collections.abc import Sequence
from typing import Any

from handlers import handover, todo_acts, todo_choosing, todo_due, todo_handing, todo_holding, todo_opening
from handlers.routes import Act, Command, Handler
from handlers.turn import Turn
from outreach.errors import NoSuchTask, NotAllowed, UnknownUnit
from outreach.messages import Reply
from outreach.rules.tasks.lists import listed
from outreach.rules.todo_line import TodoLine, read_todo
from outreach.rules.vocabulary.todo import TodoList, TodoVerb
from outreach.services.tasks import overdue
from outreach.services.tasks import tasks as open_ones
from outreach.services.units import units
from outreach.texts import todo as texts
from outreach.texts.todo import PAGE, Page

_LONGEST_QUESTION = 80
BY_VERB = {
    TodoVerb.DONE: "task_done",
    TodoVerb.LATER: "task_later",
    TodoVerb.DUE: "task_due",
    TodoVerb.HAND: "task_hand",
    TodoVerb.HELD: "task_held",
    TodoVerb.OPEN: "task",
}


def todo(turn: Turn) -> Sequence[Reply]:
    """My open tasks, or a part of them; a unit's; or what is to be done with those that are named."""
    line = read_todo(turn.argument)
    if line.list is TodoList.UNIT:
        return of_unit(turn, {"unit": None, "page": 0})
    if line.list is not None:
        return mine(turn, {"list": line.list.value, "page": 0})
    if line.verb is TodoVerb.HAND_ALL:
        return handover.begin_own(turn)
    return _with_tasks(turn, line)


def mine(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A page of one's own tasks."""
    which = TodoList(data["list"])
    found = listed(open_ones.open_tasks(turn.session, turn.actor, turn.today), which, turn.today)
    number = min(int(data["page"]), max(0, (len(found) - 1) // PAGE))
    some = todo_choosing.seen(turn, found[number * PAGE :][:PAGE])
    page = Page(some, number, len(found))
    return [texts.listed(turn.speech, which, page, turn.today, lead=turn.actor.at_least("lead"))]


def of_unit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """What is overdue in a unit and all below it, and how much of it each has; for leads."""
    if not turn.actor.at_least("lead"):
        raise NotAllowed("lead")
    unit_id, number = data["unit"], int(data["page"])
    if unit_id is None:
        unit_id = turn.actor.unit_id
    found, total = open_ones.of_unit(turn.session, turn.actor, unit_id, turn.today, number * PAGE, PAGE)
    shares = overdue.by_owner(turn.session, turn.actor, unit_id, turn.today, turn.now)
    page = Page(todo_choosing.seen(turn, found), min(number, max(0, total - 1) // PAGE), total)
    code = turn.speech.word("everything") if unit_id is None else units.get(turn.session, turn.actor.own, unit_id).code
    return [texts.of_unit(turn.speech, code, unit_id, page, shares, turn.today)]


def _with_tasks(turn: Turn, line: TodoLine) -> Sequence[Reply]:
    act = BY_VERB[line.verb or TodoVerb.OPEN]
    found = todo_choosing.found(turn, line)
    if not found and line.verb is None and line.words:
        return _named_unit(turn, line.words)
    if not found and not line.words:
        return mine(turn, {"list": TodoList.MINE.value, "page": 0})
    if not found:
        raise NoSuchTask(line.words[:_LONGEST_QUESTION])
    if line.verb is TodoVerb.DONE and (line.numbers or len(found) == 1):
        return todo_acts.all_done(turn, found)
    if len(found) > 1:
        some = todo_choosing.as_shown(turn, found[:PAGE])
        return [texts.which(turn.speech, act, some, line.rest, turn.today)]
    return ACTS[act].take(turn, {"task": found[0], "said": line.rest})


def _named_unit(turn: Turn, words: str) -> Sequence[Reply]:
    """A unit that is named; one that cannot be seen is as unknown as a task that is not there."""
    try:
        unit = units.find(turn.session, turn.actor.own, words)
    except UnknownUnit:
        raise NoSuchTask(words[:_LONGEST_QUESTION]) from None
    return of_unit(turn, {"unit": unit.id, "page": 0})


_command: Handler = todo
COMMANDS = [Command("viec", "todo", _command, "member", "My open tasks", "private")]
FORMS = [todo_due.FORM, todo_handing.FORM, todo_holding.FORM]
ACTS = {
    "tasks": Act("viec", mine),
    "tasks_unit": Act("viec", of_unit, "lead"),
    "task": Act("viec", todo_acts.card),
    "task_done": Act("viec", todo_acts.done),
    "task_drop": Act("viec", todo_acts.drop),
    "task_later": Act("viec", todo_acts.later),
    "task_later_to": Act("viec", todo_acts.later_to),
    "task_not_yet": Act("viec", todo_acts.not_yet),
    "task_visit": Act("viec", todo_acts.visit),
    "task_open": Act("viec", todo_opening.begin),
    "task_due": Act("viec", todo_due.begin),
    "task_hand": Act("viec", todo_handing.begin),
    "task_held": Act("viec", todo_holding.begin),
}

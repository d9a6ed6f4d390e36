"""Which tasks are meant by a number of the list that was shown last, or by words."""

import re
from collections.abc import Sequence

from handlers.turn import Turn
from outreach.errors import NoSuchTask
from outreach.rules.folding import fold, fold_name
from outreach.rules.tasks.lists import listed
from outreach.rules.tasks.task import Task
from outreach.rules.todo_line import TodoLine
from outreach.rules.vocabulary.todo import TodoList
from outreach.services.talk import offers
from outreach.services.tasks import tasks as open_ones
from outreach.services.tasks.shown import Shown, shown

_NUMBERED = re.compile(r"(\d+)\. ")
_MOST = 200  # more open tasks than that nobody looks through by a name


def found(turn: Turn, line: TodoLine) -> list[str]:
    """The keys of the tasks that are meant; with neither number nor words all that are open.

    Raises:
        NoSuchTask: a number that no task had.

    """
    if line.numbers:
        return [_numbered(turn, number) for number in line.numbers]
    tasks = listed(open_ones.open_tasks(turn.session, turn.actor, turn.today), TodoList.MINE, turn.today)[:_MOST]
    if not line.words:
        return [task.key for task in tasks]
    said = fold_name(line.words)
    return [one.task.key for one in seen(turn, tasks) if said and said in _known_as(one)]


def as_shown(turn: Turn, keys: Sequence[str]) -> list[Shown]:
    """The tasks of ``keys`` as they are shown.

    Raises:
        NothingThere: one of them is none of the actor's business, or has resolved itself.
        StepClosed: one is a step that is open no more.

    """
    tasks = [open_ones.find(turn.session, turn.actor, key, turn.today) for key in keys]
    return seen(turn, tasks)


def seen(turn: Turn, tasks: Sequence[Task]) -> list[Shown]:
    """The tasks, which the actor has been found to be allowed to see, as they see them here."""
    return shown(turn.session, tasks, turn.actor.person_id or 0, turn.actor.channel, turn.today)


def _numbered(turn: Turn, number: int) -> str:
    """The task that had the number when its list was last shown; else the one that would have it now."""
    for label, data in offers.shown(turn.session, turn.incoming, "task", turn.now):
        if (at := _NUMBERED.match(label)) and int(at[1]) == number:
            return str(data["task"])
    tasks = listed(open_ones.open_tasks(turn.session, turn.actor, turn.today), TodoList.MINE, turn.today)
    if not 1 <= number <= len(tasks):
        raise NoSuchTask(str(number), number=True)
    return tasks[number - 1].key


def _known_as(one: Shown) -> str:
    return " ".join((fold_name(one.enterprise), fold(one.candidate), fold(one.text), fold(one.name)))

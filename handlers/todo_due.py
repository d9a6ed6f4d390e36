"""Another due day for a task: a button, or a day in words, which is shown before it is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.todo_choosing import as_shown
from handlers.turn import Turn
from outreach.messages import Reply, Text
from outreach.rules.tasks.due import due_day
from outreach.rules.tasks.lists import spans
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import steps
from outreach.services.tasks.calendars import calendar
from outreach.services.tasks.shown import Shown
from outreach.texts import todo_answers as texts
from outreach.texts.days import near_day


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask for the day, or show what becomes of the one that was ``said``."""
    steps.check_movable(turn.session, turn.actor, data["task"], turn.today)
    said = {"task": data["task"]}
    if data.get("said"):
        said["due"] = due_day(data["said"], turn.today).isoformat()
    return forms.begin(turn, FORM, said)


def _one(turn: Turn, draft: Draft) -> Shown:
    return as_shown(turn, [draft.said["task"]])[0]


def _ask(turn: Turn, draft: Draft) -> Question:
    days = spans(turn.today, calendar(turn.session)).values()
    options = [Option(_capital(near_day(turn.speech, day, turn.today)), day.isoformat()) for day in days]
    return Question(texts.ask_day(turn.speech, _one(turn, draft), turn.today), options)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _take(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["due"] = due_day(text, turn.today).isoformat()


def _pick(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply]:
    return _write(turn, {**draft.said, "due": value})


def _preview(turn: Turn, draft: Draft) -> Text:
    due = date.fromisoformat(draft.said["due"])
    return texts.new_day(turn.speech, _one(turn, draft), due, calendar(turn.session), turn.today)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    steps.move(turn.session, turn.actor, said["task"], date.fromisoformat(said["due"]), turn.today, turn.now)
    (one,) = as_shown(turn, [said["task"]])
    return [texts.moved(turn.speech, one, calendar(turn.session), turn.today)]


FORM = Form(
    name="task_due",
    command="viec",
    steps=(Step("due", "Day", _ask, _take, _pick),),
    preview=_preview,
    write=_write,
)

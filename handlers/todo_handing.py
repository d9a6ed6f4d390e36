"""Giving a task to somebody else: a colleague's name, which is shown before they are told."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.todo_choosing import as_shown
from handlers.turn import Turn
from outreach.errors import NobodyToTakeOn, UnknownColleague
from outreach.messages import Reply, Text
from outreach.services.people.colleagues import named
from outreach.services.people.people import Member
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import handed, steps
from outreach.services.tasks.shown import Shown
from outreach.texts import todo_answers as texts

MOST = 12  # buttons on a phone's screen; whoever is not among them is typed


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask to whom, or show what becomes of the name that was ``said``."""
    said = {"task": data["task"]}
    draft = Draft(FORM.name, said=said)
    _receivers(turn, draft)
    if data.get("said"):
        _take(turn, draft, data["said"])
    return forms.begin(turn, FORM, draft.said)


def _one(turn: Turn, draft: Draft) -> Shown:
    return as_shown(turn, [draft.said["task"]])[0]


def _receivers(turn: Turn, draft: Draft) -> list[Member]:
    return steps.receivers(turn.session, turn.actor, draft.said["task"], turn.today)


def _ask(turn: Turn, draft: Draft) -> Question:
    people, alike, one = _receivers(turn, draft), draft.said.get("_alike"), _one(turn, draft)
    shown = [one for one in people if alike is None or one.id in alike]
    options = [Option(one.name[:40], one.id) for one in shown[:MOST]]
    if alike is None and one.task.owner_id != turn.actor.person_id:
        options.insert(0, Option(turn.speech.word("To myself"), turn.actor.person_id))
    if not options:
        raise NobodyToTakeOn
    return Question(texts.ask_whom(turn.speech, one, turn.today), options)


def _take(turn: Turn, draft: Draft, text: str) -> None:
    """The one person of that name; of several alike the question is asked again with these."""
    alike = named(_receivers(turn, draft), text)
    if not alike:
        raise UnknownColleague(text)
    draft.said["_alike"] = [one.id for one in alike]
    if len(alike) == 1:
        draft.said["person"] = alike[0].id


def _pick(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply] | None:
    """Somebody is chosen; what one takes on oneself is done at once, since nobody is told."""
    draft.said["person"] = value
    return _write(turn, draft.said) if value == turn.actor.person_id else None


def _name(turn: Turn, draft: Draft) -> str:
    return next((one.name for one in _receivers(turn, draft) if one.id == draft.said["person"]), "")


def _preview(turn: Turn, draft: Draft) -> Text:
    return texts.giving(turn.speech, _one(turn, draft), _name(turn, draft), turn.today)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    draft = Draft(FORM.name, said=said)
    name, person = _name(turn, draft), int(said["person"])
    (one,) = as_shown(turn, [said["task"]])
    steps.hand_over(turn.session, turn.actor, said["task"], person, turn.today, turn.now)
    told = handed.tell(turn.session, turn.actor, person, [said["task"]], turn.now)
    return [texts.given(turn.speech, one, name, turn.today, told=told, own=person == turn.actor.person_id)]


FORM = Form(
    name="task_hand",
    command="viec",
    steps=(Step("person", "Person", _ask, _take, _pick),),
    preview=_preview,
    write=_write,
    save_label="Give",
)

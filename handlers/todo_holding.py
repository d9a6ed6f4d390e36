"""What holds a step up: an obstacle of the fixed list, words, or that it is nearly done."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.todo_choosing import as_shown
from handlers.turn import Turn
from outreach.messages import Reply, Text
from outreach.rules.folding import tidy
from outreach.rules.vocabulary.terms import Obstacle
from outreach.rules.vocabulary.visits import OBSTACLES
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import steps
from outreach.services.tasks.shown import Shown
from outreach.texts import todo_answers as texts
from outreach.texts.labels import heading, label

_WORDS = "words"


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask what holds it up, or show what was ``said`` of it."""
    as_shown(turn, [data["task"]])
    draft = Draft(FORM.name, said={"task": data["task"]})
    if data.get("said"):
        _take(turn, draft, data["said"])
    return forms.begin(turn, FORM, draft.said)


def _one(turn: Turn, draft: Draft) -> Shown:
    return as_shown(turn, [draft.said["task"]])[0]


def _ask(turn: Turn, draft: Draft) -> Question:
    nearly = turn.speech.word("Nearly done")
    options = [Option(nearly, {_WORDS: nearly[:1].lower() + nearly[1:]})]
    options += [Option(heading(turn.speech, OBSTACLES, kind), {"kind": kind.value}) for kind in Obstacle]
    return Question(texts.ask_held(turn.speech, _one(turn, draft), turn.today), options, width=1)


def _take(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    kind = OBSTACLES.find(text)
    draft.said["held"] = {"kind": kind.value} if kind else {_WORDS: tidy(text, one_line=True)}


def _pick(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply]:
    return _write(turn, {**draft.said, "held": value})


def _what(turn: Turn, said: dict[str, Any]) -> str:
    kept = said["held"]
    return label(turn.speech, OBSTACLES, Obstacle(kept["kind"])) if "kind" in kept else str(kept[_WORDS])


def _preview(turn: Turn, draft: Draft) -> Text:
    return texts.holding(turn.speech, _one(turn, draft), _what(turn, draft.said))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    kept = said["held"]
    steps.hold_up(turn.session, turn.actor, said["task"], kept.get("kind"), kept.get(_WORDS, ""), turn.today, turn.now)
    return [texts.noted(turn.speech, _what(turn, said))]


FORM = Form(
    name="task_held",
    command="viec",
    steps=(Step("held", "Obstacle", _ask, _take, _pick),),
    preview=_preview,
    write=_write,
)

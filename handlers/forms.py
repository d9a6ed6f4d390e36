"""Guided entries: a form asks its steps one by one, shows what will be written, and writes on request.

The draft lives in the database under the chat and the person, so an entry goes on after a restart or a day later.
A line with everything in it starts at the confirmation; what is missing is asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from outreach.errors import OnlyInPrivate, StaleChoice
from outreach.messages import Choice, Reply, join, rows
from outreach.rules.vocabulary.commands import MOVES
from outreach.rules.vocabulary.terms import Move
from outreach.services.talk import conversations
from outreach.services.talk.conversations import Draft

CONFIRM, CHANGE = "confirm", "change"
_SKIPPED, _CHANGING = "_skipped", "_changing"


def begin(turn: Turn, form: Form, said: dict[str, Any] | None = None, *, ready: bool = False) -> list[Reply]:
    """Start ``form`` with what is known already; an earlier draft in this chat makes room for it.

    ``ready``: what is optional is not asked for any more.
    """
    draft = Draft(form.name, said=dict(said or {}))
    if ready:
        _skip_optional(form, draft)
    return _go_on(turn, form, draft)


def say(turn: Turn, form: Form, draft: Draft, text: str) -> list[Reply]:
    """Take typed words as the answer to the step that is being asked."""
    step = form.step(draft.step)
    if step is not None and (move := _typed_move(step, text)) is not None:
        return _MOVES[move](turn, form, draft, None)
    if step is not None:
        step.take(turn, draft, text)
        return _go_on(turn, form, draft)
    if MOVES.find(text) is Move.DROP:
        return _drop(turn, form, draft, None)
    if form.more is not None:
        form.more(turn, draft, text)
    return _go_on(turn, form, draft)


def _typed_move(step: Step, text: str) -> str | None:
    """The button that ``text`` names, though no button says it: whoever types "xong" means it as a move."""
    move = MOVES.find(text)
    if move is Move.DROP:
        return "drop"
    return "skip" if move is not None and step.optional else None


def pick(turn: Turn, form: Form, draft: Draft, data: dict[str, Any]) -> list[Reply]:
    """Take a pressed button.

    Raises:
        StaleChoice: it belongs to another draft or an earlier step.

    """
    if (data.get("token"), data.get("step")) != (draft.token, draft.step):
        raise StaleChoice
    move: Callable[[Turn, Form, Draft, Any], list[Reply]] = _MOVES[data.get("move", "pick")]
    return [_replacing(reply) for reply in move(turn, form, draft, data.get("value"))]


def again(turn: Turn, form: Form, draft: Draft) -> list[Reply]:
    """Ask the current step once more."""
    return [_question(turn, form, draft)]


def _go_on(turn: Turn, form: Form, draft: Draft) -> list[Reply]:
    draft.said.pop(_CHANGING, None)
    draft.step = next((step.name for step in form.steps if _wanted(step, draft)), CONFIRM)
    return _keep_and_ask(turn, form, draft)


def _wanted(step: Step, draft: Draft) -> bool:
    return step.name not in draft.said and step.name not in draft.said.get(_SKIPPED, ()) and step.when(draft)


def _skip_optional(form: Form, draft: Draft) -> None:
    draft.said[_SKIPPED] = [step.name for step in form.steps if step.optional and step.name not in draft.said]


def _keep_and_ask(turn: Turn, form: Form, draft: Draft) -> list[Reply]:
    reply = _question(turn, form, draft)
    conversations.keep(turn.session, turn.incoming.address, turn.incoming.user, draft, turn.now)
    return [reply]


def _question(turn: Turn, form: Form, draft: Draft) -> Reply:
    if draft.step == CONFIRM:
        return _confirmation(turn, form, draft)
    if draft.step == CHANGE:
        return _what_to_change(turn, form, draft)
    step = form.step(draft.step)
    if step is None:  # a form that has changed since the draft was kept
        raise StaleChoice
    question = step.ask(turn, draft)
    if not turn.private and not question.options:
        raise OnlyInPrivate(form.command)
    buttons = _buttons(turn, step, draft, question)
    return Reply(question.text, buttons, once=not question.several, numbered=bool(question.options))


def _buttons(turn: Turn, step: Step, draft: Draft, question: Question) -> tuple[tuple[Choice, ...], ...]:
    options = [_option(draft, question, option) for option in question.options]
    moves = []
    if question.several:
        moves.append(_move(draft, "done", turn.speech.word("Done")))
    elif step.optional:
        moves.append(_move(draft, "skip", turn.speech.word("Skip")))
    if _CHANGING not in draft.said and step.optional:
        moves.append(_move(draft, "confirm", turn.speech.word("Save now")))
    moves.append(_move(draft, "drop", turn.speech.word("Cancel")))
    return (*rows(options, question.width), tuple(moves))


def _option(draft: Draft, question: Question, option: Option) -> Choice:
    if not question.several:
        return _move(draft, "pick", option.label, option.value)
    chosen = option.value in question.chosen
    label = f"✓ {option.label}" if chosen else option.label
    return _move(draft, "off" if chosen else "on", label, option.value)


def _move(draft: Draft, move: str, label: str, value: Any = None) -> Choice:
    data = {"token": draft.token, "step": draft.step, "move": move, "value": value}
    return Choice(label, "form", data)


def _confirmation(turn: Turn, form: Form, draft: Draft) -> Reply:
    speech = turn.speech
    change = [_move(draft, "change", speech.word("Change"))] if any(step.changeable for step in form.steps) else []
    choices = (
        (_move(draft, "write", speech.word(form.save_label)),),
        (*change, _move(draft, "drop", speech.word("Cancel"))),
    )
    return Reply(form.preview(turn, draft), choices)


def _what_to_change(turn: Turn, form: Form, draft: Draft) -> Reply:
    steps = [_move(draft, "to", turn.speech.word(step.label), step.name) for step in form.steps if step.changeable]
    back = _move(draft, "confirm", turn.speech.word("Back"))
    text = join([form.preview(turn, draft), turn.speech.say("What shall be changed?")], "\n\n")
    return Reply(text, (*rows(steps), (back,)))


def _replacing(reply: Reply) -> Reply:
    return replace(reply, replaces=True)


def _pick(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    last_words = _step(form, draft).pick(turn, draft, value)
    if last_words is None:
        return _go_on(turn, form, draft)
    conversations.drop(turn.session, turn.incoming.address, turn.incoming.user)
    return list(last_words)


def _set(turn: Turn, form: Form, draft: Draft, value: Any, *, on: bool) -> list[Reply]:
    rest = [chosen for chosen in draft.said.get(draft.step, []) if chosen != value]
    draft.said[draft.step] = [*rest, value] if on else rest
    return [replace(reply, same=True) for reply in _keep_and_ask(turn, form, draft)]


def _on(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    return _set(turn, form, draft, value, on=True)


def _off(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    return _set(turn, form, draft, value, on=False)


def _done(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del value
    draft.said.setdefault(draft.step, [])
    return _go_on(turn, form, draft)


def _skip(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del value
    if not draft.said.get(draft.step):
        draft.said.pop(draft.step, None)
    draft.said[_SKIPPED] = [*draft.said.get(_SKIPPED, ()), draft.step]
    return _go_on(turn, form, draft)


def _confirm(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del value
    _skip_optional(form, draft)
    return _go_on(turn, form, draft)


def _change(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del value
    draft.step = CHANGE
    return _keep_and_ask(turn, form, draft)


def _to(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    draft.step = str(value)
    draft.said[_CHANGING] = True
    return _keep_and_ask(turn, form, draft)


def _write(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del value
    said = {key: kept for key, kept in draft.said.items() if not key.startswith("_")}
    replies = list(form.write(turn, said))
    conversations.drop(turn.session, turn.incoming.address, turn.incoming.user)
    return replies


def _drop(turn: Turn, form: Form, draft: Draft, value: Any) -> list[Reply]:
    del form, draft, value
    conversations.drop(turn.session, turn.incoming.address, turn.incoming.user)
    return [Reply(turn.speech.say("Dropped. Nothing was saved."))]


def _step(form: Form, draft: Draft) -> Step:
    step = form.step(draft.step)
    if step is None:
        raise StaleChoice
    return step


_MOVES: dict[str, Callable[[Turn, Form, Draft, Any], list[Reply]]] = {
    "pick": _pick,
    "on": _on,
    "off": _off,
    "done": _done,
    "skip": _skip,
    "confirm": _confirm,
    "change": _change,
    "to": _to,
    "write": _write,
    "drop": _drop,
}

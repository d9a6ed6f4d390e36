"""/caidat giờ sáng, /caidat yên tĩnh: when the morning message comes, and when nothing does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import NoMorningMessage, NotAllowed, NotInvited, UnboundChat
from outreach.messages import Reply, Text
from outreach.rules.binding_line import parse_hour
from outreach.rules.settings_line import parse_hours
from outreach.rules.tasks.quiet import MORNING as HOUSES_HOUR
from outreach.rules.tasks.quiet import Quiet, checked
from outreach.rules.vocabulary.settings import SWITCHES, Switch
from outreach.services.people import personal
from outreach.services.talk import chats
from outreach.services.talk.conversations import Draft
from outreach.texts import settings as texts

_OFF, _ON = Switch.OFF.value, Switch.ON.value


def check(turn: Turn) -> None:
    """Pass if the sender may set something here: anyone known in private, an administrator in a group."""
    if turn.private:
        if not turn.actor.known:
            raise NotInvited
    elif not turn.actor.at_least("admin"):
        raise NotAllowed("admin")


def morning(turn: Turn, said: str) -> Sequence[Reply]:
    """Ask for the hour of the morning message, or set the one that is said; or switch it off and on."""
    if not turn.actor.at_least("member"):
        raise NoMorningMessage
    return _set_morning(turn, _value(said)) if said else forms.begin(turn, MORNING)


def quiet(turn: Turn, said: str) -> Sequence[Reply]:
    """Ask for the quiet hours, or set those that are said; of a group where it is one."""
    return _set_quiet(turn, _hours(said)) if said else forms.begin(turn, QUIET)


def _value(said: str) -> str:
    """An hour, or the switch that it is; the default is the house's hour."""
    switch = SWITCHES.find(said)
    if switch is Switch.DEFAULT:
        return HOUSES_HOUR.isoformat()
    return switch.value if switch is not None else parse_hour(said).isoformat()


def _hours(said: str) -> Quiet | None:
    if SWITCHES.find(said) in {Switch.OFF, Switch.DEFAULT}:
        return None
    return checked(*parse_hours(said))


def _set_morning(turn: Turn, value: str) -> Sequence[Reply]:
    if value == _OFF:
        personal.switch_mornings(turn.session, turn.actor, turn.now, off=True)
        return [texts.morning_off(turn.speech)]
    if value == _ON:
        own = personal.switch_mornings(turn.session, turn.actor, turn.now, off=False)
    else:
        own = personal.wake(turn.session, turn.actor, time.fromisoformat(value), turn.now)
    following = personal.next_morning(turn.session, turn.actor, turn.now, turn.speech.zone)
    return [texts.morning_set(turn.speech, own, following)]


def _ask_morning(turn: Turn, draft: Draft) -> Question:
    del draft
    own = personal.settings(turn.session, turn.actor)
    hours = [Option(texts.hour(at), at.isoformat()) for at in texts.MORNINGS]
    switch = Option(turn.speech.word("Turn it on"), _ON) if own.off else Option(turn.speech.word("Turn it off"), _OFF)
    return Question(texts.asked_morning(turn.speech, own), [*hours, switch], width=4)


def _take_morning(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["at"] = _value(text)


def _pick_morning(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply]:
    del draft
    return _set_morning(turn, str(value))


def _preview_morning(turn: Turn, draft: Draft) -> Text:
    value, own = str(draft.said["at"]), personal.settings(turn.session, turn.actor)
    if value in {_ON, _OFF}:
        return texts.switching(turn.speech, on=value == _ON)
    return texts.morning_hour(turn.speech, replace(own, at=time.fromisoformat(value), off=False))


def _write_morning(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    return _set_morning(turn, str(said["at"]))


def _set_quiet(turn: Turn, wanted: Quiet | None) -> Sequence[Reply]:
    if turn.private:
        return [texts.quiet_set(turn.speech, personal.rest(turn.session, turn.actor, wanted, turn.now))]
    if not chats.rest(turn.session, turn.actor, turn.incoming.address, wanted, turn.now):
        raise UnboundChat
    return [texts.group_quiet_set(turn.speech, wanted)]


def _ask_quiet(turn: Turn, draft: Draft) -> Question:
    del draft
    check(turn)
    options = [Option(texts.hours(one), _written(one)) for one in texts.QUIETS]
    none = Option(turn.speech.word("None"), "")
    return Question(texts.asked_quiet(turn.speech, _present(turn), private=turn.private), [*options, none], width=3)


def _present(turn: Turn) -> Quiet | None:
    if turn.private:
        return personal.settings(turn.session, turn.actor).quiet
    chat = chats.bound(turn.session, turn.incoming.address)
    return Quiet.of(chat.quiet_from, chat.quiet_to) if chat is not None else None


def _written(quiet: Quiet | None) -> str:
    return f"{quiet.start.isoformat()} {quiet.end.isoformat()}" if quiet is not None else ""


def _read(value: str) -> Quiet | None:
    start, _, end = value.partition(" ")
    return Quiet(time.fromisoformat(start), time.fromisoformat(end)) if value else None


def _take_quiet(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["hours"] = _written(_hours(text))


def _pick_quiet(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply]:
    del draft
    return _set_quiet(turn, _read(str(value)))


def _preview_quiet(turn: Turn, draft: Draft) -> Text:
    return texts.quiet_hours(turn.speech, _read(str(draft.said["hours"])))


def _write_quiet(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    return _set_quiet(turn, _read(str(said["hours"])))


def _morning_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    del data
    return morning(turn, "")


def _quiet_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    del data
    check(turn)
    return quiet(turn, "")


MORNING = Form(
    "morning_hour", "caidat", (Step("at", "Hour", _ask_morning, _take_morning, _pick_morning, changeable=False),),
    _preview_morning, _write_morning, role="member",
)  # fmt: skip
QUIET = Form(
    "quiet_hours", "caidat", (Step("hours", "Quiet hours", _ask_quiet, _take_quiet, _pick_quiet, changeable=False),),
    _preview_quiet, _write_quiet,
)  # fmt: skip
FORMS = [MORNING, QUIET]
ACTS = {
    "settings_morning": Act("caidat", _morning_act, "member"),
    "settings_quiet": Act("caidat", _quiet_act),
}

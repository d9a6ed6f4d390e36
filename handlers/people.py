"""People who are here, from /moi: another role, another unit, the access taken away."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from models import Unit
from outreach.messages import Reply, Text
from outreach.services.people import accounts, away, changes, handover, people
from outreach.services.talk.conversations import Draft
from outreach.services.units import units
from outreach.texts import people as texts

_MOST_OPTIONS = 12


def person(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """One person, with what can be done."""
    who = _member(turn, int(data["person"]))
    absence = away.absence(turn.session, turn.actor, who.id, turn.today)
    waiting = accounts.waiting(turn.session, who.id, turn.now)
    return [texts.person(turn.speech, who, code(turn, who.unit_id), absence, waiting)]


def which_role(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The roles to choose from."""
    return [texts.which_role(turn.speech, _member(turn, int(data["person"])))]


def give_role(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Give the chosen role."""
    who = changes.change_role(turn.session, turn.actor, int(data["person"]), str(data["role"]), turn.now)
    return [texts.role_changed(turn.speech, who)]


def remove(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask before the access is taken away; with things open, offer first to hand them over."""
    who = _member(turn, int(data["person"]))
    open_ones = handover.open_of(turn.session, turn.actor, who.id).number
    if open_ones and not data.get("anyway"):
        return [texts.leaving(turn.speech, who, code(turn, who.unit_id), open_ones)]
    return forms.begin(turn, REMOVAL, {"person": who.id})


def which_unit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask for the new unit."""
    return forms.begin(turn, MOVE, {"person": _member(turn, int(data["person"])).id})


def code(turn: Turn, unit_id: int | None) -> str:
    """The code of a unit; empty without one."""
    return turn.session.get_one(Unit, unit_id).code if unit_id else ""


def _member(turn: Turn, person_id: int) -> people.Member:
    return people.member(turn.session, turn.actor, person_id, turn.now)


def _preview_removal(turn: Turn, draft: Draft) -> Text:
    who = _member(turn, draft.said["person"])
    open_ones = handover.open_of(turn.session, turn.actor, who.id).number
    return texts.removing(turn.speech, who, code(turn, who.unit_id), open_ones)


def _write_removal(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    who = _member(turn, said["person"])
    changes.remove(turn.session, turn.actor, who.id, turn.now)
    return [texts.removed(turn.speech, who)]


def _ask_unit(turn: Turn, draft: Draft) -> Question:
    who = _member(turn, draft.said["person"])
    possible = [one for one in units.in_scope(turn.session, turn.actor.own) if one.id != who.unit_id]
    options = [Option(one.code, one.id) for one in possible[:_MOST_OPTIONS]]
    return Question(texts.which_unit(turn.speech), options)


def _take_unit(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["unit"] = units.find(turn.session, turn.actor.own, text).id


def _preview_move(turn: Turn, draft: Draft) -> Text:
    move = changes.check_unit(turn.session, turn.actor, draft.said["person"], draft.said["unit"], turn.now)
    return texts.moving(turn.speech, move, code(turn, move.who.unit_id) or turn.speech.word("everything"))


def _write_move(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    move = changes.change_unit(turn.session, turn.actor, said["person"], said["unit"], turn.now)
    return [texts.moved(turn.speech, move)]


REMOVAL = Form("removal", "moi", (), _preview_removal, _write_removal, save_label="Take it away")
MOVE = Form(
    "person_unit", "moi", (Step("unit", "Unit", _ask_unit, _take_unit),), _preview_move, _write_move, save_label="Move"
)
FORMS = [REMOVAL, MOVE]
ACTS = {
    "person": Act("moi", person),
    "person_role": Act("moi", which_role),
    "person_as": Act("moi", give_role),
    "person_unit": Act("moi", which_unit),
    "person_remove": Act("moi", remove),
}

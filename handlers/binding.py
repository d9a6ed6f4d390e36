"""/gan: bind this group to a unit, whose summary then arrives every week."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from handlers import forms
from handlers.questions import Form
from handlers.routes import Command
from handlers.turn import Turn
from models import BoundChat, Unit
from outreach.errors import OutOfScope, UnknownUnit
from outreach.messages import Reply, Text
from outreach.rules.binding_line import read_schedule
from outreach.rules.lines import split_parts
from outreach.rules.occurrences import Weekly, occurrences
from outreach.rules.vocabulary.commands import VERBS
from outreach.rules.vocabulary.terms import Verb
from outreach.services.talk import chats
from outreach.services.talk.conversations import Draft
from outreach.services.units import units, visibility
from outreach.texts import chats as texts

_ENDING = frozenset({Verb.OFF, Verb.CLOSE, Verb.WITHDRAW})
_A_WEEK = timedelta(days=8)


def bind(turn: Turn) -> Sequence[Reply]:
    """Show the present binding, or ask before it is made, changed or ended."""
    row = chats.bound(turn.session, turn.incoming.address)
    if row is not None and not visibility.covers(turn.session, turn.actor.own, row.unit_id):
        raise OutOfScope("")
    parts = split_parts(turn.argument)
    if not parts:
        return [_present(turn, row)]
    if VERBS.find(turn.argument) in _ENDING:
        return forms.begin(turn, ENDING) if row is not None else [texts.not_bound(turn.speech)]
    unit, rest = _unit(turn, parts[0])
    schedule = read_schedule([*rest, *parts[1:]])
    said = {"unit": unit.id, "weekday": schedule.weekday, "at": schedule.at.isoformat()}
    return forms.begin(turn, BINDING, said)


def _unit(turn: Turn, part: str) -> tuple[Unit, list[str]]:
    """The unit named, and what follows it where the semicolon was forgotten.

    Near codes are not offered: the group may not be one that may read them.
    """
    head, _, rest = part.partition(" ")
    unit = units.named(turn.session, turn.actor.own, head) if rest else None
    if unit is not None and units.named(turn.session, turn.actor.own, part) is None:
        return unit, [rest]
    try:
        return units.find(turn.session, turn.actor.own, part), []
    except UnknownUnit:
        raise UnknownUnit(part) from None


def _present(turn: Turn, row: BoundChat | None) -> Reply:
    if row is None:
        return texts.not_bound(turn.speech)
    return texts.present(turn.speech, turn.session.get_one(Unit, row.unit_id), row, _following(turn, row))


def _following(turn: Turn, row: BoundChat) -> datetime:
    return occurrences(Weekly(row.weekday, row.at, turn.speech.zone), turn.now, turn.now + _A_WEEK)[0]


def _preview(turn: Turn, draft: Draft) -> Text:
    unit = units.get(turn.session, turn.actor.own, draft.said["unit"])
    return texts.binding(turn.speech, unit, draft.said["weekday"], time.fromisoformat(draft.said["at"]))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    unit = units.get(turn.session, turn.actor.own, said["unit"])
    at = time.fromisoformat(said["at"])
    address = turn.incoming.address
    row = chats.bind(turn.session, turn.actor, address, unit.id or 0, said["weekday"], at, turn.now)
    return [texts.bound(turn.speech, unit, row, _following(turn, row))]


def _preview_ending(turn: Turn, draft: Draft) -> Text:
    del draft
    row = chats.bound(turn.session, turn.incoming.address)
    return texts.ending(turn.speech, turn.session.get_one(Unit, row.unit_id)) if row else Text()


def _write_ending(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    del said
    if not chats.unbind(turn.session, turn.actor, turn.incoming.address, turn.now):
        return [texts.not_bound(turn.speech)]
    return [texts.ended(turn.speech)]


BINDING = Form("binding", "gan", (), _preview, _write, save_label="Bind")
ENDING = Form("unbinding", "gan", (), _preview_ending, _write_ending, save_label="Turn it off")

COMMANDS = [Command("gan", "bind", bind, "admin", "Bind this group to a unit", "group")]
FORMS = [BINDING, ENDING]

"""/dn ngung nhac: nobody is reminded of an enterprise for a time; /dn nhac lai: again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from handlers.turn import Turn
from outreach.errors import MissingPart, NotAllowed, UnknownEnterprise
from outreach.messages import Choice, Reply, rows
from outreach.rules.muting_line import read_muting
from outreach.services.enterprises import enterprise_muting, enterprises
from outreach.texts import enterprise_muting as texts

_SPANS = (timedelta(days=30), timedelta(days=90), timedelta(days=180))


def mute(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Ask until when the enterprise of the line shall be muted, the day that was said first."""
    _check(turn)
    told = read_muting(parts, turn.today)
    data = {"until": told.until.isoformat(), "sure": False} if told.until else {}
    return _of(turn, told.name, "enterprise_mute", data)


def remind(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Remind of the enterprise of the line again."""
    _check(turn)
    return _of(turn, parts[0] if parts else "", "enterprise_unmute", {})


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Mute the enterprise until the day that was chosen; without one, or when it was typed only, ask first.

    Likewise when the day of the button has passed by now.
    """
    until = date.fromisoformat(data["until"]) if "until" in data else None
    until = until if until is not None and until >= turn.today else None
    if until is not None and data.get("sure", True):
        return [
            texts.muted(
                turn.speech, enterprise_muting.mute(turn.session, turn.actor, data["enterprise"], until, turn.now)
            )
        ]
    row = enterprise_muting.check(turn.session, turn.actor, data["enterprise"])
    days = [until] if until is not None else [turn.today + span for span in _SPANS]
    return [texts.asked(turn.speech, row, days)]


def end(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Remind of it again."""
    row = enterprise_muting.unmute(turn.session, turn.actor, data["enterprise"], turn.now)
    return [texts.unmuted(turn.speech, row)]


def _check(turn: Turn) -> None:
    if not turn.actor.at_least("lead"):
        raise NotAllowed("lead")


def _of(turn: Turn, name: str, act: str, data: dict[str, Any]) -> Sequence[Reply]:
    """Do what ``act`` does with the enterprise that is meant; where several may be, ask which."""
    if not name:
        raise MissingPart("enterprise", turn.speech.word("/enterprise mute Huy Hoang; until 30/9"))
    found = enterprises.lookup(turn.session, turn.actor, turn.names, name)
    if isinstance(found, enterprises.NoneAlike):
        raise UnknownEnterprise(name, tuple(one.name for one in found.near))
    if isinstance(found, enterprises.Certain):
        take = begin if act == "enterprise_mute" else end
        return take(turn, {"enterprise": found.enterprise.id, **data})
    choices = [Choice(one.name[:60], act, {"enterprise": one.id, **data}) for one in found.enterprises]
    return [Reply(turn.speech.say("Which one is meant by *{name}*?", name=name), rows(choices, 1))]

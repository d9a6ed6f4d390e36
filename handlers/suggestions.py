"""/goiy: whom to visit next, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import NothingThere
from outreach.messages import Reply
from outreach.rules.lines import split_parts
from outreach.services.enterprises import enterprises
from outreach.services.tasks import areas, suggestions
from outreach.services.tasks.suggestions import Area
from outreach.texts import suggestions as texts


def suggest(turn: Turn) -> Sequence[Reply]:
    """The next best visits: in all that the asker may see here, or in the unit or zone that is named."""
    area = areas.read(turn.session, turn.actor, split_parts(turn.argument))
    return _listed(turn, {"unit": area.unit_id, "zone": area.zone_id, "seen": []})


def more(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The next ones after those that have been shown."""
    return _listed(turn, _kept(data))


def show(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """One of them, with all its reasons and what can be done."""
    told = suggestions.one(turn.session, turn.actor, int(data["enterprise"]), turn.today)
    return [texts.one(turn.speech, told, _kept(data), private=turn.private)]


def later(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Not this one for a while."""
    found = enterprises.find(turn.session, turn.actor, int(data["enterprise"]))
    if found is None:
        raise NothingThere
    until = suggestions.not_now(turn.session, turn.actor, found.id or 0, turn.today, turn.now)
    return [texts.not_now(turn.speech, found.name, turn.speech.day(until), _kept(data))]


def _kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """Where was looked, and what has been shown, as the buttons carry it on."""
    return {"unit": data.get("unit"), "zone": data.get("zone"), "seen": list(data.get("seen", ()))}


def _listed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    area = Area(data["unit"], data["zone"])
    told = suggestions.suggest(turn.session, turn.actor, area, turn.today, data["seen"])
    where = areas.names(turn.session, area)
    return [texts.listed(turn.speech, told, where, data, private=turn.private)]


COMMANDS = [Command("goiy", "suggest", suggest, "member", "Suggest whom to visit")]
ACTS = {
    "suggestion": Act("goiy", show),
    "suggest_more": Act("goiy", more),
    "suggest_later": Act("goiy", later),
}

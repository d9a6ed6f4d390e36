"""/bantin: the week to date, here and now."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from handlers.routes import Command
from handlers.turn import Turn
from outreach.messages import Choice, Reply, rows
from outreach.rules.periods import week_of
from outreach.services import progress, week
from outreach.texts import digest as texts
from outreach.texts import progress as progress_texts


def digest(turn: Turn) -> Sequence[Reply]:
    """The week of the unit named, else of the chat's or the person's own; of several roots, which is meant."""
    places = progress.subjects(turn.session, turn.actor, turn.argument)
    if len(places) == 1:
        return [_said(turn, places[0].id)]
    choices = [Choice(place.name, "digest", {"unit": place.id}) for place in places]
    return [Reply(progress_texts.which(turn.speech), rows(choices, 1), once=False)]


def pressed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The unit chosen."""
    return [_said(turn, data["unit"])]


def _said(turn: Turn, unit_id: int) -> Reply:
    monday = datetime.combine(week_of(turn.today).starts, time(), turn.speech.zone)
    return Reply(texts.summary(turn.speech, week.of_chat(turn.session, turn.actor, unit_id, turn.today, monday)))


COMMANDS = [Command("bantin", "digest", digest, "reader", "This week's summary")]
ACTS = {"digest": pressed}

"""/bantin: the week to date, here and now, or a week past."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import BadPeriod
from outreach.messages import Choice, Reply, rows
from outreach.rules.periods import split_tail, week_of
from outreach.services.progress import progress, week
from outreach.services.units import tree
from outreach.texts import digest as texts
from outreach.texts import progress as progress_texts


def digest(turn: Turn) -> Sequence[Reply]:
    """This week, or the one named, of the unit named, else of the chat's or the person's own; else which is meant."""
    unit, asked = split_tail(turn.argument, turn.today)
    if asked is not None and (asked.kind != "week" or asked.starts > turn.today):
        raise BadPeriod(turn.argument.removeprefix(unit).strip(), "no_week")
    last = min(turn.today, asked.ends) if asked else turn.today
    places = progress.subjects(turn.session, tree.load(turn.session), turn.actor, unit)
    if len(places) == 1:
        return [_said(turn, places[0].id, last)]
    choices = [Choice(place.name, "digest", {"unit": place.id, "last": last.isoformat()}) for place in places]
    return [Reply(progress_texts.which(turn.speech), rows(choices, 1), once=False)]


def pressed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The unit chosen."""
    return [_said(turn, data["unit"], date.fromisoformat(data["last"]))]


def _said(turn: Turn, unit_id: int, last: date) -> Reply:
    monday = datetime.combine(week_of(last).starts, time(), turn.speech.zone)
    return Reply(texts.summary(turn.speech, week.of_chat(turn.session, turn.actor, unit_id, last, monday)))


COMMANDS = [Command("bantin", "digest", digest, "reader", "This week's summary")]
ACTS = {"digest": Act("bantin", pressed)}

"""/tiendo: where a unit stands against its targets."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.messages import Choice, Reply, rows
from outreach.rules.periods import Period
from outreach.rules.progress_line import read_progress
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import progress
from outreach.services.progress.progress import Overview, Query
from outreach.services.units import tree as trees
from outreach.services.units.tree import Place, Tree
from outreach.texts import progress as texts

BUTTONS = 12


def status(turn: Turn) -> Sequence[Reply]:
    """The unit's targets and where they stand; of several roots, which is meant."""
    asked, tree = read_progress(turn.argument, turn.today), trees.load(turn.session)
    places = progress.subjects(turn.session, tree, turn.actor, asked.unit_text)
    if len(places) > 1:
        choices = [_to(place, place.name, asked.period, asked.indicator) for place in places]
        return [Reply(texts.which(turn.speech), rows(choices, 1), once=False)]
    query = Query(places[0].id, turn.today, asked.period, asked.indicator)
    return [_said(turn, tree, query, detailed=asked.indicator is not None)]


def pressed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A unit below, or the same with its documents: the present figures, whenever the button was made."""
    indicator = Indicator(data["indicator"]) if data["indicator"] else None
    query = Query(data["unit"], turn.today, _period(data["period"]), indicator)
    return [_said(turn, trees.load(turn.session), query, detailed=data["detailed"])]


def _said(turn: Turn, tree: Tree, query: Query, *, detailed: bool) -> Reply:
    found = progress.overview(turn.session, tree, turn.actor, query)
    text = texts.overview(turn.speech, found, detailed=detailed, private=turn.private)
    choices = rows(_below(found, query), 3)
    if not detailed and any(line.target.basis for line in found.lines):
        more = _to(found.place, turn.speech.word("Documents"), query.period, query.indicator, detailed=True)
        choices = (*choices, (more,))
    # reading is open to everybody in the group, and what one person looks up must not vanish under another's press
    return Reply(text, choices, once=False, anyone=not turn.private, replaces=turn.private)


def _below(found: Overview, query: Query) -> list[Choice]:
    telling = {share.place.id for share in found.shares}
    first = sorted(found.children, key=lambda place: place.id not in telling)
    return [_to(place, place.code, query.period, query.indicator) for place in first[:BUTTONS]]


def _to(
    place: Place, label: str, period: Period | None, indicator: Indicator | None, *, detailed: bool = False
) -> Choice:
    kept = [period.kind, period.starts.isoformat(), period.ends.isoformat()] if period else None
    data: Mapping[str, Any] = {"unit": place.id, "period": kept, "indicator": indicator, "detailed": detailed}
    return Choice(label, "progress", data)


def _period(kept: Sequence[Any] | None) -> Period | None:
    return Period(kept[0], date.fromisoformat(kept[1]), date.fromisoformat(kept[2])) if kept else None


COMMANDS = [Command("tiendo", "status", status, "reader", "Progress against the targets")]
ACTS = {"progress": Act("tiendo", pressed)}

"""The two around an absence are told of it, when somebody else has arranged or ended it."""

from datetime import date

from models import Person, Unit
from outreach.composing.composer import Composing, Nothing
from outreach.messages import Reply
from outreach.texts import away as texts

_HOLDS = frozenset({"stand_in", "away"})  # what is said of an absence that holds; the others say that one has ended


def compose(asked: Composing) -> Reply | Nothing:
    """The words for what happened, by the days and the unit, never by name; nothing when it is so no more."""
    what = str(asked.plan["what"])
    days = [date.fromisoformat(day) for day in asked.plan["days"]]
    away = asked.session.get_one(Person, asked.plan["absent"])
    if what in _HOLDS and (away.left_at is not None or [away.away_from, away.away_until] != days):
        return Nothing("moved")
    unit = asked.session.get(Unit, away.unit_id) if away.unit_id is not None else None
    return Reply(texts.told(asked.speech, what, unit.code if unit else asked.speech.word("everything"), days))

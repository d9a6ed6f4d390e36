"""The questions that targets and figures have in common: what is counted, for which unit, over which days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from handlers.questions import Option, Question, Step
from handlers.turn import Turn
from models import Unit
from outreach.messages import Text
from outreach.rules.periods import Period, parse_period, period_of, previous
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.talk.conversations import Draft
from outreach.services.units import tree, units, visibility
from outreach.texts import indicators, periods

UNITS_OFFERED = 12
Ask = Callable[[Turn], Text]
AskOf = Callable[[Turn, Draft], Text]
Periods = Callable[[Turn, Draft], Sequence[Period]]
Reading = Callable[[Turn, Draft, Period], Period]
Read = Callable[[str, date], Period]


def indicator_step(ask: Ask) -> Step:
    """Which indicator."""

    def question(turn: Turn, draft: Draft) -> Question:
        del draft
        options = [Option(indicators.heading(turn.speech, each), each.value) for each in Indicator]
        return Question(ask(turn), options, width=1)

    def take(turn: Turn, draft: Draft, text: str) -> None:
        del turn
        draft.said["indicator"] = INDICATORS.require(text, "indicator").value

    return Step("indicator", "Indicator", question, take)


def unit_step(ask: Ask) -> Step:
    """Which unit, of those that the person may write for here."""

    def question(turn: Turn, draft: Draft) -> Question:
        del draft
        return Question(ask(turn), _units(turn), width=1)

    def take(turn: Turn, draft: Draft, text: str) -> None:
        draft.said["unit"] = find_unit(turn, text)

    return Step("unit", "Unit", question, take)


def _as_told(turn: Turn, draft: Draft, told: Period) -> Period:
    del turn, draft
    return told


def period_step(ask: AskOf, offered: Periods, reading: Reading = _as_told, read: Read = parse_period) -> Step:
    """Over which days, read by ``read``; ``reading`` makes of the period named the days meant, or refuses it."""

    def question(turn: Turn, draft: Draft) -> Question:
        options = [Option(periods.name(turn.speech, each), kept(each)) for each in offered(turn, draft)]
        return Question(ask(turn, draft), options)

    def take(turn: Turn, draft: Draft, text: str) -> None:
        draft.said["period"] = kept(reading(turn, draft, read(text, turn.today)))

    def pick(turn: Turn, draft: Draft, value: Any) -> None:
        draft.said["period"] = kept(reading(turn, draft, period(value)))

    return Step("period", "Period", question, take, pick)


def coming(turn: Turn) -> Sequence[Period]:
    """The periods for which targets are usually set: the current ones and the next year."""
    today = turn.today
    after = period_of("year", date(today.year + 1, 1, 1))
    return [period_of(kind, today) for kind in ("year", "quarter", "month", "half_year", "term")] + [after]


def past(turn: Turn) -> Sequence[Period]:
    """The periods on which reports usually are: those under way, and the ones before."""
    year, month = period_of("year", turn.today), period_of("month", turn.today)
    return [year, month, previous(month), period_of("quarter", turn.today), previous(year)]


def find_unit(turn: Turn, text: str) -> int:
    """The id of the unit named, among those that may be seen here. Raises UnknownUnit."""
    return units.find(turn.session, turn.actor.sees, text).id or 0


def unit_name(turn: Turn, unit_id: int) -> str:
    """The unit's name."""
    return turn.session.get_one(Unit, unit_id).name


def kept(period: Period) -> list[str]:
    """The period as a draft or a button keeps it."""
    return [period.kind, period.starts.isoformat(), period.ends.isoformat()]


def period(value: Sequence[Any]) -> Period:
    """The period that ``kept`` gave."""
    return Period(value[0], date.fromisoformat(value[1]), date.fromisoformat(value[2]))


def _units(turn: Turn) -> list[Option]:
    scope, found = turn.actor.sees, tree.load(turn.session)
    tops = found.children(None) if scope.everything else [scope.unit_id] if scope.unit_id else []
    places = [found.places[each] for top in tops for each in found.below(top)]
    writable = [p for p in places[: 2 * UNITS_OFFERED] if visibility.covers(turn.session, turn.actor.own, p.id)]
    return [Option(place.name, place.id) for place in writable if place.open][:UNITS_OFFERED]

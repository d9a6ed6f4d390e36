"""Where a unit stands: its targets in force, or what it has counted where none is set."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import Target
from outreach.actor import Actor
from outreach.errors import NoUnitYet, UnknownUnit
from outreach.rules.numbers import TargetValue
from outreach.rules.periods import Period, period_of
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import details, standing, targets
from outreach.services.progress import funnel as funnels
from outreach.services.progress.counts import Counts, Question, question
from outreach.services.progress.details import Details
from outreach.services.progress.funnel import EMPTY, Funnel
from outreach.services.progress.standing import Line
from outreach.services.progress.targets import Given
from outreach.services.units import units, visibility
from outreach.services.units.tree import Place, Tree

FLOWS = tuple(indicator for indicator in Indicator if not indicator.is_stock)


@dataclass(frozen=True)
class Tally:
    """A count for which no target is set; ``larger`` is a target whose period contains this one."""

    indicator: Indicator
    period: Period
    actual: int
    larger: Target | None = None


@dataclass(frozen=True)
class Share:
    """What a unit right below has of an indicator: its count, and its target for the same days, if it has one."""

    place: Place
    indicator: Indicator
    actual: int
    target: TargetValue | None


@dataclass(frozen=True)
class Overview:
    """The answer about one unit. ``asked`` is the period asked for, None: whatever is in force on ``day``.

    ``funnel`` is there where admissions are asked about, ``details`` where one indicator is.
    """

    place: Place
    day: date
    asked: Period | None
    lines: tuple[Line, ...] = ()
    tallies: tuple[Tally, ...] = ()
    shares: tuple[Share, ...] = ()
    children: tuple[Place, ...] = ()
    funnel: Funnel = EMPTY
    details: Details | None = None


def subjects(session: Session, tree: Tree, actor: Actor, text: str | None) -> list[Place]:
    """The unit that is asked about: the one named, else the chat's or the person's own.

    An administrator of everything gets the roots of the tree: one, or several to choose from.

    Raises:
        UnknownUnit: ``text`` names none that may be seen here.
        NoUnitYet: there is no unit at all.

    """
    if text:
        return [tree.places[units.find(session, actor.sees, text).id or 0]]
    if actor.sees.unit_id is not None:
        return [tree.places[actor.sees.unit_id]]
    roots = [tree.places[root] for root in tree.children(None) if tree.places[root].open]
    if not roots or actor.sees.nothing:
        raise NoUnitYet
    return roots


@dataclass(frozen=True)
class Query:
    """What is asked about a unit: exactly ``period``, or what is in force on ``day``; one ``indicator`` or all."""

    unit_id: int
    day: date
    period: Period | None = None
    indicator: Indicator | None = None

    def wants(self, target: Target) -> bool:
        """Whether the target is asked about."""
        if self.indicator and target.indicator != self.indicator.value:
            return False
        if self.period is None:
            return target.starts <= self.day <= target.ends
        return (target.starts, target.ends) == (self.period.starts, self.period.ends)


def overview(session: Session, tree: Tree, actor: Actor, query: Query) -> Overview:
    """Where the unit stands on the day asked.

    Raises:
        UnknownUnit: the unit may not be seen here.

    """
    if not visibility.covers(session, actor.sees, query.unit_id):
        raise UnknownUnit("")
    first, last = (query.period.starts, query.period.ends) if query.period else (query.day, query.day)
    board = standing.read(session, tree, [query.unit_id], first, last)
    near = board.near(query.unit_id, first, last)
    found = standing.standing(board, query.unit_id, filter(query.wants, near), query.day)
    children = tuple(tree.places[child] for child in tree.children(query.unit_id) if tree.places[child].open)
    counting = _Counting(query, _shown(found.own), _bare(query, found.own), children)
    counts = Counts(session, tree, query.unit_id)
    answers = counts.of([*found.questions(), *counting.questions()])
    tallies = counting.tallies(answers, near)
    tallied = {tally.indicator for tally in tallies} | {each for each in counting.bare if each.is_stock}
    shares = counting.shares(answers, board.given, tallied)
    place = tree.places[query.unit_id]
    fed = _funnel(session, tree.below(place.id), counting)
    lines = tuple(found.lines(answers, counts.stocks))
    told = _details(counts, query, counting, private=actor.private) if query.indicator else None
    return Overview(place, query.day, query.period, lines, tallies, shares, children, fed, told)


def _details(counts: Counts, query: Query, counting: "_Counting", *, private: bool) -> Details | None:
    over = next(iter((*counting.shown.values(), *counting.bare.values())), None)
    if over is None or query.indicator is None:
        return None
    asked = question(query.indicator, query.unit_id, over, query.day)
    return details.read(counts, asked, private=private, bare=not counting.shown)


def _funnel(session: Session, units: Sequence[int], counting: "_Counting") -> Funnel:
    if Indicator.MEMBERS_ADMITTED not in {*counting.shown, *counting.bare}:
        return EMPTY
    return funnels.funnel(funnels.stages(session, units), units)


@dataclass(frozen=True)
class _Counting:
    """What is counted beside the targets: indicators that have none, and the units right below."""

    query: Query
    shown: Mapping[Indicator, Period]
    bare: Mapping[Indicator, Period]
    children: Sequence[Place]

    def questions(self) -> list[Question]:
        """Every count that is needed."""
        units = [self.query.unit_id, *(child.id for child in self.children)]
        return [self._asked(unit, indicator) for indicator in (*self.shown, *self.bare) for unit in units]

    def tallies(self, answers: Mapping[Question, int], near: Sequence[Target]) -> tuple[Tally, ...]:
        """The indicators without a target that have a count; the one asked about even without."""
        return tuple(
            Tally(indicator, over, actual, _larger(near, indicator, over))
            for indicator, over in self.bare.items()
            if not indicator.is_stock
            if (actual := answers[self._asked(self.query.unit_id, indicator)]) or self.query.indicator
        )

    def shares(self, answers: Mapping[Question, int], given: Given, tallied: Container[Indicator]) -> tuple[Share, ...]:
        """What the units right below have of whatever is shown."""
        found = [
            Share(child, indicator, answers[self._asked(child.id, indicator)], given.get(key, {}).get(child.id))
            for child in self.children
            for indicator, over in (*self.shown.items(), *self.bare.items())
            for key in [(indicator.value, over.starts, over.ends)]
            if indicator in self.shown or indicator in tallied
        ]
        return tuple(share for share in found if share.actual or share.target)

    def _asked(self, unit_id: int, indicator: Indicator) -> Question:
        over = self.shown.get(indicator) or self.bare[indicator]
        return question(indicator, unit_id, over, self.query.day)


def _shown(own: Sequence[Target]) -> dict[Indicator, Period]:
    """Each indicator with a target, and the shortest period in which it has one."""
    found: dict[Indicator, Period] = {}
    for target in own:
        found.setdefault(Indicator(target.indicator), targets.period(target))
    return found


def _bare(query: Query, own: Sequence[Target]) -> dict[Indicator, Period]:
    """Indicators to be counted without a target: with a period asked all others, else only when no target is set."""
    if own and (query.period is None or query.indicator):
        return {}
    over = query.period or period_of("year", query.day)
    having = {target.indicator for target in own}
    return {
        indicator: over
        for indicator in ([query.indicator] if query.indicator else FLOWS)
        if indicator.value not in having
    }


def _larger(near: Sequence[Target], indicator: Indicator, over: Period) -> Target | None:
    """The shortest of the unit's targets of the indicator that contains ``over``."""
    return targets.shortest(near, indicator.value, over.starts, over.ends)

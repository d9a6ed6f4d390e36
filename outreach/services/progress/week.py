"""A unit's week: where its targets stand and what has changed, what was done, what is stuck, what comes next."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from models import NextStep, Obstacle, Proposal, Visit
from outreach.actor import Actor, Scope
from outreach.errors import UnknownUnit
from outreach.rules.periods import Period, period_of
from outreach.rules.vocabulary import terms
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import coming, standing
from outreach.services.progress import funnel as funnels
from outreach.services.progress.coming import Coming, DayAhead
from outreach.services.progress.counts import Counts, Question, question
from outreach.services.progress.events import Ledger
from outreach.services.progress.funnel import Funnel, Limits, Stages
from outreach.services.progress.progress import FLOWS, Tally
from outreach.services.progress.standing import Board, Line
from outreach.services.units import tree as trees
from outreach.services.units import visibility
from outreach.services.units.tree import Place, Tree

DAY = timedelta(days=1)
AHEAD = timedelta(days=6)
# the visits of the week stand in a block of their own
TOLD_APART = {Indicator.VISITS, Indicator.ENTERPRISES_SURVEYED}
Kind = terms.Obstacle | None


@dataclass(frozen=True)
class Changed:
    """A target, or a count without one, and how much more it is than a week ago."""

    what: Line | Tally
    change: int


@dataclass(frozen=True)
class Week:
    """All that a summary says. No person's name is in it, and no words that somebody wrote.

    ``period`` is the week, ``through`` the last day that it covers, ``today`` the day from which overdue and ahead
    are counted. Groups are the units right below, with those that have done nothing but are cells; ``own`` is what the
    unit itself has done beside them. ``kinds`` of obstacles: None is one in free words. ``funnel`` and ``limits`` are
    of the candidates as they stand now, ``entered`` how many have entered which stage in the week.
    """

    place: Place
    period: Period
    through: date
    today: date
    changes: tuple[Changed, ...]
    visits: int
    own: int
    visits_by_group: tuple[tuple[Place, int], ...]
    opened: tuple[tuple[Kind, int], ...]
    cleared: tuple[tuple[Kind, int], ...]
    overdue: int
    overdue_by_group: tuple[tuple[Place, int], ...]
    ahead: tuple[DayAhead, ...]
    proposals: int
    funnel: Funnel
    entered: tuple[tuple[Stage, int], ...]
    limits: Limits

    @property
    def quiet(self) -> bool:
        """Whether nothing at all happened."""
        done = self.visits or self.opened or self.cleared or self.proposals or self.entered
        return not done and not any(change.change for change in self.changes)


@dataclass(frozen=True)
class Doings:
    """What was done in a week, is overdue and comes next, unit by unit: read once, added up for any of them."""

    tree: Tree
    period: Period
    through: date
    today: date
    visits: dict[int, int]
    proposals: dict[int, int]
    overdue: dict[int, int]
    opened: Sequence[tuple[int, Kind, int]]
    cleared: Sequence[tuple[int, Kind, int]]
    coming: Coming
    stages: Stages
    entered: Stages
    limits: Mapping[int, Limits]
    board: Board
    ledger: Ledger


def of_chat(session: Session, actor: Actor, unit_id: int, today: date, monday: datetime) -> Week:
    """The week to date of a unit; ``monday`` is the instant at which the week began.

    Raises:
        UnknownUnit: the unit may not be seen here.

    """
    if not visibility.covers(session, actor.sees, unit_id):
        raise UnknownUnit("")
    doings = read(session, Scope(unit_id), [unit_id], period_of("week", today), today)
    return gather(session, doings, unit_id, monday)


def read(session: Session, scope: Scope, units: Collection[int], period: Period, today: date) -> Doings:
    """What was done in ``period`` in ``scope``, and what is due, as of ``today``: all that ``units`` there ask for."""
    through, tree = min(period.ends, today), trees.load(session)
    inside = tuple(tree.places) if scope.everything else tree.below(scope.unit_id or 0)
    done = Period("dates", period.starts, through)
    return Doings(
        tree=tree,
        period=period,
        through=through,
        today=today,
        visits=_visits(session, scope, done),
        proposals=_proposals(session, scope, done),
        overdue=_overdue(session, scope, today),
        opened=_obstacles(session, scope, col(Obstacle.opened_on), done),
        cleared=_obstacles(session, scope, col(Obstacle.cleared_on), done),
        coming=coming.read(session, scope, today, today + AHEAD),
        stages=funnels.stages(session, inside),
        entered=funnels.entered(session, inside, done.starts, done.ends),
        limits=funnels.limits(session, inside, today, today + AHEAD),
        board=standing.read(session, tree, units, period.starts, through),
        ledger=Ledger(session, inside),
    )


def gather(session: Session, doings: Doings, unit_id: int, known_at: datetime) -> Week:
    """A unit's week out of ``doings``; changes are against what was known at ``known_at`` of the time before."""
    tree = doings.tree
    inside = set(tree.below(unit_id))
    groups = [tree.places[child] for child in tree.children(unit_id) if tree.places[child].open]
    visits, overdue = tree.rolled_up(doings.visits, unit_id), _by_group(tree, groups, doings.overdue)
    by_group = _by_group(tree, groups, doings.visits)
    return Week(
        place=tree.places[unit_id],
        period=doings.period,
        through=doings.through,
        today=doings.today,
        changes=_changes(session, doings, unit_id, known_at),
        visits=visits,
        own=visits - sum(number for _, number in by_group),
        visits_by_group=tuple(each for each in by_group if each[1] or not each[0].is_party_org),
        opened=_by_kind(doings.opened, inside),
        cleared=_by_kind(doings.cleared, inside),
        overdue=tree.rolled_up(doings.overdue, unit_id),
        overdue_by_group=tuple(each for each in overdue if each[1]),
        ahead=coming.days(doings.coming, inside),
        proposals=tree.rolled_up(doings.proposals, unit_id),
        funnel=funnels.funnel(doings.stages, inside),
        entered=funnels.funnel(doings.entered, inside).stages,
        limits=funnels.limits_of(doings.limits, inside),
    )


def _changes(session: Session, doings: Doings, unit_id: int, known_at: datetime) -> tuple[Changed, ...]:
    """The targets in force during the week against the week before; beside them what else has changed.

    Where no target is in force, the year's counts.
    """
    now = Counts(session, doings.tree, unit_id, shared=doings.ledger)
    before = doings.period.starts - DAY
    in_force = standing.lines(now, doings.board, doings.period.starts, doings.through)
    having = {Indicator(line.target.indicator) for line in in_force} | (TOLD_APART if in_force else set())
    found: list[Line | Tally] = [*in_force]
    found += _tallies(now, [flow for flow in FLOWS if flow not in having], doings.through)
    then = [_asked(each, unit_id, before) for each in found]
    known = Counts(session, doings.tree, unit_id, known_at, shared=doings.ledger).of(then)
    changes = [Changed(each, _actual(each) - known[asked]) for each, asked in zip(found, then, strict=True)]
    return tuple(each for each in changes if each.change or isinstance(each.what, Line) or not in_force)


def _tallies(counts: Counts, flows: Sequence[Indicator], through: date) -> list[Tally]:
    year = period_of("year", through)
    asked = {flow: question(flow, counts.unit_id, year, through) for flow in flows}
    answers = counts.of(asked.values())
    return [Tally(flow, year, answers[each]) for flow, each in asked.items() if answers[each]]


def _asked(each: Line | Tally, unit_id: int, through: date) -> Question:
    if isinstance(each, Line):
        return standing.asked_of(each.target, through)
    return question(each.indicator, unit_id, each.period, through)


def _actual(each: Line | Tally) -> int:
    return each.progress.actual if isinstance(each, Line) else each.actual


def _by_group(tree: Tree, groups: Sequence[Place], by_unit: dict[int, int]) -> tuple[tuple[Place, int], ...]:
    return tuple((place, tree.rolled_up(by_unit, place.id)) for place in groups)


def _visits(session: Session, scope: Scope, done: Period) -> dict[int, int]:
    query = select(col(Visit.unit_id), func.count()).where(*_counted(scope, done)).group_by(col(Visit.unit_id))
    return _numbers(session.execute(query).all())


def _counted(scope: Scope, done: Period) -> tuple[Any, ...]:
    return (
        visibility.within(col(Visit.unit_id), scope),
        col(Visit.visited_on).between(done.starts, done.ends),
        col(Visit.withdrawn_at).is_(None),
    )


def _proposals(session: Session, scope: Scope, done: Period) -> dict[int, int]:
    query = select(col(Visit.unit_id), func.count()).join(Proposal, col(Proposal.visit_id) == col(Visit.id))
    return _numbers(session.execute(query.where(*_counted(scope, done)).group_by(col(Visit.unit_id))).all())


def _overdue(session: Session, scope: Scope, today: date) -> dict[int, int]:
    query = (
        select(col(NextStep.unit_id), func.count())
        .where(visibility.within(col(NextStep.unit_id), scope), col(NextStep.closed_at).is_(None))
        .where(col(NextStep.due) < today)
        .group_by(col(NextStep.unit_id))
    )
    return _numbers(session.execute(query).all())


def _numbers(rows: Sequence[Row[int, int]]) -> dict[int, int]:
    return {unit_id: number for unit_id, number in rows}  # noqa: C416 - rows are not pairs to the type checker


def _obstacles(session: Session, scope: Scope, on: Any, done: Period) -> list[tuple[int, Kind, int]]:
    query = (
        select(col(Obstacle.unit_id), col(Obstacle.kind), func.count())
        .where(visibility.within(col(Obstacle.unit_id), scope), on.between(done.starts, done.ends))
        .where(col(Obstacle.withdrawn_at).is_(None))
        .group_by(col(Obstacle.unit_id), col(Obstacle.kind))
    )
    rows = session.execute(query)
    return [(unit_id, terms.Obstacle(kind) if kind else None, number) for unit_id, kind, number in rows]


def _by_kind(found: Sequence[tuple[int, Kind, int]], inside: Container[int]) -> tuple[tuple[Kind, int], ...]:
    """The most frequent first, free words last."""
    kinds: Counter[Kind] = Counter()
    for unit_id, kind, number in found:
        if unit_id in inside:
            kinds[kind] += number
    return tuple(sorted(kinds.items(), key=lambda each: (each[0] is None, -each[1], each[0] or "")))

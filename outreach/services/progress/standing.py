"""Where targets stand: actual, pace, what has been given on, and what reports have said of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models import OpeningFigure, Target
from outreach.rules.numbers import Percent
from outreach.rules.pace import Goal, Progress, assess, flag_percent
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import goals, reported, targets
from outreach.services.progress.counts import Counts, Question, question
from outreach.services.progress.goals import Base
from outreach.services.progress.stocks import Stocks
from outreach.services.progress.targets import Given
from outreach.services.units.tree import Tree


@dataclass(frozen=True)
class Line:
    """A target and where it stands; ``goal`` is what it asks for in cases.

    ``assigned`` is what has been given on to the nearest units below that have the same target, None when nothing
    has; ``published`` is a reported percentage that is not the computed one. ``base`` is the stock of which the target
    is a percentage; ``lacks`` a stock of which nothing is known yet, without which progress says only the actual.
    """

    target: Target
    goal: Goal
    progress: Progress
    assigned: int | None = None
    published: Percent | None = None
    base: Base | None = None
    lacks: Indicator | None = None


@dataclass(frozen=True)
class Board:
    """The targets of units, what has been ``given`` to them and to those below, and figures with a percentage.

    ``own`` are all targets in force, whatever their period; a report comes with the target to which it belongs.
    """

    tree: Tree
    own: Mapping[int, Sequence[Target]]
    given: Given
    reports: Mapping[int, Sequence[tuple[Target, OpeningFigure]]]

    def near(self, unit_id: int, first: date, last: date) -> list[Target]:
        """The unit's targets that share a day with ``first`` to ``last``, oldest first."""
        return [target for target in self.own.get(unit_id, ()) if target.starts <= last and target.ends >= first]


def read(session: Session, tree: Tree, units: Collection[int], first: date, last: date) -> Board:
    """The board of the units; what has been given below them is what shares a day with ``first`` to ``last``."""
    own = targets.of(session, units)
    below = {each for unit in units for each in tree.below(unit)}
    given = targets.given(session, below, first, last)
    reports: dict[int, list[tuple[Target, OpeningFigure]]] = {}
    for figure in reported.published(session, units) if own else ():
        target = targets.shortest(own.get(figure.unit_id, ()), figure.indicator, figure.starts, figure.ends)
        if target is not None and target.kind != "range":
            reports.setdefault(figure.unit_id, []).append((target, figure))
    return Board(tree, own, given, reports)


@dataclass(frozen=True)
class Standing:
    """Some of a unit's ``own`` targets, in the order of the glossary, and the latest report of each.

    The counts come in between: ``questions`` says what is to be counted, ``lines`` takes the answers and the stocks.
    """

    board: Board
    own: Sequence[Target]
    reports: Sequence[tuple[Target, OpeningFigure]]
    day: date

    def questions(self) -> list[Question]:
        """What is to be counted: each target as of the day, and as of the day of its latest report."""
        asked = [asked_of(target, self.day) for target in self.own]
        return asked + [reported_of(target, figure) for target, figure in self.reports]

    def lines(self, answers: Mapping[Question, int], stocks: Stocks) -> list[Line]:
        """Where each target stands at the end of the day."""
        flags = {
            target.id: reported.percent(figure)
            for target, figure in self.reports
            if _differs(stocks, target, figure, answers[reported_of(target, figure)])
        }
        return [
            replace(
                line(stocks, target, answers[asked_of(target, self.day)], self.day),
                assigned=given_on(self.board.tree, target, self.board.given),
                published=flags.get(target.id),
            )
            for target in self.own
        ]


def line(stocks: Stocks, target: Target, actual: int, day: date) -> Line:
    """Where a target stands with ``actual`` at the end of ``day``, by itself."""
    aim = goals.aim(stocks, target, day)
    progress = assess(aim.goal, actual, day)
    if aim.lacks is not None:  # the goal is none, so nothing follows from it
        progress = replace(progress, completion=None, met=False, still_needed=0, difference=0, rate=None)
    return Line(target, aim.goal, progress, base=aim.base, lacks=aim.lacks)


def supposed(counts: Counts, indicator: Indicator, over: Period, percent: Percent | None) -> Line | None:
    """The shortest target that contains ``over`` as it stands on its last day; None without one.

    ``counts`` are of the unit, with a figure supposed; ``percent`` was published with it.
    """
    target = targets.containing(counts.session, counts.unit_id, indicator, over)
    if target is None:
        return None
    asked = question(indicator, counts.unit_id, targets.period(target), over.ends, strictly=True)
    found = line(counts.stocks, target, counts.of([asked])[asked], over.ends)
    return replace(found, published=percent if percent and _is_other(found, percent) else None)


def standing(board: Board, unit_id: int, own: Iterable[Target], day: date) -> Standing:
    """The targets among the unit's ``own`` that are asked about."""
    ordered = sorted(own, key=_order)
    wanted = {target.id for target in ordered}
    latest = {target.id: (target, figure) for target, figure in board.reports.get(unit_id, ())}
    return Standing(board, ordered, [report for number, report in latest.items() if number in wanted], day)


def lines(counts: Counts, board: Board, first: date, day: date) -> list[Line]:
    """All targets in force between ``first`` and ``day`` of the unit that ``counts`` is about, as they stand then."""
    found = standing(board, counts.unit_id, board.near(counts.unit_id, first, day), day)
    return found.lines(counts.of(found.questions()), counts.stocks)


def asked_of(target: Target, through: date) -> Question:
    """The question whose answer is the target's actual at the end of ``through``."""
    return question(Indicator(target.indicator), target.unit_id, targets.period(target), through)


def reported_of(target: Target, figure: OpeningFigure) -> Question:
    """The question whose answer the percentage of a report must have been computed from."""
    return question(Indicator(target.indicator), target.unit_id, targets.period(target), figure.ends, strictly=True)


def given_on(tree: Tree, target: Target, given: Given) -> int | None:
    """How much of ``target`` the nearest units below have been given; a unit below another with one is in it.

    Percentages do not add up: None where there is one among them.
    """
    alike = given.get(targets.key(target), {})
    found, waiting = [], list(tree.children(target.unit_id))
    while waiting and alike:
        at = waiting.pop()
        if at in alike:
            found.append(alike[at])
        else:
            waiting.extend(tree.children(at))
    return sum(each.value for each in found) if found and not any(each.is_share for each in found) else None


def _differs(stocks: Stocks, target: Target, figure: OpeningFigure, actual: int) -> bool:
    percent = reported.percent(figure)
    return percent is not None and _is_other(line(stocks, target, actual, figure.ends), percent)


def _is_other(found: Line, percent: Percent) -> bool:
    """Whether a percentage that was published is not the computed one; of what cannot be computed none is."""
    whole = found.goal.whole or found.goal.value
    return found.progress.completion is not None and flag_percent(percent, found.progress.actual, whole)


def _order(target: Target) -> tuple[int, int, int]:
    """In the order of the glossary, the shortest period first."""
    return list(Indicator).index(Indicator(target.indicator)), (target.ends - target.starts).days, target.id or 0

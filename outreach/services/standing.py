"""Where targets stand: actual, pace, what has been given on, and what reports have said of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import OpeningFigure, Target
from outreach.rules.numbers import Percent
from outreach.rules.pace import Progress, assess, flag_percent
from outreach.rules.vocabulary.terms import Indicator
from outreach.services import figures, targets
from outreach.services.counts import Counts, Question, question
from outreach.services.targets import Given
from outreach.services.tree import Tree


@dataclass(frozen=True)
class Line:
    """A target and where it stands.

    ``assigned`` is what has been given on to the nearest units below that have the same target, None when nothing
    has; ``published`` is a reported percentage that is not the computed one.
    """

    target: Target
    progress: Progress
    assigned: int | None = None
    published: Percent | None = None


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
    for figure in figures.published(session, units) if own else ():
        target = targets.shortest(own.get(figure.unit_id, ()), figure.indicator, figure.starts, figure.ends)
        if target is not None and target.kind != "range":
            reports.setdefault(figure.unit_id, []).append((target, figure))
    return Board(tree, own, given, reports)


@dataclass(frozen=True)
class Standing:
    """Some of a unit's ``own`` targets, in the order of the glossary, and the latest report of each.

    The counts come in between: ``questions`` says what is to be counted, ``lines`` takes the answers.
    """

    board: Board
    own: Sequence[Target]
    reports: Sequence[tuple[Target, OpeningFigure]]
    day: date

    def questions(self) -> list[Question]:
        """What is to be counted: each target as of the day, and as of the day of its latest report."""
        asked = [asked_of(target, self.day) for target in self.own]
        return asked + [reported_of(target, figure) for target, figure in self.reports]

    def lines(self, answers: Mapping[Question, int]) -> list[Line]:
        """Where each target stands at the end of the day."""
        flags = {t.id: figures.percent(figure) for t, figure in self.reports if _differs(t, figure, answers)}
        return [
            Line(
                target,
                assess(targets.goal(target), answers[asked_of(target, self.day)], self.day),
                given_on(self.board.tree, target, self.board.given),
                flags.get(target.id),
            )
            for target in self.own
        ]


def standing(board: Board, unit_id: int, own: Iterable[Target], day: date) -> Standing:
    """The targets among the unit's ``own`` that are asked about."""
    ordered = sorted(own, key=_order)
    wanted = {target.id for target in ordered}
    latest = {target.id: (target, figure) for target, figure in board.reports.get(unit_id, ())}
    return Standing(board, ordered, [report for number, report in latest.items() if number in wanted], day)


def lines(counts: Counts, board: Board, first: date, day: date) -> list[Line]:
    """All targets in force between ``first`` and ``day`` of the unit that ``counts`` is about, as they stand then."""
    found = standing(board, counts.unit_id, board.near(counts.unit_id, first, day), day)
    return found.lines(counts.of(found.questions()))


def asked_of(target: Target, through: date) -> Question:
    """The question whose answer is the target's actual at the end of ``through``."""
    return question(Indicator(target.indicator), target.unit_id, targets.period(target), through)


def reported_of(target: Target, figure: OpeningFigure) -> Question:
    """The question whose answer the percentage of a report must have been computed from."""
    return question(Indicator(target.indicator), target.unit_id, targets.period(target), figure.ends, strictly=True)


def given_on(tree: Tree, target: Target, given: Given) -> int | None:
    """How much of ``target`` the nearest units below have been given; a unit below another with one is in it."""
    alike = given.get(targets.key(target), {})
    found, waiting = [], list(tree.children(target.unit_id))
    while waiting and alike:
        at = waiting.pop()
        if at in alike:
            found.append(alike[at].value)
        else:
            waiting.extend(tree.children(at))
    return sum(found) if found else None


def _differs(target: Target, figure: OpeningFigure, answers: Mapping[Question, int]) -> bool:
    percent = figures.percent(figure)
    return percent is not None and flag_percent(percent, answers[reported_of(target, figure)], target.value)


def _order(target: Target) -> tuple[int, int, int]:
    """In the order of the glossary, the shortest period first."""
    return list(Indicator).index(Indicator(target.indicator)), (target.ends - target.starts).days, target.id or 0

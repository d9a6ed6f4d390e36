"""Where targets stand: actual, pace, what has been given on, and what reports have said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import OpeningFigure, Target
from outreach.rules.numbers import Percent
from outreach.rules.pace import Progress, assess, flag_percent
from outreach.rules.periods import Period
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
class Standing:
    """The unit's ``own`` targets, what has been ``given`` below, and the figures reported with a percentage.

    The counts come in between: ``questions`` says what is to be counted, ``lines`` takes the answers.
    """

    tree: Tree
    own: Sequence[Target]
    given: Sequence[Given]
    reports: Sequence[tuple[Target, OpeningFigure]]
    day: date

    def questions(self) -> list[Question]:
        """What is to be counted: each target as of the day, and as of the day of its latest report."""
        asked = [asked_of(target, self.day) for target in self.own]
        return asked + [asked_of(target, figure.ends) for target, figure in self.reports]

    def lines(self, answers: Mapping[Question, int]) -> list[Line]:
        """Where each target stands at the end of the day."""
        flags = {t.id: figures.percent(figure) for t, figure in self.reports if _differs(t, figure, answers)}
        return [
            Line(
                target,
                assess(targets.goal(target), answers[asked_of(target, self.day)], self.day),
                given_on(self.tree, target, self.given),
                flags.get(target.id),
            )
            for target in self.own
        ]


def standing(
    session: Session, tree: Tree, unit_id: int, own: Iterable[Target], given: Sequence[Given], day: date
) -> Standing:
    """The targets, in the order of the glossary, with the reports that belong to them."""
    ordered = sorted(own, key=_order)
    return Standing(tree, ordered, given, _reports(session, unit_id, ordered), day)


def lines(counts: Counts, day: date) -> list[Line]:
    """All targets in force on ``day`` of the unit that ``counts`` is about, as they stand at its end."""
    session, tree, unit_id = counts.session, counts.tree, counts.unit_id
    own = targets.own(session, unit_id, day, day)
    given = targets.given(session, unit_id, day, day) if tree.children(unit_id) else []
    found = standing(session, tree, unit_id, own, given, day)
    return found.lines(counts.of(found.questions()))


def asked_of(target: Target, through: date) -> Question:
    """The question whose answer is the target's actual at the end of ``through``."""
    return question(Indicator(target.indicator), target.unit_id, targets.period(target), through)


def given_on(tree: Tree, target: Target, below: Iterable[Given]) -> int | None:
    """How much of ``target`` the nearest units below have been given; a unit below another with one is in it."""
    given = {other.unit_id: other.value.value for other in below if other.key == targets.key(target)}
    found, waiting = [], list(tree.children(target.unit_id))
    while waiting and given:
        at = waiting.pop()
        if at in given:
            found.append(given[at])
        else:
            waiting.extend(tree.children(at))
    return sum(found) if found else None


def _reports(session: Session, unit_id: int, own: Sequence[Target]) -> list[tuple[Target, OpeningFigure]]:
    """The latest figure with a percentage that belongs to each target: the shortest that contains its days."""
    latest: dict[int, tuple[Target, OpeningFigure]] = {}
    for figure in figures.published(session, unit_id):
        over = Period("dates", figure.starts, figure.ends)
        target = targets.containing(session, unit_id, Indicator(figure.indicator), over)
        if target in own and target is not None and target.kind != "range":
            latest[target.id or 0] = (target, figure)
    return list(latest.values())


def _differs(target: Target, figure: OpeningFigure, answers: Mapping[Question, int]) -> bool:
    percent = figures.percent(figure)
    return percent is not None and flag_percent(percent, answers[asked_of(target, figure.ends)], target.value)


def _order(target: Target) -> tuple[int, int, int]:
    """In the order of the glossary, the shortest period first."""
    return list(Indicator).index(Indicator(target.indicator)), (target.ends - target.starts).days, target.id or 0

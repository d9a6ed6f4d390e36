"""Targets that are behind their pace by more days than is usual."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlmodel import Session, col, select

from models import Target
from outreach.rules.pace import Shortfall, shortfall
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.progress import goals, standing
from outreach.services.progress.counts import Counts
from outreach.services.progress.events import Ledger
from outreach.services.tasks.applying import applying
from outreach.services.tasks.rule_settings import Settings
from outreach.services.units import tree as trees
from outreach.services.units.tree import Tree
from outreach.services.units.visibility import among


def tasks(session: Session, units: Collection[int], settings: Settings, today: date) -> list[Task]:
    """The targets of the units in force today that are behind by so many days of their plan; the figures of /tiendo.

    ``number`` is how many are missing by today. A target whose stock is not known yet is behind of nothing.
    """
    rule = TaskRule.TARGET_BEHIND
    return [
        Task(
            rule, f"target:{target.id}", target.id or 0, target.unit_id, since=today, detail=target.indicator,
            number=behind.number,
        )
        for target, behind in _behind(session, applying(rule, units, settings), today)
        if behind.days >= (settings.days(rule, target.unit_id) or 0)
    ]  # fmt: skip


def _behind(session: Session, units: Collection[int], today: date) -> Iterator[tuple[Target, Shortfall]]:
    """The units' targets in force that are behind at all; what they count is read once for all of them."""
    tree, own = trees.load(session), _in_force(session, units, today)
    ledger = Ledger(session, tuple({each for unit in own for each in tree.below(unit)}))
    for top, below in _by_top(tree, own).items():
        counts = Counts(session, tree, top, shared=ledger)
        asked = [(target, standing.asked_of(target, today)) for unit in below for target in own[unit]]
        answers = counts.of(question for _, question in asked)
        for target, question in asked:
            aim = goals.aim(counts.stocks, target, today)
            behind = shortfall(aim.goal, answers[question], today) if aim.lacks is None else None
            if behind is not None:
                yield target, behind


def _in_force(session: Session, units: Collection[int], today: date) -> dict[int, list[Target]]:
    query = select(Target).where(
        among(col(Target.unit_id), units), col(Target.withdrawn_at).is_(None), Target.starts <= today,
        Target.ends >= today,
    )  # fmt: skip
    found: dict[int, list[Target]] = {}
    for target in session.exec(query.order_by(col(Target.id))):
        found.setdefault(target.unit_id, []).append(target)
    return found


def _by_top(tree: Tree, units: Collection[int]) -> dict[int, list[int]]:
    """The units under the highest of them above each: they are counted together."""
    inside, found = set(units), dict[int, list[int]]()
    for unit in sorted(units):
        top = next((each for each in reversed([unit, *tree.above(unit)]) if each in inside), unit)
        found.setdefault(top, []).append(unit)
    return found

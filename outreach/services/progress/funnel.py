"""The funnel: how many candidates stand where on their way, and how many of their time limits run out.

Numbers, never people: they may be read wherever the figures of the unit may be read, and are never hidden however small
they are (DOMAIN §5).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, case, func, select
from sqlmodel import Session, col

from models import AdmissionEvent, Candidate
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.units.visibility import among

# from the opening of the dossier to the last day before the ceremony
IN_HAND = frozenset(
    {Stage.DOSSIER, Stage.VETTING, Stage.OPINIONS, Stage.CELL_VOTE, Stage.COMMITTEE_REVIEW, Stage.DECISION}
)
AWAITING = frozenset({Stage.PROBATIONARY, Stage.RECOGNITION_REVIEW, Stage.FULL_MEMBER})


@dataclass(frozen=True)
class Funnel:
    """How many open candidates stand in each stage, in the order of the way; where nobody stands is left out."""

    stages: tuple[tuple[Stage, int], ...] = ()

    @property
    def in_hand(self) -> int:
        """The dossiers being completed: opened, and not yet admitted. They can feed what is still needed."""
        return sum(number for stage, number in self.stages if stage in IN_HAND)

    @property
    def before(self) -> tuple[tuple[Stage, int], ...]:
        """The stages before the ceremony."""
        return tuple(each for each in self.stages if each[0] not in AWAITING)

    @property
    def awaiting(self) -> int:
        """The probationary members who are still to be recognised."""
        return sum(number for stage, number in self.stages if stage in AWAITING)


EMPTY = Funnel()


@dataclass(frozen=True)
class Limits:
    """How many time limits of candidates are overdue, and how many run out in the days asked about."""

    overdue: int = 0
    ahead: int = 0


Stages = Mapping[int, Mapping[Stage, int]]


def stages(session: Session, units: Iterable[int]) -> Stages:
    """How many open candidates of each of ``units``, which the asker may see, stand in each stage."""
    query = (
        select(col(Candidate.unit_id), col(Candidate.stage), func.count())
        .where(among(col(Candidate.unit_id), units), col(Candidate.closed_on).is_(None))
        .group_by(col(Candidate.unit_id), col(Candidate.stage))
    )
    return _by_unit(session.execute(query).all())


def entered(session: Session, units: Iterable[int], first: date, last: date) -> Stages:
    """How many candidates of each of ``units`` entered each stage between ``first`` and ``last``."""
    event = AdmissionEvent
    query = (
        select(col(event.unit_id), col(event.stage), func.count())
        .where(col(event.stage).in_([stage.value for stage in Stage]), among(col(event.unit_id), units))
        .where(col(event.withdrawn_at).is_(None), col(event.happened_on).between(first, last))
        .group_by(col(event.unit_id), col(event.stage))
    )
    return _by_unit(session.execute(query).all())


def _by_unit(rows: Iterable[Row[int, str, int]]) -> Stages:
    found: dict[int, dict[Stage, int]] = {}
    for unit, stage, number in rows:
        found.setdefault(unit, {})[Stage(stage)] = number
    return found


def funnel(found: Stages, units: Iterable[int]) -> Funnel:
    """The funnel of ``units`` together."""
    together: Counter[Stage] = Counter()
    for unit in units:
        together.update(found.get(unit, {}))
    return Funnel(tuple((stage, together[stage]) for stage in Stage if together[stage]))


def limits(session: Session, units: Iterable[int], today: date, until: date) -> Mapping[int, Limits]:
    """By unit, the time limits that had run out before ``today`` and those that do from then to ``until``.

    Of each candidate the nearest limit counts, as it stands in the list of candidates.
    """
    late = func.sum(case((col(Candidate.due) < today, 1), else_=0))
    query = (
        select(col(Candidate.unit_id), late, func.count())
        .where(among(col(Candidate.unit_id), units), col(Candidate.closed_on).is_(None), col(Candidate.due) <= until)
        .group_by(col(Candidate.unit_id))
    )
    return {unit: Limits(overdue, every - overdue) for unit, overdue, every in session.execute(query)}


def limits_of(found: Mapping[int, Limits], units: Iterable[int]) -> Limits:
    """The time limits of ``units`` together."""
    each = [found[unit] for unit in units if unit in found]
    return Limits(sum(limit.overdue for limit in each), sum(limit.ahead for limit in each))

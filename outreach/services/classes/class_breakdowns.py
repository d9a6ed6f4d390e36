"""How many classes were held and how many learnt in them, by kind: as reported, and as recorded where nothing was."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import and_, or_
from sqlmodel import col

from models import PartyClass
from outreach.rules.class_totals import ClassTotal
from outreach.rules.coverage import Region
from outreach.rules.parts_line import PartDraft
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes import party_classes
from outreach.services.progress.breakdowns import telling
from outreach.services.progress.counts import Counts, Question
from outreach.services.units.visibility import among


def class_totals(counts: Counts, asked: Question, *, private: bool) -> list[ClassTotal]:
    """The classes of a question's unit and days by kind, those apart last; free words in ``private`` only."""
    held, learnt = (
        replace(asked, indicator=each) for each in (Indicator.CLASSES_HELD, Indicator.CLASS_LEARNERS)
    )  # fmt: skip
    coverage = counts.coverage(held)
    found: dict[tuple[str, bool, str], ClassTotal] = {}
    for part in _parts(counts, held):
        _add(found, _total(part, private=private))
    for part in _parts(counts, learnt):
        _add(found, _total(replace(part, count=0, learners=part.count), private=private))
    for each in _recorded(counts, coverage.regions, private=private):
        _add(found, each)
    return sorted(filter(lambda each: each.classes, found.values()), key=lambda each: (each.apart, each.kind))


def _parts(counts: Counts, asked: Question) -> Iterable[PartDraft]:
    told = telling(counts, asked, counts.coverage(asked))
    kinds = {kind.value for kind in ClassKind}  # learners may be reported by sex as well, which is no kind of class
    return [part for each in told for part in each.parts if part.part in kinds]


def _total(part: PartDraft, *, private: bool) -> ClassTotal:
    place = part.name if part.apart and private else ""
    return ClassTotal(ClassKind(part.part or ""), part.count, part.learners, part.apart, place)


def _recorded(counts: Counts, regions: Sequence[Region], *, private: bool) -> Sequence[ClassTotal]:
    row = PartyClass
    there = [
        and_(among(col(row.unit_id), region.units), col(row.ends).between(window.starts, window.ends))
        for region in regions
        for window in region.windows
    ]
    return party_classes.held_where(counts.session, or_(*there), private=private) if there else ()


def _add(found: dict[tuple[str, bool, str], ClassTotal], more: ClassTotal) -> None:
    key = more.kind.value, more.apart, more.place
    known = found.get(key, replace(more, classes=0, learners=None))
    learners = [each.learners for each in (known, more) if each.learners is not None]
    found[key] = replace(known, classes=known.classes + more.classes, learners=sum(learners) if learners else None)

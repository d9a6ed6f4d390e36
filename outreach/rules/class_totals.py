"""How many classes were held and how many learnt in them: by kind, and apart what is reported apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from outreach.rules.vocabulary.admission_terms import ClassKind


@dataclass(frozen=True)
class ClassTotal:
    """``classes`` of a kind with ``learners`` together (None: not known).

    ``apart``: not inside the kind's own total; ``place`` is then where they were held, "" where that is not told.
    """

    kind: ClassKind
    classes: int
    learners: int | None
    apart: bool = False
    place: str = ""


def merged(totals: Iterable[ClassTotal]) -> list[ClassTotal]:
    """Those of one kind, and apart those of one place, put together; those apart come last."""
    found: dict[tuple[bool, str, str], ClassTotal] = {}
    for each in totals:
        key = each.apart, each.kind.value, each.place
        known = found.get(key, replace(each, classes=0, learners=None))
        learners = [one.learners for one in (known, each) if one.learners is not None]
        found[key] = replace(known, classes=known.classes + each.classes, learners=sum(learners) if learners else None)
    return [found[key] for key in sorted(found)]

"""How many classes a person's units have held: the same count that /tiendo gives, for all that the person sees."""

from datetime import date

from sqlmodel import Session

from outreach.actor import Scope
from outreach.rules.class_totals import ClassTotal, merged
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes.class_breakdowns import class_totals
from outreach.services.progress.counts import Counts, question
from outreach.services.units import tree as trees


def held(session: Session, scope: Scope, period: Period, today: date, *, private: bool) -> list[ClassTotal]:
    """By kind, as reported and as recorded; those apart last. A place typed freely is told in ``private`` only."""
    tree = trees.load(session)
    tops = tree.children(None) if scope.everything else [scope.unit_id] if scope.unit_id else []
    found: list[ClassTotal] = []
    for top in tops:
        counts = Counts(session, tree, top)
        found += class_totals(counts, question(Indicator.CLASSES_HELD, top, period, today), private=private)
    return merged(found)

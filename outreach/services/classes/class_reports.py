"""Reports of classes: they tell of the classes and of those who learnt in them, of all kinds or of one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session

from outreach.rules.parts_line import PartDraft
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import reported
from outreach.services.progress.reported import Report


def split(session: Session, report: Report) -> tuple[Report, Report | None]:
    """The report as it is written: a figure with its parts, and of classes another one of those who learnt in them."""
    if report.indicator is not Indicator.CLASSES_HELD:
        return report, None
    told = _told(report)
    parts = (*(replace(part, learners=None) for part in told), *_others(session, report, Indicator.CLASSES_HELD))
    count = _inside(parts) if report.kind else report.count
    main = replace(report, count=count, parts=parts, kind=None, learners=None)
    return main, _learners(session, report, told)


def _told(report: Report) -> tuple[PartDraft, ...]:
    """The parts of classes; what is apart is of the line's kind, or of the only one in it, or an awareness class."""
    own = (PartDraft(report.kind, "", report.count, learners=report.learners),) if report.kind else ()
    kinds = {part.part for part in (*own, *report.parts) if part.part and not part.apart}
    kind = kinds.pop() if len(kinds) == 1 else ClassKind.AWARENESS_CLASS.value
    apart = (replace(part, part=part.part or kind) if part.apart else part for part in report.parts)
    return (*own, *apart)


def _learners(session: Session, report: Report, told: Sequence[PartDraft]) -> Report | None:
    parts = tuple(replace(part, count=part.learners, learners=None) for part in told if part.learners is not None)
    if not parts and report.learners is None:
        return None
    parts = (*parts, *_others(session, report, Indicator.CLASS_LEARNERS))
    count = report.learners if report.learners is not None and not report.kind else _inside(parts)
    return replace(
        report, indicator=Indicator.CLASS_LEARNERS, count=count, percent=None, parts=parts, kind=None, learners=None
    )


def _others(session: Session, report: Report, indicator: Indicator) -> Iterable[PartDraft]:
    """What has been reported of the other kinds from the same day on."""
    if report.kind is None:
        return ()
    found = reported.overlapping(session, report.unit_id, indicator, report.period)
    same = [figure.id or 0 for figure in found if figure.starts == report.period.starts]
    parts = reported.parts(session, same)
    return [part for figure in same for part in parts.get(figure, ()) if part.part not in {None, report.kind}]


def _inside(parts: Iterable[PartDraft]) -> int:
    return sum(part.count for part in parts if not part.apart)

"""Opening figures: the counts that units report (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import OpeningFigure, Unit
from outreach.actor import Actor
from outreach.errors import FigureAhead, FigureOverlaps, NotAllowed, NothingThere, OutOfScope, PartsDiffer
from outreach.rules.coverage import Figure, Span
from outreach.rules.parts_line import check_parts
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes import class_reports
from outreach.services.journal import audit
from outreach.services.progress import reported, standing
from outreach.services.progress.counts import Counts, Question
from outreach.services.progress.reported import Report
from outreach.services.progress.standing import Line
from outreach.services.units import tree, units, visibility

_CLASSES = frozenset({Indicator.CLASSES_HELD, Indicator.CLASS_LEARNERS})


@dataclass(frozen=True)
class Checked:
    """What a report would do: the figure it replaces, and the target it counts toward as that would stand then.

    ``report`` is what is written; ``learners`` the figure that goes along with one of classes. ``parts_only``: it says
    of what figures reported before are made up, and counts nothing itself.
    """

    report: Report
    replaces: OpeningFigure | None
    line: Line | None
    parts_only: bool = False
    learners: "Checked | None" = None


def days(indicator: Indicator, period: Period, today: date) -> Period:
    """The days that a report of ``period`` covers: one still running, named as a whole, is meant up to ``today``.

    A stock is reported for the last of them.

    Raises:
        FigureAhead: it begins, or by its own dates ends, after ``today``.

    """
    if period.starts > today or (period.kind == "dates" and period.ends > today):
        raise FigureAhead(period.ends if period.kind == "dates" else period.starts)
    ends = min(period.ends, today)
    if indicator.is_stock:
        return Period("dates", ends, ends)
    return Period("dates", period.starts, ends) if period.ends > today else period


def check(session: Session, actor: Actor, report: Report, today: date) -> Checked:
    """Whether ``report`` may be written, and what it would do.

    Raises:
        NotAllowed: the actor is no lead.
        OutOfScope: the unit is not the actor's to write for, or not to be shown in this chat.
        FigureAhead: the days have not all come yet.
        FigureOverlaps: another figure of the unit shares days with it (one from the same day on is replaced).
        PartsDiffer: it tells of parts of figures reported before, which make another count.
        PartsExceed: its parts are more than its count.

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    units.check_open(session, report.unit_id)
    if not all(visibility.covers(session, scope, report.unit_id) for scope in {actor.own, actor.sees}):
        raise OutOfScope("")
    if report.period.ends > today:
        raise FigureAhead(report.period.ends)
    main, learners = class_reports.split(session, report)
    return _checked(session, main, _checked(session, learners, None) if learners else None)


def _checked(session: Session, report: Report, learners: Checked | None) -> Checked:
    check_parts(report.indicator, report.count, report.parts)
    parts_only = _tells_of_parts(session, report)
    replaces = _replaced(session, report, parts_only=parts_only)
    line = None if parts_only else _line(session, report)
    return Checked(report, replaces, line, parts_only, learners)


def _tells_of_parts(session: Session, report: Report) -> bool:
    """Whether the report is the sum of others, with parts: over a longer span, in which they have been reported."""
    found = reported.overlapping(session, report.unit_id, report.indicator, report.period)
    others = [figure for figure in found if figure.starts != report.period.starts]
    over = Span(report.period.starts, report.period.ends)
    if not report.parts or not others or not all(Span(each.starts, each.ends).within(over) for each in found):
        return False
    counts = Counts(session, tree.load(session), report.unit_id)
    asked = Question(report.indicator, report.unit_id, over.starts, over.ends, over.ends)
    actual = counts.of([asked])[asked]
    if actual != report.count:
        unit = session.get_one(Unit, report.unit_id)
        raise PartsDiffer(unit.name, report.count, actual, over.starts, over.ends)
    return True


def _replaced(session: Session, report: Report, *, parts_only: bool) -> OpeningFigure | None:
    found = reported.overlapping(session, report.unit_id, report.indicator, report.period, parts_only=parts_only)
    others = [figure for figure in found if figure.starts != report.period.starts]
    if others:
        unit = session.get_one(Unit, report.unit_id)
        raise FigureOverlaps(unit.name, others[0].count, others[0].starts, others[0].ends)
    return found[0] if found else None


def _line(session: Session, report: Report) -> Line | None:
    figure = Figure(report.unit_id, Span(report.period.starts, report.period.ends), report.count)
    counts = Counts(session, tree.load(session), report.unit_id, supposed={report.indicator: figure})
    return standing.supposed(counts, report.indicator, report.period, report.percent)


def put(session: Session, actor: Actor, report: Report, today: date, now: datetime) -> OpeningFigure:
    """Write the figure down with its parts; an earlier one from the same day on is withdrawn for it.

    Of classes the learners are written as a figure of their own, which comes and goes with that of the classes.

    Raises:
        DomainError: as ``check``.

    """
    units.hold(session, report.unit_id)
    checked = check(session, actor, report, today)
    if checked.learners is not None:
        _write(session, actor, checked.learners, now)
    figure = _write(session, actor, checked, now)
    audit.enter(session, actor, "figure", figure.id or 0, now)
    return figure


def _write(session: Session, actor: Actor, checked: Checked, now: datetime) -> OpeningFigure:
    earlier = checked.replaces
    if earlier is not None:
        _end(session, earlier, actor, now)
        audit.close(session, "figure", earlier.id or 0, now)
    figure = _row(checked, actor, now)
    figure.replaces_id = earlier.id if earlier else None
    session.add(figure)
    session.flush()
    reported.keep_parts(session, figure, checked.report.parts)
    return figure


def _row(checked: Checked, actor: Actor, now: datetime) -> OpeningFigure:
    report = checked.report
    return OpeningFigure(
        indicator=report.indicator.value,
        unit_id=report.unit_id,
        starts=report.period.starts,
        ends=report.period.ends,
        count=report.count,
        published_percent=report.percent.value if report.percent else None,
        published_digits=report.percent.digits if report.percent else None,
        source=report.source,
        parts_only=checked.parts_only,
        entered_by_id=actor.person_id or 0,
        entered_at=now,
    )


def undo(session: Session, actor: Actor, figure_id: int, now: datetime) -> OpeningFigure:
    """Take back a report: the figure it replaced counts again.

    Raises:
        NothingThere: there is no such figure any more, or its unit is not the actor's.
        FigureOverlaps: the earlier figure cannot count again beside one reported since.

    """
    figure = session.get(OpeningFigure, figure_id)
    if figure is None or figure.withdrawn_at or not visibility.covers(session, actor.own, figure.unit_id):
        raise NothingThere
    for row in (figure, *_companions(session, figure)):
        _end(session, row, actor, now)
        earlier = session.get(OpeningFigure, row.replaces_id) if row.replaces_id else None
        if earlier is not None:
            _restore(session, earlier)
    audit.note(session, actor, "undo", "figure", figure.id, now)
    return figure


def _companions(session: Session, figure: OpeningFigure) -> list[OpeningFigure]:
    """The learners that were written along with classes."""
    if figure.indicator not in _CLASSES:
        return []
    query = select(OpeningFigure).where(
        OpeningFigure.unit_id == figure.unit_id,
        OpeningFigure.entered_at == figure.entered_at,
        OpeningFigure.entered_by_id == figure.entered_by_id,
        OpeningFigure.starts == figure.starts,
        col(OpeningFigure.indicator).in_(_CLASSES - {figure.indicator}),
        col(OpeningFigure.withdrawn_at).is_(None),
    )
    return list(session.exec(query))


def _restore(session: Session, figure: OpeningFigure) -> None:
    over = Period("dates", figure.starts, figure.ends)
    alike = Indicator(figure.indicator)
    for other in reported.overlapping(session, figure.unit_id, alike, over, parts_only=figure.parts_only):
        unit = session.get_one(Unit, figure.unit_id)
        raise FigureOverlaps(unit.name, other.count, other.starts, other.ends)
    figure.withdrawn_at, figure.withdrawn_by_id = None, None
    session.add(figure)
    session.flush()
    audit.reopen(session, "figure", figure.id or 0)


def _end(session: Session, figure: OpeningFigure, actor: Actor, now: datetime) -> None:
    figure.withdrawn_at, figure.withdrawn_by_id = now, actor.person_id
    session.add(figure)
    session.flush()

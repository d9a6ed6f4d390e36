"""Opening figures: the counts that units report (DOMAIN §3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models import OpeningFigure, Target, Unit
from outreach.actor import Actor
from outreach.errors import FigureAhead, FigureOverlaps, NotAllowed, NothingThere, OutOfScope, StockNotYet
from outreach.rules.coverage import Figure, Span
from outreach.rules.numbers import Percent
from outreach.rules.pace import Progress, assess, flag_percent
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services import audit, targets, tree, units, visibility
from outreach.services.counts import Counts, question


@dataclass(frozen=True)
class Report:
    """A figure as somebody reports it. ``percent`` is the completion as published, if it was."""

    indicator: Indicator
    unit_id: int
    period: Period
    count: int
    percent: Percent | None = None
    source: str = ""


@dataclass(frozen=True)
class Checked:
    """What a report would do: the figure it replaces, the target it counts toward, and where that would stand.

    ``flagged``: the published percentage is not the computed one.
    """

    replaces: OpeningFigure | None
    target: Target | None
    progress: Progress | None
    flagged: bool


def to_date(period: Period, today: date) -> Period:
    """The days that a report of ``period`` covers: one still running, named as a whole, is meant up to ``today``.

    Raises:
        FigureAhead: it begins, or by its own dates ends, after ``today``.

    """
    if period.starts > today or (period.kind == "dates" and period.ends > today):
        raise FigureAhead(period.ends if period.kind == "dates" else period.starts)
    return Period("dates", period.starts, today) if period.ends > today else period


def check(session: Session, actor: Actor, report: Report, today: date) -> Checked:
    """Whether ``report`` may be written, and what it would do.

    Raises:
        NotAllowed: the actor is no lead.
        OutOfScope: the unit is not the actor's to write for, or not to be shown in this chat.
        StockNotYet: the indicator is a stock.
        FigureAhead: the days have not all come yet.
        FigureOverlaps: another figure of the unit shares days with it (one from the same day on is replaced).

    """
    if not actor.at_least("lead"):
        raise NotAllowed("lead")
    units.check_open(session, report.unit_id)
    if not all(visibility.covers(session, scope, report.unit_id) for scope in {actor.own, actor.sees}):
        raise OutOfScope("")
    if report.indicator.is_stock:
        raise StockNotYet(report.indicator.value)
    if report.period.ends > today:
        raise FigureAhead(report.period.ends)
    replaces = _replaced(session, report)
    target = targets.containing(session, report.unit_id, report.indicator, report.period)
    progress = _progress(session, report, target) if target else None
    return Checked(replaces, target, progress, _flagged(report.percent, target, progress))


def _replaced(session: Session, report: Report) -> OpeningFigure | None:
    found = overlapping(session, report.unit_id, report.indicator, report.period)
    others = [figure for figure in found if figure.starts != report.period.starts]
    if others:
        unit = session.get_one(Unit, report.unit_id)
        raise FigureOverlaps(unit.name, others[0].count, others[0].starts, others[0].ends)
    return found[0] if found else None


def _progress(session: Session, report: Report, target: Target) -> Progress:
    figure = Figure(report.unit_id, Span(report.period.starts, report.period.ends), report.count)
    counts = Counts(session, tree.load(session), report.unit_id, supposed={report.indicator: figure})
    asked = question(report.indicator, report.unit_id, targets.period(target), report.period.ends, strictly=True)
    return assess(targets.goal(target), counts.of([asked])[asked], report.period.ends)


def _flagged(percent: Percent | None, target: Target | None, progress: Progress | None) -> bool:
    if percent is None or target is None or progress is None or progress.completion is None:
        return False
    return flag_percent(percent, progress.actual, target.value)


def put(session: Session, actor: Actor, report: Report, today: date, now: datetime) -> OpeningFigure:
    """Write the figure down; an earlier one from the same day on is withdrawn for it.

    Raises:
        DomainError: as ``check``.

    """
    units.hold(session, report.unit_id)
    earlier = check(session, actor, report, today).replaces
    if earlier is not None:
        _end(session, earlier, actor, now)
        audit.close(session, "figure", earlier.id or 0, now)
    figure = _row(report, actor, now)
    figure.replaces_id = earlier.id if earlier else None
    session.add(figure)
    session.flush()
    audit.enter(session, actor, "figure", figure.id or 0, now)
    return figure


def _row(report: Report, actor: Actor, now: datetime) -> OpeningFigure:
    return OpeningFigure(
        indicator=report.indicator.value,
        unit_id=report.unit_id,
        starts=report.period.starts,
        ends=report.period.ends,
        count=report.count,
        published_percent=report.percent.value if report.percent else None,
        published_digits=report.percent.digits if report.percent else None,
        source=report.source,
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
    _end(session, figure, actor, now)
    earlier = session.get(OpeningFigure, figure.replaces_id) if figure.replaces_id else None
    if earlier is not None:
        _restore(session, earlier)
    audit.note(session, actor, "undo", "figure", figure.id, now)
    return figure


def _restore(session: Session, figure: OpeningFigure) -> None:
    over = Period("dates", figure.starts, figure.ends)
    for other in overlapping(session, figure.unit_id, Indicator(figure.indicator), over):
        unit = session.get_one(Unit, figure.unit_id)
        raise FigureOverlaps(unit.name, other.count, other.starts, other.ends)
    figure.withdrawn_at, figure.withdrawn_by_id = None, None
    session.add(figure)
    session.flush()
    audit.reopen(session, "figure", figure.id or 0)


def overlapping(session: Session, unit_id: int, indicator: Indicator, over: Period) -> Sequence[OpeningFigure]:
    """Figures of the unit that share a day with ``over``, in order."""
    query = (
        select(OpeningFigure)
        .where(
            OpeningFigure.unit_id == unit_id,
            OpeningFigure.indicator == indicator.value,
            col(OpeningFigure.withdrawn_at).is_(None),
            OpeningFigure.starts <= over.ends,
            OpeningFigure.ends >= over.starts,
        )
        .order_by(col(OpeningFigure.starts))
    )
    return session.exec(query).all()


def published(session: Session, units: Collection[int]) -> Sequence[OpeningFigure]:
    """The units' own figures that came with a percentage, the latest last."""
    query = (
        select(OpeningFigure)
        .where(
            visibility.among(col(OpeningFigure.unit_id), units),
            col(OpeningFigure.published_percent).is_not(None),
            col(OpeningFigure.withdrawn_at).is_(None),
        )
        .order_by(col(OpeningFigure.ends), col(OpeningFigure.id))
    )
    return session.exec(query).all()


def percent(figure: OpeningFigure) -> Percent | None:
    """The percentage as it was published, with as many decimals."""
    if figure.published_percent is None:
        return None
    digits = figure.published_digits or 0
    return Percent(figure.published_percent.quantize(Decimal(1).scaleb(-digits)), digits)


def _end(session: Session, figure: OpeningFigure, actor: Actor, now: datetime) -> None:
    figure.withdrawn_at, figure.withdrawn_by_id = now, actor.person_id
    session.add(figure)
    session.flush()

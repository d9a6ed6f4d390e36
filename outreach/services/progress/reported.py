"""Figures and parts of figures as they have been reported."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from models import FigurePart, OpeningFigure
from outreach.rules.numbers import Percent
from outreach.rules.parts_line import PartDraft
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.units import visibility
from outreach.vault import vault_of


@dataclass(frozen=True)
class Report:
    """A figure as somebody reports it. ``percent`` is the completion as published, if it was.

    ``parts`` of the count, and what is reported apart from it. Of classes: ``learners`` in them, and ``kind`` if only
    those of one kind are counted; those of the other kinds then stay as reported from the same day on.
    """

    indicator: Indicator
    unit_id: int
    period: Period
    count: int
    percent: Percent | None = None
    source: str = ""
    parts: tuple[PartDraft, ...] = ()
    kind: str | None = None
    learners: int | None = None


def overlapping(
    session: Session, unit_id: int, indicator: Indicator, over: Period, *, parts_only: bool = False
) -> Sequence[OpeningFigure]:
    """Figures of the unit that share a day with ``over``, in order; or those that only tell of parts."""
    query = (
        select(OpeningFigure)
        .where(
            OpeningFigure.unit_id == unit_id,
            OpeningFigure.indicator == indicator.value,
            col(OpeningFigure.withdrawn_at).is_(None),
            col(OpeningFigure.parts_only).is_(parts_only),
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
            col(OpeningFigure.parts_only).is_(False),
        )
        .order_by(col(OpeningFigure.ends), col(OpeningFigure.id))
    )
    return session.exec(query).all()


def percent(figure: OpeningFigure | FigurePart) -> Percent | None:
    """The percentage as it was published, with as many decimals."""
    if figure.published_percent is None:
        return None
    digits = figure.published_digits or 0
    return Percent(figure.published_percent.quantize(Decimal(1).scaleb(-digits)), digits)


def parts(session: Session, figures: Collection[int]) -> Mapping[int, Sequence[PartDraft]]:
    """The parts of each of the figures, in the order in which they were told."""
    query = select(FigurePart).where(visibility.among(col(FigurePart.figure_id), figures)).order_by(col(FigurePart.id))
    found: dict[int, list[PartDraft]] = {}
    for row in session.exec(query) if figures else ():
        name = vault_of(session).show(row.name_sealed) if row.name_sealed else ""
        part = PartDraft(row.part, name, row.count, row.apart, percent(row))
        found.setdefault(row.figure_id, []).append(part)
    return found


def keep_parts(session: Session, figure: OpeningFigure, told: Sequence[PartDraft]) -> None:
    """Write the parts of a figure down; what is in free words is sealed."""
    vault = vault_of(session)
    for part in told:
        row = FigurePart(
            figure_id=figure.id or 0,
            part=part.part,
            name_sealed=vault.seal(part.name) if part.name else None,
            count=part.count,
            apart=part.apart,
            published_percent=part.percent.value if part.percent else None,
            published_digits=part.percent.digits if part.percent else None,
        )
        session.add(row)
    session.flush()

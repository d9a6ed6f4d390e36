"""From which records the agenda is made: how many of each kind stand on a day, and the first of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, SQLColumnExpression, case, exists, func, literal, null, select
from sqlmodel import Session, col

from models import Candidate, Enrolment, Enterprise, NextStep, PartyClass, Person, Target, Unit
from outreach.actor import Actor, Scope
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.vault import vault_of


class ItemKind(StrEnum):
    """What may stand on a day of the agenda, in the order in which it is told."""

    VISIT = "visit"
    STEP = "step"
    CEREMONY = "ceremony"
    DEADLINE = "deadline"
    CLASS = "class"
    TARGET = "target"


Coming: TypeAlias = Counter[ItemKind]


@dataclass(frozen=True)
class Viewer:
    """Who looks at which part of the tree, or at what is ``mine`` alone; ``candidates``: told by code, or counted."""

    actor: Actor
    scope: Scope
    mine: bool
    candidates: bool


@dataclass(frozen=True)
class Item:
    """Something that comes on a day. ``detail`` is an identifier: a time limit's, a class's kind, an indicator's.

    ``person`` is whose it is, where that may be shown, ``text`` what was typed. ``number``: so many in one line.
    """

    kind: ItemKind
    subject_id: int
    unit: str
    mine: bool
    detail: str = ""
    enterprise: str = ""
    text: str = ""
    person: str = ""
    number: int = 1


@dataclass(frozen=True)
class _Source:
    """Where items of a kind stand: columns, what makes a row count, and whose it is (None: a unit's)."""

    id: SQLColumnExpression[Any]
    unit: SQLColumnExpression[Any]
    day: SQLColumnExpression[Any]
    kind: SQLColumnExpression[Any]
    detail: SQLColumnExpression[Any]
    there: ColumnElement[bool]
    owner: SQLColumnExpression[Any] | None = None
    about_candidates: bool = False


@dataclass(frozen=True)
class _Row:
    day: date
    item: Item
    owner: int | None = None


_OPEN = col(Candidate.closed_on).is_(None)  # whoever is withdrawn or erased is closed too
_STEPS = _Source(
    id=col(NextStep.id), unit=col(NextStep.unit_id), day=col(NextStep.due), kind=col(NextStep.kind), detail=literal(""),
    there=col(NextStep.closed_at).is_(None), owner=col(NextStep.person_id),
)  # fmt: skip
_CEREMONIES = _Source(
    id=col(Candidate.id), unit=col(Candidate.unit_id), day=col(Candidate.ceremony_on),
    kind=literal(ItemKind.CEREMONY.value), detail=literal(""), there=_OPEN & col(Candidate.ceremony_on).is_not(None),
    owner=col(Candidate.person_id), about_candidates=True,
)  # fmt: skip
_DEADLINES = _Source(
    id=col(Candidate.id), unit=col(Candidate.unit_id), day=col(Candidate.due), kind=literal(ItemKind.DEADLINE.value),
    detail=col(Candidate.due_limit), there=_OPEN, owner=col(Candidate.person_id), about_candidates=True,
)  # fmt: skip
_CLASSES = _Source(
    id=col(PartyClass.id), unit=col(PartyClass.unit_id), day=col(PartyClass.starts),
    kind=literal(ItemKind.CLASS.value), detail=col(PartyClass.kind), there=col(PartyClass.withdrawn_at).is_(None),
)  # fmt: skip
_TARGETS = _Source(
    id=col(Target.id), unit=col(Target.unit_id), day=func.coalesce(col(Target.deadline), col(Target.ends)),
    kind=literal(ItemKind.TARGET.value), detail=col(Target.indicator), there=col(Target.withdrawn_at).is_(None),
)  # fmt: skip
_OF_STEPS = (ItemKind.VISIT, ItemKind.STEP)
_SOURCES = (_STEPS, _CEREMONIES, _DEADLINES, _CLASSES, _TARGETS)


def counted(session: Session, viewer: Viewer, starts: date, ends: date) -> dict[date, Coming]:
    """How many items of each kind stand on the days from ``starts`` to ``ends``; days without any are left out."""
    found: defaultdict[date, Coming] = defaultdict(Counter)
    for source in _asked(viewer):
        query = select(source.day, source.kind, func.count()).where(*_there(source, viewer, starts, ends))
        for day, kind, number in session.execute(query.group_by(source.day, source.kind)):
            found[day][ItemKind(kind)] += number
    return dict(found)


def read_items(session: Session, viewer: Viewer, starts: date, ends: date, cap: int) -> dict[date, list[Item]]:
    """The first ``cap`` items of each kind on each of the days, the viewer's own first."""
    rows: list[_Row] = []
    for source in _asked(viewer):
        if source.about_candidates and not viewer.candidates:
            rows += _numbers(session, source, viewer, starts, ends)
        else:
            rows += _first(session, source, viewer, starts, ends, cap)
    found: defaultdict[date, list[Item]] = defaultdict(list)
    for day, item in _told(session, viewer, rows):
        found[day].append(item)
    order = list(ItemKind)
    for items in found.values():
        items.sort(key=lambda item: (not item.mine, order.index(item.kind)))
    return dict(found)


def _asked(viewer: Viewer) -> Iterator[_Source]:
    """The last day of a target is a unit's matter, nobody's own."""
    yield from (source for source in _SOURCES if not (viewer.mine and source is _TARGETS))


def _there(source: _Source, viewer: Viewer, starts: date, ends: date) -> list[ColumnElement[bool]]:
    return [source.there, source.day.between(starts, ends), _whose(source, viewer)]


def _whose(source: _Source, viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.mine:
        return visibility.within(source.unit, viewer.scope)
    if source is _STEPS:
        return col(NextStep.person_id) == viewer.actor.person_id
    if source.owner is not None:
        return (source.owner == viewer.actor.person_id) & visibility.within(source.unit, viewer.actor.own)
    return visibility.within(source.unit, viewer.actor.own) | _learns(viewer)


def _learns(viewer: Viewer) -> ColumnElement[bool]:
    """That a candidate of the viewer's learns in the class."""
    return exists().where(
        col(Enrolment.party_class_id) == col(PartyClass.id),
        col(Enrolment.withdrawn_at).is_(None),
        col(Candidate.id) == col(Enrolment.candidate_id),
        col(Candidate.person_id) == viewer.actor.person_id,
    )


def _numbers(session: Session, source: _Source, viewer: Viewer, starts: date, ends: date) -> Iterator[_Row]:
    query = select(source.day, source.kind, func.count()).where(*_there(source, viewer, starts, ends))
    for day, kind, number in session.execute(query.group_by(source.day, source.kind)):
        yield _Row(day, Item(ItemKind(kind), 0, "", mine=False, number=number))


def _first(
    session: Session, source: _Source, viewer: Viewer, starts: date, ends: date, cap: int
) -> Iterator[_Row]:  # fmt: skip
    me, owner = viewer.actor.person_id or 0, null() if source.owner is None else source.owner
    mine = literal(1) if source.owner is None else case((owner == me, 0), else_=1)
    place = func.row_number().over(partition_by=(source.day, source.kind), order_by=(mine, source.id))
    columns = {
        "id": source.id, "unit": source.unit, "day": source.day, "kind": source.kind, "detail": source.detail,
        "owner": owner, "place": place,
    }  # fmt: skip
    labelled = select(*(column.label(name) for name, column in columns.items()))
    ranked = labelled.where(*_there(source, viewer, starts, ends)).subquery()
    query = select(ranked, col(Unit.code)).join(Unit, col(Unit.id) == ranked.c.unit).where(ranked.c.place <= cap)
    for row in session.execute(query.order_by(ranked.c.day, ranked.c.place)):
        item = Item(ItemKind(row.kind), row.id, row.code, mine=row.owner == me, detail=row.detail or "")
        yield _Row(row.day, item, row.owner)


def _told(session: Session, viewer: Viewer, rows: Sequence[_Row]) -> Iterator[tuple[date, Item]]:
    """The items with what is known of them beside: the enterprise, and in private the words typed and whose it is."""
    open_here = viewer.actor.private and names_allowed(session, viewer.actor.channel)
    steps = _steps(session, [row.item.subject_id for row in rows if row.item.kind in _OF_STEPS], told=open_here)
    others = [row.owner for row in rows if row.owner is not None and not row.item.mine]
    names = _names(session, others) if open_here and viewer.actor.at_least("lead") else {}
    for row in rows:
        item = replace(row.item, person="" if row.item.mine else names.get(row.owner or 0, ""))
        if item.kind in _OF_STEPS:
            enterprise, text = steps[item.subject_id]
            item = replace(item, enterprise=enterprise, text=text)
        yield row.day, item


def _steps(session: Session, ids: Collection[int], *, told: bool) -> dict[int, tuple[str, str]]:
    query = (
        select(col(NextStep.id), col(NextStep.text_sealed), col(Enterprise.name))
        .join(Enterprise, col(Enterprise.id) == col(NextStep.enterprise_id))
        .where(col(NextStep.id).in_(ids))
    )
    show = vault_of(session).show
    return {step: (name, show(sealed) if told else "") for step, sealed, name in session.execute(query)}


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    query = select(col(Person.id), col(Person.name_sealed)).where(col(Person.id).in_(set(ids)))
    show = vault_of(session).show
    return {person: show(sealed) for person, sealed in session.execute(query)}

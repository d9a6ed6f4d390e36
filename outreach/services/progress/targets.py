"""Targets: set, replaced, withdrawn, listed (DOMAIN §3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import select as columns_of
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Target
from outreach.actor import Actor, Scope
from outreach.errors import (
    DateOutsidePeriod,
    MissingPart,
    NoSuchTarget,
    NotAllowed,
    NothingThere,
    OutOfScope,
    ShareNotPossible,
)
from outreach.rules.numbers import TargetKind, TargetValue
from outreach.rules.periods import Period, PeriodKind
from outreach.rules.vocabulary.indicators import SHARE_EXAMPLE
from outreach.rules.vocabulary.terms import Indicator, TargetForm
from outreach.services.journal import audit
from outreach.services.units import units, visibility

Key = tuple[str, date, date]
Given = Mapping[Key, Mapping[int, TargetValue]]  # by what a target is about, and by unit


@dataclass(frozen=True)
class Wish:
    """A target as somebody wants it."""

    indicator: Indicator
    unit_id: int
    period: Period
    value: TargetValue
    deadline: date | None = None
    basis: str = ""
    form: TargetForm = TargetForm.ASSIGNED


def value(target: Target) -> TargetValue:
    """The value as it was given."""
    return _value(target.kind, target.value, target.value_to, target.stock)


def _value(kind: str, number: int, to: int | None, stock: str | None) -> TargetValue:
    return TargetValue(cast("TargetKind", kind), number, to, Indicator(stock) if stock else None)


def period(target: Target) -> Period:
    """The period over which it counts."""
    return Period(cast("PeriodKind", target.period_kind), target.starts, target.ends)


def check(session: Session, actor: Actor, wish: Wish) -> Target | None:
    """Whether ``wish`` may be written; the target in force that it would replace.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the unit is not the actor's to write for, or not to be shown in this chat.
        ShareNotPossible: such a thing cannot have a target in percent.
        MissingPart: it is not said of what it is a percentage.
        DateOutsidePeriod: the deadline lies outside the period.

    """
    _may_write(session, actor, wish.unit_id)
    check_share(wish.indicator, wish.value)
    if wish.value.is_share and wish.value.stock is None:
        raise MissingPart("stock", SHARE_EXAMPLE)
    if wish.deadline and not wish.period.contains(wish.deadline):
        raise DateOutsidePeriod(wish.deadline, wish.period.starts, wish.period.ends)
    return same(session, wish.unit_id, wish.indicator, wish.period)


def check_share(indicator: Indicator, wanted: TargetValue) -> None:
    """Refuse a percentage that means nothing.

    Raises:
        ShareNotPossible: a ratio of what is no stock, the growth of what is one, or so many percent of itself.

    """
    if wanted.kind == "ratio" and not indicator.is_stock:
        raise ShareNotPossible(indicator.value, "flow")
    if wanted.kind == "growth" and indicator.is_stock:
        raise ShareNotPossible(indicator.value, "level")
    if wanted.is_share and wanted.stock is indicator:
        raise ShareNotPossible(indicator.value, "itself")


def put(session: Session, actor: Actor, wish: Wish, now: datetime) -> Target:
    """Write the target down; an earlier one of the same unit, indicator and period is withdrawn for it.

    Raises:
        DomainError: as ``check``.

    """
    units.hold(session, wish.unit_id)
    earlier = check(session, actor, wish)
    if earlier is not None:
        _end(session, earlier, actor, now)
        audit.close(session, "target", earlier.id or 0, now)
    target = row(wish, actor.person_id or 0, now)
    target.replaces_id = earlier.id if earlier else None
    session.add(target)
    session.flush()
    audit.enter(session, actor, "target", target.id or 0, now)
    return target


def row(wish: Wish, entered_by_id: int, entered_at: datetime) -> Target:
    """The target as a row, not yet written."""
    return Target(
        indicator=wish.indicator.value,
        unit_id=wish.unit_id,
        period_kind=wish.period.kind,
        starts=wish.period.starts,
        ends=wish.period.ends,
        kind=wish.value.kind,
        value=wish.value.value,
        value_to=wish.value.to,
        stock=wish.value.stock,
        deadline=wish.deadline,
        basis=wish.basis,
        form=wish.form.value,
        entered_by_id=entered_by_id,
        entered_at=entered_at,
    )


def withdraw(session: Session, actor: Actor, target_id: int, now: datetime) -> Target:
    """Withdraw a target: it stays on record and counts no more.

    Raises:
        NothingThere: there is none in force with this id.
        NotAllowed: the actor is no administrator.
        OutOfScope: its unit is not the actor's to write for.

    """
    target = find(session, actor, target_id)
    _end(session, target, actor, now)
    audit.close(session, "target", target_id, now)
    audit.note(session, actor, "withdraw", "target", target.id, now)
    return target


def undo(session: Session, actor: Actor, target_id: int, now: datetime) -> Target:
    """Take back the setting of a target: the one it replaced is in force again.

    Raises:
        DomainError: as ``withdraw``.

    """
    target = withdraw(session, actor, target_id, now)
    earlier = session.get(Target, target.replaces_id) if target.replaces_id else None
    if earlier is not None:
        earlier.withdrawn_at, earlier.withdrawn_by_id = None, None
        session.add(earlier)
        session.flush()
        audit.reopen(session, "target", earlier.id or 0)
    return target


def find(session: Session, actor: Actor, target_id: int) -> Target:
    """The target in force with this id, which the actor may change.

    Raises:
        DomainError: as ``withdraw``.

    """
    target = session.get(Target, target_id)
    if target is None or target.withdrawn_at is not None:
        raise NothingThere
    _may_write(session, actor, target.unit_id)
    return target


def named(session: Session, actor: Actor, wish: tuple[Indicator, int, Period], unit: str) -> Target:
    """The target in force for an indicator, a unit and a period.

    Raises:
        NoSuchTarget: there is none; ``unit`` is what the sentence calls it.
        DomainError: as ``withdraw``.

    """
    indicator, unit_id, over = wish
    _may_write(session, actor, unit_id)
    target = same(session, unit_id, indicator, over)
    if target is None:
        raise NoSuchTarget(unit)
    return target


def same(session: Session, unit_id: int, indicator: Indicator, over: Period) -> Target | None:
    """The target in force of exactly this unit, indicator and span of days."""
    query = _in_force().where(
        Target.unit_id == unit_id,
        Target.indicator == indicator.value,
        Target.starts == over.starts,
        Target.ends == over.ends,
    )
    return session.exec(query).first()


def containing(session: Session, unit_id: int, indicator: Indicator, over: Period) -> Target | None:
    """The shortest target of the unit that contains ``over``: the one to which a published percentage belongs."""
    return shortest(session.exec(_in_force().where(Target.unit_id == unit_id)), indicator.value, over.starts, over.ends)


def shortest(among: Iterable[Target], indicator: str, starts: date, ends: date) -> Target | None:
    """The shortest of the targets that contains these days."""
    found = [each for each in among if each.indicator == indicator and each.starts <= starts and ends <= each.ends]
    return min(found, key=lambda target: (target.ends - target.starts, target.id or 0), default=None)


def listed(session: Session, scope: Scope, today: date) -> Sequence[Target]:
    """Targets in ``scope`` that have not run out by ``today``: by unit, then by indicator, the shortest first."""
    query = (
        _in_force()
        .where(visibility.within(col(Target.unit_id), scope), col(Target.ends) >= today)
        .order_by(col(Target.unit_id), col(Target.indicator), col(Target.ends), col(Target.id))
    )
    return session.exec(query).all()


def of(session: Session, units: Collection[int]) -> dict[int, list[Target]]:
    """All targets in force of each of the units, oldest first."""
    query = _in_force().where(visibility.among(col(Target.unit_id), units)).order_by(col(Target.id))
    found: dict[int, list[Target]] = {}
    for target in session.exec(query):
        found.setdefault(target.unit_id, []).append(target)
    return found


def key(target: Target) -> Key:
    """What a target is about, whosever it is: its indicator and days."""
    return target.indicator, target.starts, target.ends


def given(session: Session, units: Collection[int], first: date, last: date) -> Given:
    """What each of the units has been given: its targets in force that share a day with ``first`` to ``last``."""
    one = Target
    wanted: list[Any] = [one.kind, one.value, one.value_to, one.stock]
    query = columns_of(one.unit_id, one.indicator, one.starts, one.ends, *wanted).where(  # type: ignore[call-overload]
        visibility.among(col(one.unit_id), units),
        col(one.withdrawn_at).is_(None),
        col(one.starts) <= last,
        col(one.ends) >= first,
    )
    found: dict[Key, dict[int, TargetValue]] = {}
    for unit, what, starts, ends, *value in session.execute(query):
        found.setdefault((what, starts, ends), {})[unit] = _value(*value)
    return found


def _in_force() -> SelectOfScalar[Target]:
    return select(Target).where(col(Target.withdrawn_at).is_(None))


def _may_write(session: Session, actor: Actor, unit_id: int) -> None:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    units.check_open(session, unit_id)
    if not all(visibility.covers(session, scope, unit_id) for scope in {actor.own, actor.sees}):
        raise OutOfScope("")


def _end(session: Session, target: Target, actor: Actor, now: datetime) -> None:
    target.withdrawn_at, target.withdrawn_by_id = now, actor.person_id
    session.add(target)
    session.flush()

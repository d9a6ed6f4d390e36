"""The one way to ask what may be seen: every query about units goes through here."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, SQLColumnExpression, bindparam, select
from sqlmodel import Session, col

from models import Unit
from outreach.actor import Scope


@lru_cache(maxsize=1024)  # a query is a value, and building it costs more than running it
def subtree(unit_id: int) -> Select[tuple[int]]:
    """The ids of a unit and of all below it, as a query."""
    # without a name of its own: a query may ask for two
    tree = select(col(Unit.id)).where(col(Unit.id) == unit_id).cte(recursive=True)
    tree = tree.union_all(select(col(Unit.id)).join(tree, col(Unit.parent_id) == tree.c.id))
    return select(tree.c.id)


def within(column: SQLColumnExpression[Any], scope: Scope) -> ColumnElement[bool]:
    """The condition that ``column`` names a unit inside ``scope``."""
    if scope.everything:
        return column.is_not(None)
    if scope.unit_id is None:
        return column.in_(())
    return column.in_(subtree(scope.unit_id))


def among(unit: SQLColumnExpression[Any], units: Iterable[int]) -> ColumnElement[bool]:
    """The condition that ``unit`` is one of ``units``, which the asker has found to be visible."""
    # written into the statement, not bound: no database takes as many parameters as there may be units
    ids: BindParameter[list[int]] = bindparam(None, list(units), expanding=True, literal_execute=True, unique=True)
    return unit.in_(ids)


def covers(session: Session, scope: Scope, unit_id: int) -> bool:
    """Whether the unit lies inside ``scope``."""
    if scope.everything:
        return True
    query = select(col(Unit.id)).where(col(Unit.id) == unit_id, within(col(Unit.id), scope))
    return session.execute(query).first() is not None


@cache
def _upwards() -> Select[tuple[int, int | None]]:
    up = select(col(Unit.id), col(Unit.parent_id)).where(col(Unit.id) == bindparam("below")).cte("up", recursive=True)
    return select(up.union(select(col(Unit.id), col(Unit.parent_id)).join(up, col(Unit.id) == up.c.parent_id)))


def ancestors(session: Session, unit_id: int) -> list[int]:
    """The ids from the unit itself up to the root."""
    parents: dict[int, int | None] = {row.id: row.parent_id for row in session.execute(_upwards(), {"below": unit_id})}
    path, at = [], unit_id if unit_id in parents else None
    while at is not None and at not in path:
        path.append(at)
        at = parents.get(at)
    return path


def committee(session: Session, scope: Scope) -> Scope:
    """The whole committee around ``scope``: enterprises are known across it, or neighbours would make doubles."""
    if scope.unit_id is None:
        return scope
    path = ancestors(session, scope.unit_id)
    return Scope(path[-1]) if path else scope

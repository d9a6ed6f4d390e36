"""The unit of the tree that every Party organisation is (DOMAIN §3): made, taken on, renamed, closed with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, SQLModel, col, select

from models import Organisation, Unit
from outreach.actor import Actor, Scope
from outreach.errors import CannotUndo
from outreach.rules.folding import fold, fold_name
from outreach.rules.vocabulary.organisations import CODES, OrganisationForm
from outreach.services.journal import audit
from outreach.services.units import unit_changes, visibility


def adoptable(
    session: Session, form: OrganisationForm, unit_id: int, name: str, enterprise_id: int | None
) -> Unit | None:
    """An open unit below the one in charge that is this organisation already: of its enterprise, or of its name."""
    taken = select(Organisation.own_unit_id).where(col(Organisation.own_unit_id).is_not(None))
    query = select(Unit).where(
        Unit.kind == form.value,
        visibility.within(col(Unit.id), Scope(unit_id)),
        col(Unit.valid_to).is_(None),
        col(Unit.id).not_in(taken),
    )
    for unit in session.exec(query.order_by(col(Unit.id))):
        if (enterprise_id and unit.enterprise_id == enterprise_id) or fold_name(unit.name) == fold_name(name):
            return unit
    return None


def attach(session: Session, actor: Actor, row: Organisation, now: datetime) -> Mapping[str, Any]:
    """Give a new Party organisation its unit: one that is there already, or one made for it.

    Returns what undoing must know: the unit made, or the enterprise of the one taken on.

    Raises:
        NameTaken: another unit below the one in charge has the name.

    """
    form = OrganisationForm(row.form or row.kind)
    there = adoptable(session, form, row.unit_id, row.name, row.enterprise_id)
    if there is not None:
        before = there.enterprise_id
        there.enterprise_id = row.enterprise_id or before
        row.own_unit_id = there.id
        session.add_all([there, row])
        session.flush()
        return {"taken_on": before}
    unit_changes.check_name(session, row.name, row.unit_id)
    made = Unit(
        code=_code(session, form, row.id or 0), name=row.name, folded=fold(row.name), kind=form.value,
        parent_id=row.unit_id, enterprise_id=row.enterprise_id, valid_from=row.founded_on, created_at=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    row.own_unit_id = made.id
    session.add(row)
    audit.note(session, actor, "add", "unit", made.id, now)
    return {"made": True}


def follow(session: Session, row: Organisation) -> None:
    """Let the unit be called and be open as its organisation is.

    Raises:
        NameTaken: it would be called as another open unit beside it.

    """
    unit = session.get(Unit, row.own_unit_id) if row.own_unit_id else None
    if unit is None:
        return
    if row.closed_on is None:
        unit_changes.check_name(session, row.name, unit.parent_id, unit)
    unit.name, unit.folded, unit.valid_to = row.name, fold(row.name), row.closed_on
    session.add(unit)
    session.flush()


def detach(session: Session, row: Organisation, was: Mapping[str, Any]) -> None:
    """Take back what ``attach`` did.

    Raises:
        CannotUndo: something rests on the unit that was made.

    """
    unit = session.get(Unit, row.own_unit_id) if row.own_unit_id else None
    row.own_unit_id = None
    session.add(row)
    session.flush()
    if unit is None:
        return
    if "made" not in was:
        unit.enterprise_id = was.get("taken_on")
        session.add(unit)
    elif rests_on(session, unit.id or 0):
        raise CannotUndo("in_use")
    else:
        session.delete(unit)
    session.flush()


def hang_below(session: Session, merged: Organisation, into: Organisation) -> Mapping[str, Any]:
    """Hang the unit of the one that is merged below the other's, so that its history counts there too.

    Returns what undoing must know.
    """
    gone, stays = (session.get(Unit, row.own_unit_id) if row.own_unit_id else None for row in (merged, into))
    if gone is None or stays is None:
        return {}
    was = {"parent": gone.parent_id, "predecessor": stays.predecessor_id}
    if stays.parent_id == gone.id:
        stays.parent_id = gone.parent_id  # it steps up into the place of the one that goes
        was["stepped_up"] = True
    gone.parent_id, stays.predecessor_id = stays.id, stays.predecessor_id or gone.id
    session.add_all([gone, stays])
    session.flush()
    return was


def unhang(session: Session, merged: Organisation, into: Organisation, was: Mapping[str, Any]) -> None:
    """Take back what ``hang_below`` did."""
    gone, stays = (session.get(Unit, row.own_unit_id) if row.own_unit_id else None for row in (merged, into))
    if gone is None or stays is None or "parent" not in was:
        return
    gone.parent_id, stays.predecessor_id = was["parent"], was["predecessor"]
    session.add_all([gone, stays])
    session.flush()
    if was.get("stepped_up"):
        stays.parent_id = gone.id
        session.add(stays)
        session.flush()


def rests_on(session: Session, unit_id: int) -> bool:
    """Whether any row of any table names the unit."""
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == Unit.__tablename__ and session.scalar(
                select(exists().where(key.parent == unit_id))
            ):
                return True
    return False


def _code(session: Session, form: OrganisationForm, number: int) -> str:
    code = plain = f"{CODES[form]}-{number:04d}"
    taken, more = set(session.exec(select(Unit.code).where(col(Unit.code).startswith(plain)))), 1
    while code in taken:
        more += 1
        code = f"{plain}-{more}"
    return code

"""Which unit and which industrial zone somebody means who asks where to go."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from models import Enterprise, Unit, Zone
from outreach.actor import Actor
from outreach.errors import Twice, UnknownArea, UnknownUnit
from outreach.rules.area_line import AreaPart, read_area_part
from outreach.services.tasks.suggestions import Area
from outreach.services.units import units, visibility

_NEAR = 5


def read(session: Session, actor: Actor, parts: Sequence[str]) -> Area:
    """The area that the parts name: a unit, a zone, or a zone in a unit's charge.

    Raises:
        UnknownArea: a part is neither a unit nor a zone that may be seen here.
        Twice: two parts are both a unit, or both a zone.

    """
    area, said = Area(), dict[str, str]()
    for part in map(read_area_part, parts):
        found = _one(session, actor, part)
        what = "unit" if found.unit_id is not None else "zone"
        if what in said:
            raise Twice(what, said[what], part.text)
        said[what] = part.text
        area = Area(found.unit_id or area.unit_id, found.zone_id or area.zone_id)
    return area


def names(session: Session, area: Area) -> tuple[str, ...]:
    """The unit's code and the zone's name, where they were named."""
    unit = session.get(Unit, area.unit_id) if area.unit_id is not None else None
    zone = session.get(Zone, area.zone_id) if area.zone_id is not None else None
    return (*((unit.code,) if unit else ()), *((zone.name,) if zone else ()))


def _one(session: Session, actor: Actor, part: AreaPart) -> Area:
    """A unit's code or whole name, else a zone, else the one unit whose name begins so."""
    exact = None if part.sure else units.named(session, actor.sees, part.text)
    if exact is not None:
        return Area(unit_id=exact.id)
    zones = _zones(session, actor, part.zone)
    if len(zones) == 1:
        return Area(zone_id=zones[0].id)
    if part.sure or zones:
        raise UnknownArea(part.text, tuple(row.name for row in zones[:_NEAR]) or _some_zones(session, actor))
    try:
        return Area(unit_id=units.find(session, actor.sees, part.text).id)
    except UnknownUnit as refusal:
        raise UnknownArea(part.text, refusal.near) from None


def _zones(session: Session, actor: Actor, zone: str) -> list[Zone]:
    """The zone so called, or those that have its words in their names; only where the committee has an enterprise."""
    rows = list(session.scalars(select(Zone).order_by(col(Zone.name))))
    alike = [row for row in rows if row.folded == zone] or [
        row for row in rows if zone and f" {zone} " in f" {row.folded} "
    ]
    return [row for row in alike if session.execute(_in_zones(session, actor, row.id).limit(1)).first()]


def _some_zones(session: Session, actor: Actor) -> tuple[str, ...]:
    known = select(col(Zone.name)).where(col(Zone.id).in_(_in_zones(session, actor)))
    return tuple(session.scalars(known.order_by(col(Zone.name)).limit(_NEAR)))


def _in_zones(session: Session, actor: Actor, zone_id: int | None = None) -> Select[Any]:
    """The zones in which the actor's committee has an enterprise: of the zones of others nothing is told."""
    scope = visibility.committee(session, actor.sees)
    there = col(Enterprise.zone_id).is_not(None) if zone_id is None else col(Enterprise.zone_id) == zone_id
    return select(col(Enterprise.zone_id)).where(there, visibility.within(col(Enterprise.unit_id), scope))

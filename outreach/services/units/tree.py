"""The tree of units held in memory for one answer: small enough to load, asked too often to query."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from models import Unit
from outreach.services.units.units import PARTY_ORGS


@dataclass(frozen=True)
class Place:
    """A unit in the tree. ``open`` until it is closed or merged into another; its records keep counting.

    ``is_party_org``: a cell or base committee, which stands after the groups that do the work.
    """

    id: int
    code: str
    name: str
    parent_id: int | None
    open: bool
    is_party_org: bool = False


@dataclass
class Tree:
    """All units, by id; children in the order of their codes, Party organisations after the others."""

    places: dict[int, Place] = field(default_factory=dict)
    _children: dict[int | None, list[int]] = field(default_factory=dict)
    _below: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def put(self, place: Place) -> None:
        """Add a unit."""
        self._below.clear()
        self.places[place.id] = place
        self._children.setdefault(place.parent_id, []).append(place.id)

    def children(self, unit_id: int | None) -> list[int]:
        """The units right below; of None the roots."""
        return self._children.get(unit_id, [])

    def below(self, unit_id: int) -> tuple[int, ...]:
        """The unit and all below it, each after its parent."""
        if unit_id not in self._below:
            found, waiting = list[int](), [unit_id]
            while waiting:
                found.append(waiting.pop())
                waiting.extend(reversed(self._children.get(found[-1], ())))
            self._below[unit_id] = tuple(found)
        return self._below[unit_id]

    def above(self, unit_id: int) -> Iterator[int]:
        """The units above, the nearest first."""
        at = self.places[unit_id].parent_id
        while at is not None:
            yield at
            at = self.places[at].parent_id

    def rolled_up(self, by_unit: dict[int, int], unit_id: int) -> int:
        """The sum over the unit and all below it."""
        return sum(by_unit.get(each, 0) for each in self.below(unit_id))


def load(session: Session) -> Tree:
    """The whole tree, one query."""
    columns = (col(Unit.id), col(Unit.code), col(Unit.name), col(Unit.parent_id), col(Unit.valid_to))
    is_party_org = col(Unit.kind).in_(PARTY_ORGS)
    tree = Tree()
    query = select(*columns, is_party_org).order_by(is_party_org, col(Unit.code))
    for unit_id, code, name, parent_id, valid_to, party_org in session.execute(query):
        tree.put(Place(unit_id, code, name, parent_id, valid_to is None, party_org))
    return tree

"""What must not be said of a unit because, with what is said of those below it, it would tell a count below three."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from outreach.rules.suppression import FEWEST, gives_away
from outreach.services.units.tree import Tree


def given_away(tree: Tree, unit_id: int, own: Mapping[int, Counter[str]]) -> frozenset[str]:
    """The parts of a unit's count that would give a small one of a unit below away; ``own`` are those of each unit.

    Whoever takes what is said of the units below from what is said of the unit itself gets the sum of those that are
    not said, and of the unit's own records.
    """
    keys = {key for counts in own.values() for key in counts}
    return frozenset(key for key in keys if _Part(tree, own, key).telling(unit_id))


@dataclass(frozen=True)
class _Part:
    """One part, in all units."""

    tree: Tree
    own: Mapping[int, Counter[str]]
    key: str

    def telling(self, unit_id: int) -> bool:
        children = self.tree.children(unit_id)
        hidden = [self._count(child) for child in children if self._hidden(child)]
        own = self._of(unit_id)
        if children and own and (hidden or own < FEWEST):
            hidden.append(own)
        return gives_away(hidden)

    def _hidden(self, unit_id: int) -> bool:
        return 0 < self._count(unit_id) < FEWEST or self.telling(unit_id)

    def _count(self, unit_id: int) -> int:
        return sum(map(self._of, self.tree.below(unit_id)))

    def _of(self, unit_id: int) -> int:
        return self.own[unit_id][self.key] if unit_id in self.own else 0

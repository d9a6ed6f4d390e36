"""Whose a task is: who answers for it, who leads and who administers the unit it belongs to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from models import Person, Unit
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule

BY_ADMINISTRATORS: Final = frozenset({TaskRule.PROPOSAL, TaskRule.PRIVACY_REQUEST})
_LEAD: Final = "lead"
_ADMIN: Final = "admin"


@dataclass
class Staff:
    """Who is here on a day and could do something; whoever has left, or may only look on, is not.

    ``parents``: of each unit. ``units``: of each person who is here. ``posts``: leads and administrators by role and
    unit. ``stand_ins``: of those who are away on that day.
    """

    parents: Mapping[int, int | None]
    units: Mapping[int, int | None]
    posts: Mapping[tuple[str, int | None], tuple[int, ...]]
    stand_ins: Mapping[int, int]
    _leads: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _administrators: dict[int | None, tuple[int, ...]] = field(default_factory=dict)
    _answering: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session, day: date) -> "Staff":
        """The staff as it stands on ``day``."""
        parents = {row.id: row.parent_id for row in session.execute(select(col(Unit.id), col(Unit.parent_id)))}
        here = (col(Person.left_at).is_(None), col(Person.role) != "viewer")
        units: dict[int, int | None] = {}
        posts: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        people = select(col(Person.id), col(Person.role), col(Person.unit_id)).where(*here).order_by(col(Person.id))
        for person_id, role, unit_id in session.execute(people):
            units[person_id or 0] = unit_id
            if role in (_LEAD, _ADMIN):
                posts[role, unit_id].append(person_id or 0)
        away = (col(Person.stand_in_id).is_not(None), col(Person.away_from) <= day, col(Person.away_until) >= day)
        stand_ins = select(col(Person.id), col(Person.stand_in_id)).where(*here, *away)
        found = {one or 0: other for one, other in session.execute(stand_ins) if other in units}
        return cls(parents, units, {post: tuple(holders) for post, holders in posts.items()}, found)

    def readers(self, task: Task) -> tuple[int, ...]:
        """Those to whom ``task`` is theirs to do."""
        if task.rule in BY_ADMINISTRATORS:
            return self.administrators(task.unit_id)
        if task.rule is TaskRule.CLASS_AHEAD and task.owner_id is not None:  # of whatever unit the class is
            return (self.present(task.owner_id),) if task.owner_id in self.units else ()
        return self.answering(task.owner_id, task.unit_id)

    def concerns(self, person_id: int, task: Task) -> bool:
        """Whether ``task`` is the person's to do; one's own stays so while somebody stands in."""
        readers = self.readers(task)
        return person_id in readers or (task.owner_id == person_id and self.present(person_id) in readers)

    def answering(self, owner_id: int | None, unit_id: int) -> tuple[int, ...]:
        """Who answers for what is ``owner_id``'s in the unit: they, or their stand-in; without them the leads.

        Somebody who has moved to another branch of the tree answers no longer for what they left behind.
        """
        if owner_id is None:
            return self.leads(unit_id)
        if (owner_id, unit_id) not in self._answering:
            theirs = owner_id in self.units and self._related(self.units[owner_id], unit_id)
            self._answering[owner_id, unit_id] = (self.present(owner_id),) if theirs else self.leads(unit_id)
        return self._answering[owner_id, unit_id]

    def leads(self, unit_id: int) -> tuple[int, ...]:
        """The leads of the unit, or of the nearest unit above that has any; without any, the administrators."""
        if unit_id not in self._leads:
            found = next((posts for at in self._upwards(unit_id) if (posts := self.posts.get((_LEAD, at)))), ())
            self._leads[unit_id] = self._present(found) or self.administrators(unit_id)
        return self._leads[unit_id]

    def administrators(self, unit_id: int | None) -> tuple[int, ...]:
        """The administrators of the unit, or of the nearest above that has any; at last those of everything."""
        if unit_id not in self._administrators:
            path = (*self._upwards(unit_id), None)
            found = next((posts for at in path if (posts := self.posts.get((_ADMIN, at)))), ())
            self._administrators[unit_id] = self._present(found)
        return self._administrators[unit_id]

    def present(self, person_id: int) -> int:
        """The person, or whoever stands in for them on the day."""
        return self.stand_ins.get(person_id, person_id)

    def stood_in_for(self, people: Collection[int]) -> set[int]:
        """Those for whom one of ``people`` stands in on the day."""
        return {away for away, stand_in in self.stand_ins.items() if stand_in in people}

    def led_by(self, people: Collection[int]) -> set[int]:
        """The units whose leads one of ``people`` is."""
        return {unit_id for unit_id in self.parents if any(one in people for one in self.leads(unit_id))}

    def administered_by(self, people: Collection[int]) -> set[int]:
        """The units whose administrators one of ``people`` is."""
        return {unit_id for unit_id in self.parents if any(one in people for one in self.administrators(unit_id))}

    def covers(self, above: int | None, unit_id: int) -> bool:
        """Whether what belongs to ``above`` reaches down to the unit; None is above everything."""
        return above is None or above in self._upwards(unit_id)

    def _related(self, one: int | None, other: int) -> bool:
        return self.covers(one, other) or (one is not None and self.covers(other, one))

    def _present(self, people: Collection[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.present(one) for one in people))

    def _upwards(self, unit_id: int | None) -> Iterator[int]:
        while unit_id is not None:
            yield unit_id
            unit_id = self.parents.get(unit_id)

"""Who speaks, and what that allows: identity and scope as values."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["viewer", "member", "lead", "admin"]
RANK: dict[str, int] = {"viewer": 1, "member": 2, "lead": 3, "admin": 4}


@dataclass(frozen=True)
class Scope:
    """The part of the tree of units that may be seen: a unit with all below it, everything, or nothing."""

    unit_id: int | None = None
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing at all may be seen."""
        return self.unit_id is None and not self.everything


NOTHING, EVERYTHING = Scope(), Scope(everything=True)


@dataclass(frozen=True)
class Actor:
    """Somebody in a chat.

    An outsider has no ``person_id``. ``chat_unit_id`` is the unit that the group is bound to; in a private chat there
    is none. A program run by the operator acts as ``OPERATOR``.
    """

    person_id: int | None = None
    role: str | None = None
    unit_id: int | None = None
    private: bool = True
    chat_unit_id: int | None = None
    channel: str = ""
    user: str = ""

    @property
    def known(self) -> bool:
        """Whether this is a person who has been let in."""
        return self.person_id is not None and self.role is not None

    def at_least(self, role: str) -> bool:
        """Whether the actor's role includes ``role`` (viewer < member < lead < admin)."""
        return self.role is not None and RANK[self.role] >= RANK[role]

    @property
    def own(self) -> Scope:
        """What the person answers for, in whatever chat."""
        if not self.known:
            return NOTHING
        if self.unit_id is None:
            return EVERYTHING if self.role == "admin" else NOTHING
        return Scope(self.unit_id)

    @property
    def sees(self) -> Scope:
        """What may be shown here: in a group what the chat's unit may see, in private what the person may."""
        if self.private:
            return self.own
        return Scope(self.chat_unit_id)


OPERATOR = Actor(role="admin", person_id=0)

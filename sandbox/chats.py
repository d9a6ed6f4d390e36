from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sandbox.accounts import App, Person
from sandbox.posts import Post, SceneError


@dataclass(eq=False)
class PrivateChat:
    """A person alone with the bot; has the person's id."""

    person: Person
    posts: dict[int, Post] = field(default_factory=dict)
    typing_until: datetime | None = None

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def app(self) -> App:
        """The person's messenger."""
        return self.person.app

    @property
    def standing(self) -> str:
        """The bot's standing here: member, or kicked while the person blocks it."""
        return "kicked" if self.person.blocked else "member"

    def holds(self, person: Person) -> bool:
        """True for the one person of this chat."""
        return person is self.person


@dataclass(eq=False)
class Group:
    """A group; a supergroup once upgraded, a forum when it has topics. `standing` is the bot's place in it."""

    id: int
    title: str
    members: list[Person]
    admins: set[int] = field(default_factory=set)
    standing: str = "absent"
    supergroup: bool = False
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    app: App = "telegram"
    posts: dict[int, Post] = field(default_factory=dict)
    typing_until: datetime | None = None
    own_numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def owner(self) -> Person:
        """The first member. Raises SceneError in an empty group."""
        if not self.members:
            raise SceneError(f"nobody is in the group {self.title!r}: add somebody first")
        return self.members[0]

    @property
    def has_bot(self) -> bool:
        """True while the bot is in the group."""
        return self.standing in {"member", "administrator"}

    def holds(self, person: Person) -> bool:
        """True when the person is a member."""
        return person in self.members


Chat = PrivateChat | Group

"""The world apart from any messenger's dialect: who is there, which chats, what was said, what time it is."""

import secrets
from collections.abc import Callable
from itertools import count
from typing import Any

from sandbox.accounts import App, Bot, Person
from sandbox.chats import Chat, Group, PrivateChat
from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.posts import (
    Answered,
    Changed,
    Edited,
    Event,
    Media,
    Notice,
    NoticeKind,
    Post,
    Posted,
    Press,
    Pressed,
    SceneError,
    Standing,
)

Listener = Callable[[Event], None]


class Scene:
    """People, chats, posts, presses, clock and faults; every change is told to the listeners, in order."""

    def __init__(self, clock: SandboxClock, bot: Bot) -> None:
        self.clock = clock
        self.bot = bot
        self.faults = Faults()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.media: dict[str, Media] = {}
        self.presses: dict[str, Press] = {}
        self.listeners: list[Listener] = []
        self._numbers = count(1)
        self._person_ids = count(100_000_001)
        self._group_ids = count(4_000_000_001)
        self._supergroup_ids = count(2_000_000_001)

    def tell(self, event: Event) -> None:
        """Pass an event to every listener."""
        for listener in tuple(self.listeners):
            listener(event)

    # ------------------------------------------------------------------ people and groups
    def add_person(
        self, name: str, *, id_: int | None = None, username: str | None = None, language: str, label: str,
        app: App = "telegram",
    ) -> Person:  # fmt: skip
        """A new person with a private chat with the bot. Raises SceneError for an id that is taken or not positive."""
        number = self._free_person_id() if id_ is None else id_
        if number in self.people or number <= 0:
            raise SceneError(f"the id {number} is taken or not positive: choose another")
        person = Person(number, name, username, language, label, app)
        self.people[number] = person
        self.chats[number] = PrivateChat(person)
        self.tell(Changed())
        return person

    def _free_person_id(self) -> int:
        return next(number for number in self._person_ids if number not in self.people)

    def add_group(self, title: str, members: list[Person], *, supergroup: bool, forum: bool) -> Group:
        """A new group, the first member owning it; a forum is a supergroup. Raises SceneError over two messengers."""
        if len({member.app for member in members}) > 1:
            raise SceneError("all members of a group are on one messenger")
        big = supergroup or forum
        number = self._supergroup_id() if big else -next(self._group_ids)
        group = Group(number, title, list(members), supergroup=big, forum=forum, app=members[0].app)
        self.chats[number] = group
        self.tell(Changed())
        return group

    def _supergroup_id(self) -> int:
        return -1_000_000_000_000 - next(self._supergroup_ids)

    def add_topic(self, group: Group, title: str) -> int:
        """The new topic's thread id. Raises SceneError when the group is no forum."""
        if not group.forum:
            raise SceneError(f"{group.title!r} has no topics: make it a forum")
        post = self.notice(group, group.owner, "topic", title=title)
        group.topics[post.id] = title
        return post.id

    def join(self, group: Group, person: Person, by: Person | None = None) -> None:
        """Add a person to a group; nothing happens when already there."""
        if person.app != group.app:
            raise SceneError(f"{person.name} is on another messenger than the group")
        if group.holds(person):
            return
        group.members.append(person)
        self.notice(group, by or person, "joined", people=(person,))

    def leave(self, group: Group, person: Person) -> None:
        """Take a person out of a group. Raises SceneError when not there."""
        self._must_be_in(group, person)
        self.notice(group, person, "left", people=(person,))
        group.members.remove(person)
        group.admins.discard(person.id)

    def promote(self, group: Group, person: Person) -> None:
        """Make a member an administrator of the group. Raises SceneError when not there."""
        self._must_be_in(group, person)
        group.admins.add(person.id)
        self.tell(Changed())

    # ------------------------------------------------------------------ the bot's standing
    def set_standing(self, group: Group, new: str, by: Person | Bot | None = None) -> None:
        """Add, promote, demote or remove the bot; nothing happens when it stands so already."""
        old, actor = group.standing, by or group.owner
        if old == new:
            return
        group.standing = new
        self.tell(Standing(group, actor, old, new))
        if group.has_bot and old not in {"member", "administrator"}:
            self.notice(group, actor, "joined", people=(self.bot,))
        elif not group.has_bot:
            self.notice(group, actor, "left", people=(self.bot,))

    def set_blocked(self, person: Person, *, blocked: bool) -> None:
        """Let a person block the bot or take it back; nothing happens when it is so already."""
        if person.blocked == blocked:
            return
        chat = self.chats[person.id]
        old = chat.standing
        person.blocked = blocked
        self.tell(Standing(chat, person, old, chat.standing))

    def deactivate(self, person: Person) -> None:
        """Delete a person's account; the bot is told nothing, as in life."""
        person.deactivated = True
        self.tell(Changed())

    def migrate(self, group: Group) -> Group:
        """The supergroup that a group became. Raises SceneError when it is one already."""
        if group.supergroup or group.migrated_to is not None:
            raise SceneError(f"{group.title!r} is a supergroup already")
        new = Group(
            self._supergroup_id(),
            group.title,
            group.members,
            group.admins,
            group.standing,
            supergroup=True,
        )
        self.chats[new.id] = new
        self.notice(group, group.owner, "migrated_to", number=new.id)
        group.migrated_to = new.id
        self.notice(new, group.owner, "migrated_from", number=group.id)
        return new

    # ------------------------------------------------------------------ posts
    def post(self, chat: Chat, sender: Person | Bot, text: str = "", **rest: Any) -> Post:
        """The message, sent. Raises SceneError when a person may not write there."""
        if isinstance(sender, Person):
            self._check_may_write(chat, sender, rest.get("thread"))
        return self._append(chat, sender, text=text, **rest)

    def notice(
        self,
        group: Group,
        by: Person | Bot,
        kind: NoticeKind,
        *,
        people: tuple[Person | Bot, ...] = (),
        number: int = 0,
        title: str = "",
    ) -> Post:
        """A line of the messenger's own in a group."""
        return self._append(group, by, notice=Notice(kind, people, number, title))

    def _append(self, chat: Chat, sender: Person | Bot, **rest: Any) -> Post:
        numbers = chat.own_numbers if isinstance(chat, Group) and chat.supergroup else self._numbers
        post = Post(next(numbers), chat, sender, self.clock.now(), **rest)
        chat.posts[post.id] = post
        if sender is self.bot:
            chat.typing_until = None
        if post.media is not None:
            self.media[post.media.id] = post.media
        self.tell(Posted(post))
        return post

    def _check_may_write(self, chat: Chat, person: Person, thread: int | None) -> None:
        if isinstance(chat, PrivateChat):
            if person.blocked:
                raise SceneError(f"{person.name} has blocked the bot: unblock it first")
            self._must_be_in(chat, person)
            person.started = True
            return
        self._must_be_in(chat, person)
        if chat.migrated_to is not None:
            raise SceneError(f"the group is now the supergroup {chat.migrated_to}: write there")
        if thread is not None and thread not in chat.topics:
            raise SceneError(f"there is no topic {thread} in {chat.title!r}")

    def _must_be_in(self, chat: Chat, person: Person) -> None:
        if not chat.holds(person):
            raise SceneError(f"{person.name} is not in chat {chat.id}")
        if person.deactivated:
            raise SceneError(f"{person.name} has deleted the account")

    def edit(self, post: Post, **changes: Any) -> None:
        """Change a message: text, spans, keyboard."""
        for name, value in changes.items():
            setattr(post, name, value)
        post.edited_at = self.clock.now()
        self.tell(Edited(post))

    def delete(self, post: Post) -> None:
        """Take a message out of its chat."""
        post.deleted = True
        self.tell(Changed())

    # ------------------------------------------------------------------ presses
    def press(self, person: Person, post: Post, choice: str) -> Press:
        """A press on the button whose data, or else label, is `choice`. Raises SceneError when there is none."""
        self._must_be_in(post.chat, person)
        if post.deleted:
            raise SceneError(f"message {post.id} was deleted")
        data = _button_data(post, choice)
        press = Press(str(secrets.randbits(62)), person, post, data, self.clock.now())
        self.presses[press.id] = press
        self.tell(Pressed(press))
        return press

    def answer(self, press: Press, **answer: Any) -> None:
        """Note the bot's answer to a press."""
        press.answered, press.answer = True, answer
        self.tell(Answered(press))


def _button_data(post: Post, choice: str) -> str:
    buttons = [button for row in post.keyboard for button in row if "callback_data" in button]
    for key in ("callback_data", "text"):
        for button in buttons:
            if button[key] == choice:
                return str(button["callback_data"])
    offered = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise SceneError(f"message {post.id} has no button {choice!r}; it has: {offered}")

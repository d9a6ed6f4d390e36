"""Opaque ids, as Zalo's are: the same for the same thing, and telling nothing."""

import hashlib

from sandbox.accounts import Bot, Person
from sandbox.chats import Chat, Group
from sandbox.posts import Post

LENGTH = 20


def _opaque(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:LENGTH]


def user(who: Person | Bot) -> str:
    """An account's id: 20 hexadecimal digits."""
    return _opaque(f"user {who.id}")


def chat(place: Chat) -> str:
    """A chat's id: a group's begins with zgr-, a private one has its person's."""
    return f"zgr-{_opaque(f'group {place.id}')}" if isinstance(place, Group) else user(place.person)


def message(post: Post) -> str:
    """A message's id."""
    return _opaque(f"message {post.chat.id} {post.id}")

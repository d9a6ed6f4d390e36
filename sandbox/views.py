"""What is shown of the world to a page or to a test in another process."""

from typing import Any

from sandbox.accounts import Person
from sandbox.botapi import objects
from sandbox.chats import Chat, Group, PrivateChat
from sandbox.posts import SceneError
from sandbox.world import Request, World

Json = dict[str, Any]


class Views:
    """JSON views of a world; every argument comes as text from a query."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._seen: dict[tuple[int, int], int] = {}

    def state(self, person: str = "") -> Json:
        """Everybody, the clock, the faults, and the chats of one person."""
        scene = self.world.scene
        viewer = self.world.person(int(person)) if person else None
        return {
            "now": scene.clock.now().isoformat(),
            "bot": objects.user(scene.bot),
            "description": self.world.api.profile.get(("description", viewer.language if viewer else ""))
            or self.world.api.profile.get(("description", ""), ""),
            "people": [self.person_facts(somebody) for somebody in scene.people.values()],
            "chats": [self._chat_facts(viewer, chat) for chat in self._chats_of(viewer)],
            "faults": self.world.faults_of(viewer.app if viewer else "telegram").listed(),
        }

    def person_facts(self, person: Person) -> Json:
        """A person as the page lists them."""
        unread = sum(self._unread(person, chat) for chat in self._chats_of(person))
        return {
            "id": person.id,
            "name": person.name,
            "username": person.username,
            "language": person.language,
            "label": person.label,
            "app": person.app,
            "blocked": person.blocked,
            "unread": unread,
        }

    def _chats_of(self, person: Person | None) -> list[Chat]:
        chats = self.world.scene.chats.values()
        if person is None:
            return [chat for chat in chats if isinstance(chat, Group)]
        return [chat for chat in chats if chat.holds(person) and getattr(chat, "migrated_to", None) is None]

    def _chat_facts(self, viewer: Person | None, chat: Chat) -> Json:
        alive = [post for post in chat.posts.values() if not post.deleted]
        facts = objects.chat(chat) | {
            "last": objects.message(alive[-1], nested=True) if alive else None,
            "unread": self._unread(viewer, chat) if viewer else 0,
            "standing": chat.standing,
            "app": chat.app,
        }
        if isinstance(chat, Group):
            facts["topics"] = [{"id": number, "title": title} for number, title in chat.topics.items()]
            facts["members"] = [member.id for member in chat.members]
        return facts

    def _unread(self, person: Person, chat: Chat) -> int:
        seen = self._seen.get((person.id, chat.id), 0)
        new = (post for number, post in chat.posts.items() if number > seen and not post.deleted)
        return sum(post.sender is not person and post.notice is None for post in new)

    def chat(self, person: str, chat: str) -> Json:
        """A chat as one person sees it, read from now on."""
        viewer, place = self.world.person(int(person)), self.world.chat(int(chat))
        if not place.holds(viewer):
            raise SceneError(f"{viewer.name} is not in chat {chat}")
        self._seen[viewer.id, place.id] = max(place.posts, default=0)
        now = self.world.clock.now()
        return self._chat_facts(viewer, place) | {
            "messages": self.world.messages(place.id),
            "commands": self.world.commands(viewer, place.id),
            "typing": place.typing_until is not None and place.typing_until > now,
            "started": viewer.started or not isinstance(place, PrivateChat),
        }

    def messages(self, chat: str) -> list[Json]:
        """The messages of a chat."""
        return self.world.messages(int(chat))

    def requests(self, since: str = "0") -> list[Json]:
        """The bot's requests, from the one with this number on."""
        return [request_facts(request) for request in list(self.world.requests)[int(since) :]]

    def answer(self, callback: str) -> Json:
        """The bot's answer to a press, null while there is none."""
        return {"answer": self.world.answer_to(callback)}

    def fault(self) -> list[Json]:
        """The rules in force."""
        return self.world.faults.listed()

    def group(self, number: int) -> Group:
        """The group with this id. Raises SceneError when there is none."""
        found = self.world.chat(number)
        if not isinstance(found, Group):
            raise SceneError(f"chat {number} is no group")
        return found


def request_facts(request: Request) -> Json:
    """A request as JSON values, its files by name and size."""
    return {
        "app": request.app,
        "method": request.method,
        "params": request.params,
        "at": request.at.isoformat(),
        "files": {name: {"filename": file.filename, "size": len(file.content)} for name, file in request.files.items()},
        "status": request.status,
        "description": request.description,
    }

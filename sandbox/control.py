"""What a page or a test in another process does in the world: JSON over HTTP under /sandbox/."""

import base64
import binascii
import importlib.resources
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from sandbox.accounts import APPS
from sandbox.botapi import ApiError
from sandbox.faults import Fault
from sandbox.feed import Feed
from sandbox.posts import Changed, SceneError
from sandbox.views import Views
from sandbox.world import World

Json = dict[str, Any]
Act = Callable[[Json], Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
POLICY = "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; frame-ancestors 'self'"


class Control:
    """The control API and the page over one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.feed = Feed(world.scene)
        self.views = Views(world)

    def mount(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/", page)
        app.router.add_get("/page/{name}", page)
        app.router.add_get("/sandbox/events", self.feed.stream)
        app.router.add_get("/sandbox/media/{id}", self._media)
        for name in ("state", "chat", "messages", "requests", "answer", "fault"):
            app.router.add_get(f"/sandbox/{name}", answering(self._read(getattr(self.views, name))))
        acts: tuple[Act, ...] = (
            self.person, self.group, self.membership, self.block, self.says, self.press,
            self.edit, self.send, self.clock, self.fault, self.zalo,
        )  # fmt: skip
        for act in acts:
            app.router.add_post(f"/sandbox/{act.__name__}", answering(self._write(act)))
        app.router.add_delete("/sandbox/fault", answering(self._clear_faults))

    # ------------------------------------------------------------------ what one can do
    def person(self, asked: Json) -> Json:
        """Add a person: name, and if wished id, username, language, label, app (telegram or zalo)."""
        names = ("id", "username", "language", "label", "app")
        person = self.world.add_person(asked["name"], **{key: asked[key] for key in names if key in asked})
        return self.views.person_facts(person)

    def group(self, asked: Json) -> Json:
        """Add a group: title, members, and if wished with_bot, forum, supergroup."""
        members = [self.world.person(number) for number in asked["members"]]
        flags = {key: bool(asked.get(key)) for key in ("with_bot", "forum", "supergroup")}
        return {"id": self.world.add_group(asked["title"], members, **flags).id}

    def membership(self, asked: Json) -> Json:
        """Change who is in a group: group, action, and where it needs them person and title."""
        world, group = self.world, self.views.group(asked["group"])
        person = world.person(asked["person"]) if asked.get("person") else group.owner
        actions: dict[str, Callable[[], int | None]] = {
            "add_bot": lambda: world.add_bot_to(group, by=person),
            "promote_bot": lambda: world.add_bot_to(group, admin=True, by=person),
            "kick_bot": lambda: world.kicks_bot(group, by=person),
            "join": lambda: world.joins(person, group),
            "leave": lambda: world.leaves(person, group),
            "promote": lambda: world.promotes(person, group),
            "migrate": lambda: world.migrates(group),
            "topic": lambda: world.add_topic(group, asked["title"]),
        }
        if asked["action"] not in actions:
            raise SceneError(f"unknown action {asked['action']!r}: one of {', '.join(actions)}")
        return {"id": actions[asked["action"]]()}

    def block(self, asked: Json) -> Json:
        """Block the bot or take it back: person, blocked."""
        person = self.world.person(asked["person"])
        (self.world.blocks if asked["blocked"] else self.world.unblocks)(person)
        return {}

    def says(self, asked: Json) -> Json:
        """Write a message: person, chat, text, and if wished reply_to and thread."""
        person, reply = self.world.person(asked["person"]), asked.get("reply_to")
        chat = asked.get("chat", person.id)
        original = {"chat": {"id": chat}, "message_id": reply} if reply else None
        return self.world.says(person, chat, asked["text"], original, thread=asked.get("thread"))

    def press(self, asked: Json) -> Json:
        """Press a button: person, chat, message, choice (its data or label)."""
        person = self.world.person(asked["person"])
        return {"callback": self.world.presses(person, self._message(asked), asked["choice"])}

    def edit(self, asked: Json) -> Json:
        """Edit an own message: person, chat, message, text."""
        return self.world.edits(self.world.person(asked["person"]), self._message(asked), asked["text"])

    def send(self, asked: Json) -> Json:
        """Send a photo, document, sticker, voice, contact or location: person, chat, kind and what the kind needs."""
        person, kind = self.world.person(asked["person"]), asked["kind"]
        rest = {key: value for key, value in asked.items() if key not in {"person", "kind", "chat"}}
        if "content" in rest:
            rest["content"] = base64.b64decode(rest["content"], validate=True)
        if kind not in {"photo", "document", "sticker", "voice", "contact", "location"}:
            raise SceneError(f"unknown kind {kind!r}")
        sent: Json = getattr(self.world, f"sends_{kind}")(person, asked.get("chat"), **rest)
        return sent

    def clock(self, asked: Json) -> Json:
        """Move the clock: advance (seconds), or set (ISO 8601 with zone)."""
        clock = self.world.clock
        if "set" in asked:
            now = clock.set(datetime.fromisoformat(asked["set"]))
        else:
            now = clock.advance(timedelta(seconds=asked["advance"]))
        return {"now": now.isoformat()}

    def fault(self, asked: Json) -> list[Json]:
        """Make something go wrong: the fields of a Fault, and if wished app (telegram or zalo)."""
        faults = self.world.faults_of(asked.pop("app", "telegram"))
        faults.add(Fault(**asked))
        return faults.listed()

    def zalo(self, asked: Json) -> Json:
        """Trouble Zalo's next events (repeat, drop, disorder: how many), or set its quota (messages, users, groups)."""
        zalo = self.world.zalo
        zalo.events.trouble.put(asked)
        zalo.quota.put(asked)
        return {"waiting": len(zalo.events)}

    def _message(self, asked: Json) -> Json:
        return {"chat": {"id": asked["chat"]}, "message_id": asked["message"]}

    # ------------------------------------------------------------------ HTTP
    def _write(self, act: Act) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            # JSON alone, so that a page of another site cannot post a form here.
            if request.content_type != "application/json":
                raise SceneError("send JSON with the content type application/json")
            result = act(await request.json())
            self.world.scene.tell(Changed())
            return web.json_response(result)

        return handle

    def _read(self, view: Callable[..., Any]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            return web.json_response(view(**request.query), headers={"Cache-Control": "no-store"})

        return handle

    async def _clear_faults(self, _request: web.Request) -> web.StreamResponse:
        for app in APPS:
            self.world.faults_of(app).clear()
        self.world.scene.tell(Changed())
        return web.json_response([])

    async def _media(self, request: web.Request) -> web.StreamResponse:
        media = self.world.scene.media.get(request.match_info["id"])
        if media is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff"}
        if media.kind == "photo":
            return web.Response(body=media.content, content_type=media.mime, headers=headers)
        # What somebody uploaded must not run as a page of ours.
        headers["Content-Disposition"] = "attachment"
        return web.Response(body=media.content, content_type="application/octet-stream", headers=headers)


def answering(handler: Handler) -> Handler:
    """The handler, with what cannot be done said as 400 and a sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except KeyError as missing:
            return web.json_response({"error": f"missing or unknown: {missing}"}, status=400)
        except (ValueError, TypeError, OverflowError, binascii.Error, ApiError) as refusal:
            return web.json_response({"error": str(refusal)}, status=400)

    return handle


async def page(request: web.Request) -> web.StreamResponse:
    """The page and its parts."""
    name = request.match_info.get("name", "index.html")
    kind = PAGE_TYPES.get(name.rpartition(".")[2])
    file = importlib.resources.files("sandbox") / "page" / name
    if kind is None or "/" in name or "\\" in name or not file.is_file():
        raise web.HTTPNotFound
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return web.Response(text=file.read_text("utf-8"), content_type=kind, charset="utf-8", headers=headers)

"""The house's own web door: what messengers post and fetch, and whether all is well.

A webhook's 200 comes after the event is committed. A file is found by a signed link that expires, and by nothing else.
"""

import hmac
import json
import mimetypes
from collections.abc import Mapping
from urllib.parse import quote

import structlog
from aiohttp import web
from sqlmodel import Session

from bot.channels.base import Door
from bot.clock import Clock
from bot.links import ExpiredLinkError, ForgedLinkError, Links
from bot.store import Store
from models import SharedFile
from outreach.texts import links as texts
from outreach.texts.speech import Speech
from outreach.vault import KeyLostError, vault_of

log = structlog.get_logger()
LARGEST_EVENT = 1024 * 1024
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


class Web:
    """Serves webhooks, files by link and health on one port."""

    def __init__(
        self, port: int, store: Store, clock: Clock, links: Links, doors: Mapping[str, Door], speech: Speech,
        host: str = "0.0.0.0",  # noqa: S104 - the messengers come from outside
    ) -> None:  # fmt: skip
        self.port, self._host = port, host
        self._store, self._clock, self._links, self._doors, self._speech = store, clock, links, doors, speech
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        app = web.Application(client_max_size=LARGEST_EVENT)
        app.router.add_get("/health", self._health)
        app.router.add_get("/f/{file:[0-9]{1,18}}/{until:[0-9]{1,12}}/{signature}/{name}", self._file)
        app.router.add_post("/hook/{channel}", self._event)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Answer what is under way, and close."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _event(self, request: web.Request) -> web.Response:
        door = self._doors.get(request.match_info["channel"])
        if door is None:
            return web.Response(status=404)
        told = request.headers.get(door.header, "")
        if not hmac.compare_digest(told.encode(), door.secret.encode()):
            log.warning("a webhook call without the secret", channel=request.match_info["channel"])
            return web.Response(status=403)
        try:
            event = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            return web.Response(status=400)
        await door.take(event)  # committed when this returns; what fails here is answered with 500, and comes again
        return web.Response()

    async def _file(self, request: web.Request) -> web.Response:
        asked = request.match_info
        file, now = int(asked["file"]), self._clock.now()
        try:
            self._links.check(file, int(asked["until"]), asked["signature"], now)
        except ForgedLinkError:
            return web.Response(status=404)
        except ExpiredLinkError:
            return self._gone()
        found = await self._store.read(lambda session: _opened(session, file))
        return self._gone() if found is None else _shown(*found)

    def _gone(self) -> web.Response:
        return web.Response(status=410, text=texts.gone(self._speech).plain)


def _opened(session: Session, file: int) -> tuple[str, bytes] | None:
    """The name and content of a file; None when it is gone."""
    row = session.get(SharedFile, file)
    if row is None:
        return None
    try:
        return row.name, vault_of(session).open_bytes(row.content_sealed)
    except KeyLostError:
        return None


def _shown(name: str, content: bytes) -> web.Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    if kind not in _PICTURES:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return web.Response(body=content, content_type=kind, headers=headers)

"""The HTTP side: Telegram's addresses, Zalo's under /zalo, the control API and the page, on one port."""

import asyncio
import ipaddress
from datetime import UTC
from http import HTTPStatus
from typing import Any

from aiohttp import web

from sandbox.botapi import ApiError, Params, decode_request
from sandbox.botapi.intake import file_path
from sandbox.control import Control
from sandbox.faults import Fault
from sandbox.mishaps import CutConnectionError, Mishaps, cut
from sandbox.world import Request, World
from sandbox.zalo_door import ZaloDoor

UPLOAD_LIMIT = 50 * 1024 * 1024
FORM_ROOM = 1024 * 1024
NOT_FOUND = ApiError(404, "Not Found")
UNAUTHORIZED = ApiError(401, "Unauthorized")


class SandboxServer:
    """Serves a world. The control API and the page are there on loopback only, unless `control` says otherwise."""

    def __init__(self, world: World, host: str = "127.0.0.1", port: int = 0, *, control: bool | None = None) -> None:
        """Port 0 takes a free one."""
        self.world = world
        self._host, self._port = host, port
        self._mishaps = Mishaps()
        self._control = Control(world) if (control is None and is_loopback(host)) or control else None
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address without a slash at its end; meaningful once started."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Answer what waits and close."""
        self._mishaps.closing.set()
        self.world.api.updates.close()
        self.world.zalo.close()
        self.world.faults.bell.ring()
        if self._control is not None:
            self._control.feed.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=UPLOAD_LIMIT + FORM_ROOM)
        app.on_response_prepare.append(self._stamp)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_route("*", "/zalo/bot{token:[^/]+}/{method}", ZaloDoor(self.world, self._mishaps).call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        if self._control is not None:
            self._control.mount(app)
        return app

    async def _stamp(self, _request: web.Request, response: web.StreamResponse) -> None:
        now = self.world.clock.now().astimezone(UTC)
        response.headers["X-Sandbox-Now"] = now.isoformat()

    # ------------------------------------------------------------------ Telegram's addresses
    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            result = await self._answer(request)
        except ApiError as refusal:
            return web.json_response(refusal.body(), status=refusal.status)
        except CutConnectionError:
            return cut(request)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, request: web.Request) -> Any:
        if request.method not in {"GET", "POST"}:
            raise NOT_FOUND
        self._check_token(request)
        method = request.match_info["method"]
        params = await decode_request(request)
        record = Request(method, params.values, self.world.clock.now(), params.files)
        self.world.requests.append(record)
        try:
            result = await self._obey(method, params)
        except ApiError as refusal:
            record.status, record.description = refusal.status, refusal.description
            raise
        record.status = 200
        return result

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not self.world.knows(token):
            raise UNAUTHORIZED

    async def _obey(self, method: str, params: Params) -> Any:
        chat = params.values.get("chat_id")
        fault = self.world.faults.take(method, chat)
        if fault is not None:
            await self._go_wrong(fault)
        result = await self.world.api.call(method, params)
        if fault is None and method.lower() == "getupdates":
            # A rule made while the poll waited strikes it too: nothing answers while Telegram is away.
            fault = self.world.faults.take(method, chat)
            if fault is not None:
                await self._go_wrong(fault)
        if fault is not None and fault.action == "cut_after":
            raise CutConnectionError
        return result

    async def _go_wrong(self, fault: Fault) -> None:
        if fault.action == "status":
            raise refusal(fault)
        await self._mishaps.meet(fault, self.world.faults)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
        except ApiError as refusal:
            return web.json_response(refusal.body(), status=refusal.status)
        path = request.match_info["path"]
        media = self.world.scene.media.get(path.rpartition("/")[2].partition(".")[0])
        if media is None or file_path(media) != path:
            return web.json_response(NOT_FOUND.body(), status=404)
        return web.Response(body=media.content, content_type="application/octet-stream")


def refusal(fault: Fault) -> ApiError:
    """The error that a fault asks for, in Telegram's words where it brings none of its own."""
    words = fault.description or HTTPStatus(fault.status).phrase
    if fault.retry_after is None:
        return ApiError(fault.status, words)
    words = fault.description or f"{words}: retry after {fault.retry_after}"
    return ApiError(fault.status, words, retry_after=fault.retry_after)


def is_loopback(host: str) -> bool:
    """True for localhost and the addresses of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def serve(host: str, port: int, world: World) -> None:
    """Serve a world until cancelled. Raises OSError when the port is taken."""
    server = SandboxServer(world, host, port)
    await server.start()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()

"""Zalo's addresses: /zalo/bot<token>/<method>, answered with HTTP 200 even when refused."""

import json
from typing import Any

from aiohttp import web

from sandbox.mishaps import CutConnectionError, Mishaps, cut
from sandbox.world import Request, World
from sandbox.zaloapi import ZaloError

Json = dict[str, Any]


class ZaloDoor:
    """Takes the requests of a bot on Zalo."""

    def __init__(self, world: World, mishaps: Mishaps) -> None:
        self.world = world
        self._mishaps = mishaps

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        try:
            result = await self._answer(request)
        except ZaloError as refusal:
            return web.json_response(refusal.body(), status=refusal.status)
        except CutConnectionError:
            return cut(request)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, request: web.Request) -> Any:
        zalo, method = self.world.zalo, request.match_info["method"]
        if zalo.token not in {None, request.match_info["token"]}:
            raise ZaloError(401, "Unauthorized")
        asked = await _read(request)
        record = Request(method, asked, self.world.clock.now(), app="zalo")
        self.world.requests.append(record)
        try:
            result = await self._obey(method, asked)
        except ZaloError as refusal:
            record.status, record.description = refusal.code, refusal.description
            raise
        record.status = 200
        return result

    async def _obey(self, method: str, asked: Json) -> Any:
        zalo = self.world.zalo
        chat = zalo.chat(asked.get("chat_id"))
        fault = zalo.faults.take(method, chat.id if chat else None)
        if fault is not None and fault.action == "status":
            raise ZaloError(fault.status, fault.description or "Something went wrong")
        if fault is not None:
            await self._mishaps.meet(fault, zalo.faults)
        result = await zalo.call(method, asked)
        if fault is not None and fault.action == "cut_after":
            raise CutConnectionError
        return result


async def _read(request: web.Request) -> Json:
    values: Json = dict(request.query)
    if request.can_read_body:
        try:
            body = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise ZaloError(400, "body is no JSON") from None
        if not isinstance(body, dict):
            raise ZaloError(400, "body must be an object")
        values |= body
    return values

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.posts import Answered, Event
from sandbox.scene import Scene

KEEP_ALIVE = 15.0


class Feed:
    """Tells open pages that something changed, as Server-Sent Events; a page then asks for what it shows."""

    def __init__(self, scene: Scene) -> None:
        self._queues: set[asyncio.Queue[dict[str, Any] | None]] = set()
        scene.listeners.append(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Answered):
            press = event.press
            self._put({"kind": "answer", "callback": press.id, "person": press.person.id, **(press.answer or {})})
        self._put({"kind": "changed"})

    def _put(self, item: dict[str, Any] | None) -> None:
        for queue in self._queues:
            queue.put_nowait(item)

    def close(self) -> None:
        """End all streams."""
        self._put(None)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """GET /sandbox/events."""
        response = web.StreamResponse(headers={"Cache-Control": "no-store"})
        response.content_type = "text/event-stream"
        await response.prepare(request)
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            await self._write(response, queue)
        except ConnectionError:
            pass
        finally:
            self._queues.discard(queue)
        return response

    async def _write(self, response: web.StreamResponse, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    item = await queue.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if item is None:
                return
            await response.write(f"data: {json.dumps(item, ensure_ascii=False)}\n\n".encode())

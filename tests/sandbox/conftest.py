"""A world with a server on a free port, and two ways to speak to it: raw requests and python-telegram-bot."""

import asyncio
import io
import json
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from sandbox import Person, SandboxClock, SandboxServer, World
from tests.schema import SCHEMA, validate_answer

TOKEN = "7123456789:AAE_test-token"
MONDAY = datetime(2024, 6, 17, 1, tzinfo=UTC)


class RefusedError(Exception):
    """An answer with ok false."""

    def __init__(self, body: dict[str, Any], status: int) -> None:
        super().__init__(body["description"])
        assert body["ok"] is False
        assert body["error_code"] == status
        self.code, self.words, self.parameters = status, body["description"], body.get("parameters", {})


class Caller:
    """Raw requests; every answer is checked against the official schema where that is present."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def __call__(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            return self.read(method, await response.json(), response.status)

    def read(self, method: str, body: dict[str, Any], status: int) -> Any:
        if not body["ok"]:
            raise RefusedError(body, status)
        if SCHEMA.exists():
            validate_answer(method, body["result"])
        return body["result"]

    async def form(self, method: str, fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> Any:
        form = aiohttp.FormData(quote_fields=False)
        for name, value in fields.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, content) in files.items():
            form.add_field(name, io.BytesIO(content), filename=filename)
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", data=form) as response:
            return self.read(method, await response.json(), response.status)

    async def refused(self, method: str, **params: Any) -> RefusedError:
        with pytest.raises(RefusedError) as caught:
            await self(method, **params)
        return caught.value

    async def words(self, method: str, **params: Any) -> str:
        return (await self.refused(method, **params)).words


@pytest.fixture
def world() -> World:
    return World(SandboxClock(MONDAY), token=TOKEN, limits=False)


@pytest.fixture
def lan(world: World) -> Person:
    return world.add_person("Trần Thị Lan", username="lan")


@pytest.fixture
async def server(world: World) -> AsyncIterator[SandboxServer]:
    server = SandboxServer(world)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http(server: SandboxServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def call(server: SandboxServer, http: aiohttp.ClientSession) -> Caller:
    return Caller(http, server.url)


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as bot:
        yield bot


async def asked(world: World, number: int) -> None:
    """Wait until the server works on its so many-th request."""
    async with asyncio.timeout(5):
        while len(world.requests) < number:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.01)


def png(width: int = 4, height: int = 3) -> bytes:
    """A true picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x3a\x8f\xd8" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

"""The sandbox speaks Zalo's dialect as CHANNELS describes it: one event a poll, errors under HTTP 200, opaque ids."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox import Fault, Group, Person, SandboxServer, World
from sandbox.zaloapi import ids
from tests.sandbox.conftest import png

TOKEN = "zalo-token"


class Zalo:
    """Raw requests to the Zalo side."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http, self.url = http, url

    async def __call__(self, method: str, **asked: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/zalo/bot{TOKEN}/{method}", json=asked) as answer:
            assert answer.status == 200
            body: dict[str, Any] = await answer.json()
            return body

    async def result(self, method: str, **asked: Any) -> Any:
        body = await self(method, **asked)
        assert body["ok"], body
        return body["result"]

    async def code(self, method: str, **asked: Any) -> int:
        body = await self(method, **asked)
        assert body["ok"] is False
        return int(body["error_code"])


@pytest.fixture
async def zalo(server: SandboxServer, http: aiohttp.ClientSession) -> Zalo:
    return Zalo(http, server.url)


@pytest.fixture
def ted(world: World) -> Person:
    return world.add_person("Ted", app="zalo")


@pytest.fixture
def group(world: World, ted: Person) -> Group:
    return world.add_group("Nhóm", [ted, world.add_person("Hoa", app="zalo")], with_bot=True)


async def test_who_the_bot_is(zalo):
    me = await zalo.result("getMe")
    assert me["account_type"] == "BASIC"
    assert len(me["id"]) == 20


async def test_one_event_a_poll_and_then_408(world, zalo, ted):
    world.says(ted, text="một")
    world.says(ted, text="hai")
    first, second = await zalo.result("getUpdates", timeout=0), await zalo.result("getUpdates", timeout=0)
    assert (first["message"]["text"], second["message"]["text"]) == ("một", "hai")
    message = first["message"]
    assert first["event_name"] == "message.text.received"
    assert message["chat"] == {"id": message["from"]["id"], "chat_type": "PRIVATE"}
    assert abs(message["date"] / 1000 - world.clock.now().timestamp()) < 5
    assert await zalo.code("getUpdates", timeout=0) == 408


async def test_a_poll_waits(world, zalo, ted):
    async def later() -> None:
        await asyncio.sleep(0.05)
        world.says(ted, text="chào")

    event, _ = await asyncio.gather(zalo.result("getUpdates", timeout=5), later())
    assert event["message"]["text"] == "chào"


async def test_only_mentions_and_answers_arrive_from_groups(world, zalo, ted, group):
    world.says(ted, group, "trưa nay ăn gì")
    world.says(ted, group, "@Nhịp Cầu tiến độ")
    event = await zalo.result("getUpdates", timeout=0)
    assert event["message"]["text"] == "@Nhịp Cầu tiến độ"
    assert event["message"]["chat"]["chat_type"] == "GROUP"
    assert event["message"]["chat"]["id"].startswith("zgr-")
    sent = await zalo.result("sendMessage", chat_id=event["message"]["chat"]["id"], text="đây")
    assert len(sent["message_id"]) == 20
    world.says(ted, group, "cảm ơn", world.messages(group)[-1])
    assert (await zalo.result("getUpdates", timeout=0))["message"]["text"] == "cảm ơn"


async def test_telegram_and_zalo_do_not_hear_each_other(world, zalo, call, ted, lan):
    world.says(lan, text="/start")
    world.says(ted, text="start")
    assert [update["message"]["text"] for update in await call("getUpdates")] == ["/start"]
    assert (await zalo.result("getUpdates", timeout=0))["message"]["text"] == "start"
    assert (await call.refused("sendMessage", chat_id=ted.id, text="x")).words.endswith("chat not found")


async def test_pictures_stickers_voices_and_the_rest(world, zalo, ted):
    world.sends_photo(ted, content=png(), caption="đây")
    world.sends_sticker(ted)
    world.sends_voice(ted)
    world.sends_contact(ted, phone="0987", name="A")
    names = [(await zalo.result("getUpdates", timeout=0))["event_name"] for _ in range(4)]
    assert [name.split(".")[1] for name in names] == ["image", "sticker", "voice", "unsupported"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": ""}, 400),
        ({"text": "x" * 2001}, 400),
        ({"text": "ab", "text_styles": [{"start": 1, "len": 2, "st": ["b"]}]}, 400),
        ({"text": "ab", "text_styles": [{"start": 0, "len": 2, "st": ["x"]}]}, 400),
        ({"text": "ab", "chat_id": "nobody"}, 400),
    ],
)
async def test_what_is_refused(world, zalo, ted, asked, code):
    world.says(ted, text="chào")
    chat = (await zalo.result("getUpdates", timeout=0))["message"]["chat"]["id"]
    assert await zalo.code("sendMessage", **{"chat_id": chat} | asked) == code


async def test_styles_are_shown(world, zalo, ted):
    world.says(ted, text="chào")
    chat = (await zalo.result("getUpdates", timeout=0))["message"]["chat"]["id"]
    await zalo.result("sendMessage", chat_id=chat, text="🙂 đậm", text_styles=[{"start": 3, "len": 3, "st": ["b"]}])
    assert world.messages(ted)[-1]["entities"] == [{"type": "bold", "offset": 3, "length": 3}]


async def test_nobody_is_spoken_to_who_has_not_written_first(world, zalo, ted):
    assert await zalo.code("sendMessage", chat_id=ids.user(ted), text="chào") == 403


async def test_a_picture_is_fetched(world, zalo, ted):
    async def picture(_request: web.Request) -> web.Response:
        return web.Response(body=png(), content_type="image/png")

    app = web.Application()
    app.router.add_get("/there.png", picture)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    world.says(ted, text="chào")
    chat = (await zalo.result("getUpdates", timeout=0))["message"]["chat"]["id"]
    await zalo.result("sendPhoto", chat_id=chat, photo=f"{url}/there.png", caption="ảnh")
    assert world.messages(ted)[-1]["caption"] == "ảnh"
    assert await zalo.code("sendPhoto", chat_id=chat, photo=f"{url}/gone.png") == 400
    assert await zalo.code("sendPhoto", chat_id=chat, photo="attach://x") == 400
    await runner.cleanup()


async def test_the_quota(world, zalo, ted):
    world.zalo.quota.messages = 2
    world.says(ted, text="chào")
    chat = (await zalo.result("getUpdates", timeout=0))["message"]["chat"]["id"]
    for _ in range(2):
        await zalo.result("sendMessage", chat_id=chat, text="x")
    assert await zalo.code("sendMessage", chat_id=chat, text="x") == 429


async def test_events_come_twice_never_or_late(world, zalo, ted):
    for text in ("một", "hai", "ba", "bốn"):
        world.says(ted, text=text)
    trouble = world.zalo.events.trouble
    trouble.repeat = 1
    heard = [(await zalo.result("getUpdates", timeout=0))["message"]["text"] for _ in range(2)]
    assert heard == ["một", "một"]
    trouble.drop = 1
    assert (await zalo.result("getUpdates", timeout=0))["message"]["text"] == "ba"
    world.says(ted, text="năm")
    trouble.disorder = 1
    heard = [(await zalo.result("getUpdates", timeout=0))["message"]["text"] for _ in range(2)]
    assert heard == ["năm", "bốn"]


async def test_a_fault_is_ok_false_under_http_200(world, zalo):
    world.zalo.faults.add(Fault("status", method="getMe", status=401, description="Unauthorized", times=1))
    assert await zalo.code("getMe") == 401
    assert await zalo.result("getMe")


async def test_the_webhook_gets_what_comes_until_it_takes_it(world, server, http, zalo, ted):
    taken: list[tuple[str, Any]] = []

    async def hook(request: web.Request) -> web.Response:
        taken.append((request.headers["X-Bot-Api-Secret-Token"], await request.json()))
        return web.Response(status=500 if len(taken) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert await zalo.code("setWebhook", url="http://example.vn/x", secret_token="12345678") == 400
    assert await zalo.code("setWebhook", url=url, secret_token="short") == 400
    await zalo.result("setWebhook", url=url, secret_token="12345678")
    assert (await zalo.result("getWebhookInfo"))["url"] == url
    assert await zalo.code("getUpdates", timeout=0) == 400
    world.says(ted, text="chào")
    async with asyncio.timeout(5):
        while len(taken) < 2:
            await asyncio.sleep(0.02)
    assert [secret for secret, _ in taken] == ["12345678"] * 2
    assert taken[0][1] == taken[1][1]
    assert taken[1][1]["result"]["message"]["text"] == "chào"
    await zalo.result("deleteWebhook")
    assert await zalo.code("getUpdates", timeout=0) == 408
    await runner.cleanup()

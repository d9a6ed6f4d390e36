"""The control API and the page, as a test in another process and a browser use them."""

import asyncio
import base64
import json

import pytest

from sandbox import SandboxServer, World
from sandbox.server import is_loopback
from tests.sandbox.conftest import png


@pytest.fixture
def control(server, http):
    async def act(name, verb="post", /, **asked):
        options = {"params": asked} if verb == "get" else {"json": asked}
        async with http.request(verb, f"{server.url}/sandbox/{name}", **options) as response:
            return response.status, await response.json()

    return act


async def test_a_talk_over_http(world, control, call):
    _, lan = await control("person", name="Lan", label="thành viên")
    _, group = await control("group", title="Tổ", members=[lan["id"]], with_bot=True)
    _, said = await control("says", person=lan["id"], chat=lan["id"], text="/tham")
    markup = {"inline_keyboard": [[{"text": "Có", "callback_data": "yes"}]]}
    sent = await call("sendMessage", chat_id=lan["id"], text="Ghi?", reply_markup=markup)
    _, state = await control("state", "get", person=lan["id"])
    assert [(chat["type"], chat["unread"]) for chat in state["chats"]] == [("private", 1), ("group", 0)]
    target = {"person": lan["id"], "chat": lan["id"]}
    _, pressed = await control("press", **target, message=sent["message_id"], choice="Có")
    await call("answerCallbackQuery", callback_query_id=pressed["callback"], text="Rồi")
    _, answer = await control("answer", "get", callback=pressed["callback"])
    assert answer["answer"]["text"] == "Rồi"
    _, edited = await control("edit", **target, message=said["message_id"], text="/tham A")
    assert edited["text"] == "/tham A"
    content = base64.b64encode(png()).decode()
    _, photo = await control("send", **target, kind="photo", content=content, caption="ảnh")
    assert photo["caption"] == "ảnh"
    _, chat = await control("chat", "get", **target)
    assert [one.get("text") for one in chat["messages"]] == ["/tham A", "Ghi?", None]
    assert (await control("state", "get", person=lan["id"]))[1]["chats"][0]["unread"] == 0
    _, moved = await control("membership", group=group["id"], action="migrate")
    assert world.chat(moved["id"]).supergroup
    _, requests = await control("requests", "get", since=1)
    assert [one["method"] for one in requests] == ["answerCallbackQuery"]
    assert (await control("messages", "get", chat=lan["id"]))[1] == chat["messages"]


async def test_clock_and_faults_over_http(world, control, call):
    status, body = await control("clock", advance=3600)
    assert (status, body["now"][:14]) == (200, "2024-06-17T02:")
    status, body = await control("clock", set="2024-06-17T08:00:00+07:00")
    assert (status, "only goes forward" in body["error"]) == (400, True)
    await control("fault", action="status", status=503)
    assert (await call.refused("getMe")).code == 503
    await control("fault", "delete")
    await call("getMe")


@pytest.mark.parametrize(
    ("name", "asked", "error"),
    [
        ("says", {"person": 5, "text": "x"}, "there is no person 5"),
        ("says", {"text": "x"}, "missing or unknown: 'person'"),
        ("clock", {"set": "soon"}, "Invalid isoformat"),
        ("fault", {"action": "explode"}, "unknown fault"),
        ("membership", {"group": 5, "action": "x"}, "there is no chat 5"),
    ],
)
async def test_what_cannot_be_done_is_said(control, name, asked, error):
    status, body = await control(name, **asked)
    assert status == 400
    assert error in body["error"]


async def test_forms_of_other_sites_are_refused(world, server, http):
    async with http.post(f"{server.url}/sandbox/person", data='{"name": "x"}') as response:
        assert response.status == 400
    assert not world.scene.people


async def test_the_feed_tells_of_changes_and_answers(world, lan, server, http, call):
    async with http.get(f"{server.url}/sandbox/events") as stream, asyncio.timeout(5):
        world.says(lan, lan, "/start")
        assert json.loads((await stream.content.readline())[6:]) == {"kind": "changed"}
        await stream.content.readline()
        markup = {"inline_keyboard": [[{"text": "Có", "callback_data": "yes"}]]}
        callback = world.presses(lan, await call("sendMessage", chat_id=lan.id, text="?", reply_markup=markup), "Có")
        await call("answerCallbackQuery", callback_query_id=callback, text="Rồi", show_alert=True)
        while (line := await stream.content.readline()) and b"answer" not in line:
            pass
        event = json.loads(line[6:])
    assert (event["callback"], event["person"], event["text"]) == (callback, lan.id, "Rồi")
    assert event["show_alert"] is True


async def test_the_page_and_its_parts_are_served_and_nothing_else(server, http):
    async with http.get(server.url + "/") as response:
        page = await response.text()
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    for name in ("app.js", "frame.css", "chat.css", "icon.svg"):
        assert f"/page/{name}" in page
        async with http.get(f"{server.url}/page/{name}") as response:
            assert response.status == 200
    for name in ("../server.py", "..%2Fserver.py", "nothing.js"):
        async with http.get(f"{server.url}/page/{name}") as response:
            assert response.status == 404


async def test_uploads_of_others_never_run_as_a_page(world, lan, server, http):
    message = world.sends_document(lan, lan, name="a.html", content=b"<script>")
    async with http.get(f"{server.url}/sandbox/media/{message['document']['file_id']}") as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.content_type == "application/octet-stream"


async def test_control_is_open_on_loopback_alone():
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "192.0.2.7", "example.org")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert SandboxServer(World(), host="192.0.2.7")._control is None
    assert SandboxServer(World(), host="192.0.2.7", control=True)._control is not None


async def test_a_taken_port_is_said_at_start(server):
    second = SandboxServer(World(), port=int(server.url.rpartition(":")[2]))
    with pytest.raises(OSError, match="address already in use"):
        await second.start()

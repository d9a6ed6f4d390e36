"""getUpdates: nothing is lost before it is confirmed, and nothing stays after."""

import asyncio
from datetime import timedelta

import pytest

from tests.sandbox.conftest import TOKEN, asked, png


def texts(updates):
    return [update["message"]["text"] for update in updates]


async def test_an_update_stays_until_a_later_offset_confirms_it(world, lan, call):
    for word in ("một", "hai", "ba"):
        world.says(lan, lan, word)
    first = await call("getUpdates")
    assert texts(first) == ["một", "hai", "ba"]
    assert await call("getUpdates", limit=2) == first[:2]
    assert await call("getUpdates", offset=first[0]["update_id"] + 1) == first[1:]
    assert await call("getUpdates") == first[1:]
    assert await call("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_newest(world, lan, call):
    for word in ("một", "hai", "ba"):
        world.says(lan, lan, word)
    assert texts(await call("getUpdates", offset=-1)) == ["ba"]
    assert texts(await call("getUpdates")) == ["ba"]


async def test_a_long_poll_wakes_at_the_first_message(world, lan, call):
    async with asyncio.timeout(5):
        poll = asyncio.ensure_future(call("getUpdates", timeout=50))
        await asked(world, 1)
        assert not poll.done()
        world.says(lan, lan, "dậy")
        assert texts(await poll) == ["dậy"]


async def test_a_long_poll_ends_empty_in_real_time(world, call):
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await call("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - began < 3


async def test_a_second_poll_ends_the_first_with_conflict(world, lan, call):
    first = asyncio.ensure_future(call.refused("getUpdates", timeout=50))
    await asked(world, 1)
    second = asyncio.ensure_future(call("getUpdates", timeout=50))
    refusal = await first
    assert refusal.code == 409
    assert refusal.words == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    world.says(lan, lan, "còn đây")
    assert texts(await second) == ["còn đây"]


async def test_unconfirmed_updates_are_gone_after_a_day_of_the_sandbox(world, lan, call):
    world.says(lan, lan, "cũ")
    world.clock.advance(timedelta(hours=23, minutes=59))
    assert texts(await call("getUpdates")) == ["cũ"]
    world.says(lan, lan, "mới")
    world.clock.advance(timedelta(minutes=2))
    assert texts(await call("getUpdates")) == ["mới"]


async def test_allowed_updates_are_remembered(world, lan, call):
    await call("getUpdates", allowed_updates=["callback_query"])
    world.says(lan, lan, "không ai nghe")
    assert await call("getUpdates") == []
    assert (await call("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await call("getUpdates", allowed_updates=[])
    world.says(lan, lan, "nghe lại")
    assert texts(await call("getUpdates")) == ["nghe lại"]


async def test_a_webhook_excludes_polling(world, lan, call):
    assert await call("setWebhook", url="https://example.org/hook", secret_token="s" * 8)
    world.says(lan, lan, "chờ")
    refusal = await call.refused("getUpdates")
    assert refusal.code == 409
    assert "can't use getUpdates method while webhook is active" in refusal.words
    info = await call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://example.org/hook", 1)
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call("getUpdates") == []
    assert (await call.words("setWebhook", url="http://example.org/")).startswith("Bad Request: bad webhook")


async def test_edits_by_a_person_arrive_with_the_new_text(world, lan, call):
    message = world.says(lan, lan, "15/7")
    world.edits(lan, message, "16/7")
    last = (await call("getUpdates"))[-1]["edited_message"]
    assert (last["message_id"], last["text"]) == (message["message_id"], "16/7")
    assert last["edit_date"] >= last["date"]


async def test_every_kind_of_media_arrives_and_fits_the_schema(world, lan, call):
    world.sends_photo(lan, lan, content=png(), caption="ảnh /tham")
    world.sends_document(lan, lan, name="a.xlsx", content=b"PK")
    world.sends_sticker(lan, lan, emoji="👍")
    world.sends_voice(lan, lan, seconds=7)
    world.sends_contact(lan, lan, phone="+84123", name="Minh")
    world.sends_location(lan, lan, latitude=21.03, longitude=105.85)
    photo, document, sticker, voice, contact, location = [one["message"] for one in await call("getUpdates")]
    assert photo["photo"][0]["width"] == 4
    assert photo["caption_entities"] == [{"type": "bot_command", "offset": 4, "length": 5}]
    assert document["document"]["file_name"] == "a.xlsx"
    assert (sticker["sticker"]["emoji"], voice["voice"]["duration"]) == ("👍", 7)
    assert contact["contact"]["phone_number"] == "+84123"
    assert location["location"] == {"latitude": 21.03, "longitude": 105.85}


async def test_a_text_that_is_too_long_arrives_in_pieces(world, lan, call):
    world.says(lan, lan, "x" * 5000)
    assert [len(text) for text in texts(await call("getUpdates"))] == [4096, 904]


@pytest.mark.parametrize(
    ("token", "method", "status"), [("1:wrong", "getMe", 401), ("nonsense", "getMe", 401), (TOKEN, "getMeow", 404)]
)
async def test_wrong_token_and_unknown_method(server, http, token, method, status):
    async with http.get(f"{server.url}/bot{token}/{method}") as response:
        body = await response.json()
    words = {401: "Unauthorized", 404: "Not Found"}[status]
    assert (response.status, body) == (status, {"ok": False, "error_code": status, "description": words})


async def test_every_answer_tells_the_sandboxs_time(server, http):
    for path in (f"/bot{TOKEN}/getMe", "/bot1:x/getMe", "/nowhere", "/"):
        async with http.get(server.url + path) as response:
            assert response.headers["X-Sandbox-Now"].startswith("2024-06-17T01:00:")
            assert response.headers["X-Sandbox-Now"].endswith("+00:00")


async def test_parameters_come_by_query_form_json_or_multipart(world, lan, server, http, call):
    world.says(lan, lan, "/start")
    address = f"{server.url}/bot{TOKEN}/sendMessage"
    params = {"chat_id": str(lan.id), "text": "123", "entities": '[{"type":"bold","offset":0,"length":3}]'}
    async with http.get(address, params=params) as response:
        assert response.status == 200
    async with http.post(address, data=params) as response:
        assert response.status == 200
    await call.form("sendMessage", params, {})
    await call("sendMessage", chat_id=lan.id, text="123", entities=[{"type": "bold", "offset": 0, "length": 3}])
    kept = [request.params for request in world.requests]
    assert all(one == kept[0] for one in kept)
    assert kept[0]["chat_id"] == lan.id
    assert kept[0]["text"] == "123"

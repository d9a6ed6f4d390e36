"""What Zalo brings, from the fixtures: both wrappings, both field names, milliseconds, mentions, and what is odd."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.zalo import styles
from bot.channels.zalo_read import read_raw, without_mention
from outreach.messages import Address, Text, bold

FIXTURES = Path(__file__).parent / "zalo"
NOW = datetime(2025, 6, 20, tzinfo=UTC)


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def read(name: str):
    return read_raw(fixture(name), "Nhịp Cầu", NOW)


def test_a_private_text():
    came = read("text_private")
    assert (came.kind, came.text, came.private) == ("text", "Xin chào", True)
    assert came.address == Address("zalo", "6ede9afa66b88fe6d6a9")
    assert came.user == "6ede9afa66b88fe6d6a9"
    assert came.event == came.message == "2d758cb5e222177a4e35"
    assert came.sent_at == datetime(2025, 6, 19, 6, 55, 31, 602000, UTC)


def test_the_bare_event():
    assert read("text_bare").text == "việc"


def test_a_group_text_without_its_mention():
    came = read("text_group")
    assert (came.text, came.private, came.address.chat) == ("tiến độ DU-HN", False, "zgr-2f0c7a11")


@pytest.mark.parametrize("name", ["image_photo_url", "image_photo"])
def test_of_a_picture_neither_address_nor_caption_is_kept(name):
    came = read(name)
    assert (came.kind, came.text) == ("photo", "")
    assert "Nguyễn" not in json.dumps(came.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("name", ["sticker", "voice", "unsupported"])
def test_what_cannot_be_read(name):
    assert read(name).kind == "other"


def test_nothing_but_text_is_heard_in_groups():
    event = fixture("sticker")
    event["result"]["message"]["chat"] = {"id": "zgr-1", "chat_type": "GROUP"}
    assert read_raw(event, "Nhịp Cầu", NOW) is None


def test_the_bot_does_not_hear_itself():
    event = fixture("text_private")
    event["result"]["message"]["from"]["is_bot"] = True
    assert read_raw(event, "Nhịp Cầu", NOW) is None


@pytest.mark.parametrize(
    ("date", "instant"),
    [(None, NOW), ("x", NOW), (-1, NOW), (1750316131602 * 1000, NOW), (1750316131602, NOW - timedelta(hours=17))],
)
def test_odd_dates_are_now(date, instant):
    event = fixture("text_private")
    event["result"]["message"]["date"] = date
    assert abs(read_raw(event, "", NOW).sent_at - instant) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "odd", [None, [], {}, {"result": None}, {"result": {"message": {}}}, {"event_name": 1}, "x", 7]
)
def test_what_is_no_event_is_left_out(odd):
    assert read_raw(odd, "Nhịp Cầu", NOW) is None


def test_an_event_without_a_message_id_has_one_of_its_own():
    event = fixture("text_private")
    del event["result"]["message"]["message_id"]
    first = read_raw(event, "", NOW)
    assert first.event == read_raw(event, "", NOW).event
    event["result"]["message"]["text"] = "khác"
    assert first.event != read_raw(event, "", NOW).event


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("@Nhịp Cầu tiến độ", "tiến độ"),
        ("tiến độ @nhịp cầu", "tiến độ"),
        ("@Nhịp Cầu, bản tin", "bản tin"),
        ("@Nhịp Cầu", ""),
        ("gửi @Người Khác", "gửi @Người Khác"),
    ],
)
def test_the_mention_goes(said, left):
    assert without_mention(said, "Nhịp Cầu") == left


def test_styles_count_in_utf16():
    text = Text("🙂 ") + bold("đậm 🙂") + " hết"
    assert styles(text) == [{"start": 3, "len": 6, "st": ["b"]}]

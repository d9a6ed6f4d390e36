"""The pieces alone: clock, limits, entities, pictures, faults."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import ClockRefusedError, Fault, Faults, SandboxClock
from sandbox.botapi import ApiError, entities
from sandbox.botapi.limits import RateLimits
from sandbox.botapi.pictures import picture_size
from tests.sandbox.conftest import MONDAY, png


class Ticks:
    """Real seconds that pass only when told."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_clock_runs_with_real_time_and_goes_forward_only():
    ticks = Ticks()
    clock = SandboxClock(MONDAY, monotonic=ticks)
    ticks.at += 5
    assert clock.now() == MONDAY + timedelta(seconds=5)
    assert clock.advance(timedelta(days=1)) == MONDAY + timedelta(days=1, seconds=5)
    assert clock.set(datetime(2024, 7, 1, tzinfo=UTC)) == datetime(2024, 7, 1, tzinfo=UTC)
    with pytest.raises(ClockRefusedError, match="2024-07-01 00:00:00 UTC already"):
        clock.set(MONDAY)
    with pytest.raises(ClockRefusedError, match="only goes forward"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ClockRefusedError, match="with its zone"):
        clock.set(datetime(2030, 1, 1))  # noqa: DTZ001 - the naive datetime that is refused
    assert clock.now() == datetime(2024, 7, 1, tzinfo=UTC)


def test_private_chat_has_a_small_burst_and_then_one_a_second():
    ticks = Ticks()
    limits = RateLimits(monotonic=ticks)
    assert [limits.admit(1, group=False) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    ticks.at += 1
    assert [limits.admit(1, group=False) for _ in range(2)] == [0, 1]
    assert limits.admit(2, group=False) == 0


def test_group_takes_twenty_a_minute_and_says_how_long_to_wait():
    ticks = Ticks()
    limits = RateLimits(monotonic=ticks)
    for _ in range(20):
        assert limits.admit(-1, group=True) == 0
        ticks.at += 1
    assert limits.admit(-1, group=True) == 40
    assert limits.admit(-2, group=True) == 0
    ticks.at += 40
    assert [limits.admit(-1, group=True) for _ in range(2)] == [0, 1]


def test_thirty_a_second_overall():
    ticks = Ticks()
    limits = RateLimits(monotonic=ticks)
    assert sum(limits.admit(chat, group=False) == 0 for chat in range(60)) == 30
    ticks.at += 0.5
    assert sum(limits.admit(chat, group=False) == 0 for chat in range(100, 160)) == 15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/tham Huy Hoàng", [("bot_command", "/tham")]),
        ("😀 /tham@NhipCauBot x", [("bot_command", "/tham@NhipCauBot")]),
        ("ngày 15/7 và a/b", []),
        ("hỏi @NhipCauBot, nhé", [("mention", "@NhipCauBot")]),
        ("viết lan@example.org", [("email", "lan@example.org")]),
        ("xem https://t.me/NhipCauBot?start=a_b. Xong", [("url", "https://t.me/NhipCauBot?start=a_b")]),
        ("vào example.com/x?y=1 nhé", [("url", "example.com/x?y=1")]),
        ("#thang6 #6", [("hashtag", "#thang6")]),
        ("//không và //", []),
    ],
)
def test_entities_found_in_a_persons_text(text, expected):
    found = entities.find(text)
    spelt = [(one["type"], entities.cut(text, one["offset"], one["offset"] + one["length"])) for one in found]
    assert spelt == expected


@given(st.text(alphabet="a/@. 😀é#", max_size=60))
def test_entities_never_overlap_and_stay_inside(text):
    last = 0
    for entity in entities.find(text):
        assert entity["offset"] >= last
        last = entity["offset"] + entity["length"]
    assert last <= entities.units(text)


def test_a_bots_text_is_trimmed_and_its_entities_move_along():
    text, spans = entities.accept("  đậm /help  ", [{"type": "bold", "offset": 2, "length": 3}])
    assert text == "đậm /help"
    assert spans == [{"type": "bold", "offset": 0, "length": 3}, {"type": "bot_command", "offset": 4, "length": 5}]


@pytest.mark.parametrize(
    ("text", "given_spans", "words"),
    [
        ("hello", [("bold", 100, 1)], "entity begins after the end of the text at UTF-16 offset 100"),
        (
            "hello",
            [("bold", 0, 100)],
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        ("a😀", [("bold", 2, 1)], "entity begins in a middle of a UTF-16 symbol at byte offset"),
        ("hello", [("shiny", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
        ("hello", [("text_link", 0, 1)], "can't parse MessageEntity: Can't find field \"url\""),
        (
            "hello",
            [("bold", 0, 3), ("italic", 2, 3)],
            "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5",
        ),
    ],
)
def test_entities_that_telegram_refuses(text, given_spans, words):
    spans = [{"type": kind, "offset": offset, "length": length} for kind, offset, length in given_spans]
    with pytest.raises(ApiError) as refusal:
        entities.accept(text, spans)
    assert refusal.value.description.startswith(f"Bad Request: {words}")


def test_long_texts_are_cut_between_characters():
    found = entities.pieces("x" * 4095 + "😀" * 3, 4096)
    assert [entities.units(piece) for piece in found] == [4095, 6]
    assert "".join(found) == "x" * 4095 + "😀" * 3


def test_picture_sizes():
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x05\x00\x09" + b"\0" * 20
    assert picture_size(png(7, 5)) == (7, 5)
    assert picture_size(jpeg) == (9, 5)
    assert picture_size(b"GIF89a\x03\x00\x02\x00") == (3, 2)
    assert picture_size(b"plain text") is None


def test_a_fault_ends_after_so_many_times_and_fits_its_method_and_chat():
    faults = Faults()
    rule = faults.add(Fault("status", method="sendMessage", chat=5, times=2))
    assert faults.take("getMe", 5) is None
    assert faults.take("sendMessage", 6) is None
    assert [faults.take("sendmessage", 5) for _ in range(3)] == [rule, rule, None]
    with pytest.raises(ValueError, match="unknown fault 'explode'"):
        Fault("explode")  # type: ignore[arg-type]

"""Commands without a slash."""

import pytest

from handlers.index import all_routes
from outreach.rules.vocabulary.spoken import Said, spoken


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("thăm Huy Hoàng; đồng ý", ("tham", "Huy Hoàng; đồng ý")),
        ("tham huy hoang", ("tham", "huy hoang")),
        ("Việc", ("viec", "")),
        ("viec qua han", ("viec", "qua han")),
        ("tiến độ DU-HN 2024", ("tiendo", "DU-HN 2024")),
        ("tiendo", ("tiendo", "")),
        ("hẹn: Huy Hoàng; thứ 5", ("hen", "Huy Hoàng; thứ 5")),
        ("start ABC-1_x", ("start", "ABC-1_x")),
        ("status DU-HN", ("tiendo", "DU-HN")),
        ("hủy", ("huy", "")),
        ("huỷ", ("huy", "")),
        ("Hoàn tác", ("hoantac", "")),
    ],
)
def test_a_command_as_one_says_it(text, meant):
    assert spoken(text) == meant


@pytest.mark.parametrize(
    "text", ["Huy Hoàng", "mọi người ơi", "gần đây", "thảm", "xin chào", "", "12", "Hoàn tác cho tôi với", "(việc"[:0]]
)
def test_talk_is_no_command(text):
    assert spoken(text) is None


def test_every_command_can_be_said():
    assert {command.vi for command in all_routes().commands} == set(Said)

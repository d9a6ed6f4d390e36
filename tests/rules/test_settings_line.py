"""What follows /caidat: topics, stretches of the day, rules with their switches and days."""

from datetime import time

import pytest

from outreach.errors import BadHours, BadRuleDays, NotADayCount, UnknownWord
from outreach.rules.settings_line import RuleWish, parse_days, parse_hours, read_rule, topic_of
from outreach.rules.tasks.defaults import BOUNDS, DEFAULT_DAYS, checked_days
from outreach.rules.vocabulary.settings import Switch, Topic
from outreach.rules.vocabulary.tasks import TaskRule


@pytest.mark.parametrize(
    ("text", "topic", "rest"),
    [
        ("giờ sáng 7h", Topic.MORNING, "7h"), ("GIO SANG 7h15", Topic.MORNING, "7h15"),
        ("morning 7:15", Topic.MORNING, "7:15"), ("tắt giờ sáng", Topic.MORNING, "tắt"),
        ("bỏ yên tĩnh", Topic.QUIET, "tắt"), ("yên tĩnh: 21h-6h30", Topic.QUIET, "21h-6h30"),
        ("luật kiến nghị tắt", Topic.RULES, "kiến nghị tắt"), ("luật", Topic.RULES, ""),
        ("lịch", Topic.CALENDAR, ""), ("lịch nghỉ 2027", Topic.CALENDAR, "2027"),
        ("nghỉ 2/1/2027", Topic.OFF_DAY, "2/1/2027"), ("làm bù 9/1", Topic.WORKED_DAY, "9/1"),
        ("bỏ ngày 9/1", Topic.PUBLIC_DAY, "9/1"), ("bỏ nghỉ 9/1", Topic.PUBLIC_DAY, "9/1"),
        ("ngôn ngữ", Topic.LANGUAGE, ""), ("màu sắc", None, "màu sắc"),
    ],
)  # fmt: skip
def test_what_is_to_be_set(text, topic, rest):
    assert topic_of(text) == (topic, rest)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("21h-6h30", time(21), time(6, 30)), ("từ 21h đến 6h30", time(21), time(6, 30)),
        ("21:00 – 06:30", time(21), time(6, 30)), ("9h tối tới 6h sáng", time(21), time(6)),
        ("10h tối - 6h", time(22), time(6)), ("21h30 toi 6h", time(21, 30), time(6)), ("22-6", time(22), time(6)),
        ("from 9 pm to 6 am", time(21), time(6)),
    ],
)  # fmt: skip
def test_stretches_of_the_day(text, start, end):
    assert parse_hours(text) == (start, end)


@pytest.mark.parametrize("text", ["", "21h", "25h-6h", "tối đến sáng", "21h-6h-8h"])
def test_what_is_no_stretch_is_named(text):
    with pytest.raises(BadHours) as refused:
        parse_hours(text)
    assert refused.value.piece == text


@pytest.mark.parametrize(
    ("parts", "wish"),
    [
        (["lâu chưa thăm", "45 ngày"], RuleWish(TaskRule.ENTERPRISE_UNVISITED, days=45)),
        (["lau chua tham 45"], RuleWish(TaskRule.ENTERPRISE_UNVISITED, days=45)),
        (["kiến nghị tắt"], RuleWish(TaskRule.PROPOSAL, Switch.OFF)),
        (["tắt kiến nghị", "DCT-1"], RuleWish(TaskRule.PROPOSAL, Switch.OFF, unit="DCT-1")),
        (["kiến nghị", "DCT-1", "20 ngày", "bật"], RuleWish(TaskRule.PROPOSAL, Switch.ON, 20, "DCT-1")),
        (["hẹn", "trước 3 ngày"], RuleWish(TaskRule.NEXT_STEP, days=3)),
        (["proposal", "default"], RuleWish(TaskRule.PROPOSAL, Switch.DEFAULT)),
        (["kiến nghị", "sau 20 ngày"], RuleWish(TaskRule.PROPOSAL, days=20)),
        (["chậm tiến độ"], RuleWish(TaskRule.TARGET_BEHIND)),
    ],
)
def test_rules(parts, wish):
    assert read_rule(parts) == wish
    assert wish.changes is (wish.days is not None or wish.switch is not None)


def test_an_unknown_rule_is_named_with_those_near():
    with pytest.raises(UnknownWord) as refused:
        read_rule(["kien ngi"])
    assert (refused.value.piece, refused.value.near) == ("kien ngi", ("proposal",))


@pytest.mark.parametrize("text", ["-3", "1,5 ngày", "mười lăm", "10 tuần", "99999"])
def test_what_is_no_number_of_days_is_named(text):
    with pytest.raises(NotADayCount) as refused:
        parse_days(text, TaskRule.PROPOSAL)
    assert refused.value.piece == text


def test_every_rule_with_days_has_bounds_that_hold_its_default():
    assert set(DEFAULT_DAYS) == set(TaskRule)
    assert set(BOUNDS) == {rule for rule, days in DEFAULT_DAYS.items() if days is not None}
    for rule, bounds in BOUNDS.items():
        assert checked_days(rule, DEFAULT_DAYS[rule]) == DEFAULT_DAYS[rule]
        for days in (bounds.fewest - 1, bounds.most + 1):
            with pytest.raises(BadRuleDays):
                checked_days(rule, days)
    with pytest.raises(BadRuleDays):
        checked_days(TaskRule.CELL_SHORT, 3)

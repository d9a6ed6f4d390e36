"""What may follow /viec, how tasks stand in a list, the days of Later, and a new due day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadDate, DueInPast
from outreach.rules.admission.calendar import Calendar
from outreach.rules.folding import strip_marks
from outreach.rules.short_name import short_name
from outreach.rules.tasks.due import due_day
from outreach.rules.tasks.lists import Group, group_of, listed, spans
from outreach.rules.tasks.task import Task
from outreach.rules.todo_line import TodoLine, read_todo
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.rules.vocabulary.todo import TODO_LISTS, Span, TodoList, TodoVerb

MONDAY = date(2024, 6, 17)
DONE, LATER, DUE, HAND, HELD, OPEN = (
    TodoVerb.DONE, TodoVerb.LATER, TodoVerb.DUE, TodoVerb.HAND, TodoVerb.HELD, TodoVerb.OPEN,
)  # fmt: skip

LINES = {
    "": TodoLine(list=TodoList.MINE),
    "quá hạn": TodoLine(list=TodoList.OVERDUE),
    "Hôm Nay": TodoLine(list=TodoList.TODAY),
    "tuần này": TodoLine(list=TodoList.COMING),
    "chưa có ngày": TodoLine(list=TodoList.UNDATED),
    "tổ": TodoLine(list=TodoList.UNIT),
    "overdue": TodoLine(list=TodoList.OVERDUE),
    "xong 3": TodoLine(verb=DONE, numbers=(3,)),
    "3 xong": TodoLine(verb=DONE, numbers=(3,)),
    "xong #3": TodoLine(verb=DONE, numbers=(3,)),
    "xong 1, 2 và 4": TodoLine(verb=DONE, numbers=(1, 2, 4)),
    "xong 1 2 2": TodoLine(verb=DONE, numbers=(1, 2)),
    "xong 1-3": TodoLine(verb=DONE, numbers=(1, 2, 3)),
    "xong 1 đến 3": TodoLine(verb=DONE, numbers=(1, 2, 3)),
    "xong": TodoLine(verb=DONE),
    "xong Việt Bắc 1": TodoLine(verb=DONE, words="Việt Bắc 1"),
    "3": TodoLine(numbers=(3,)),
    "mở 3": TodoLine(verb=OPEN, numbers=(3,)),
    "để sau 3 thứ 6": TodoLine(verb=LATER, numbers=(3,), rest="thứ 6"),
    "để sau 3 ngày nữa": TodoLine(verb=LATER, rest="3 ngày nữa"),
    "để sau Huy Hoàng tuần sau": TodoLine(verb=LATER, words="Huy Hoàng", rest="tuần sau"),
    "đổi hạn 3 20/7": TodoLine(verb=DUE, numbers=(3,), rest="20/7"),
    "3 đổi hạn 20/7": TodoLine(verb=DUE, numbers=(3,), rest="20/7"),
    "đổi hạn Huy Hoàng; thứ 6": TodoLine(verb=DUE, words="Huy Hoàng", rest="thứ 6"),
    "giao 3 Lan": TodoLine(verb=HAND, numbers=(3,), rest="Lan"),
    "giao 3 cho chị Lan": TodoLine(verb=HAND, numbers=(3,), rest="chị Lan"),
    "giao Huy Hoàng cho Lan": TodoLine(verb=HAND, words="Huy Hoàng", rest="Lan"),
    "bàn giao": TodoLine(verb=TodoVerb.HAND_ALL),
    "bàn giao 2 Lan": TodoLine(verb=HAND, numbers=(2,), rest="Lan"),
    "vướng 3 chờ chủ về": TodoLine(verb=HELD, numbers=(3,), rest="chờ chủ về"),
    "Huy Hoàng": TodoLine(words="Huy Hoàng"),
    "DCT-1": TodoLine(words="DCT-1"),
    "give 2 to Lan": TodoLine(verb=HAND, numbers=(2,), rest="Lan"),
    "done 1 and 2": TodoLine(verb=DONE, numbers=(1, 2)),
}


@pytest.mark.parametrize("text", LINES)
def test_a_line(text):
    assert read_todo(text) == LINES[text]


@pytest.mark.parametrize("text", ["quá hạn", "xong 1, 2 và 4", "đổi hạn 3 20/7", "chưa có ngày", "tổ"])
def test_marks_and_case_never_matter(text):
    assert read_todo(strip_marks(text).upper()) == LINES[text]


@pytest.mark.parametrize(("phrase", "which"), list(TODO_LISTS.phrases()))
def test_every_phrase_for_a_list(phrase, which):
    assert read_todo(phrase) == read_todo(strip_marks(phrase)) == TodoLine(list=which)


@given(st.text(max_size=80))
def test_anything_typed_means_something(text):
    line = read_todo(text)
    assert line.list or line.verb or line.numbers or line.words


@given(st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True))
def test_numbers_are_read_however_they_are_strung_together(numbers):
    for between in (" ", ", ", " và ", ";", "+"):
        assert read_todo("xong " + between.join(map(str, numbers))).numbers == tuple(numbers)


def task(key="step:1", due=None, rule=TaskRule.NEXT_STEP):
    return Task(rule, key, 1, 1, date(2024, 6, 1), due)


def test_tasks_stand_by_heading_and_day():
    late, later = task("step:1", date(2024, 6, 10)), task("step:2", date(2024, 6, 14))
    today, soon = task("step:3", MONDAY), task("step:4", date(2024, 6, 24))
    ahead, undated = task("step:5", date(2024, 6, 25)), task("step:6")
    weekly = task("silent:1", rule=TaskRule.UNIT_SILENT)
    every = [late, later, today, soon, ahead, undated, weekly]
    assert listed(every[::-1], TodoList.MINE, MONDAY) == every
    assert [group_of(one, MONDAY) for one in every] == [Group.OVERDUE, *Group]
    assert listed(every, TodoList.OVERDUE, MONDAY) == [late, later]
    assert listed(every, TodoList.TODAY, MONDAY) == [today]
    assert listed(every, TodoList.COMING, MONDAY) == [soon, ahead]
    assert listed(every, TodoList.UNDATED, MONDAY) == [undated]


def test_later_is_a_working_day_and_each_day_is_offered_once():
    assert spans(MONDAY, Calendar()) == {
        Span.TOMORROW: date(2024, 6, 18), Span.DAYS: date(2024, 6, 20), Span.WEEK: date(2024, 6, 24),
    }  # fmt: skip
    friday = date(2024, 6, 21)
    assert spans(friday, Calendar()) == {Span.TOMORROW: date(2024, 6, 24)}
    off = Calendar(extra_off=frozenset({date(2024, 6, 18), date(2024, 6, 24)}))
    assert spans(MONDAY, off) == {
        Span.TOMORROW: date(2024, 6, 19), Span.DAYS: date(2024, 6, 20), Span.WEEK: date(2024, 6, 25),
    }  # fmt: skip


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_later_never_falls_on_a_day_off_and_never_on_today(today):
    days = list(spans(today, Calendar()).values())
    assert all(Calendar().is_working(day) and day > today for day in days)
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/7", date(2024, 7, 20)),
        ("thứ 6", date(2024, 6, 21)),
        ("10/6", date(2025, 6, 10)),
        ("mai", date(2024, 6, 18)),
    ],
)
def test_a_due_day_is_the_nearest_ahead(text, day):
    assert due_day(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10/6/2024", date(2025, 6, 10)),
        ("20/7/2023", date(2024, 7, 20)),
        ("29/2/2024", date(2025, 2, 28)),
        ("hôm qua", date(2024, 6, 18)),
        ("thứ 6 tuần trước", date(2024, 6, 21)),
    ],
)
def test_a_past_day_is_refused_with_the_day_that_may_be_meant(text, meant):
    with pytest.raises(DueInPast) as refused:
        due_day(text, MONDAY)
    assert refused.value.meant == meant


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Công ty TNHH Huy Hoàng", "Huy Hoàng"),
        ("CÔNG TY CỔ PHẦN MAY 10", "MAY 10"),
        ("Công ty TNHH một thành viên Việt Bắc 1", "Việt Bắc 1"),
        ("Công ty TNHH 2 thành viên Việt Bắc", "Việt Bắc"),
        ("Huy Hoàng", "Huy Hoàng"),
        ("Công ty TNHH", "Công ty TNHH"),
        ("Chi nhánh Công ty CP Sông Đà", "Chi nhánh Công ty CP Sông Đà"),
        ("", ""),
    ],
)
def test_what_an_enterprise_is_called_in_talk(name, short):
    assert short_name(name) == short


def test_what_is_no_day_is_said_to_be_none():
    with pytest.raises(BadDate):
        due_day("xyz", MONDAY)

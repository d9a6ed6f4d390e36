"""/hen and /lich from words: in any order, however typed, and nothing that is past."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import AgendaPast, BadDate, DomainError, DueInPast, OnlyCeremony, Twice
from outreach.rules.agenda_line import LONGEST, AgendaQuestion, read_agenda
from outreach.rules.plan_line import (
    CeremonyDraft,
    PlanDraft,
    read_ceremony,
    read_plan_parts,
    split_plan,
    split_subject,
)
from outreach.rules.tasks.due import nearest_future
from outreach.rules.vocabulary.plans import PlanKind, Whose

TODAY = date(2024, 6, 17)  # a Monday
THURSDAY = date(2024, 6, 20)
days = st.dates(date(2020, 1, 1), date(2034, 12, 31))
PIECES = (
    "giao Lan", "chị Lan", "thứ 5", "15/7", "hôm qua", "mai", "31/2", "gặp HR", "thăm", "việc: trình hồ sơ", "hẹn",
    "tôi",
    "DCT-1", "10/6/2024", "tuần sau", "tháng 7", "cả đơn vị", "của tôi", "trước", "đến", "lễ kết nạp", "bỏ", "9h",
    "số 1",
    "Huy Hoàng", "2 tuần tới", "quý 3", " - ", "", ",", "tháng 13", "năm 2023", "Đoàn", "tổ",
)  # fmt: skip
words = st.lists(st.sampled_from(PIECES), max_size=6)


@pytest.mark.parametrize("parts", list(permutations(["thứ 5", "gặp GĐ nhân sự", "giao chị Lan"])))
def test_the_order_of_the_parts_does_not_matter(parts):
    assert read_plan_parts(parts, TODAY) == PlanDraft(due=THURSDAY, text="gặp GĐ nhân sự", person="chị Lan")


@pytest.mark.parametrize(
    ("line", "kind", "due", "text"),
    [
        ("thứ 5", PlanKind.VISIT, THURSDAY, ""),
        ("20/6 gặp HR", PlanKind.VISIT, THURSDAY, "gặp HR"),
        ("hẹn 20/6 gặp HR", PlanKind.VISIT, THURSDAY, "gặp HR"),
        ("đi thăm; thu 5", PlanKind.VISIT, THURSDAY, ""),
        ("đi thăm và tặng quà 20/6", PlanKind.VISIT, THURSDAY, "đi thăm và tặng quà"),
        ("việc: nộp hồ sơ; 20/6", PlanKind.STEP, THURSDAY, "nộp hồ sơ"),
        ("giao tôi trình hồ sơ 20/6", PlanKind.STEP, THURSDAY, "trình hồ sơ"),
        ("giao lưu bóng đá 20/6", PlanKind.VISIT, THURSDAY, "giao lưu bóng đá"),
        ("thăm; giao Lan; 20/6", PlanKind.VISIT, THURSDAY, ""),
    ],
)
def test_a_visit_or_a_step(line, kind, due, text):
    told = read_plan_parts(split_plan(line), TODAY)
    assert (told.what, told.due, told.text) == (kind, due, text)


@pytest.mark.parametrize(
    ("part", "name", "day"),
    [
        ("Huy Hoàng thứ 5", "Huy Hoàng", "thứ 5"),
        ("Huy Hoàng ngày 15/7", "Huy Hoàng", "ngày 15/7"),
        ("Huy Hoàng", "Huy Hoàng", ""),
        ("Việt Bắc 2", "Việt Bắc 2", ""),
        ("Thanh Mai", "Thanh Mai", ""),
        ("Công ty 19/5", "Công ty", "19/5"),
    ],
)
def test_a_day_after_the_name(part, name, day):
    assert split_subject(part) == (name, day)


def test_a_loose_day_after_the_name():
    assert split_subject("Huy Hoàng mai", sure=False) == ("Huy Hoàng", "mai")


@pytest.mark.parametrize("line", ["20/6; 21/6", "thứ 5; mai", "giao Lan; giao Minh"])
def test_what_contradicts_itself_is_refused(line):
    with pytest.raises(Twice):
        read_plan_parts(split_plan(line), TODAY)


@pytest.mark.parametrize(
    ("piece", "meant"),
    [
        ("thứ 5 tuần trước", THURSDAY),
        ("thứ 2 tuần trước", date(2024, 6, 24)),
        ("hôm qua", date(2024, 6, 18)),
        ("10/6/2024", date(2025, 6, 10)),
        ("17/6/2023", TODAY),
    ],
)
def test_a_past_day_is_told_with_the_one_that_was_meant(piece, meant):
    assert nearest_future(piece, TODAY).meant == meant
    told = read_plan_parts([piece, "gặp HR"], TODAY)
    assert (told.due, told.text, told.past and told.past.meant) == (None, "gặp HR", meant)


@given(st.dates(date(2014, 6, 18), date(2024, 6, 16)))
def test_the_day_that_was_meant_is_never_past(past):
    found = nearest_future(f"{past:%d/%m/%Y}", TODAY)
    assert found.day == past
    assert TODAY <= found.meant <= TODAY + timedelta(days=366)


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("lễ kết nạp 20/7", CeremonyDraft(date(2024, 7, 20))),
        ("20/7; le ket nap", CeremonyDraft(date(2024, 7, 20))),
        ("dự kiến kết nạp thứ 5", CeremonyDraft(THURSDAY)),
        ("", CeremonyDraft()),
        ("bỏ", CeremonyDraft(off=True)),
        ("hủy lễ kết nạp", CeremonyDraft(off=True)),
    ],
)
def test_a_ceremony(line, draft):
    assert read_ceremony(split_plan(line) if line else [], TODAY) == draft


@pytest.mark.parametrize(
    ("line", "refusal"), [("họp chi bộ 20/7", OnlyCeremony), ("10/6/2024", DueInPast), ("31/2", BadDate)]
)
def test_no_ceremony(line, refusal):
    with pytest.raises(refusal):
        read_ceremony(split_plan(line), TODAY)


@given(words)
def test_whatever_is_typed_a_plan_is_for_a_day_to_come(pieces):
    try:
        told = read_plan_parts(split_plan(";".join(pieces)), TODAY)
    except DomainError:
        return
    assert told.due is None or told.due >= TODAY
    assert told.past is None or told.past.day < TODAY <= told.past.meant


@pytest.mark.parametrize("parts", list(permutations(["DCT-1", "tuần sau", "của tôi"])))
@pytest.mark.parametrize("between", ["; ", " "])
def test_the_agenda_in_any_order(parts, between):
    asked = AgendaQuestion(date(2024, 6, 24), date(2024, 6, 30), "DCT-1", Whose.MINE)
    inside = between == " " and parts[1] == "của tôi"  # between two others it is a part of neither end
    assert inside or read_agenda(between.join(parts), TODAY) == asked


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("", TODAY, date(2024, 6, 30)),
        ("tuần này", TODAY, date(2024, 6, 23)),
        ("tháng 6", TODAY, date(2024, 6, 30)),
        ("tháng 7", date(2024, 7, 1), date(2024, 7, 31)),
        ("tháng 5", date(2025, 5, 1), date(2025, 5, 31)),
        ("quý 3", date(2024, 7, 1), date(2024, 9, 30)),
        ("15/7", date(2024, 7, 15), date(2024, 7, 15)),
        ("15/7-20/7", date(2024, 7, 15), date(2024, 7, 20)),
        ("10 ngày nữa", TODAY, date(2024, 6, 27)),
        ("trong 2 tuần tới", TODAY, date(2024, 7, 1)),
        ("nhiệm kỳ 2020-2025", TODAY, TODAY + timedelta(days=LONGEST)),
    ],
)
def test_the_days_of_the_agenda(text, starts, ends):
    asked = read_agenda(text, TODAY)
    assert (asked.starts, asked.ends, asked.unit) == (starts, ends, "")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Đoàn công tác số 1 tuần sau", "Đoàn công tác số 1"), ("DCT-1 2 tuần tới", "DCT-1"), ("cả tổ DCT-1", "DCT-1")],
)
def test_a_unit_beside_the_days(text, unit):
    assert read_agenda(text, TODAY).unit == unit


@pytest.mark.parametrize("text", ["tuần trước", "hôm qua", "tháng 5/2024", "năm 2023", "1/6/2024-10/6/2024"])
def test_days_that_are_over(text):
    with pytest.raises(AgendaPast):
        read_agenda(text, TODAY)


@given(words, days)
def test_whatever_is_typed_the_agenda_shows_what_comes(pieces, today):
    try:
        asked = read_agenda(" ".join(pieces), today)
    except DomainError:
        return
    assert today <= asked.starts <= asked.ends <= asked.starts + timedelta(days=LONGEST)

"""Days as people name them, on Wednesday 19 June 2024 unless told otherwise."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outreach.errors import BadDate
from outreach.rules.dates import leading_date, looks_like_date, parse_date

TODAY = date(2024, 6, 19)
SIDES = st.sampled_from(["past", "future"])
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def days_away(text, towards, today=TODAY):
    return (parse_date(text, today, towards) - today).days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/2/2018", date(2018, 2, 12)),
        ("27-2-2015", date(2015, 2, 27)),
        ("2018-02-12", date(2018, 2, 12)),
        ("12.2.2018", date(2018, 2, 12)),
        ("12/2-2018", date(2018, 2, 12)),
        ("15/7", date(2023, 7, 15)),
        ("15-7", date(2023, 7, 15)),
        ("19/6", date(2024, 6, 19)),
        ("15/7/23", date(2023, 7, 15)),
        ("ngày 15 tháng 7 năm 2023", date(2023, 7, 15)),
        ("NGAY 15 THANG 7", date(2023, 7, 15)),
        ("15 tháng sáu", date(2024, 6, 15)),
        ("15 tháng năm năm 2024", date(2024, 5, 15)),
        ("15 July", date(2023, 7, 15)),
        ("July 15th, 2023", date(2023, 7, 15)),
        ("hôm nay", TODAY),
        ("Today", TODAY),
        ("sáng nay", TODAY),
        ("hôm qua", date(2024, 6, 18)),
        ("tối qua", date(2024, 6, 18)),
        ("hom kia", date(2024, 6, 17)),
        ("3 ngày trước", date(2024, 6, 16)),
        ("cách đây hai tuần", date(2024, 6, 5)),
        ("3 days ago", date(2024, 6, 16)),
        ("tuần trước", date(2024, 6, 12)),
        ("thứ 5", date(2024, 6, 13)),
        ("hôm thứ 5", date(2024, 6, 13)),
        ("thứ tư", TODAY),
        ("thứ hai tuần trước", date(2024, 6, 10)),
        ("thứ hai tuần này", date(2024, 6, 17)),
        ("thứ hai vừa rồi", date(2024, 6, 17)),
        ("CN", date(2024, 6, 16)),
        ("last monday", date(2024, 6, 10)),
        ("cuối tuần", date(2024, 6, 15)),
        ("cuối tháng", date(2024, 5, 31)),
        ("đầu tháng", date(2024, 6, 1)),
        ("giữa tháng trước", date(2024, 5, 15)),
        ("ngày 31", date(2024, 5, 31)),
        ("20 tháng trước", date(2024, 5, 20)),
        ("29/2", date(2024, 2, 29)),
        ("thứ Năm, ngày 13/6", date(2024, 6, 13)),
    ],
)
def test_towards_the_past(text, expected):
    assert parse_date(text, TODAY, "past") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/7", date(2024, 7, 15)),
        ("15/7/24", date(2024, 7, 15)),
        ("19/6", TODAY),
        ("18/6", date(2025, 6, 18)),
        ("mai", date(2024, 6, 20)),
        ("ngày mai", date(2024, 6, 20)),
        ("sáng mai", date(2024, 6, 20)),
        ("tomorrow", date(2024, 6, 20)),
        ("ngày kia", date(2024, 6, 21)),
        ("mốt", date(2024, 6, 21)),
        ("mot", date(2024, 6, 21)),
        ("sáu ngày nữa", date(2024, 6, 25)),
        ("in 3 days", date(2024, 6, 22)),
        ("tuần sau", date(2024, 6, 26)),
        ("next month", date(2024, 7, 19)),
        ("thứ 5", date(2024, 6, 20)),
        ("thứ năm", date(2024, 6, 20)),
        ("thu nam", date(2024, 6, 20)),
        ("thứ 5 tới", date(2024, 6, 20)),
        ("thứ tư tới", date(2024, 6, 26)),
        ("thứ 3", date(2024, 6, 25)),
        ("thứ Sáu tuần sau", date(2024, 6, 28)),
        ("thu sau tuan sau", date(2024, 6, 28)),
        ("tuần sau thứ 3", date(2024, 6, 25)),
        ("next Friday", date(2024, 6, 28)),
        ("chủ nhật", date(2024, 6, 23)),
        ("cuối tuần", date(2024, 6, 22)),
        ("cuối tháng", date(2024, 6, 30)),
        ("đầu tháng sau", date(2024, 7, 1)),
        ("đầu tháng sáu", date(2025, 6, 1)),
        ("20 tháng sau", date(2024, 7, 20)),
        ("20 tháng sáu", date(2024, 6, 20)),
        ("cuối tháng 8", date(2024, 8, 31)),
        ("cuối năm", date(2024, 12, 31)),
        ("29/2", date(2028, 2, 29)),
        ("ngày 5", date(2024, 7, 5)),
    ],
)
def test_towards_the_future(text, expected):
    assert parse_date(text, TODAY, "future") == expected


def test_a_day_without_year_crosses_new_year():
    assert parse_date("31/12", date(2024, 1, 2), "past") == date(2023, 12, 31)
    assert parse_date("3/1", date(2023, 12, 28), "future") == date(2024, 1, 3)
    assert parse_date("thứ 7", date(2024, 1, 1), "past") == date(2023, 12, 30)
    assert parse_date("ngày 31", date(2024, 1, 31), "future") == date(2024, 1, 31)


def test_a_short_month_has_no_31st():
    assert parse_date("ngày 31", date(2024, 2, 10), "future") == date(2024, 3, 31)
    assert days_away("1 tháng nữa", "future", date(2024, 1, 31)) == 29


@pytest.mark.parametrize(
    ("text", "towards", "reason"),
    [
        ("31/2", "past", "impossible"),
        ("30/2", "future", "impossible"),
        ("29/2/2023", "past", "impossible"),
        ("45/13", "past", "impossible"),
        ("0/5", "past", "impossible"),
        ("32/1/2024", "past", "impossible"),
        ("ngày 32", "past", "impossible"),
        ("thứ 8", "past", "impossible"),
        ("thứ 5 12/6", "past", "impossible"),
        ("20/6/2024", "past", "future"),
        ("mai", "past", "future"),
        ("thứ hai tuần sau", "past", "future"),
        ("18/6/2024", "future", "past"),
        ("hôm qua", "future", "past"),
        ("thứ hai tuần trước", "future", "past"),
        ("18/6/2014", "past", "too_old"),
        ("20/6/2029", "future", "too_far"),
        ("", "past", "unknown"),
        ("một", "future", "unknown"),
        ("mãi", "future", "unknown"),
        ("này", "past", "unknown"),
        ("tháng 6-2024", "past", "unknown"),
        ("1.461", "past", "unknown"),
        ("gặp chị Mai", "past", "unknown"),
    ],
)
def test_what_is_no_day_here(text, towards, reason):
    with pytest.raises(BadDate) as caught:
        parse_date(text, TODAY, towards)
    assert (caught.value.piece, caught.value.reason) == (text, reason)


def test_ten_years_back_and_five_ahead_are_still_believed():
    assert parse_date("19/6/2014", TODAY, "past") == date(2014, 6, 19)
    assert parse_date("19/6/2029", TODAY, "future") == date(2029, 6, 19)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("15/7 trình hồ sơ", date(2024, 7, 15), "trình hồ sơ"),
        ("thứ Sáu tuần sau gặp chị Lan", date(2024, 6, 28), "gặp chị Lan"),
        ("vào ngày 15/7: họp Ban", date(2024, 7, 15), "họp Ban"),
        ("hôm thứ 5, gặp HR", date(2024, 6, 20), "gặp HR"),
        ("ngày 15 tháng 7 năm 2024 nộp đơn", date(2024, 7, 15), "nộp đơn"),
        ("15/7, 16/7 gặp", date(2024, 7, 15), "16/7 gặp"),
        ("Mai gặp chị Lan", date(2024, 6, 20), "gặp chị Lan"),
        ("sáng mai họp Công ty Hòa", date(2024, 6, 20), "sáng họp Công ty Hòa"),
        ("  mai", date(2024, 6, 20), ""),
        ("tomorrow call HR", date(2024, 6, 20), "call HR"),
    ],
)
def test_a_day_and_the_rest_as_typed(text, day, rest):
    assert leading_date(text, TODAY, "future") == (day, rest)


@pytest.mark.parametrize(
    "text",
    [
        "trình hồ sơ 15/7",
        "Mai Lan gặp HR",
        "một số việc",
        "quà Tết",
        "tôi mai gặp",
        "thử 5 máy",
        "",
        "1.500 công nhân",
        "20-30 phút",
    ],
)
def test_a_note_begins_with_no_day(text):
    assert leading_date(text, TODAY, "future") is None


def test_a_day_that_cannot_be_is_refused_with_that_piece():
    with pytest.raises(BadDate) as caught:
        leading_date("31/2, nộp hồ sơ", TODAY, "future")
    assert (caught.value.piece, caught.value.reason) == ("31/2", "impossible")


@pytest.mark.parametrize("text", ["31/2", "31-2", "45/13", "32/1/2024", "mai", "thứ 9", "1/1/1900", "ngày 15 tháng 17"])
def test_meant_as_a_day(text):
    assert looks_like_date(text)


@pytest.mark.parametrize(
    "text", ["", "31/2 nộp hồ sơ", "một", "gặp HR", "7", "2024", "20-30", "1.50", "5 người", "x" * 5000]
)
def test_not_meant_as_a_day(text):
    assert not looks_like_date(text)


WORDS = "ngày thứ tháng năm tuần sau trước mai mốt cuối đầu hôm 2 31 15/7 29/2 9999 6 sáu next ago in"
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)


def answer(ask, text, today, towards):
    try:
        return ask(text, today, towards)
    except BadDate as error:
        return error


@given(st.text(max_size=200) | PIECES | st.text("0123456789/-. ", max_size=12), DAYS, SIDES)
@example("29/2", date(2024, 2, 29), "past")
def test_any_text_is_a_day_on_the_asked_side_or_a_typed_refusal(text, today, towards):
    day = answer(parse_date, text, today, towards)
    if isinstance(day, BadDate):
        assert (day.reason == "unknown") == (not looks_like_date(text))
    else:
        assert day <= today if towards == "past" else day >= today


@given(st.text(max_size=200) | PIECES, DAYS, SIDES)
def test_any_text_begins_with_a_day_or_not(text, today, towards):
    found = answer(leading_date, text, today, towards)
    if isinstance(found, BadDate):
        assert looks_like_date(found.piece)
    else:
        assert found is None or len(found[1]) <= len(text)


@given(
    DAYS,
    st.integers(0, 3600),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"]),
)
def test_a_printed_day_reads_back(day, later, form):
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert parse_date(text, day + timedelta(days=later), "past") == day


@given(DAYS, DAYS, SIDES)
def test_a_day_without_year_is_the_nearest(day, today, towards):
    found = parse_date(f"{day.day}/{day.month}", today, towards)
    assert (found.day, found.month) == (day.day, day.month)
    leap = (day.day, day.month) == (29, 2)
    assert 0 <= abs((found - today).days) <= (366 * 4 if leap else 365)


@given(DAYS, st.integers(2, 7), SIDES)
def test_a_weekday_is_within_a_week(today, number, towards):
    found = parse_date(f"thứ {number}", today, towards)
    assert found.weekday() == number - 2
    assert abs((found - today).days) < 7


@pytest.mark.parametrize(
    "text", ["Thứ Sáu tuần sau", "NGÀY MAI", "cuối tháng sau", "ngày 15 tháng 7", "mốt", "thứ bảy"]
)
def test_composition_case_and_marks_do_not_matter(text):
    expected = parse_date(text, TODAY, "future")
    bare = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    for typed in (unicodedata.normalize("NFD", text), text.upper(), text.lower(), bare):
        assert parse_date(typed, TODAY, "future") == expected

"""Absences as people write them: the days, and who stands in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadAbsence, BadDate, BadPeriod, Twice
from outreach.rules.away_line import LONGEST, check_absence, read_absence, read_away, stand_in_name
from outreach.rules.lines import split_parts
from outreach.rules.spans import Period

TODAY = date(2024, 6, 19)  # a Wednesday


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(f"2024-{first}"), date.fromisoformat(f"2024-{last}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/7-15/7", days("07-01", "07-15")),
        ("1-15/7", days("07-01", "07-15")),
        ("từ 1/7 đến 15/7", days("07-01", "07-15")),
        ("tu 1/7 den het 15/7", days("07-01", "07-15")),
        ("15/7", days("07-15", "07-15")),
        ("mai", days("06-20", "06-20")),
        ("tuần sau", days("06-24", "06-30")),
        ("tuần này", days("06-19", "06-23")),  # what of it has passed is no absence any more
        ("đến thứ 6", days("06-19", "06-21")),
        ("10 ngày", days("06-19", "06-28")),
        ("trong 2 tuần", days("06-19", "07-02")),
        ("hai tuần từ 1/7", days("07-01", "07-14")),
        ("two weeks", None),
        ("2 weeks from 1/7", days("07-01", "07-14")),
        ("tháng 7", None),
        ("Lan", None),
        ("", None),
    ],
)
def test_days(text, expected):
    found = read_absence(text, TODAY)
    assert (None if found is None else (found.starts, found.ends)) == expected


@pytest.mark.parametrize(
    ("line", "expected", "stand_in"),
    [
        ("1/7-15/7; Lan", days("07-01", "07-15"), "Lan"),
        ("Lan; 1/7-15/7", days("07-01", "07-15"), "Lan"),
        ("1/7-15/7, chị Lan", days("07-01", "07-15"), "chị Lan"),
        ("1/7-15/7 Lan", days("07-01", "07-15"), "Lan"),
        ("Lan 1/7-15/7", days("07-01", "07-15"), "Lan"),
        ("tuần sau nhờ Lan", days("06-24", "06-30"), "Lan"),
        ("tuần sau, Trần Thị Lan trực thay", days("06-24", "06-30"), "Trần Thị Lan"),
        ("mai; Mai", days("06-20", "06-20"), "Mai"),
        ("Mai; 1/7-15/7", days("07-01", "07-15"), "Mai"),
        ("Thanh Mai", None, "Thanh Mai"),
        ("10 ngày", days("06-19", "06-28"), ""),
    ],
)
def test_lines(line, expected, stand_in):
    draft = read_away(split_parts(line), TODAY)
    found = None if draft.days is None else (draft.days.starts, draft.days.ends)
    assert (found, draft.stand_in) == (expected, stand_in)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("31/6-5/7; Lan", BadDate),
        ("15/7-1/7; Lan", BadPeriod),
        ("1/7-2/7; 3/7-4/7", Twice),
        ("1/7; Lan; Hoa", Twice),
    ],
)
def test_what_cannot_be(line, refusal):
    with pytest.raises(refusal):
        read_away(split_parts(line), TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [("trực thay: Lan", "Lan"), ("Lan trực thay", "Lan"), ("người thay là", "là"), ("anh Giao", "anh Giao")],
)
def test_the_name_of_the_stand_in(text, name):
    assert stand_in_name(text) == name


@given(st.integers(-30, 30), st.integers(1, 120))
def test_an_absence_begins_today_or_later_and_is_not_too_long(ahead, length):
    starts = TODAY + timedelta(days=ahead)
    absence = Period("dates", starts, starts + timedelta(days=length - 1))
    wrong = "past" if ahead < 0 else "too_long" if length > LONGEST else ""
    if not wrong:
        check_absence(absence, TODAY)
        return
    with pytest.raises(BadAbsence) as refused:
        check_absence(absence, TODAY)
    assert refused.value.reason == wrong


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        read_away(split_parts(text), TODAY)
    except (BadDate, BadPeriod, Twice):
        return

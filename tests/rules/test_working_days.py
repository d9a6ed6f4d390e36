"""Working days: the public calendar, what an office adds to it, and how terms count."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.rules.admission.calendar import Calendar, from_library, holiday, months_after
from outreach.rules.vocabulary.settings import Holiday
from tests.holiday_data import FILE, data

PUBLIC = Calendar()
DAYS = st.dates(date(2014, 6, 1), date(2041, 6, 30))
NUMBERS = st.integers(0, 90)
OFFICES = st.builds(
    Calendar,
    extra_off=st.frozensets(st.dates(date(2025, 1, 1), date(2025, 6, 30)), max_size=5),
    made_up=st.frozensets(st.dates(date(2025, 1, 1), date(2025, 6, 30)), max_size=5),
)
NEAR = st.dates(date(2024, 12, 1), date(2025, 8, 1))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 8), date(2024, 2, 14)),  # Tết Giáp Thìn
        (date(2025, 1, 25), date(2025, 2, 2)),  # Tết Ất Tỵ
        (date(2026, 2, 14), date(2026, 2, 22)),  # Tết Bính Ngọ
        (date(2024, 4, 27), date(2024, 5, 1)),  # with Monday 29/04 in lieu
        (date(2025, 4, 30), date(2025, 5, 4)),  # with Friday 02/05 in lieu
        (date(2026, 4, 25), date(2026, 4, 27)),  # Giỗ Tổ on a Sunday, made good on Monday
        (date(2026, 4, 30), date(2026, 5, 3)),
        (date(2026, 8, 29), date(2026, 9, 2)),
    ],
)
def test_offices_are_closed(first, last):
    assert PUBLIC.between(first - timedelta(days=1), last) == 0
    assert PUBLIC.is_working(first - timedelta(days=1))
    assert PUBLIC.is_working(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 29), Holiday.TET), (date(2026, 4, 27), Holiday.HUNG_KINGS),
        (date(2026, 8, 31), Holiday.IN_LIEU), (date(2027, 5, 3), Holiday.LABOUR), (date(2026, 11, 24), Holiday.CULTURE),
        (date(2026, 8, 29), None), (date(2045, 9, 2), Holiday.NATIONAL),
    ],
)  # fmt: skip
def test_days_off_have_names(day, name):
    assert holiday(day) is name
    assert not PUBLIC.is_working(day)


@pytest.mark.parametrize("saturday", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)])
def test_made_up_saturdays_are_worked(saturday):
    assert saturday.weekday() == 5
    assert PUBLIC.is_working(saturday)


def test_what_an_office_adds():
    office = Calendar(extra_off=frozenset({date(2026, 1, 2)}), made_up=frozenset({date(2026, 1, 10)}))
    assert not office.is_working(date(2026, 1, 2))
    assert office.is_working(date(2026, 1, 10))
    assert office.after(date(2025, 12, 31), 6) == date(2026, 1, 10)  # 5–9/1: 5, Saturday 10/1
    both = frozenset({date(2026, 1, 10)})
    assert not Calendar(extra_off=both, made_up=both).is_working(date(2026, 1, 10))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 1, 5), 0, date(2026, 1, 5)),
        (date(2026, 1, 5), 1, date(2026, 1, 6)),  # the day itself does not count
        (date(2026, 1, 9), 2, date(2026, 1, 13)),  # Friday, then Monday and Tuesday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over Tết
        (date(2026, 4, 24), 3, date(2026, 5, 4)),  # 28/4, 29/4, 4/5
        (date(2026, 2, 18), 1, date(2026, 2, 23)),  # from a day off
    ],
)
def test_terms_in_working_days(start, days, end):
    assert PUBLIC.after(start, days) == end


def test_a_term_is_not_negative():
    with pytest.raises(ValueError, match="-1"):
        PUBLIC.after(date(2026, 1, 5), -1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2021, 6, 20), 60, date(2026, 6, 20)),
    ],
)
def test_terms_in_months(start, months, end):
    assert months_after(start, months) == end


def test_what_is_kept_agrees_with_the_library():
    """When an upgrade brings other days off: python -m tests.holiday_data writes the file anew."""
    assert json.loads(FILE.read_text()) == data()


def test_other_years_come_from_the_library():
    assert not PUBLIC.is_working(date(2014, 4, 30))
    assert not PUBLIC.is_working(date(2045, 2, 17))  # Tết Ất Sửu
    assert date(2045, 2, 17) in from_library(2045).off


@settings(deadline=None)  # the first year that is not kept takes the library half a second to load
@given(DAYS, NUMBERS)
def test_the_last_day_is_worked_and_the_days_between_are_as_many(start, days):
    end = PUBLIC.after(start, days)
    assert PUBLIC.between(start, end) == days
    assert not days or (end > start and PUBLIC.is_working(end))


@given(NEAR, NUMBERS, NUMBERS, OFFICES)
def test_terms_add_up(start, first, then, office):
    assert office.after(office.after(start, first), then) == office.after(start, first + then)


@given(NEAR, NEAR, NEAR, OFFICES)
def test_stretches_add_up_and_run_forward_only(one, other, third, office):
    first, middle, last = sorted((one, other, third))
    assert office.between(first, middle) + office.between(middle, last) == office.between(first, last)
    assert office.between(last, first) == 0


@given(NEAR, OFFICES)
def test_the_neighbouring_working_days(day, office):
    assert office.next(day) == office.after(day, 1)
    before = office.at_or_before(day)
    assert office.is_working(before)
    assert office.between(before, day) == 0


@settings(deadline=None)  # the first year that is not kept takes the library half a second to load
@given(DAYS, st.integers(0, 60))
def test_months_keep_the_day_or_take_the_months_last(start, months):
    end = months_after(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1

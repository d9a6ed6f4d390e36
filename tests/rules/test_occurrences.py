"""Weekly occurrences, in the zone that is used and in zones with summer time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.occurrences import Weekly, latest, occurrences

HA_NOI, BERLIN, APIA = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
MONDAY_8 = Weekly(0, time(8), HA_NOI)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_mondays_at_eight_in_ha_noi_are_one_in_utc():
    found = occurrences(MONDAY_8, utc(2024, 6, 1), utc(2024, 6, 20))
    assert found == [utc(2024, 6, 3, 1), utc(2024, 6, 10, 1), utc(2024, 6, 17, 1)]
    assert all(instant.tzinfo is UTC for instant in found)


def test_the_window_excludes_its_start_and_includes_its_end():
    assert occurrences(MONDAY_8, utc(2024, 6, 3, 1), utc(2024, 6, 10, 1)) == [utc(2024, 6, 10, 1)]
    assert occurrences(MONDAY_8, utc(2024, 6, 3, 1), utc(2024, 6, 3, 1)) == []
    assert occurrences(MONDAY_8, utc(2024, 6, 10, 1), utc(2024, 6, 3, 1)) == []


def test_the_local_monday_counts_when_utc_still_has_sunday():
    early = Weekly(0, time(6), HA_NOI)
    assert occurrences(early, utc(2024, 6, 2), utc(2024, 6, 3)) == [utc(2024, 6, 2, 23)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(utc(2024, 3, 30), utc(2024, 3, 31, 1, 30), id="a skipped 02:30 becomes 03:30"),
        pytest.param(utc(2024, 10, 26), utc(2024, 10, 27, 0, 30), id="of two 02:30 the first"),
    ],
)
def test_clock_changes(after, expected):
    rule = Weekly(6, time(2, 30), BERLIN)
    assert occurrences(rule, after, after + timedelta(days=2)) == [expected]


def test_a_day_that_a_zone_skipped_moves_forward():
    friday = Weekly(4, time(9), APIA)  # Samoa had no Friday 30/12/2011
    found = occurrences(friday, utc(2011, 12, 29), utc(2012, 1, 1))
    assert [instant.astimezone(APIA).isoformat() for instant in found] == ["2011-12-31T09:00:00+14:00"]


def test_wall_time_holds_across_summer_time():
    rule = Weekly(0, time(8), BERLIN)
    found = occurrences(rule, utc(2024, 1, 1), utc(2025, 1, 1))
    assert len(found) == 52 + (rule.instant(datetime(2024, 1, 1, tzinfo=BERLIN).date()) > utc(2024, 1, 1))
    assert {instant.astimezone(BERLIN).strftime("%a %H:%M") for instant in found} == {"Mon 08:00"}


def test_the_latest_and_how_many_were_passed_over():
    assert latest(MONDAY_8, utc(2024, 6, 1), utc(2024, 6, 20)) == (utc(2024, 6, 17, 1), 2)
    assert latest(MONDAY_8, utc(2024, 6, 4), utc(2024, 6, 9)) == (None, 0)
    assert latest(MONDAY_8, utc(1970, 1, 1), utc(9000, 1, 1))[1] > 360_000


def test_a_time_without_zone_is_refused():
    naive = utc(2024, 6, 1).replace(tzinfo=None)
    for ask in (occurrences, latest):
        with pytest.raises(ValueError, match="without zone"):
            ask(MONDAY_8, naive, utc(2024, 6, 2))


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds
RULES = st.builds(Weekly, st.integers(0, 6), st.times(), st.sampled_from([HA_NOI, BERLIN, APIA]))


@given(RULES, MOMENTS, st.integers(0, 120))
def test_latest_agrees_with_all(rule, after, days):
    until = after + timedelta(days=days)
    found = occurrences(rule, after, until)
    assert latest(rule, after, until) == ((found[-1], len(found) - 1) if found else (None, 0))
    assert found == sorted(set(found))
    assert all(after < instant <= until for instant in found)


@given(RULES, MOMENTS, st.integers(0, 60), st.integers(0, 60))
def test_two_windows_side_by_side_are_one(rule, after, first, second):
    middle, until = after + timedelta(days=first), after + timedelta(days=first + second)
    both = occurrences(rule, after, middle) + occurrences(rule, middle, until)
    assert both == occurrences(rule, after, until)

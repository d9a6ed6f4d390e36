"""Quiet hours: over midnight, in zones with summer time, and the hours that are refused."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outreach.errors import BadQuietHours
from outreach.rules.tasks.quiet import Quiet, checked, deferred

HA_NOI, BERLIN, APIA = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
NIGHT = Quiet(time(21), time(6, 30))


def at(text, zone=HA_NOI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2024-06-17 20:59", "2024-06-17 20:59"), ("2024-06-17 21:00", "2024-06-18 06:30"),
        ("2024-06-17 23:59", "2024-06-18 06:30"), ("2024-06-18 00:00", "2024-06-18 06:30"),
        ("2024-06-18 06:29", "2024-06-18 06:30"), ("2024-06-18 06:30", "2024-06-18 06:30"),
    ],
)  # fmt: skip
def test_what_falls_into_the_night_waits_for_the_morning(said, expected):
    assert deferred(at(said), NIGHT, HA_NOI) == at(expected)


def test_quiet_hours_within_a_day():
    noon = Quiet(time(11, 30), time(13, 30))
    assert deferred(at("2024-06-17 12:00"), noon, HA_NOI) == at("2024-06-17 13:30")
    assert deferred(at("2024-06-17 13:30"), noon, HA_NOI) == at("2024-06-17 13:30")
    assert deferred(at("2024-06-17 23:00"), noon, HA_NOI) == at("2024-06-17 23:00")


def test_without_quiet_hours_nothing_waits():
    assert Quiet.of(None, time(6)) is Quiet.of(time(21), None) is None
    assert deferred(at("2024-06-17 23:00"), None, HA_NOI) == at("2024-06-17 23:00")


def test_an_end_that_clocks_skip_moves_forward_and_a_repeated_one_is_never_behind():
    early = Quiet(time(21), time(2, 30))
    assert deferred(at("2024-03-31 01:00", BERLIN), early, BERLIN).isoformat() == "2024-03-31T01:30:00+00:00"
    second_2_15 = at("2024-10-27 02:15", BERLIN).replace(fold=1)
    assert deferred(second_2_15, early, BERLIN).isoformat() == "2024-10-27T01:30:00+00:00"


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="without zone"):
        deferred(at("2024-06-17 12:00").replace(tzinfo=None), NIGHT, HA_NOI)


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
QUIETS = st.builds(Quiet, WALLS, WALLS)
ZONES = st.sampled_from([HA_NOI, BERLIN, APIA])


@given(MOMENTS, QUIETS, ZONES)
def test_nothing_is_ever_said_in_quiet_hours(instant, quiet, zone):
    """Nor earlier than asked; and what is not quiet is left where it is."""
    assume((datetime.combine(instant, quiet.start) - datetime.combine(instant, quiet.end)) % timedelta(1))
    waits_for = deferred(instant, quiet, zone)
    assert waits_for >= instant
    assert not quiet.holds(waits_for.astimezone(zone).time())
    assert (waits_for == instant) is not quiet.holds(instant.astimezone(zone).time())
    assert deferred(waits_for, quiet, zone) == waits_for


@given(MOMENTS, QUIETS)
def test_in_a_zone_without_summer_time_it_is_the_first_minute_that_is_not_quiet(instant, quiet):
    waits_for = deferred(instant, quiet, HA_NOI).astimezone(HA_NOI)
    if waits_for != instant:
        assert waits_for.time() == quiet.end
        assert waits_for - instant.astimezone(HA_NOI) <= timedelta(days=1)
        assert quiet.holds((waits_for - timedelta(microseconds=1)).time())


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (time(21), time(6, 30), True), (time(7), time(6), True), (time(0), time(23), True),
        (time(7), time(6, 1), False), (time(7), time(7), False), (time(0), time(23, 30), False),
    ],
)  # fmt: skip
def test_an_hour_of_the_day_must_be_left(start, end, fits):
    if fits:
        assert checked(start, end) == Quiet(start, end)
        return
    with pytest.raises(BadQuietHours):
        checked(start, end)

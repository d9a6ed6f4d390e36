"""The hour of the morning message: on the day itself, never in quiet hours; the database reckons as the rule does."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from jobs import morning
from models import Person
from outreach.rules.tasks.morning import FRESH_FOR, hour, slot, stale
from outreach.rules.tasks.quiet import Quiet
from tests.conversation import ZONE

DAY = date(2024, 6, 17)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("wanted", "quiet", "at"),
    [
        (None, None, time(7, 30)),
        (time(6), None, time(6)),
        (time(6), Quiet(time(21), time(6, 30)), time(6, 30)),
        (time(6, 30), Quiet(time(21), time(6, 30)), time(6, 30)),
        (None, Quiet(time(7), time(9)), time(9)),
        (time(22), Quiet(time(21), time(6, 30)), time(6, 30)),
        (time(20), Quiet(time(21), time(6, 30)), time(20)),
    ],
)
def test_the_hour_chosen_the_houses_or_the_end_of_quiet_hours(wanted, quiet, at):
    assert hour(wanted, quiet) == at


@given(times, times, times)
def test_it_is_never_in_quiet_hours(wanted, start, end):
    quiet = Quiet(start, end)
    assert not quiet.holds(hour(wanted, quiet))


def test_too_late_is_twelve_hours_after_and_never_another_day():
    assert slot(DAY, time(7, 30), ZONE) == datetime(2024, 6, 17, 0, 30, tzinfo=UTC)
    assert stale(DAY, time(7, 30), ZONE) == slot(DAY, time(7, 30), ZONE) + FRESH_FOR
    assert stale(DAY, time(20), ZONE) == slot(DAY + timedelta(days=1), time(), ZONE)


def test_a_time_that_clocks_skip_moves_forward_by_what_they_skip():
    berlin = ZoneInfo("Europe/Berlin")
    assert slot(date(2024, 3, 31), time(2, 30), berlin) == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)


def test_the_database_reckons_the_hour_as_the_rule_does(house):
    hours = (None, time(0), time(5), time(6, 30), time(7, 30), time(9), time(21), time(23, 59))
    quiets = (None, (time(21), time(6, 30)), (time(6, 30), time(9)), (time(7, 30), time(7, 30)), (time(0), time(8)))
    who = {"name_sealed": b"x", "role": "member", "joined_at": house.clock.now()}
    for at in hours:
        for quiet in quiets:
            start, end = quiet or (None, None)
            house.add(Person(morning_at=at, quiet_from=start, quiet_to=end, **who))
    found = house.read(select(Person, morning.hour_of()))
    assert len(found) == len(hours) * len(quiets)
    for person, at in found:
        assert at == hour(person.morning_at, Quiet.of(person.quiet_from, person.quiet_to))

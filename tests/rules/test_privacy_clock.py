"""The legal clock of a request: 2 working days and 15 days; when administrators are reminded of it."""

from datetime import date, timedelta

import pytest

from outreach.rules.admission.calendar import Calendar
from outreach.rules.privacy_clock import Clock, Limit

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("asked", "acknowledge", "act"),
    [
        (date(2024, 6, 17), date(2024, 6, 19), date(2024, 7, 2)),  # a Monday: Wednesday
        (date(2024, 6, 21), date(2024, 6, 25), date(2024, 7, 6)),  # a Friday: Tuesday
        (date(2024, 6, 22), date(2024, 6, 25), date(2024, 7, 7)),  # a Saturday: Tuesday
        (date(2024, 2, 7), date(2024, 2, 16), date(2024, 2, 22)),  # before Tết (8 to 14 February): Thursday and Friday
        (date(2024, 4, 25), date(2024, 5, 2), date(2024, 5, 10)),  # Friday 26, then 27 April to 1 May off
    ],
)
def test_the_limits(asked, acknowledge, act):
    assert Clock.of(asked, CALENDAR) == Clock(acknowledge, act)


def reminded(asked):
    clock = Clock.of(asked, CALENDAR)
    return [clock.day(limit) - timedelta(days=clock.lead(limit, CALENDAR)) for limit in Limit]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (date(2024, 6, 17), [date(2024, 6, 18), date(2024, 6, 27)]),  # three working days before Tuesday 02/07
        (date(2024, 6, 21), [date(2024, 6, 24), date(2024, 7, 3)]),  # before Saturday 06/07: Wednesday
        (
            date(2024, 4, 25),
            [date(2024, 4, 26), date(2024, 5, 7)],
        ),  # the 2nd of May is acknowledged after five days off
    ],
)
def test_a_reminder_comes_working_days_before_each_limit(asked, days):
    assert reminded(asked) == days


def test_every_reminder_comes_on_a_working_day_before_its_limit():
    for day in range(1, 29):
        for month in range(1, 13):
            clock = Clock.of(date(2025, month, day), CALENDAR)
            for limit, when in zip(Limit, reminded(date(2025, month, day)), strict=True):
                assert CALENDAR.is_working(when)
                assert when < clock.day(limit)


def test_the_next_limit_is_to_acknowledge_and_then_to_act():
    clock = Clock.of(date(2024, 6, 17), CALENDAR)
    assert [clock.next(acknowledged=done) for done in (False, True)] == [Limit.ACKNOWLEDGE, Limit.ACT]

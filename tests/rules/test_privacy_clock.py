"""The legal clock of a request: 2 working days and 15 days; when administrators are reminded of it."""

from datetime import date

import pytest

from outreach.rules.admission.calendar import Calendar
from outreach.rules.privacy_clock import Clock, Reminder, reminders

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


def days(asked, entered):
    return dict(reminders(Clock.of(asked, CALENDAR), entered, CALENDAR))


def test_a_reminder_before_each_limit_and_one_when_it_has_passed():
    assert days(date(2024, 6, 17), date(2024, 6, 17)) == {
        Reminder.ACKNOWLEDGE: date(2024, 6, 18),
        Reminder.ACKNOWLEDGE_LATE: date(2024, 6, 20),
        Reminder.ACT: date(2024, 6, 27),  # three working days before Tuesday 02/07
        Reminder.ACT_LATE: date(2024, 7, 3),
    }


def test_what_is_entered_late_is_told_on_the_next_working_day():
    """Asked in May, entered on Friday 21/06: everything has passed, and is told of on Monday."""
    assert set(days(date(2024, 5, 2), date(2024, 6, 21)).values()) == {date(2024, 6, 24)}


def test_every_reminder_comes_on_a_working_day():
    for day in range(1, 29):
        for month in range(1, 13):
            asked = date(2025, month, day)
            assert all(CALENDAR.is_working(when) for when in days(asked, asked).values())

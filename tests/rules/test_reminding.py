"""What a morning says of a task: held against a model that knows nothing but to walk from day to day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.admission.calendar import Calendar
from outreach.rules.tasks.ladder import Reader
from outreach.rules.tasks.reminding import Window, in_order, mention, reminder_days, week_day
from outreach.rules.tasks.task import Mention, Section, Task
from outreach.rules.vocabulary.tasks import TaskRule

DAY = timedelta(days=1)
PUBLIC = Calendar()
NEAR = st.dates(date(2024, 12, 1), date(2025, 6, 30))  # with New Year, Tết, Giỗ Tổ and 30/4
OFFICES = st.builds(
    Calendar,
    extra_off=st.frozensets(st.dates(date(2025, 1, 1), date(2025, 5, 31)), max_size=6),
    made_up=st.frozensets(st.dates(date(2025, 1, 1), date(2025, 5, 31)), max_size=6),
)
OWNER, LEADS, ADMINISTRATORS = Reader
TOLD_ON = {  # DESIGN §3.8: every day to 14, then weekly, at most four times; leads from 7, administrators from 14
    OWNER: [*range(1, 15), 19, 24, 29, 34],
    LEADS: [7, 19, 24, 29, 34],
    ADMINISTRATORS: [14, 19, 24, 29, 34],
}


def step(due, since=date(2024, 1, 1), rule=TaskRule.NEXT_STEP, **more):
    return Task(rule, "step:1", 1, 1, since, due, owner_id=1, **more)


def morning(after, today, calendar=PUBLIC):
    return Window.of(after, today, calendar)


def said(task, today, after=None, reader=OWNER, days=2, until=None, calendar=PUBLIC):
    return mention(task, reader, days, morning(after or today - DAY, today, calendar), until)


def mornings(first, last, calendar):
    """The working days of a stretch, each with the working day before it."""
    worked = [first + n * DAY for n in range((last - first).days + 1) if calendar.is_working(first + n * DAY)]
    return list(zip([first - DAY, *worked], worked, strict=False))


# --- the ladder ---


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2024, 6, 11), 1),
        (date(2024, 6, 13), 3),
        (date(2024, 6, 14), 4),
        (date(2024, 6, 17), 5),  # a weekend lies between
        (date(2024, 6, 19), 7),
        (date(2024, 6, 28), 14),
        (date(2024, 7, 5), 19),
        (date(2024, 7, 12), 24),
        (date(2024, 7, 19), 29),
        (date(2024, 7, 26), 34),
    ],
)
def test_the_ladder_of_a_step_due_on_10_june(today, late):
    task = step(date(2024, 6, 10))
    owner, leads, administrators = (said(task, today, reader=reader) for reader in Reader)
    assert owner == Mention(task, Section.OVERDUE, fresh=True, ask=late == 3)
    reached = Mention(task, Section.REACHED, fresh=True)
    assert leads == (reached if late in TOLD_ON[LEADS] else None)
    assert administrators == (reached if late in TOLD_ON[ADMINISTRATORS] else None)


@pytest.mark.parametrize("today", [date(2024, 7, 1), date(2024, 7, 8), date(2024, 7, 29), date(2025, 6, 10)])
def test_between_the_weekly_days_and_after_the_last_nobody_hears_of_it(today):
    assert [said(step(date(2024, 6, 10)), today, reader=reader) for reader in Reader] == [None, None, None]


def test_tet_does_not_count():
    task = step(date(2025, 1, 24))  # Friday; offices are closed from Saturday 25/01 to Sunday 02/02
    assert said(task, date(2025, 2, 3)).fresh
    assert not said(task, date(2025, 2, 4)).ask
    assert said(task, date(2025, 2, 5)).ask  # the third working day
    assert said(task, date(2025, 2, 11), reader=LEADS)


def test_what_was_due_on_a_day_off_is_late_from_the_first_working_day_on():
    saturday = step(date(2024, 6, 15))
    assert said(saturday, date(2024, 6, 17)).section is Section.OVERDUE
    assert said(saturday, date(2024, 6, 19)).ask


def test_a_moved_due_day_begins_anew():
    today = date(2024, 6, 19)
    assert said(step(date(2024, 6, 10)), today, reader=LEADS)
    assert said(step(date(2024, 6, 14)), today, reader=LEADS) is None
    assert said(step(date(2024, 6, 14)), today).ask


@pytest.mark.parametrize("rule", [TaskRule.PROPOSAL, TaskRule.PRIVACY_REQUEST])
def test_what_administrators_answer_for_climbs_to_nobody(rule):
    task = step(date(2024, 6, 10), rule=rule)
    assert said(task, date(2024, 6, 28), reader=LEADS) is None
    assert said(task, date(2024, 6, 13)) == Mention(task, Section.OVERDUE, fresh=True)  # nothing holds it up but them


@given(NEAR, NEAR, st.integers(0, 12), OFFICES, st.sampled_from(Reader))
def test_a_morning_tells_what_fell_into_its_window(due, today, gap, calendar, reader):
    after = today - gap * DAY
    numbers, day, number = set(), due, 0
    while day < today:
        day += DAY
        number += calendar.is_working(day)
        if calendar.is_working(day) and day > after:
            numbers.add(number)
    expected = due < today and bool(numbers & set(TOLD_ON[reader]))
    found = said(step(due), today, after, reader, calendar=calendar)
    assert (found is not None) == expected or due >= today
    if found is not None and due < today:
        assert found.fresh
        assert found.ask == (reader is OWNER and 3 in numbers)


@given(NEAR, OFFICES, st.sets(st.integers(0, 60)))
def test_over_mornings_of_which_some_are_lost_each_rung_is_told_once(due, calendar, lost):
    all_of_them = mornings(due - 10 * DAY, due + 75 * DAY, calendar)
    kept = [day for number, (_, day) in enumerate(all_of_them) if number not in lost]
    windows = list(zip([due - 11 * DAY, *kept], kept, strict=False))
    told, asked = dict.fromkeys(Reader, 0), 0
    for window in (morning(after, today, calendar) for after, today in windows if today > due):
        for reader in Reader:
            found = mention(step(due), reader, None, window)
            told[reader] += found is not None
            asked += found is not None and found.ask
    late = [day for _, day in all_of_them if day > due]
    for reader in Reader:  # each rung on the first morning at or after its day, several of them on one
        days = {next((day for day in kept if day >= late[n - 1]), None) for n in TOLD_ON[reader]}
        assert told[reader] == len(days - {None})
    assert asked == any(day >= late[2] for day in kept)


@given(NEAR, st.integers(0, 12), OFFICES)
def test_the_days_of_the_rungs_are_those_that_climb(today, gap, calendar):
    window = morning(today - gap * DAY, today, calendar)
    climbing = [
        today - n * DAY
        for n in range(1, 150)
        if any(mention(step(today - n * DAY), reader, 2, window) for reader in (LEADS, ADMINISTRATORS))
    ]
    assert sorted(window.rungs()) == sorted(climbing)


# --- today and before ---


def test_what_is_due_today_is_always_told():
    today = date(2024, 6, 17)
    assert said(step(today), today, after=today) == Mention(step(today), Section.TODAY, fresh=True)


@pytest.mark.parametrize(
    ("due", "today", "fresh"),
    [
        (date(2024, 6, 20), date(2024, 6, 17), False),  # Thursday, reminded on Tuesday
        (date(2024, 6, 20), date(2024, 6, 18), True),
        (date(2024, 6, 20), date(2024, 6, 19), False),
        (date(2024, 6, 24), date(2024, 6, 21), True),  # Monday: Saturday moves back to Friday
        (date(2024, 6, 25), date(2024, 6, 21), True),  # Tuesday: so does Sunday
        (date(2024, 6, 24), date(2024, 6, 17), False),  # seven days ahead: shown, no reason to write
    ],
)
def test_a_step_is_shown_for_a_week_and_reminded_of_two_days_before(due, today, fresh):
    assert said(step(due), today) == Mention(step(due), Section.COMING, fresh)


def test_what_is_further_away_is_not_mentioned():
    assert said(step(date(2024, 6, 25)), date(2024, 6, 17)) is None


def test_before_tet_the_reminder_comes_on_the_last_working_day():
    due = date(2025, 2, 3)  # the first working day after Tết
    assert said(step(due), date(2025, 1, 24)).fresh
    assert not said(step(due), date(2025, 1, 23), days=2)  # eleven days ahead, and not its day


def test_what_came_about_after_its_reminder_is_told_the_day_after():
    task = step(date(2024, 6, 20), since=date(2024, 6, 18))
    assert said(task, date(2024, 6, 19)).fresh
    assert not said(task, date(2024, 6, 18)).fresh


@pytest.mark.parametrize(
    ("days", "leads"),
    [(90, {90, 60, 30, 15, 7}), (30, {30, 15, 7}), (7, {7}), (20, {15, 7})],
)
def test_a_candidate_s_limit_is_warned_of_again_and_again(days, leads):
    due = date(2024, 12, 12)  # Thursday
    task = step(due, rule=TaskRule.CANDIDATE_DEADLINE)
    warned = {(due - today).days for after, today in mornings(due - 120 * DAY, due - DAY, PUBLIC)
              if (one := said(task, today, after, days=days)) and one.fresh}  # fmt: skip
    expected = {(due - PUBLIC.at_or_before(due - lead * DAY)).days for lead in leads}
    assert warned == expected


@given(NEAR, st.integers(0, 14), NEAR, OFFICES)
def test_reminder_days_are_working_days_before_the_due_day_or_the_day_after_it_came_about(due, days, since, calendar):
    wanted = due - days * DAY
    while not calendar.is_working(wanted):
        wanted -= DAY
    assert reminder_days(step(due, since), due, days, calendar) == [wanted if wanted > since else since + DAY]


@given(NEAR, NEAR, st.integers(0, 14), OFFICES)
def test_nothing_later_than_the_horizon_is_mentioned(due, today, days, calendar):
    window = morning(today - DAY, today, calendar)
    if due > window.horizon(days):
        assert mention(step(due), OWNER, days, window) is None


# --- put off ---


def test_what_is_put_off_is_silent_until_its_day_and_told_on_it():
    task, until = step(date(2024, 6, 10)), date(2024, 6, 13)
    assert said(task, date(2024, 6, 12), until=until) is None
    assert said(task, until, until=until) == Mention(task, Section.OVERDUE, fresh=True, ask=True)
    assert said(task, date(2024, 6, 14), until=until).fresh


def test_put_off_beyond_the_ladder_or_far_ahead_it_is_told_on_its_day_all_the_same():
    until = date(2024, 9, 2 + 2)
    assert said(step(date(2024, 6, 10)), until, until=until).section is Section.OVERDUE
    assert said(step(date(2024, 12, 10)), until, until=until) == Mention(
        step(date(2024, 12, 10)), Section.COMING, fresh=True
    )


def test_putting_off_keeps_nobody_else_from_hearing_of_it():
    task = step(date(2024, 6, 10))
    assert said(task, date(2024, 6, 19), reader=LEADS, until=date(2024, 7, 1))


# --- once a week ---


@pytest.mark.parametrize("rule", [TaskRule.ENTERPRISE_UNVISITED, TaskRule.TARGET_BEHIND, TaskRule.CELL_SHORT])
def test_weekly_things_come_on_the_first_working_day_of_the_week(rule):
    task = step(None, rule=rule)
    told = [today for after, today in mornings(date(2025, 1, 20), date(2025, 2, 9), PUBLIC) if said(task, today, after)]
    assert told == [date(2025, 1, 20), date(2025, 2, 3)]  # the week between them is Tết


def test_a_silent_unit_is_told_of_on_the_last_working_day():
    task = step(None, rule=TaskRule.UNIT_SILENT)
    told = [
        today for after, today in mornings(date(2025, 4, 21), date(2025, 5, 11), PUBLIC) if said(task, today, after)
    ]
    # Saturday 26/04 is worked for Friday 02/05, so that week ends on Tuesday 29/04
    assert told == [date(2025, 4, 26), date(2025, 4, 29), date(2025, 5, 9)]


def test_steps_without_a_day_come_once_a_week():
    task = step(None)
    assert said(task, date(2024, 6, 17)) == Mention(task, Section.WEEK, fresh=True)
    assert said(task, date(2024, 6, 18)) is None
    assert said(task, date(2024, 6, 18), after=date(2024, 6, 14)) is not None  # nobody could plan on Monday


@given(NEAR, OFFICES, st.sampled_from([TaskRule.UNIT_SILENT, TaskRule.FOUNDING_READY]))
def test_the_day_of_the_week_is_the_latest_such_working_day(today, calendar, rule):
    day = week_day(rule, morning(today - DAY, today, calendar))
    assert calendar.is_working(day)
    assert day <= today
    week = [day + n * DAY for n in range(-day.weekday(), 7 - day.weekday()) if calendar.is_working(day + n * DAY)]
    assert day == (week[-1] if rule is TaskRule.UNIT_SILENT else week[0])
    later = [day + n * DAY for n in range(1, (today - day).days + 1) if calendar.is_working(day + n * DAY)]
    assert all(other.isocalendar()[1] == day.isocalendar()[1] for other in later) or rule is TaskRule.UNIT_SILENT
    assert len({other.isocalendar()[:2] for other in later}) <= 1


def test_the_order_of_a_message():
    today = date(2024, 6, 17)
    dues = [None, date(2024, 6, 18), today, date(2024, 6, 14), date(2024, 6, 12)]
    found = in_order(filter(None, (said(step(due), today) for due in dues)))
    assert [one.task.due for one in found] == [date(2024, 6, 12), date(2024, 6, 14), today, date(2024, 6, 18), None]

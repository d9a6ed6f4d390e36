"""The published figures of DOMAIN §3, and what holds for any target."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.numbers import Percent, half_up
from outreach.rules.pace import Goal, Known, Rate, Shortfall, assess, flag_percent, share_of, shortfall

HA_NOI, LAO_CAI, LANG_SON = date(2024, 6, 17), date(2023, 8, 31), date(2018, 12, 31)


def year(number, value, kind="exact", to=None, deadline=None):
    return Goal(kind, value, to, date(number, 1, 1), date(number, 12, 31), deadline)


def term(value, kind="exact", to=None):
    return Goal(kind, value, to, date(2020, 1, 1), date(2025, 12, 31), None if to else date(2024, 8, 31))


@pytest.mark.parametrize(
    ("goal", "today", "actual", "completion", "still", "difference"),
    [
        pytest.param(year(2024, 140), HA_NOI, 79, "56.4", 61, 14, id="Hà Nội, admitted in the year"),
        pytest.param(term(500), HA_NOI, 493, "98.6", 7, 15, id="Hà Nội, admitted in the term"),
        pytest.param(term(30), HA_NOI, 26, "86.7", 4, -3, id="Hà Nội, orgs in the term"),
        pytest.param(year(2024, 5), HA_NOI, 5, "100", 0, 3, id="Hà Nội, orgs in the year"),
        pytest.param(term(2, "range", 5), HA_NOI, 3, None, 0, 2, id="Hà Nội, zones"),
        pytest.param(year(2023, 230), LAO_CAI, 145, "63", 85, -8, id="Lào Cai"),
        pytest.param(year(2018, 2), LANG_SON, 2, "100", 0, 0, id="Lạng Sơn, Việt Bắc cell"),
        pytest.param(year(2018, 140, "more_than"), LANG_SON, 140, "100", 1, -1, id="Lạng Sơn, trên 140"),
        pytest.param(year(2018, 14, "at_least"), LANG_SON, 6, "42.9", 8, -8, id="Lạng Sơn, từ 14"),
    ],
)
def test_published_figures(goal, today, actual, completion, still, difference):
    progress = assess(goal, actual, today)
    assert progress.completion == (None if completion is None else Decimal(completion))
    assert (progress.still_needed, progress.met) == (still, still == 0)
    assert progress.difference == difference


def test_lao_cai_expected_153_by_the_end_of_august():
    assert half_up(assess(year(2023, 230), 145, LAO_CAI).expected, 1) == Decimal("153.1")


def test_ha_noi_needs_9_4_a_month():
    progress = assess(year(2024, 140), 79, HA_NOI)
    assert (progress.rate, progress.days_left) == (Rate(Decimal("9.4"), "month"), 197)


@pytest.mark.parametrize(
    ("today", "rate"),
    [
        (date(2024, 11, 1), Rate(Decimal("30.4"), "month")),
        (date(2024, 11, 2), Rate(Decimal("7.1"), "week")),
        (date(2024, 12, 31), None),
        (date(2025, 3, 1), None),
        (date(2023, 3, 1), Rate(Decimal("5.0"), "month")),
    ],
)
def test_rate_with_60_still_needed(today, rate):
    assert assess(year(2024, 60), 0, today).rate == rate


def test_pace_runs_to_the_own_deadline():
    progress = assess(year(2024, 140, deadline=date(2024, 8, 31)), 79, date(2024, 8, 31))
    assert (progress.expected, progress.difference, progress.days_left) == (140, -61, 0)


@pytest.mark.parametrize(
    ("published", "digits", "actual", "value", "flagged"),
    [
        ("41.22", 2, 242, 587, True),
        ("41.23", 2, 242, 587, False),
        ("41.2", 1, 242, 587, False),
        ("63", 0, 145, 230, False),
        ("56.4", 1, 79, 140, False),
        ("100", 0, 5, 5, False),
        ("7.4", 1, 18, 242, False),
        ("56.40", 2, 79, 140, True),
        ("100", 0, 0, 0, True),
    ],
)
def test_published_percentages(published, digits, actual, value, flagged):
    assert flag_percent(Percent(Decimal(published), digits), actual, value) is flagged


def test_a_goal_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="Goal"):
        year(2024, 0)
    with pytest.raises(ValueError, match="Goal"):
        year(2024, 5, deadline=date(2023, 12, 31))


GOALS = st.builds(
    lambda kind, value, days: Goal(kind, value, None, date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=days)),
    st.sampled_from(["exact", "at_least", "more_than", "range"]),
    st.integers(1, 10_000),
    st.integers(0, 2500),
)
DAYS = st.integers(-400, 3000).map(lambda days: date(2024, 1, 1) + timedelta(days=days))


@given(GOALS, st.integers(0, 20_000), DAYS)
def test_any_progress_is_coherent(goal, actual, today):
    progress = assess(goal, actual, today)
    assert progress.met == (actual + progress.still_needed == actual)
    assert assess(goal, actual + progress.still_needed, today).met
    assert 0 <= progress.expected <= goal.needed
    assert abs(Fraction(progress.difference) - (actual - progress.expected)) <= Fraction(1, 2)
    assert (progress.rate is None) == (progress.met or today >= goal.ends)
    assert (progress.completion is None) == (goal.kind == "range")


@given(GOALS, st.integers(0, 20_000), DAYS, st.integers(1, 100))
def test_more_is_never_worse_and_later_never_expects_less(goal, actual, today, more):
    now, better = assess(goal, actual, today), assess(goal, actual + more, today)
    assert better.difference >= now.difference
    assert better.still_needed <= now.still_needed
    assert assess(goal, actual, today + timedelta(days=more)).expected >= now.expected


@given(GOALS, st.integers(0, 20_000))
def test_on_the_last_day_on_pace_means_met(goal, actual):
    progress = assess(goal, actual, goal.ends)
    assert progress.met == (progress.difference >= 0)


@pytest.mark.parametrize(
    ("percent", "stock", "needed"),
    [("10", 273, 28), ("10", 150, 15), ("10", 270, 27), ("2.5", 200, 5), ("2.5", 201, 6), ("100", 7, 7), ("0.1", 1, 1)],
)
def test_a_share_of_a_stock_rounds_up(percent, stock, needed):
    assert share_of(Decimal(percent), stock) == needed


def ratio(level=5, since=date(2023, 3, 17), whole=273):
    return Goal("ratio", 28, None, date(2023, 1, 1), date(2025, 12, 31), whole=whole, since=Known(since, level))


def test_of_a_ratio_the_percentage_is_the_ratio_itself():
    """Thái Nguyên: 5 of 273 enterprises are 1,8%, not 5 of the 28 that are needed; still 23."""
    found = assess(ratio(), 5, date(2023, 3, 17))
    assert (found.completion, found.still_needed, found.difference, found.met) == (Decimal("1.8"), 23, 0, False)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 3, 17), Fraction(5)),
        (date(2023, 3, 16), Fraction(5)),  # before it was known, nothing else can be expected
        (date(2023, 3, 18), 5 + Fraction(23, 1020)),
        (date(2024, 8, 8), 5 + Fraction(23 * 510, 1020)),
        (date(2025, 12, 31), Fraction(28)),
        (date(2026, 2, 1), Fraction(28)),
    ],
)
def test_the_pace_of_a_level_starts_where_it_is_known_first(day, expected):
    """1.020 days from 17/03/2023 to 31/12/2025, on which 23 more are to come."""
    assert assess(ratio(), 5, day).expected == expected


def test_a_level_known_on_the_last_day_is_expected_at_once():
    assert assess(ratio(since=date(2025, 12, 31)), 5, date(2025, 12, 31)).difference == -23


def test_a_level_that_has_met_its_ratio_has_no_more_to_go():
    found = assess(ratio(level=30), 30, date(2024, 1, 1))
    assert (found.met, found.still_needed, found.rate) == (True, 0, None)


@pytest.mark.parametrize(
    ("goal", "today", "actual", "behind"),
    [
        pytest.param(year(2023, 230), LAO_CAI, 145, (8, 12), id="Lào Cai: 8,1 missing, 0,63 a day"),
        pytest.param(year(2024, 140), HA_NOI, 79, None, id="ahead of the calendar"),
        pytest.param(year(2023, 365), date(2023, 1, 31), 16, (15, 15), id="one a day, 15 missing"),
        pytest.param(year(2023, 365), date(2023, 1, 31), 17, (14, 14), id="one a day, 14 missing"),
        pytest.param(year(2023, 2), date(2023, 12, 31), 0, (2, 365), id="nothing at all"),
        pytest.param(year(2023, 1), date(2023, 6, 30), 0, None, id="less than half a case"),
        pytest.param(year(2023, 1), date(2023, 7, 3), 0, (1, 184), id="half a case and more"),
    ],
)
def test_by_how_much_a_target_is_behind(goal, today, actual, behind):
    assert shortfall(goal, actual, today) == (Shortfall(*behind) if behind else None)
    assert -assess(goal, actual, today).difference == behind[0] if behind else True


def test_a_level_is_behind_by_the_days_in_which_it_was_to_rise_and_by_all_once_it_has_fallen():
    def level(known, needed=30):
        first = Known(date(2023, 1, 1), known)
        return Goal("exact", needed, None, date(2023, 1, 1), date(2023, 12, 31), since=first)

    middle = date(2023, 7, 2)  # 182 of 364 days
    assert shortfall(level(20), 25, middle) is None
    assert shortfall(level(20), 20, middle) == Shortfall(5, 182)
    assert shortfall(level(30), 29, middle) == Shortfall(1, 365)

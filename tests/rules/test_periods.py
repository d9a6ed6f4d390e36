"""Periods as people name them, on Wednesday 19 June 2024."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadPeriod
from outreach.rules.periods import Period, parse_period, period_of, previous, split_tail, week_of

TODAY = date(2024, 6, 19)


def p(kind, starts, ends):
    return Period(kind, date.fromisoformat(starts), date.fromisoformat(ends))


YEAR_2024 = p("year", "2024-01-01", "2024-12-31")
TERM = p("term", "2020-01-01", "2025-12-31")
TO_17_JUNE = p("dates", "2024-01-01", "2024-06-17")
JUNE = p("month", "2024-06-01", "2024-06-30")
Q1_2023 = p("quarter", "2023-01-01", "2023-03-31")
WEEK_29 = p("week", "2024-07-15", "2024-07-21")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", YEAR_2024),
        ("năm 2024", YEAR_2024),
        ("NAM NAY", YEAR_2024),
        ("this year", YEAR_2024),
        ("năm ngoái", p("year", "2023-01-01", "2023-12-31")),
        ("tháng 6-2024", JUNE),
        ("tháng 6/2024", JUNE),
        ("tháng 6 năm 2024", JUNE),
        ("tháng sáu 2024", JUNE),
        ("6/2024", JUNE),
        ("T6/2024", JUNE),
        ("2024-06", JUNE),
        ("June 2024", JUNE),
        ("tháng này", JUNE),
        ("tháng 6", JUNE),
        ("tháng sáu", JUNE),
        ("tháng sau", p("month", "2024-07-01", "2024-07-31")),
        ("tháng trước", p("month", "2024-05-01", "2024-05-31")),
        ("last month", p("month", "2024-05-01", "2024-05-31")),
        ("tháng 7", p("month", "2023-07-01", "2023-07-31")),
        ("tháng 7 năm nay", p("month", "2024-07-01", "2024-07-31")),
        ("quý I-2023", Q1_2023),
        ("quý 1/2023", Q1_2023),
        ("quý một năm 2023", Q1_2023),
        ("Q1 2023", Q1_2023),
        ("quý IV", p("quarter", "2023-10-01", "2023-12-31")),
        ("quý này", p("quarter", "2024-04-01", "2024-06-30")),
        ("quý trước", p("quarter", "2024-01-01", "2024-03-31")),
        ("6 tháng đầu năm 2024", p("half_year", "2024-01-01", "2024-06-30")),
        ("sáu tháng đầu năm", p("half_year", "2024-01-01", "2024-06-30")),
        ("6 tháng cuối năm", p("half_year", "2024-07-01", "2024-12-31")),
        ("6 tháng 2023", p("half_year", "2023-01-01", "2023-06-30")),
        ("first half of 2023", p("half_year", "2023-01-01", "2023-06-30")),
        ("9 tháng 2024", p("nine_months", "2024-01-01", "2024-09-30")),
        ("9 tháng năm 2024", p("nine_months", "2024-01-01", "2024-09-30")),
        ("9 tháng đầu năm", p("nine_months", "2024-01-01", "2024-09-30")),
        ("tuần này", p("week", "2024-06-17", "2024-06-23")),
        ("tuần trước", p("week", "2024-06-10", "2024-06-16")),
        ("last week", p("week", "2024-06-10", "2024-06-16")),
        ("tuần 29/2024", WEEK_29),
        ("tuần 29 năm 2024", WEEK_29),
        ("week 29 2024", WEEK_29),
        ("2024-W29", WEEK_29),
        ("tuần 29", p("week", "2023-07-17", "2023-07-23")),
        ("tuần 1/2025", p("week", "2024-12-30", "2025-01-05")),
        ("nhiệm kỳ 2020-2025", TERM),
        ("Nhiệm kỳ 2020 – 2025", TERM),
        ("nhiệm kỳ này", TERM),
        ("term 2020-2025", TERM),
        ("2020-2025", TERM),
        ("2020—2025", TERM),
        ("1/1/2024 - 17/6/2024", TO_17_JUNE),
        ("1/1/2024-17/6/2024", TO_17_JUNE),
        ("1-1-2024 - 17-6-2024", TO_17_JUNE),
        ("01/01/24–17/06/24", TO_17_JUNE),
        ("2024-01-01..2024-06-17", TO_17_JUNE),
        ("2024-01-01 - 2024-06-17", TO_17_JUNE),
        ("từ 1/1/2024 đến 17/6/2024", TO_17_JUNE),
        ("từ ngày 1/1 đến hết ngày 17/6/2024", TO_17_JUNE),
        ("1/1 - 17/6", TO_17_JUNE),
        ("1/1 đến nay", p("dates", "2024-01-01", "2024-06-19")),
        ("từ đầu năm đến nay", p("dates", "2024-01-01", "2024-06-19")),
    ],
)
def test_periods(text, expected):
    assert parse_period(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unknown"),
        ("hôm qua", "unknown"),
        ("29", "unknown"),
        ("x" * 5000, "unknown"),
        ("9 tháng", "unknown"),
        ("tháng 13/2024", "impossible"),
        ("quý 5", "impossible"),
        ("quý 0/2024", "impossible"),
        ("tuần 53/2024", "impossible"),
        ("tuần 53", "impossible"),
        ("tuần 54", "impossible"),
        ("tháng 1²", "unknown"),
        ("1929", "impossible"),
        ("1850", "unknown"),
        ("năm 2101", "impossible"),
        ("tháng 6/1900", "impossible"),
        ("31/2/2024 - 17/6/2024", "impossible"),
        ("2024-02-30..2024-06-17", "impossible"),
        ("nhiệm kỳ 2020-2020", "impossible"),
        ("nhiệm kỳ 2025-2020", "reversed"),
        ("17/6/2024 - 1/1/2024", "reversed"),
    ],
)
def test_what_is_no_period(text, reason):
    with pytest.raises(BadPeriod) as caught:
        parse_period(text, TODAY)
    assert (caught.value.piece, caught.value.reason) == (text, reason)


@pytest.mark.parametrize(
    ("text", "head", "period"),
    [
        ("DU-HN nhiệm kỳ 2020-2025", "DU-HN", TERM),
        ("DU-HN 1/1/2024 - 17/6/2024", "DU-HN", TO_17_JUNE),
        ("DU-HN từ 1/1/2024 đến 17/6/2024", "DU-HN", TO_17_JUNE),
        ("Đoàn công tác số 1 2024", "Đoàn công tác số 1", YEAR_2024),
        ("DCT-1, tháng 6", "DCT-1", JUNE),
        ("DU-HN 9 tháng năm 2024", "DU-HN", p("nine_months", "2024-01-01", "2024-09-30")),
        ("DU-HN", "DU-HN", None),
        ("tuần này", "", p("week", "2024-06-17", "2024-06-23")),
        ("", "", None),
    ],
)
def test_a_unit_and_a_period(text, head, period):
    assert split_tail(text, TODAY) == (head, period)


@pytest.mark.parametrize("today", [date(2020, 12, 31), date(2021, 1, 2), date(2021, 6, 19)])
def test_week_53_is_that_of_this_year_or_of_the_last(today):
    assert parse_period("tuần 53", today) == p("week", "2020-12-28", "2021-01-03")


@pytest.mark.parametrize("today", [date(2020, 6, 19), date(2022, 1, 3)])
def test_week_53_of_a_year_that_has_none_is_refused(today):
    with pytest.raises(BadPeriod) as caught:
        parse_period("tuần 53", today)
    assert caught.value.reason == "impossible"


def test_a_tail_that_cannot_be_is_refused():
    with pytest.raises(BadPeriod) as caught:
        split_tail("DU-HN tháng 13/2024", TODAY)
    assert caught.value.piece == "tháng 13/2024"


def test_days_and_containing():
    assert (YEAR_2024.days, TERM.days, JUNE.days) == (366, 2192, 30)
    assert YEAR_2024.contains(JUNE)
    assert not JUNE.contains(YEAR_2024)
    assert JUNE.contains(TODAY)
    assert not JUNE.contains(date(2024, 7, 1))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (JUNE, p("month", "2024-05-01", "2024-05-31")),
        (YEAR_2024, p("year", "2023-01-01", "2023-12-31")),
        (Q1_2023, p("quarter", "2022-10-01", "2022-12-31")),
        (p("half_year", "2024-01-01", "2024-06-30"), p("half_year", "2023-07-01", "2023-12-31")),
        (p("nine_months", "2024-01-01", "2024-09-30"), p("nine_months", "2023-01-01", "2023-09-30")),
        (TERM, p("term", "2015-01-01", "2020-12-31")),
        (p("dates", "2024-03-01", "2024-03-10"), p("dates", "2024-02-20", "2024-02-29")),
        (week_of(date(2024, 1, 1)), p("week", "2023-12-25", "2023-12-31")),
    ],
)
def test_the_period_before(period, before):
    assert previous(period) == before


def test_a_congress_year_belongs_to_the_term_that_ends():
    assert period_of("term", date(2025, 6, 1)) == TERM
    assert period_of("term", date(2026, 1, 1)) == p("term", "2025-01-01", "2030-12-31")


FIRST_DAY, LAST_DAY = date(1930, 1, 1), date(2100, 12, 31)
DAYS = st.dates(date(1940, 1, 1), date(2095, 1, 1))
KINDS = st.sampled_from(["week", "month", "quarter", "half_year", "year", "term", "dates"])
WORDS = "năm tháng quý tuần nhiệm kỳ 6 9 13 I IV 2024 2020-2025 1/1 31/2/2024 - đến từ này trước nay"
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)


@given(KINDS, DAYS)
def test_the_period_of_a_day_contains_it(kind, day):
    period = period_of(kind, day)
    assert period.contains(day)
    assert period.kind == kind
    assert previous(period).starts < period.starts


@given(st.sampled_from(["week", "month", "quarter", "half_year", "year", "dates"]), DAYS)
def test_periods_of_a_kind_leave_no_gap(kind, day):
    period = period_of(kind, day)
    assert previous(period).ends + timedelta(days=1) == period.starts


@given(
    DAYS,
    st.integers(0, 4000),
    st.sampled_from(["{:%d/%m/%Y} - {:%d/%m/%Y}", "{:%Y-%m-%d}..{:%Y-%m-%d}", "từ {:%d/%m/%Y} đến {:%d/%m/%Y}"]),
)
def test_printed_days_read_back(starts, length, form):
    ends = min(starts + timedelta(days=length), date(2100, 12, 31))
    assert parse_period(form.format(starts, ends), TODAY) == Period("dates", starts, ends)


@given(DAYS)
def test_a_printed_week_reads_back(day):
    year, week, _ = day.isocalendar()
    assert parse_period(f"tuần {week}/{year}", TODAY) == week_of(day)


@given(st.text(max_size=200) | PIECES | st.text("0123456789/-. ", max_size=24), DAYS)
def test_any_text_is_a_period_or_a_typed_refusal(text, today):
    with suppress(BadPeriod):
        period = parse_period(text, today)
        assert FIRST_DAY <= period.starts <= period.ends <= LAST_DAY


@given(st.text(max_size=200) | PIECES, DAYS)
def test_any_text_splits_or_is_refused(text, today):
    with suppress(BadPeriod):
        head, period = split_tail(text, today)
        assert text.strip().startswith(head) if period else head == text.strip()

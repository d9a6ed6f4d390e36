"""Figures as people type them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadCount, BadPercent, BadTargetValue
from outreach.rules.numbers import Percent, TargetValue, half_up, parse_count, parse_percent, parse_target_value
from outreach.rules.vocabulary.terms import Indicator

TEXT = st.text(max_size=200) | st.text("0123456789.,-%+ từđến>=", max_size=200)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.461", 1461),
        ("1461", 1461),
        ("08", 8),
        ("5 418", 5418),
        ("5\u00a0418", 5418),
        ("0", 0),
        (" 79 ", 79),
        ("10.000.000", 10_000_000),
        ("１２", 12),
    ],
)
def test_counts(text, count):
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-5", "negative"),
        ("– 5", "negative"),
        ("56,4", "not_whole"),
        ("1,461", "not_whole"),
        ("1.46", "not_whole"),
        ("10.000.001", "absurd"),
        ("9" * 5000, "absurd"),
        ("", "not_a_number"),
        ("tám", "not_a_number"),
        ("7 9", "not_a_number"),
        ("79 người", "not_a_number"),
        ("250²", "not_a_number"),
        ("²", "not_a_number"),
        ("250₂", "not_a_number"),
        ("①", "not_a_number"),
        ("25½", "not_a_number"),
        ("٢٥", "not_a_number"),
    ],
)
def test_what_is_no_count(text, reason):
    with pytest.raises(BadCount) as caught:
        parse_count(text)
    assert (caught.value.piece, caught.value.reason) == (text.strip(), reason)


@given(st.integers(0, 10_000_000))
def test_a_printed_count_reads_back(count):
    assert parse_count(f"{count:,}".replace(",", ".")) == parse_count(str(count)) == count


@pytest.mark.parametrize(
    ("text", "value", "digits"),
    [("56,4%", "56.4", 1), ("63%", "63", 0), ("41,22", "41.22", 2), ("56.40 %", "56.40", 2), ("7 phần trăm", "7", 0)],
)
def test_percentages(text, value, digits):
    assert parse_percent(text) == Percent(Decimal(value), digits)


@pytest.mark.parametrize("text", ["", "%", "-3%", "56,4,1%", "năm mươi", "1234567%", "56²%", "²"])
def test_what_is_no_percentage(text):
    with pytest.raises(BadPercent):
        parse_percent(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("140", TargetValue("exact", 140)),
        ("1.461", TargetValue("exact", 1461)),
        ("từ 14", TargetValue("at_least", 14)),
        ("từ 14 trở lên", TargetValue("at_least", 14)),
        ("14 tro len", TargetValue("at_least", 14)),
        ("ít nhất 14", TargetValue("at_least", 14)),
        ("TOI THIEU 14", TargetValue("at_least", 14)),
        ("không dưới 14", TargetValue("at_least", 14)),
        (">= 14", TargetValue("at_least", 14)),
        ("≥14", TargetValue("at_least", 14)),
        ("at least 14", TargetValue("at_least", 14)),
        ("trên 140", TargetValue("more_than", 140)),
        ("tren 140", TargetValue("more_than", 140)),
        ("hơn 140", TargetValue("more_than", 140)),
        (">140", TargetValue("more_than", 140)),
        ("over 1.400", TargetValue("more_than", 1400)),
        ("more than 140", TargetValue("more_than", 140)),
        ("từ 2 đến 5", TargetValue("range", 2, 5)),
        ("tu 2 den 5", TargetValue("range", 2, 5)),
        ("2-5", TargetValue("range", 2, 5)),
        ("2 – 5", TargetValue("range", 2, 5)),
        ("from 2 to 5", TargetValue("range", 2, 5)),
        ("5-5", TargetValue("exact", 5)),
        ("10%", TargetValue("ratio", 10)),
        ("10 phần trăm", TargetValue("ratio", 10)),
        ("10% doanh nghiệp", TargetValue("ratio", 10, None, Indicator.ENTERPRISES)),
        ("ty le 10% tren tong so dn", TargetValue("ratio", 10, None, Indicator.ENTERPRISES)),
        ("10% of enterprises", TargetValue("ratio", 10, None, Indicator.ENTERPRISES)),
        ("2,5%", TargetValue("ratio", 25, 1)),
        ("2,50%", TargetValue("ratio", 25, 1)),
        ("100%", TargetValue("ratio", 100)),
        ("tăng 10%", TargetValue("growth", 10)),
        ("tăng 10% đảng viên", TargetValue("growth", 10, None, Indicator.MEMBERS)),
        ("tang them 2.5 % so voi so dang vien dau nam", TargetValue("growth", 25, 1, Indicator.MEMBERS)),
        ("growth 10% members", TargetValue("growth", 10, None, Indicator.MEMBERS)),
    ],
)
def test_target_values(text, expected):
    assert parse_target_value(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tang 10", "share"),
        ("10% công đoàn", "share"),
        ("10% kết nạp", "share"),
        ("101%", "share"),
        ("tăng 1001%", "share"),
        ("0%", "zero"),
        ("tăng 0,0%", "zero"),
        ("0", "zero"),
        ("từ 0 đến 5", "zero"),
        ("5-2", "reversed"),
        ("nhiều", "unknown"),
        ("", "unknown"),
        ("trên dưới 140", "unknown"),
        ("140²", "unknown"),
        ("từ 2 đến 5²", "unknown"),
    ],
)
def test_what_is_no_target_value(text, reason):
    with pytest.raises(BadTargetValue) as caught:
        parse_target_value(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize(("text", "reason"), [("-5", "negative"), ("2,5", "not_whole"), ("trên 99.000.000", "absurd")])
def test_a_wrong_figure_in_a_target_is_called_that(text, reason):
    with pytest.raises(BadCount) as caught:
        parse_target_value(text)
    assert caught.value.reason == reason


@given(TEXT)
def test_any_text_is_a_figure_or_a_typed_refusal(text):
    for parse in (parse_count, parse_percent, parse_target_value):
        try:
            parse(text)
        except (BadCount, BadPercent, BadTargetValue):
            continue


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("-0.04"), 1, "0.0"),
        (Fraction(24200, 587), 2, "41.23"),
        (Fraction(7900, 140), 1, "56.4"),
        (Fraction(10**40 + 1, 2), 0, str((10**40 + 2) // 2)),
    ],
)
def test_half_up(value, digits, rounded):
    assert str(half_up(value, digits)) == rounded


@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_rounding_is_near_and_symmetrical(value, digits):
    rounded = half_up(value, digits)
    assert abs(Fraction(rounded) - value) * 2 * 10**digits <= 1
    assert half_up(-value, digits) == -rounded

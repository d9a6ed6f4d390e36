"""The parts of a figure as clerks write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadCount, BadPart, BadPercent, DomainError, PartsExceed, PartTooSmall
from outreach.rules.numbers import Percent
from outreach.rules.parts_line import PartDraft, check_parts, known_part, read_parts
from outreach.rules.vocabulary.terms import Indicator

ADMITTED, CLASSES, FOUNDED = Indicator.MEMBERS_ADMITTED, Indicator.CLASSES_HELD, Indicator.PARTY_ORGS_FOUNDED


def part(what, count, percent=None, learners=None, name="", *, apart=False):
    printed = Percent(Decimal(percent), len(percent.partition(".")[2])) if percent else None
    return PartDraft(what, name, count, apart, printed, learners)


LINES = [
    ("chủ DN 1", ADMITTED, [part("owner", 1)]),
    ("1 chu doanh nghiep", ADMITTED, [part("owner", 1)]),
    ("đảng viên là chủ DN: 1", ADMITTED, [part("owner", 1)]),
    ("Chủ DN = 1.", ADMITTED, [part("owner", 1)]),
    ("doanh nghiệp 242 (41,22%), học sinh 5, khác 340", ADMITTED,
     [part("enterprise", 242, "41.22"), part("student", 5), part("other", 340)]),
    ("242 đảng viên trong doanh nghiệp, chiếm 41,22%", ADMITTED, None),
    ("242 đảng viên trong doanh nghiệp chiếm 41,22%", ADMITTED, [part("enterprise", 242, "41.22")]),
    ("doanh nghiệp 1.242 đảng viên = 63%", ADMITTED, [part("enterprise", 1242, "63")]),
    ("công nhân 3 và học sinh 5", ADMITTED, [part("worker", 3), part("student", 5)]),
    ("3 công nhân và 5 học sinh", ADMITTED, [part("worker", 3), part("student", 5)]),
    ("cán bộ, công chức 300", ADMITTED, [part("civil_servant", 300)]),
    ("cán bộ quản lý doanh nghiệp 18 (7,4%)", ADMITTED, [part("manager", 18, "7.4")]),
    ("nữ 120, nam 30", ADMITTED, [part("female", 120), part("male", 30)]),
    ("dân tộc Tày 12", ADMITTED, [part(None, 12, name="dân tộc Tày")]),
    ("Trường THPT số 1 5", ADMITTED, [part(None, 5, name="Trường THPT số 1")]),
    ("liên doanh 1, FDI 12", FOUNDED, [part("joint_venture", 1), part("fdi", 12)]),
    ("students 5, enterprises 242 (41.22%)", ADMITTED, [part("student", 5), part("enterprise", 242, "41.22")]),
    ("lớp nhận thức 8 lớp, 787 học viên, lớp đảng viên mới 8 lớp / 619 học viên", CLASSES,
     [part("awareness_class", 8, learners=787), part("new_member_class", 8, learners=619)]),
    ("8 lớp nhận thức, 787 học viên", CLASSES, [part("awareness_class", 8, learners=787)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "indicator", "expected"), [line for line in LINES if line[2]])
def test_parts_as_they_are_written(text, indicator, expected):
    assert list(read_parts(text, indicator)) == expected


APART = [
    ("tại Công ty TNHH Hóa chất Đức Giang Lào Cai 2 lớp, 194 học viên, tại Trường Cao đẳng 1 lớp, 54 học viên", CLASSES,
     [part(None, 2, learners=194, name="Công ty TNHH Hóa chất Đức Giang Lào Cai", apart=True),
      part(None, 1, learners=54, name="Trường Cao đẳng", apart=True)]),
    ("lớp nhận thức tại Công ty A 2 lớp", CLASSES, [part("awareness_class", 2, name="Công ty A", apart=True)]),
    ("Công ty A 2", FOUNDED, [part(None, 2, name="Công ty A", apart=True)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "indicator", "expected"), APART)
def test_what_is_reported_apart(text, indicator, expected):
    assert list(read_parts(text, indicator, apart=True)) == expected


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("học sinh", BadPart("học sinh")),
        ("5", BadPart("5")),
        ("học sinh 5, khác", BadPart("khác")),
        ("doanh nghiệp -2", BadCount("-2", "negative")),
        ("doanh nghiệp 2.5", BadCount("2.5", "not_whole")),
        ("doanh nghiệp 99999999999", BadCount("99999999999", "absurd")),
        ("doanh nghiệp 242 (41,2.2%)", BadPercent("41,2.2")),
    ],
)
def test_what_is_no_part(text, refusal):
    with pytest.raises(DomainError) as caught:
        read_parts(text, ADMITTED)
    assert caught.value == refusal


@given(st.text(max_size=60), st.sampled_from([ADMITTED, CLASSES, FOUNDED]), st.booleans())
def test_any_text_is_parts_or_a_typed_refusal(text, indicator, apart):
    try:
        found = read_parts(text, indicator, apart=apart)
    except (BadPart, BadCount, BadPercent):
        return
    assert all(PartDraft.from_list(each.to_list()) == each and each.count >= 0 for each in found)


def test_only_what_is_known_stands_without_an_opening():
    """A unit's name with a number in it is no part."""
    assert known_part("học sinh 5", ADMITTED) == (part("student", 5),)
    assert known_part("Tổ 5", ADMITTED) == ()
    assert known_part("DU-HN", ADMITTED) == ()


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (350, [part("owner", 1)]),
        (587, [part("enterprise", 242), part("manager", 18), part("owner", 224), part("student", 345)]),
        (10, [part("worker", 4), part("student", 6)]),
        # those of two dimensions overlap, and words of one's own with all
        (10, [part("student", 10), part("female", 10), part(None, 10, name="dân tộc Tày")]),
        # what is apart is not inside
        (8, [part("awareness_class", 8), part("awareness_class", 20, apart=True)]),
    ],
)
def test_parts_that_can_be(count, told):
    check_parts(ADMITTED, count, told)


@pytest.mark.parametrize(
    ("count", "told", "refusal"),
    [
        (350, [part("owner", 351)], PartsExceed("owner", "", 351, 350)),
        (350, [part(None, 351, name="Tày")], PartsExceed(None, "Tày", 351, 350)),
        (587, [part("enterprise", 242), part("student", 346)], PartsExceed(None, "", 588, 587)),
        (587, [part("enterprise", 20), part("manager", 18), part("owner", 3)], PartsExceed("enterprise", "", 21, 20)),
        (10, [part("worker", 5), part("student", 6)], PartsExceed(None, "", 11, 10)),
        (10, [part("female", 6), part("male", 5)], PartsExceed(None, "", 11, 10)),
        (10, [part(None, 2, name="Trần Văn Bình")], PartTooSmall("Trần Văn Bình", 2)),
        (10, [part(None, 1, name="Trần Văn Bình", apart=True)], PartTooSmall("Trần Văn Bình", 1)),
    ],
)
def test_parts_that_cannot_be(count, told, refusal):
    with pytest.raises(DomainError) as caught:
        check_parts(ADMITTED, count, told)
    assert caught.value == refusal

"""The one-line entries of /donvi, /dn and /gan, as tables; and that no text breaks them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadCode, BadHour, BadTaxCode, BadWeekday, DomainError, UnknownFact
from outreach.rules.binding_line import Schedule, parse_hour, read_schedule
from outreach.rules.enterprise_line import (
    Body,
    ContactDraft,
    EnterpriseDraft,
    parse_tax_code,
    read_enterprise_changes,
    read_new_enterprise,
    zone_key,
)
from outreach.rules.lines import split_parts
from outreach.rules.unit_line import UnitDraft, parse_code, read_new_unit, read_unit_changes
from outreach.rules.vocabulary.terms import UnitKind

ANY = st.text(max_size=200)


@pytest.mark.parametrize(
    ("typed", "code"), [("dct-1", "DCT-1"), (" ĐU-HN ", "ĐU-HN"), ("TO1", "TO1"), ("a" * 20, "A" * 20)]
)
def test_codes(typed, code):
    assert parse_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "instead"),
    [("Tổ 1", "TO-1"), ("12", ""), ("--", ""), ("a" * 21, "A" * 20), ("ĐỘI_2", "DOI-2"), ("", ""), ("😀", "")],
)
def test_codes_that_cannot_be_come_with_one_that_can(typed, instead):
    with pytest.raises(BadCode) as refusal:
        parse_code(typed)
    assert (refusal.value.instead, refusal.value.reason) == (instead, "malformed")


@pytest.mark.parametrize("typed", ["moi", "XOA", "tắt", "SUA", "gop", "ĐÓNG", "danh-sach"])
def test_a_verb_is_no_code(typed):
    with pytest.raises(BadCode) as refusal:
        parse_code(typed)
    assert refusal.value == BadCode(typed.upper(), reason="reserved")


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("X; Đoàn X; tổ công tác; thuộc Y", UnitDraft("X", "Đoàn X", UnitKind.WORKING_GROUP, "Y")),
        ("X; thuộc Y; chi bộ; Chi bộ Công ty X", UnitDraft("X", "Chi bộ Công ty X", UnitKind.CELL, "Y")),
        ("X; Ban chỉ đạo; BCĐ; under Y", UnitDraft("X", "Ban chỉ đạo", UnitKind.STEERING_COMMITTEE, "Y")),
        ("X; Nhóm chi bộ DN; tổ công tác", UnitDraft("X", "Nhóm chi bộ DN", UnitKind.WORKING_GROUP)),
        ("X", UnitDraft("X")),
        ("", UnitDraft()),
    ],
)
def test_new_units(line, draft):
    assert read_new_unit(split_parts(line)) == draft


def test_changes_of_a_unit():
    told = read_unit_changes(split_parts("tên Đoàn 1; thuộc Y; mã z-1; chi bộ"))
    assert told == UnitDraft("Z-1", "Đoàn 1", UnitKind.CELL, "Y")
    with pytest.raises(UnknownFact):
        read_unit_changes(["màu đỏ"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0101234567", "0101234567"),
        ("0101234567-001", "0101234567-001"),
        ("0101234567 001", "0101234567-001"),
        ("０１０１２３４５６７", "0101234567"),
    ],
)
def test_tax_codes(typed, code):
    assert parse_tax_code(typed) == code


@pytest.mark.parametrize("typed", ["", "12", "01012345678", "010123456a", "0101234567-01", "٠١٠١٢٣٤٥٦٧", "010123456²"])
def test_texts_that_are_no_tax_code(typed):
    with pytest.raises(BadTaxCode):
        parse_tax_code(typed)


def test_a_zone_is_the_same_with_and_without_its_kind():
    assert {zone_key(text) for text in ("KCN Thăng Long", "khu công nghiệp thang long", "Thăng Long")} == {"thang long"}


def test_a_new_enterprise():
    told = read_new_enterprise(split_parts("Cty Huy Hoàng; FDI; KCN A; DCT-1; 1.250 lao động; đảng viên: 5; aka HH"))
    assert told == EnterpriseDraft(
        "Cty Huy Hoàng", "fdi", "KCN A", workers=1250, members=5, aliases=["HH"], others=["DCT-1"]
    )


def test_bodies_and_contacts():
    told = read_enterprise_changes(
        split_parts("công đoàn có 1.200; ĐTN chưa có; nữ công có; công đoàn: chị Lan 0912 345 678; director: Mr Kim")
    )
    assert told.bodies == [
        Body("trade_union", there=True, members=1200), Body("youth_union", there=False), Body("womens_body", there=True)
    ]  # fmt: skip
    assert told.contacts == [
        ContactDraft("union_chair", "chị Lan", "0912 345 678"), ContactDraft("director", "Mr Kim", "")
    ]  # fmt: skip


def test_more_that_is_said_joins_what_was_said():
    first = EnterpriseDraft(workers=1, aliases=["A"], contacts=[ContactDraft("director", "X", "")])
    both = first.with_more(EnterpriseDraft(workers=2, tax_code="0101234567", aliases=["B"]))
    assert both == EnterpriseDraft(
        workers=2, tax_code="0101234567", aliases=["A", "B"], contacts=[ContactDraft("director", "X", "")]
    )


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("08:00", time(8)), ("8h", time(8)), ("8h30", time(8, 30)), ("8 giờ sáng", time(8)), ("2 pm", time(14)),
        ("lúc 7 giờ 15 phút tối", time(19, 15)), ("12 pm", time(12)), ("23:59", time(23, 59)), ("17g", time(17)),
    ],
)  # fmt: skip
def test_hours(typed, at):
    assert parse_hour(typed) == at


@pytest.mark.parametrize("typed", ["24:00", "8:60", "tám", "", "8:5", "-1", "8:00:00"])
def test_texts_that_are_no_hour(typed):
    with pytest.raises(BadHour):
        parse_hour(typed)


@pytest.mark.parametrize(
    ("line", "schedule"),
    [
        ("", Schedule()), ("thứ 2 08:00", Schedule(0, time(8))), ("CN", Schedule(6)), ("9h", Schedule(0, time(9))),
        ("7:30; Tuesday", Schedule(1, time(7, 30))), ("mỗi thứ tư lúc 16h", Schedule(2, time(16))),
        ("thu 9:00", Schedule(3, time(9))), ("thứ năm hàng tuần 9:00", Schedule(3, time(9))),
    ],
)  # fmt: skip
def test_schedules(line, schedule):
    assert read_schedule(split_parts(line)) == schedule


def test_what_is_wrong_in_a_schedule_is_named():
    with pytest.raises(BadWeekday):
        read_schedule(["thứ 9 08:00"])
    with pytest.raises(BadHour):
        read_schedule(["thứ 2 tám giờ"])


@given(st.lists(ANY, max_size=5))
def test_no_text_breaks_a_line(parts):
    for read in (read_new_unit, read_unit_changes, read_new_enterprise, read_enterprise_changes, read_schedule):
        try:
            read(parts)
        except DomainError:
            continue


@given(st.lists(ANY, max_size=5))
def test_a_draft_comes_back_from_the_database_as_it_was(parts):
    try:
        told = read_new_enterprise(parts)
    except DomainError:
        return
    assert EnterpriseDraft.from_dict(told.to_dict()) == told

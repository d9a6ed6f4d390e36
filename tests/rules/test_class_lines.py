"""What people type about classes: codes, days, the parts of a line, what is to be done; and what a register allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import (
    AttendanceAhead,
    BadClassDays,
    BadCount,
    BadDate,
    BadPeriod,
    CertificateAhead,
    CertificateEarly,
    DomainError,
    HasCertificate,
    NobodyToCertify,
    NotEnrolled,
    Twice,
    UnknownCandidate,
    UnknownClassAct,
    WasAbsent,
)
from outreach.rules.class_acts import Acts, asked_for, read_acts, read_codes
from outreach.rules.class_code import code, leading_code, parse_code
from outreach.rules.class_days import Days, nearest_day, read_days, weekends_of
from outreach.rules.class_line import ClassDraft, read_class_parts
from outreach.rules.class_register import Book, Seat, apply
from outreach.rules.folding import fold, strip_marks
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import CLASS_KINDS, ClassAct

MONDAY = date(2024, 6, 17)


def day(text: str) -> date:
    return date.fromisoformat(text)


# Codes


@pytest.mark.parametrize("typed", ["LOP-0012", "lop12", "Lớp 12", "lớp số 12", "LOP 0012", "class #12", " lop–12 "])
def test_codes_however_typed(typed):
    assert parse_code(typed) == 12
    assert code(12) == "LOP-0012"


@pytest.mark.parametrize(
    "typed", ["12", "LOP", "lớp 15/6", "lớp nhận thức", "LOP-0", "lop12a", "LOP-99999999999", "UV-1"]
)
def test_what_is_no_code(typed):
    assert parse_code(typed) is None


def test_a_code_with_more_after_it():
    assert leading_code("lop1 thêm UV-0001") == (1, "thêm UV-0001")
    assert leading_code("LOP-0001: vắng uv1") == (1, "vắng uv1")
    assert parse_code("lop1 thêm UV-0001") is None


# Days


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("15/6-20/6", "2024-06-15", "2024-06-20"),
        ("15-20/6", "2024-06-15", "2024-06-20"),
        ("15 – 20/06/2023", "2023-06-15", "2023-06-20"),
        ("từ ngày 15/6 đến ngày 20/6", "2024-06-15", "2024-06-20"),
        ("tu 15/6 toi 20/6/2025", "2025-06-15", "2025-06-20"),
        ("15/6/2023-20/6", "2023-06-15", "2023-06-20"),
        ("2024-06-15 - 2024-06-20", "2024-06-15", "2024-06-20"),
        ("15-6-2024 - 20-6-2024", "2024-06-15", "2024-06-20"),
        ("thứ 7 đến chủ nhật", "2024-06-22", "2024-06-23"),
        ("28/12-2/1", "2024-12-28", "2025-01-02"),
        ("20/6", "2024-06-20", "2024-06-20"),
        ("10/6", "2024-06-10", "2024-06-10"),
        ("hôm qua", "2024-06-16", "2024-06-16"),
    ],
)
def test_days_of_a_class(typed, starts, ends):
    assert read_days(typed, MONDAY) == Days(day(starts), day(ends))


@pytest.mark.parametrize(
    ("typed", "said_on", "meant"),
    [
        ("28/12", "2025-01-02", "2024-12-28"),
        ("1/1", "2024-12-28", "2025-01-01"),
        ("31/12", "2024-06-17", "2024-12-31"),
        ("5/1", "2024-06-17", "2024-01-05"),
        ("29/2", "2024-06-17", "2024-02-29"),
    ],
)
def test_a_day_without_its_year_is_this_years_but_around_new_year(typed, said_on, meant):
    assert nearest_day(typed, day(said_on)) == day(meant)


@pytest.mark.parametrize("typed", ["45", "Trường Chính trị", "45 học viên", "20-45", "2024", "riêng"])
def test_what_is_not_meant_as_days(typed):
    assert read_days(typed, MONDAY) is None


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("31/6", BadDate("31/6", "impossible")),
        ("15/6-31/6", BadDate("31/6", "impossible")),
        ("20/6-15/6", BadPeriod("20/6-15/6", "reversed")),
        ("20/6/2024-15/6/2024", BadPeriod("20/6/2024-15/6/2024", "reversed")),
        ("15/6/2022-20/6/2024", BadClassDays("15/6/2022-20/6/2024", "too_long")),
    ],
)
def test_days_that_cannot_be(typed, refusal):
    with pytest.raises(type(refusal)) as raised:
        read_days(typed, MONDAY)
    assert raised.value == refusal


def test_only_weekends():
    assert weekends_of(Days(day("2024-06-17"), day("2024-07-03"))) == Days(day("2024-06-22"), day("2024-06-30"))
    assert weekends_of(Days(day("2024-06-16"), day("2024-06-16"))) == Days(day("2024-06-16"), day("2024-06-16"))
    with pytest.raises(BadClassDays):
        weekends_of(Days(day("2024-06-17"), day("2024-06-21")))


# A line


SAID = ClassDraft(
    ClassKind.AWARENESS_CLASS, Days(day("2024-06-15"), day("2024-06-20")), 45, "Công ty Huy Hoàng", "", True, True,
    ["Trường Chính trị"],
)  # fmt: skip
PARTS = ["nhận thức", "15/6-20/6", "Trường Chính trị", "45 học viên", "cuối tuần", "tại Công ty Huy Hoàng", "riêng"]


@given(st.permutations(PARTS))
def test_the_order_never_matters(parts):
    assert read_class_parts(parts, MONDAY) == SAID


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("riêng tại công ty Huy Hoàng", ClassDraft(at="công ty Huy Hoàng", apart=True)),
        ("lop nhan thuc 15/6-20/6 tai Truong Chinh tri, 45 hv", ClassDraft(
            ClassKind.AWARENESS_CLASS, Days(day("2024-06-15"), day("2024-06-20")), 45, "Truong Chinh tri")),
        ("đảng viên mới, 15/6, 45", ClassDraft(
            ClassKind.NEW_MEMBER_CLASS, Days(day("2024-06-15"), day("2024-06-15")), 45)),
        ("Hội trường A, phường B", ClassDraft(others=["Hội trường A, phường B"])),
        ("15/6, Hội trường A, phường B", ClassDraft(
            days=Days(day("2024-06-15"), day("2024-06-15")), others=["Hội trường A, phường B"])),
        ("học viên: 1.250", ClassDraft(learners=1250)),
        ("thuộc DCT-1", ClassDraft(unit="DCT-1")),
        ("awareness; at Huy Hoang; weekend; apart; 45 learners", ClassDraft(
            ClassKind.AWARENESS_CLASS, learners=45, at="Huy Hoang", weekend=True, apart=True)),
        ("Riêng Lẻ", ClassDraft(others=["Riêng Lẻ"])),
        ("- nhận thức", ClassDraft(ClassKind.AWARENESS_CLASS)),
    ],
)  # fmt: skip
def test_lines_as_people_type_them(line, draft):
    assert read_class_parts(line.split(";"), MONDAY) == draft


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("15/6; 16/6", Twice("days", "15/06/2024-15/06/2024", "16/6")),
        ("45 hv; 46 hv", Twice("learners", "45", "46 hv")),
        ("-5 học viên", BadCount("-5", "negative")),
        ("2,5 học viên", BadCount("2,5", "not_whole")),
    ],
)
def test_what_is_wrong_in_a_line(line, refusal):
    with pytest.raises(type(refusal)) as raised:
        read_class_parts(line.split(";"), MONDAY)
    assert raised.value == refusal


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_read_or_refused(parts):
    for read in (read_class_parts, read_acts):
        try:
            read(parts, MONDAY)
        except DomainError:
            continue


def test_the_kinds_are_found_without_marks():
    for phrase, meaning in CLASS_KINDS.phrases():
        assert CLASS_KINDS.find(strip_marks(phrase).upper()) is meaning
        assert fold(phrase)


# What is to be done


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        ("thêm UV-0001, UV-0003 uv7", Acts(enrol=(1, 3, 7))),
        ("UV 1 và uv-2", Acts(enrol=(1, 2))),
        ("vang uv3; có mặt uv4", Acts(absent=(3,), present=(4,))),
        ("có mặt tất cả", Acts(rest_present=True)),
        ("bỏ uv1", Acts(remove=(1,))),
        ("bỏ chứng nhận uv1", Acts(uncertify=(1,))),
        ("chứng nhận 25/6", Acts(certify=True, certificate_on=day("2024-06-25"))),
        ("cấp giấy chứng nhận ngày 25/6 cho uv1, uv2", Acts(
            certify=True, certified=(1, 2), certificate_on=day("2024-06-25"))),
        ("chứng nhận uv1 hôm qua", Acts(certify=True, certified=(1,), certificate_on=day("2024-06-16"))),
        ("chứng nhận", Acts(certify=True)),
        ("787 học viên", Acts(learners=787)),
        ("add uv1; absent uv1; certificates 25/6", Acts(
            enrol=(1,), absent=(1,), certify=True, certificate_on=day("2024-06-25"))),
    ],
)  # fmt: skip
def test_acts_as_people_type_them(line, acts):
    read = read_acts(line.split(";"), MONDAY)
    assert read == acts
    assert Acts.from_dict(read.to_dict()) == acts


def test_an_act_alone_asks_whom_it_is_about():
    assert asked_for(["vắng"]) is ClassAct.ABSENT
    assert asked_for(["thêm"]) is ClassAct.ENROL
    assert asked_for(["thêm uv1"]) is None
    assert asked_for(["vắng", "uv1"]) is None


@pytest.mark.parametrize(
    "typed",
    ["thêm Nguyễn Văn A", "thêm uv1, ai đó", "vắng", "bỏ 25/6", "thêm uv1x", "thêm uv1 uv99999999999", "vắng uv0"],
)
def test_what_is_no_code_is_named(typed):
    with pytest.raises(UnknownCandidate):
        read_acts([typed], MONDAY)


def test_an_unknown_act_is_named():
    with pytest.raises(UnknownClassAct) as raised:
        read_acts(["hát hò"], MONDAY)
    assert raised.value.piece == "hát hò"


def test_codes_are_taken_once():
    assert read_codes("uv2, UV-0002 + uv1") == (2, 1)


# The register


HELD = Days(day("2024-06-10"), day("2024-06-14"))
GIVEN = day("2024-06-15")
BOOK = Book(1, HELD, {1: Seat(), 2: Seat(attended=True), 3: Seat(attended=False), 4: Seat(True, GIVEN)}, 45)


def test_certificates_go_to_whoever_was_there_and_has_none():
    change = apply(BOOK, Acts(certify=True, certificate_on=GIVEN), MONDAY)
    assert change.certified == (1, 2)
    assert change.seats == {1: Seat(True, GIVEN), 2: Seat(True, GIVEN), 3: Seat(False), 4: Seat(True, GIVEN)}


def test_all_acts_of_one_line_together():
    acts = Acts(enrol=(5, 1), remove=(2,), absent=(1,), present=(3,), certify=True, certificate_on=GIVEN)
    change = apply(BOOK, acts, MONDAY)
    assert (change.enrolled, change.already, change.removed) == ((5,), (1,), (2,))
    assert (change.absent, change.present, change.certified) == ((1,), (3,), (3, 5))
    assert set(change.seats) == {1, 3, 4, 5}


def test_whoever_has_no_mark_was_there():
    change = apply(BOOK, Acts(absent=(2,), rest_present=True), MONDAY)
    assert (change.absent, change.present) == ((2,), (1,))


def test_a_certificate_withdrawn():
    change = apply(BOOK, Acts(uncertify=(4,), remove=(4,)), MONDAY)
    assert (change.uncertified, change.removed) == ((4,), (4,))


@pytest.mark.parametrize(
    "acts", [Acts(), Acts(enrol=(1,)), Acts(present=(2,)), Acts(uncertify=(1,)), Acts(learners=45)]
)
def test_what_changes_nothing(acts):
    assert apply(BOOK, acts, MONDAY).empty


@pytest.mark.parametrize(
    ("acts", "refusal"),
    [
        (Acts(remove=(9,)), NotEnrolled("UV-0009", "LOP-0001")),
        (Acts(absent=(9,)), NotEnrolled("UV-0009", "LOP-0001")),
        (Acts(remove=(4,)), HasCertificate("UV-0004", GIVEN)),
        (Acts(absent=(4,)), HasCertificate("UV-0004", GIVEN)),
        (Acts(certify=True, certified=(4,), certificate_on=day("2024-06-16")), HasCertificate("UV-0004", GIVEN)),
        (Acts(certify=True, certified=(3,), certificate_on=GIVEN), WasAbsent("UV-0003")),
        (Acts(certify=True, certified=(9,), certificate_on=GIVEN), NotEnrolled("UV-0009", "LOP-0001")),
        (Acts(certify=True, certificate_on=day("2024-06-13")), CertificateEarly(day("2024-06-13"), HELD.ends)),
        (Acts(certify=True, certificate_on=day("2024-06-18")), CertificateAhead(day("2024-06-18"))),
        (Acts(certify=True, certified=(4,), certificate_on=GIVEN), NobodyToCertify("LOP-0001")),
    ],
)
def test_what_a_register_refuses(acts, refusal):
    with pytest.raises(type(refusal)) as raised:
        apply(BOOK, acts, MONDAY)
    assert raised.value == refusal


def test_nobody_is_away_before_the_first_day():
    with pytest.raises(AttendanceAhead):
        apply(BOOK, Acts(absent=(1,)), day("2024-06-09"))
    assert apply(BOOK, Acts(absent=(1,)), HELD.starts).absent == (1,)

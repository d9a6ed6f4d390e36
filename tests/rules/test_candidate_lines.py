"""Codes, a new candidate's line, a step's line, a paper's line."""

from datetime import date

import pytest

from outreach.errors import (
    BadBirthYear,
    BadCount,
    BadDate,
    BadName,
    BadPhone,
    DomainError,
    NotUnderstood,
    StepAhead,
    Twice,
)
from outreach.rules.candidate_code import code, leading_code, parse_code
from outreach.rules.candidate_line import (
    CandidateDraft,
    new_parts,
    parse_born,
    parse_person,
    parse_phone,
    read_new_candidate,
)
from outreach.rules.candidate_paper_line import read_paper
from outreach.rules.candidate_step_line import read_action, read_step_parts
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage
from outreach.rules.vocabulary.candidates import CandidateVerb

TODAY = date(2026, 8, 20)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("UV-0001", 1), ("uv1", 1), ("UV 0001", 1), ("uv-01", 1), ("uv.12", 12), ("UV–7", 7), (" uv 123456 ", 123456),
        ("UV-0001 học lớp", None), ("UV1A", None), ("uv", None), ("UV0", None), ("uv 99999999999", None),
        ("0001", None), ("uv ٣", None),
    ],
)  # fmt: skip
def test_codes_are_read_loosely(text, number):
    assert parse_code(text) == number


def test_a_code_has_four_figures_at_least():
    assert (code(1), code(12345)) == ("UV-0001", "UV-12345")
    assert leading_code("uv-01: học lớp 20/6") == (1, "học lớp 20/6")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Nguyễn Văn A; Huy Hoàng; công nhân; nữ; 1998; đồng ý 12/6",
            CandidateDraft("Nguyễn Văn A", "Huy Hoàng", "worker", "female", 1998, consent_on="2026-06-12"),
        ),
        (
            "Trần B; nu; sinh 12/3/1999; đã đồng ý ngày 12/6 bằng văn bản; cty Việt Bắc; ky su; 0912 345 678",
            CandidateDraft("Trần B", "cty Việt Bắc", "technician", "female", 1999, "0912345678", "2026-06-12", "paper"),
        ),
        (
            "Họ tên: Lê C; sn 2001; đồng ý qua zalo hôm qua; không thuộc doanh nghiệp; SV; giới tính: nam",
            CandidateDraft("Lê C", "", "student", "male", 2001, consent_on="2026-08-19", consent_how="message"),
        ),
        ("Lê C; làm ở Huy Hoàng; ĐT +84 912 345 678", CandidateDraft("Lê C", "Huy Hoàng", phone="+84912345678")),
        ("Nguyen Van A; Sinh Hoc Viet", CandidateDraft("Nguyen Van A", "Sinh Hoc Viet")),
    ],
)
def test_a_new_candidates_line(line, said):
    assert read_new_candidate(new_parts(line), TODAY) == said
    assert read_new_candidate(new_parts(line.replace(";", ",")), TODAY) == said


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("A1; Huy Hoàng", BadName), ("Lê C; 1998; sinh 1999", Twice), ("Lê C; Huy Hoàng; Việt Bắc", NotUnderstood),
        ("Lê C; đồng ý 31/2", BadDate), ("Lê C; đồng ý xanh lè", NotUnderstood), ("Lê C; sinh 1899", BadBirthYear),
        ("Lê C; sinh 2030", BadBirthYear), ("Lê C; sđt 12", BadPhone),
    ],
)  # fmt: skip
def test_a_new_candidates_line_that_cannot_be(line, error):
    with pytest.raises(error):
        read_new_candidate(split_parts(line), TODAY)


@pytest.mark.parametrize("text", ["", "8", "11", "198", "1998a", "3/1998", "mười"])
def test_no_birth_year(text):
    with pytest.raises(BadBirthYear):
        parse_born(text, TODAY)


@pytest.mark.parametrize(("text", "year"), [("98", 1998), ("05", 2005), ("10", 2010), ("12/3/1998", 1998)])
def test_a_birth_year(text, year):
    """Two figures are somebody of sixteen or more."""
    assert parse_born(text, TODAY) == year


def test_what_a_name_and_a_number_may_be():
    assert parse_person("  nguyễn  văn   AN ") == "nguyễn văn AN"
    assert parse_phone("(024) 3825-1234") == "02438251234"
    with pytest.raises(BadName):
        parse_person("x" * 81)


@pytest.mark.parametrize(
    ("text", "what", "on", "told"),
    [
        ("học lớp 20/6", Stage.AWARENESS_CLASS, date(2026, 6, 20), {}),
        ("hoc lop ngay 20/6; chung nhan 25/6", Stage.AWARENESS_CLASS, date(2026, 6, 20),
         {"certificate_on": date(2026, 6, 25)}),
        ("chi bộ họp 3/8; 5/6 phiếu", Stage.CELL_VOTE, date(2026, 8, 3), {"votes": 5, "members": 6}),
        ("chi bộ họp 3/8; 5/6/7 phiếu", Stage.CELL_VOTE, date(2026, 8, 3), {"votes": 5, "present": 6, "members": 7}),
        ("CB họp 3/8 5/6 phiếu tán thành; có mặt 6", Stage.CELL_VOTE, date(2026, 8, 3),
         {"votes": 5, "members": 6, "present": 6}),
        ("xét công nhận 1/8; 6 đảng viên; 6 có mặt; 5 phiếu", Stage.RECOGNITION_REVIEW, date(2026, 8, 1),
         {"members": 6, "present": 6, "votes": 5}),
        ("họp chi bộ 3/8: 5/6 đồng ý", Stage.CELL_VOTE, date(2026, 8, 3), {"votes": 5, "members": 6}),
        ("hop chi bo 3/8, 6 dang vien, 5 co mat, 5 phieu", Stage.CELL_VOTE, date(2026, 8, 3),
         {"members": 6, "present": 5, "votes": 5}),
        ("chi bộ họp 3/8; có 6 đảng viên, 5 đồng chí dự, tán thành 5", Stage.CELL_VOTE, date(2026, 8, 3),
         {"members": 6, "present": 5, "votes": 5}),
        ("20/6 học lớp", Stage.AWARENESS_CLASS, date(2026, 6, 20), {}),
        ("ngày 3 tháng 8 năm 2026: chi bộ họp; 5/6 phiếu", Stage.CELL_VOTE, date(2026, 8, 3),
         {"votes": 5, "members": 6}),
        ("quyết định 12-QĐ/ĐU 5/8; nhận 7/8", Stage.DECISION, date(2026, 8, 5),
         {"number": "12-QĐ/ĐU", "received_on": date(2026, 8, 7)}),
        ("QĐ số 12 ngày 5/8", Stage.DECISION, date(2026, 8, 5), {"number": "12"}),
        ("lễ kết nạp hôm qua", Stage.PROBATIONARY, date(2026, 8, 19), {}),
        ("hồ sơ 1/7; lý do đã học ở trường", Stage.DOSSIER, date(2026, 7, 1), {"reason": "đã học ở trường"}),
        ("công nhận 1/8; QĐ 15-QĐ/ĐU", Stage.FULL_MEMBER, date(2026, 8, 1), {"number": "15-QĐ/ĐU"}),
        ("hồ sơ 1/7; lý do nhà xa, 2 con, bận", Stage.DOSSIER, date(2026, 7, 1), {"reason": "nhà xa, 2 con, bận"}),
        ("xin rút 5/8; lý do gia đình", Exit.WITHDRAWN, date(2026, 8, 5), {"reason": "gia đình"}),
        ("chuyển sinh hoạt 1/8", Exit.TRANSFERRED, date(2026, 8, 1), {}),
        ("chuyển đơn vị", CandidateVerb.MOVE, None, {}),
        ("giấy tờ", CandidateVerb.PAPERS, None, {}),
        ("sửa", CandidateVerb.CORRECT, None, {}),
        ("học lớp", Stage.AWARENESS_CLASS, None, {}),
    ],
)  # fmt: skip
def test_a_steps_line(text, what, on, told):
    action = read_action(text)
    assert action is not None
    assert action.what is what
    draft = read_step_parts(action.rest, TODAY)
    assert (draft.on, draft.told, draft.others) == (on, told, [])


def test_words_that_nothing_explains_are_kept_apart():
    assert read_action("xanh lè") is None
    assert read_step_parts("linh tinh 20/6", TODAY).others == ["linh tinh"]


@pytest.mark.parametrize(
    ("text", "error"), [("31/2", BadDate), ("1/6; 2/6", Twice), ("30/8/2026", StepAhead), ("5 phiếu; 4 phiếu", Twice)]
)
def test_a_steps_line_that_cannot_be(text, error):
    with pytest.raises(error):
        read_step_parts(text, TODAY)


def test_absurd_figures_are_refused():
    with pytest.raises(BadCount):
        read_step_parts("99999999999 phiếu", TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("đơn xin vào Đảng 3/5; lưu tủ 2", (DocumentKind.APPLICATION, True, date(2026, 5, 3), "tủ 2")),
        ("ly lich chua co", (DocumentKind.LIFE_HISTORY, False, None, "")),
        ("thẩm tra", (DocumentKind.VETTING_REPORT, None, None, "")),
        ("đơn có 3/5", (DocumentKind.APPLICATION, True, date(2026, 5, 3), "")),
        ("đơn; lưu tủ 2", (DocumentKind.APPLICATION, None, None, "tủ 2")),
    ],
)
def test_a_papers_line(text, said):
    draft = read_paper(text, TODAY)
    assert (draft.kind, draft.present, draft.dated, draft.place) == said


@pytest.mark.parametrize("text", ["xanh lè", "đơn xanh lè", "đơn 31/2"])
def test_a_papers_line_that_cannot_be(text):
    with pytest.raises(DomainError):
        read_paper(text, TODAY)

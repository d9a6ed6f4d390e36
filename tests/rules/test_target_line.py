import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import (
    BadCount,
    BadDate,
    BadPercent,
    BadPeriod,
    BadTargetValue,
    DomainError,
    MissingPart,
    TooLong,
    Twice,
    UnknownWord,
)
from outreach.rules.figure_line import read_figure_parts
from outreach.rules.lines import split_parts
from outreach.rules.numbers import Percent, TargetValue
from outreach.rules.parts_line import PartDraft
from outreach.rules.periods import Period
from outreach.rules.progress_line import read_progress
from outreach.rules.target_draft import FigureDraft, ProgressQuestion, TargetDraft
from outreach.rules.target_line import read_target_parts
from outreach.rules.vocabulary.parts import TARGET_PARTS
from outreach.rules.vocabulary.terms import Indicator, TargetForm

TODAY = date(2024, 10, 20)


def year(number):
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def exactly(value):
    return TargetValue("exact", value)


TERM = Period("term", date(2020, 1, 1), date(2025, 12, 31))
HALF = Period("dates", date(2024, 1, 1), date(2024, 6, 17))
ADMITTED, ZONES = Indicator.MEMBERS_ADMITTED, Indicator.ZONES_FOUNDED
BASE = TargetDraft(ADMITTED, year(2024), exactly(140), "DU-HN")

TARGETS = {
    "kết nạp; 2024; 140; DU-HN; căn cứ KH 77-KH/TU; hạn 31/8/2024; đăng ký": TargetDraft(
        ADMITTED, year(2024), exactly(140), "DU-HN", "KH 77-KH/TU", date(2024, 8, 31), TargetForm.PLEDGED
    ),
    "ket nap;2024;140;DU-HN": BASE,
    "kết nạp; DU-HN; 140; 2024": BASE,
    "kết nạp; 140 đảng viên; năm 2024; cho DU-HN": BASE,
    "Members admitted; 140; year 2024; unit DU-HN": BASE,
    "kết nạp; 2024; 2000": TargetDraft(ADMITTED, year(2024), exactly(2000)),
    "kết nạp; 2000; năm 2024": TargetDraft(ADMITTED, year(2024), exactly(2000)),
    "kết nạp; 140; 2000": TargetDraft(ADMITTED, year(2000), exactly(140)),
    "kết nạp; từ 14 trở lên; 2018; DNNNN": TargetDraft(ADMITTED, year(2018), TargetValue("at_least", 14), "DNNNN"),
    "kết nạp; trên 140; 2018": TargetDraft(ADMITTED, year(2018), TargetValue("more_than", 140)),
    "thành lập khu công nghiệp; từ 2 đến 5; nhiệm kỳ 2020-2025": TargetDraft(ZONES, TERM, TargetValue("range", 2, 5)),
    "KCN; 2020-2025; 2–5": TargetDraft(ZONES, TERM, TargetValue("range", 2, 5)),
    "kết nạp; đăng ký 140; 2024; hạn 31/8": TargetDraft(
        ADMITTED, year(2024), exactly(140), deadline=date(2024, 8, 31), form=TargetForm.PLEDGED
    ),
    "kết nạp; 140; hạn 31/8": TargetDraft(ADMITTED, None, exactly(140), deadline=date(2025, 8, 31)),
    "kết nạp; 140; hạn cuối tháng; giao": TargetDraft(
        ADMITTED, None, exactly(140), deadline=date(2024, 10, 31), form=TargetForm.ASSIGNED
    ),
    "kết nạp; 140; do Thành ủy Lạng Sơn giao": TargetDraft(
        ADMITTED, None, exactly(140), form=TargetForm.ASSIGNED, assigned_by="Thành ủy Lạng Sơn"
    ),
    "kết nạp; BCĐ giao; 140": TargetDraft(ADMITTED, None, exactly(140), form=TargetForm.ASSIGNED, assigned_by="BCĐ"),
    "kết nạp; Chi bộ Ngoại giao": TargetDraft(ADMITTED, unit_text="Chi bộ Ngoại giao"),
    "kết nạp; Từ Sơn": TargetDraft(ADMITTED, unit_text="Từ Sơn"),
    "kết nạp; theo Nghị quyết nhiệm kỳ 2020-2025; 2024": TargetDraft(
        ADMITTED, year(2024), basis="Nghị quyết nhiệm kỳ 2020-2025"
    ),
}


@pytest.mark.parametrize("line", TARGETS)
def test_a_target_in_any_order(line):
    assert read_target_parts(split_parts(line), TODAY) == TARGETS[line]


TARGET_REFUSALS = {
    "": MissingPart("indicator", "/chitieu kết nạp; 2024; 140; DU-HN"),
    "ket nap dv moi; 140": UnknownWord("ket nap dv moi", "indicator", ("members_admitted",)),
    "2024; kết nạp; 140": UnknownWord("2024", "indicator"),
    "kết nạp; -5": BadCount("-5", "negative"),
    "kết nạp; 14,5": BadCount("14,5", "not_whole"),
    "kết nạp; 99999999999": BadCount("99999999999", "absurd"),
    "kết nạp; 0": BadTargetValue("0", "zero"),
    "kết nạp; 5-2": BadTargetValue("5-2", "reversed"),
    "kết nạp; 140x": BadTargetValue("140x"),
    "kết nạp; trên 14x": BadTargetValue("trên 14x"),
    "kết nạp; 10% abc": BadTargetValue("10% abc", "share"),
    "kết nạp; 140; 150": Twice("value", "140", "150"),
    "kết nạp; năm 2023; năm 2024": Twice("period", "năm 2023", "năm 2024"),
    "kết nạp; DU-HN; DCT-1": UnknownWord("DCT-1", "part"),
    "kết nạp; tháng 13/2024; 5": BadPeriod("tháng 13/2024", "impossible"),
    "kết nạp; hạn 31/2": BadDate("31/2", "impossible"),
    "kết nạp; hạn khi nào xong": BadDate("khi nào xong", "unknown"),
    f"kết nạp; căn cứ {'x' * 501}": TooLong(501, 500),
    f"kết nạp; nguồn {'x' * 501}": TooLong(501, 500),
}


@pytest.mark.parametrize("line", TARGET_REFUSALS)
def test_a_wrong_target_is_refused_with_its_piece(line):
    with pytest.raises(DomainError) as refusal:
        read_target_parts(split_parts(line), TODAY)
    assert refusal.value == TARGET_REFUSALS[line]


REPORTED = FigureDraft(ADMITTED, 79, "DU-HN", HALF, Percent(Decimal("56.4"), 1))

WITH_PARTS = FigureDraft(ADMITTED, 79, "DU-HN", parts=(PartDraft("student", "", 4), PartDraft("other", "", 75)))
CLASSES = FigureDraft(Indicator.CLASSES_HELD, 8, "DU-HN", kind="awareness_class", learners=787)

FIGURES = {
    "kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; 56,4%": REPORTED,
    "ket nap; 56,4%; 1/1/2024 – 17/6/2024; du-hn; 79": FigureDraft(
        ADMITTED, 79, "du-hn", HALF, Percent(Decimal("56.4"), 1)
    ),
    "kết nạp; được 79 đồng chí; DU-HN; đạt 56,4%; từ 1/1/2024 đến 17/6/2024": REPORTED,
    "kết nạp; 79; nguồn báo cáo tháng 6": FigureDraft(ADMITTED, 79, source="báo cáo tháng 6"),
    "kết nạp; 79; theo báo cáo quý 1": FigureDraft(ADMITTED, 79, source="báo cáo quý 1"),
    "kết nạp; 0; 2024": FigureDraft(ADMITTED, 0, period=year(2024)),
    "số doanh nghiệp; 273; 17/3/2023": FigureDraft(
        Indicator.ENTERPRISES, 273, period=Period("dates", date(2023, 3, 17), date(2023, 3, 17))
    ),
    "đảng viên; 1.461; 2024": FigureDraft(Indicator.MEMBERS, 1461, period=year(2024)),
    "số doanh nghiệp; khoảng 700; DU-HN": FigureDraft(Indicator.ENTERPRISES, 700, "DU-HN"),
    "so dn; ~700": FigureDraft(Indicator.ENTERPRISES, 700),
    "kết nạp 79; DU-HN": FigureDraft(ADMITTED, 79, "DU-HN"),
    "kết nạp; 79; trong đó học sinh 4, khác 75; DU-HN": WITH_PARTS,
    "kết nạp; 79; DU-HN; trong đó: học sinh 4; khác 75": WITH_PARTS,
    "ket nap 79 (trong do hoc sinh 4, khac 75); DU-HN": WITH_PARTS,
    "kết nạp; 79 trong đó học sinh 4 và khác 75; DU-HN": WITH_PARTS,
    "kết nạp; 79; DU-HN; học sinh 4, khác 75": WITH_PARTS,
    "kết nạp; 79; nguồn báo cáo, trong đó có sửa": FigureDraft(ADMITTED, 79, source="báo cáo, trong đó có sửa"),
    "lớp nhận thức; 8 lớp, 787 học viên; DU-HN": CLASSES,
    "lop nhan thuc; DU-HN; 08 lop / 787 hoc vien": CLASSES,
    "lớp nhận thức 8 lớp 787 học viên; DU-HN": CLASSES,
    "lớp nhận thức; 787 học viên; DU-HN; 8": CLASSES,
    "lớp bồi dưỡng; 16; DU-HN": FigureDraft(Indicator.CLASSES_HELD, 16, "DU-HN"),
    "lớp; DU-HN; 8 lớp nhận thức, 787 học viên; 8 lớp đảng viên mới, 619 học viên": FigureDraft(
        Indicator.CLASSES_HELD,
        16,
        "DU-HN",
        parts=(PartDraft("awareness_class", "", 8, learners=787), PartDraft("new_member_class", "", 8, learners=619)),
    ),
    "đảng viên mới; 8": FigureDraft(ADMITTED, 8),
}


@pytest.mark.parametrize("line", FIGURES)
def test_a_figure_in_any_order(line):
    assert read_figure_parts(split_parts(line), TODAY) == FIGURES[line]


FIGURE_REFUSALS = {
    "": MissingPart("indicator", "/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024"),
    "kết nạp; 79,5": BadCount("79,5", "not_whole"),
    "kết nạp; -3": BadCount("-3", "negative"),
    "kết nạp; 79x": BadCount("79x"),
    "kết nạp; 79; 80": Twice("count", "79", "80"),
    "kết nạp; 56,4.1%": BadPercent("56,4.1%"),
    "kết nạp; 17/6/2030": BadDate("17/6/2030", "too_far"),
    "kết nạp; 17/6/2024-1/1/2024": BadPeriod("17/6/2024-1/1/2024", "reversed"),
    f"kết nạp; 79; nguồn {'x' * 501}": TooLong(501, 500),
    "kết nạp; DU-HN; linh tinh": UnknownWord("linh tinh", "part"),
}


@pytest.mark.parametrize("line", FIGURE_REFUSALS)
def test_a_wrong_figure_is_refused_with_its_piece(line):
    with pytest.raises(DomainError) as refusal:
        read_figure_parts(split_parts(line), TODAY)
    assert refusal.value == FIGURE_REFUSALS[line]


def test_a_basis_and_a_source_may_have_500_characters():
    for line in (f"căn cứ {'x' * 500}", f"nguồn {'x' * 500}"):
        assert read_target_parts(["kết nạp", line], TODAY).basis == "x" * 500
        assert read_figure_parts(["kết nạp", line], TODAY).source == "x" * 500


QUESTIONS = {
    "": ProgressQuestion(),
    "DU-HN": ProgressQuestion("DU-HN"),
    "đơn vị DU-HN": ProgressQuestion("DU-HN"),
    "DU-HN nhiệm kỳ 2020-2025": ProgressQuestion("DU-HN", None, TERM),
    "DU-HN 1/1/2024 - 17/6/2024": ProgressQuestion("DU-HN", None, HALF),
    "DU-HN; kết nạp; 2024": ProgressQuestion("DU-HN", ADMITTED, year(2024)),
    "2024; kết nạp; DU-HN": ProgressQuestion("DU-HN", ADMITTED, year(2024)),
    "kết nạp": ProgressQuestion(None, ADMITTED),
    "nam nay": ProgressQuestion(None, None, year(2024)),
    "DU-HN kết nạp 2024": ProgressQuestion("DU-HN", ADMITTED, year(2024)),
    "ket nap du-hn": ProgressQuestion("du-hn", ADMITTED),
    "DU-HN khảo sát": ProgressQuestion("DU-HN", Indicator.ENTERPRISES_SURVEYED),
    "Đoàn công tác số 1 kết nạp năm nay": ProgressQuestion("Đoàn công tác số 1", ADMITTED, year(2024)),
    "Đảng ủy các KCN": ProgressQuestion("Đảng ủy các KCN"),
    "Tổ khảo sát": ProgressQuestion("Tổ khảo sát"),
    "Nhóm chi bộ doanh nghiệp ngoài nhà nước 2018": ProgressQuestion(
        "Nhóm chi bộ doanh nghiệp ngoài nhà nước", None, year(2018)
    ),
}


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_for_progress(text):
    assert read_progress(text, TODAY) == QUESTIONS[text]


QUESTION_REFUSALS = {
    "DU-HN; DCT-1": UnknownWord("DCT-1", "part"),
    "DU-HN tháng 13/2024": BadPeriod("tháng 13/2024", "impossible"),
    "kết nạp; công nhận": Twice("indicator", "kết nạp", "công nhận"),
}


@pytest.mark.parametrize("text", QUESTION_REFUSALS)
def test_a_wrong_question_is_refused_with_its_piece(text):
    with pytest.raises(DomainError) as refusal:
        read_progress(text, TODAY)
    assert refusal.value == QUESTION_REFUSALS[text]


def test_drafts_survive_the_database():
    for kind, drafts in ((TargetDraft, TARGETS), (FigureDraft, FIGURES), (ProgressQuestion, QUESTIONS)):
        for draft in drafts.values():
            assert kind.from_dict(json.loads(json.dumps(draft.to_dict()))) == draft


OPENERS = sorted(" ".join(words) for words in TARGET_PARTS._known)
PIECES = st.sampled_from([*OPENERS, "2024", "140", "-5", "56,4%", "31/2", "giao", "DU-HN", "kết nạp", "từ", "1e9", "²"])
SLOPPY = st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=5).map(" ".join))


@given(st.lists(SLOPPY, max_size=5))
@settings(deadline=None)
def test_any_text_is_read_or_refused(parts):
    for read, kind in ((read_target_parts, TargetDraft), (read_figure_parts, FigureDraft)):
        try:
            draft = read(["kết nạp", *parts], TODAY)
        except DomainError:
            continue
        assert kind.from_dict(json.loads(json.dumps(draft.to_dict()))) == draft


@given(SLOPPY)
@settings(deadline=None)
def test_any_question_is_read_or_refused(text):
    try:
        question = read_progress(text, TODAY)
    except DomainError:
        return
    assert ProgressQuestion.from_dict(json.loads(json.dumps(question.to_dict()))) == question

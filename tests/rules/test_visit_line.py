import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.errors import BadDate, DomainError, Twice, UnknownWord
from outreach.rules.lines import split_list, split_parts
from outreach.rules.visit_draft import NamedObstacle, StepDraft, VisitDraft, merge
from outreach.rules.visit_line import read_visit_parts
from outreach.rules.vocabulary.parts import VISIT_PARTS
from outreach.rules.vocabulary.terms import ContactRole, Obstacle, Outcome, Purpose

THURSDAY = date(2024, 6, 20)

UNION, HR, OWNER, DIRECTOR = (
    ContactRole.UNION_CHAIR,
    ContactRole.HR_DIRECTOR,
    ContactRole.OWNER,
    ContactRole.DIRECTOR,
)


def draft(**said):
    return VisitDraft(**said)


def obstacle(text, kind=None):
    return (NamedObstacle(kind, text),)


def step(due=None, text="", person=None):
    return (StepDraft(due, text, person),)


SHIFTS = Obstacle.SHIFT_WORK
JULY_15 = date(2024, 7, 15)

LINES = {
    # whom they met
    "gặp công đoàn, HR": draft(roles=(UNION, HR)),
    "gap cong doan,hr": draft(roles=(UNION, HR)),
    "GẶP  CÔNG ĐOÀN VÀ HR 👍": draft(roles=(UNION, HR)),
    "gặp GĐ/HR + CTCĐ & quản đốc": draft(roles=(DIRECTOR, HR, UNION, ContactRole.LINE_MANAGER)),
    "làm việc với giám đốc và chủ tịch công đoàn": draft(roles=(DIRECTOR, UNION)),
    "met union and HR": draft(roles=(UNION, HR)),
    "công đoàn, HR": draft(roles=(UNION, HR)),
    "với công đoàn": draft(roles=(UNION,)),
    "gặp bảo vệ": draft(met_other=("bảo vệ",)),
    "gặp HR, phó giám đốc": draft(roles=(HR,), met_other=("phó giám đốc",)),
    "gặp chị Hoa HR": draft(roles=(HR,), met_other=("chị Hoa HR",)),
    "gặp giám đốc Nam": draft(roles=(DIRECTOR,), met_other=("giám đốc Nam",)),
    "gặp đ/c Lan, đồng chí Minh": draft(met_other=("đ/c Lan", "đồng chí Minh")),
    "gặp HR hôm qua": draft(roles=(HR,), visited_on=date(2024, 6, 19)),
    "gấp, cần hỗ trợ": draft(note="gấp, cần hỗ trợ"),
    "không gặp được HR": draft(note="không gặp được HR"),
    # what came of it
    "đồng ý": draft(outcome=Outcome.AGREED),
    "DONG Y!!!": draft(outcome=Outcome.AGREED),
    "kết quả: đồng ý": draft(outcome=Outcome.AGREED),
    "ket qua:dong y": draft(outcome=Outcome.AGREED),
    "đã đồng ý rồi ạ": draft(outcome=Outcome.AGREED),
    "không đồng ý": draft(outcome=Outcome.REFUSED),
    "khong dong y": draft(outcome=Outcome.REFUSED),
    "chưa đồng ý": draft(outcome=Outcome.UNDECIDED),
    "cần thêm thời gian": draft(outcome=Outcome.UNDECIDED),
    "rất quan tâm": draft(outcome=Outcome.INTERESTED),
    "không quan tâm": draft(outcome=Outcome.REFUSED),
    "không gặp được": draft(outcome=Outcome.NO_CONTACT),
    "khong gap duoc": draft(outcome=Outcome.NO_CONTACT),
    "đi vắng": draft(outcome=Outcome.NO_CONTACT),
    "chủ DN đồng ý": draft(outcome=Outcome.AGREED, roles=(OWNER,)),
    "chú Ba đồng ý": draft(note="chú Ba đồng ý"),
    "HR đi vắng": draft(note="HR đi vắng"),
    "đồng ý; nhất trí": draft(outcome=Outcome.AGREED),
    "đồng ý, nhưng phải sau Tết": draft(outcome=Outcome.AGREED, note="nhưng phải sau Tết"),
    "kết quả: đồng ý cho vào xưởng": draft(outcome=Outcome.AGREED, note="đồng ý cho vào xưởng"),
    "kết quả tốt": draft(note="kết quả tốt"),
    # what hinders, and what no longer does
    "vướng ca kíp": draft(obstacles=obstacle("ca kíp", SHIFTS)),
    "vuong ca kip": draft(obstacles=obstacle("ca kip", SHIFTS)),
    "vương ca kíp": draft(obstacles=obstacle("ca kíp", SHIFTS)),
    "khó khăn: làm ca": draft(obstacles=obstacle("làm ca", SHIFTS)),
    "gặp khó khăn về ca kíp": draft(obstacles=obstacle("ca kíp", SHIFTS)),
    "vướng ca kíp, thuê nhà xưởng": draft(
        obstacles=(NamedObstacle(SHIFTS, "ca kíp"), NamedObstacle(None, "thuê nhà xưởng"))
    ),
    "vướng giờ giấc và đi lại": draft(obstacles=obstacle("giờ giấc và đi lại")),
    "vướng chủ nước ngoài, khắt khe thời gian": draft(obstacles=obstacle("chủ nước ngoài", Obstacle.STRICT_SCHEDULE)),
    "vướng công nhân làm việc theo ca nên khó họp": draft(
        obstacles=obstacle("công nhân làm việc theo ca nên khó họp", SHIFTS)
    ),
    "chủ chưa ủng hộ": draft(obstacles=obstacle("chủ chưa ủng hộ", Obstacle.OWNER_UNCONVINCED)),
    "obstacle shift work": draft(obstacles=obstacle("shift work", SHIFTS)),
    "không vướng mắc gì": draft(note="không vướng mắc gì"),
    "Vượng cho mượn phòng": draft(note="Vượng cho mượn phòng"),
    "gỡ ca kíp": draft(cleared=obstacle("ca kíp", SHIFTS)),
    "go ca kip": draft(cleared=obstacle("ca kip", SHIFTS)),
    "hết vướng ca kíp": draft(cleared=obstacle("ca kíp", SHIFTS)),
    "ca kíp đã gỡ": draft(cleared=obstacle("ca kíp", SHIFTS)),
    "đã gỡ thuê nhà xưởng": draft(cleared=obstacle("thuê nhà xưởng")),
    "cleared shift work": draft(cleared=obstacle("shift work", SHIFTS)),
    "gỗ ép loại 1": draft(note="gỗ ép loại 1"),
    "hết mình vì công việc": draft(note="hết mình vì công việc"),
    # what is next
    "hẹn 15/7 trình hồ sơ": draft(next_steps=step(JULY_15, "trình hồ sơ")),
    "hen 15/7 trinh ho so": draft(next_steps=step(JULY_15, "trinh ho so")),
    "hẹn trình hồ sơ vào 15/7": draft(next_steps=step(JULY_15, "trình hồ sơ")),
    "hẹn trình hồ sơ": draft(next_steps=step(None, "trình hồ sơ")),
    "hẹn 15/7": draft(next_steps=step(JULY_15)),
    "hẹn 3/1 trình hồ sơ": draft(next_steps=step(date(2025, 1, 3), "trình hồ sơ")),
    "hẹn thứ Sáu tuần sau gặp GĐ, công đoàn": draft(next_steps=step(date(2024, 6, 28), "gặp GĐ, công đoàn")),
    "hẹn họp lần 2 với chị Mai": draft(next_steps=step(None, "họp lần 2 với chị Mai")),
    "hẹn kết nạp 3-4 người": draft(next_steps=step(None, "kết nạp 3-4 người")),
    "hẹn kết nạp 20-30 người": draft(next_steps=step(None, "kết nạp 20-30 người")),
    "hẹn họp sáng mai": draft(next_steps=step(date(2024, 6, 21), "họp sáng")),
    "hẹn họp theo kế hoạch ngày 12/2/2018": draft(next_steps=step(None, "họp theo kế hoạch ngày 12/2/2018")),
    "next 15/7 submit file": draft(next_steps=step(JULY_15, "submit file")),
    "next Friday meet the director": draft(next_steps=step(date(2024, 6, 28), "meet the director")),
    "sẽ trình hồ sơ 15/7": draft(next_steps=step(JULY_15, "trình hồ sơ")),
    "sẽ cố gắng": draft(note="sẽ cố gắng"),
    "giao Lan": draft(next_steps=step(person="Lan")),
    "giao Lan trình hồ sơ 15/7": draft(next_steps=step(JULY_15, "trình hồ sơ", "Lan")),
    "giao cho chị Trần Thị Lan trình hồ sơ trước ngày 15/7": draft(
        next_steps=step(JULY_15, "trình hồ sơ", "chị Trần Thị Lan")
    ),
    "GIAO LAN TRÌNH HỒ SƠ": draft(next_steps=step(None, "TRÌNH HỒ SƠ", "LAN")),
    "giao công đoàn lập danh sách": draft(next_steps=step(None, "lập danh sách", "công đoàn")),
    "hẹn 15/7 trình hồ sơ; giao Lan": draft(next_steps=step(JULY_15, "trình hồ sơ", "Lan")),
    "giao Lan; hẹn 15/7 trình hồ sơ": draft(next_steps=step(JULY_15, "trình hồ sơ", "Lan")),
    "hẹn 15/7 trình hồ sơ, giao Lan": draft(next_steps=step(JULY_15, "trình hồ sơ", "Lan")),
    "giao lưu văn nghệ": draft(note="giao lưu văn nghệ"),
    # the rest
    "kiến nghị hỗ trợ kinh phí, gặp lãnh đạo": draft(proposals=("hỗ trợ kinh phí, gặp lãnh đạo",)),
    "đi cùng Lan, Minh": draft(participants=("Lan", "Minh")),
    "di cung lan va minh": draft(participants=("lan", "minh")),
    "with Lan": draft(participants=("Lan",)),
    "với điều kiện tăng lương": draft(note="với điều kiện tăng lương"),
    "khảo sát": draft(purpose=Purpose.SURVEY),
    "mục đích vận động": draft(purpose=Purpose.PERSUASION),
    "hướng dẫn hồ sơ": draft(purpose=Purpose.DOSSIER_SUPPORT),
    "thăm tặng quà": draft(purpose=Purpose.GIFT_VISIT),
    "hôm qua": draft(visited_on=date(2024, 6, 19)),
    "12/2": draft(visited_on=date(2024, 2, 12)),
    "ngày 12/2": draft(visited_on=date(2024, 2, 12)),
    "thăm ngày 31/12": draft(visited_on=date(2023, 12, 31)),
    "hôm qua gặp HR; khảo sát": draft(visited_on=date(2024, 6, 19), roles=(HR,), purpose=Purpose.SURVEY),
    "thăm 12/2 gặp HR": draft(visited_on=date(2024, 2, 12), roles=(HR,)),
    "họp được 30 phút; chủ vui vẻ": draft(note="họp được 30 phút; chủ vui vẻ"),
    "ghi chú: gặp HR rất vui": draft(note="gặp HR rất vui"),
    "😀": draft(note="😀"),
    " ;; ；\n ": draft(),
    "gặp HR, đồng ý, vướng ca kíp, hẹn 15/7 trình hồ sơ": draft(
        roles=(HR,),
        outcome=Outcome.AGREED,
        obstacles=obstacle("ca kíp", SHIFTS),
        next_steps=step(JULY_15, "trình hồ sơ"),
    ),
    "yesterday; met union, HR; agreed; with Lan; proposal more classes": draft(
        visited_on=date(2024, 6, 19),
        roles=(UNION, HR),
        outcome=Outcome.AGREED,
        participants=("Lan",),
        proposals=("more classes",),
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_what_it_says(line):
    assert read_visit_parts(split_parts(line), THURSDAY) == LINES[line]


def test_order_never_matters():
    parts = ["gặp công đoàn, HR", "đồng ý", "vướng ca kíp", "hẹn 15/7 trình hồ sơ", "họp được 30 phút", "hôm qua"]
    assert read_visit_parts(parts[::-1], THURSDAY) == read_visit_parts(parts, THURSDAY)


REFUSALS = {
    "đồng ý; từ chối": Twice("outcome", "đồng ý", "từ chối"),
    "khảo sát; vận động": Twice("purpose", "khảo sát", "vận động"),
    "hôm qua; 12/2": Twice("date", "hôm qua", "12/2"),
    "12/12/2030": BadDate("12/12/2030", "future"),
    "ngày mai": BadDate("ngày mai", "future"),
    "31/2": BadDate("31/2", "impossible"),
    "hẹn 31/2 trình hồ sơ": BadDate("31/2", "impossible"),
    "hẹn trình hồ sơ 31/2": BadDate("31/2", "impossible"),
    "hẹn 12/2/2020 trình hồ sơ": BadDate("12/2/2020", "past"),
    "kết quả: dongg y": UnknownWord("dongg y", "outcome", ("agreed", "refused")),
    "mục đích: đi chơi": UnknownWord("đi chơi", "purpose"),
}


@pytest.mark.parametrize("line", REFUSALS)
def test_what_is_wrong_is_refused_with_its_piece(line):
    with pytest.raises(DomainError) as refusal:
        read_visit_parts(["họp 30 phút", *split_parts(line)], THURSDAY)
    assert refusal.value == REFUSALS[line]


def test_typing_more_adds_to_lists_and_replaces_single_values():
    first = read_visit_parts(["gặp HR", "đồng ý", "vướng ca kíp, chưa có nguồn", "hẹn 15/7 trình hồ sơ", "a"], THURSDAY)
    later = read_visit_parts(["gặp HR, chủ", "từ chối", "gỡ ca kíp", "giao Lan", "b"], THURSDAY)
    assert merge(first, later) == VisitDraft(
        roles=(HR, OWNER),
        outcome=Outcome.REFUSED,
        obstacles=obstacle("chưa có nguồn", Obstacle.NO_CANDIDATES),
        cleared=obstacle("ca kíp", SHIFTS),
        next_steps=step(JULY_15, "trình hồ sơ", "Lan"),
        note="a; b",
    )


def test_lists_and_parts_are_cut_where_people_cut_them():
    assert split_parts("a ; b；c\nd;; ") == ["a", "b", "c", "d"]
    assert split_list("HR, công đoàn và GĐ/quản đốc + chủ & đ/c Lan, 15/7") == [
        "HR",
        "công đoàn",
        "GĐ",
        "quản đốc",
        "chủ",
        "đ/c Lan",
        "15/7",
    ]


OPENERS = sorted(" ".join(words) for words in VISIT_PARTS._known)
PIECES = st.sampled_from(
    [*OPENERS, *LINES, "15/7", "31/2", "ca kíp", "HR", "Lan", ",", ":", "và", "đồng ý", "thứ 6", "-5", "29/2", "ngày"]
)
SLOPPY = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES).map(",".join))


@given(SLOPPY)
@example("đồng ý," * 600)
@example("giao ,")
@example("hẹn x; giao A; hẹn x; giao A")
@settings(deadline=None)
def test_any_text_is_read_or_refused_and_survives_the_database(text):
    try:
        read = read_visit_parts(split_parts(text), THURSDAY)
    except DomainError:
        return
    assert VisitDraft.from_dict(read.to_dict()) == read
    assert read.visited_on is None or read.visited_on <= THURSDAY
    assert all(one.due is None or one.due >= THURSDAY for one in read.next_steps)
    assert merge(draft(), read) == read
    assert merge(read, read) == replace(read, obstacles=merge(read, read).obstacles, cleared=merge(read, read).cleared)


NAMES = st.lists(st.text(min_size=1, max_size=8), max_size=3).map(tuple)
OBSTACLES = st.lists(st.builds(NamedObstacle, st.none() | st.sampled_from(Obstacle), st.text()), max_size=3).map(tuple)
DAYS = st.none() | st.dates()
DRAFTS = st.builds(
    VisitDraft,
    visited_on=DAYS,
    roles=st.lists(st.sampled_from(ContactRole), max_size=3).map(tuple),
    met_other=NAMES,
    purpose=st.none() | st.sampled_from(Purpose),
    outcome=st.none() | st.sampled_from(Outcome),
    obstacles=OBSTACLES,
    cleared=OBSTACLES,
    next_steps=st.lists(st.builds(StepDraft, DAYS, st.text(), st.none() | st.text()), max_size=2).map(tuple),
    proposals=NAMES,
    participants=NAMES,
    note=st.text(),
)


@given(DRAFTS)
@settings(max_examples=50)
def test_a_draft_survives_the_database(one):
    assert VisitDraft.from_dict(json.loads(json.dumps(one.to_dict()))) == one

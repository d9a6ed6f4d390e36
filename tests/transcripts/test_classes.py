"""/lop as leads use it: open a class, enrol by code, mark who was away, give certificates, read the totals."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import AdmissionEvent, AuditLog, BoundChat, Candidate, Enrolment, Enterprise, Entry, PartyClass, Person
from outreach.rules.folding import fold_name
from tests.conversation import ZONE, House

LINE = "/lop mở nhận thức; 15/6-20/6; Trường Chính trị; 45 học viên"


@pytest.fixture
def team(house: House):
    """A committee with two working groups, their leads, and three enterprises."""
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    one = house.unit("DCT-1", "Đoàn công tác số 1", under=top)
    two = house.unit("DCT-2", "Đoàn công tác số 2", under=top)
    for name in ("Công ty TNHH Huy Hoàng", "Công ty CP Việt Bắc 1", "Công ty CP Việt Bắc 2"):
        house.add(
            Enterprise(
                name=name, folded=fold_name(name), kind="private", unit_id=one.id,
                entered_at=house.clock.now(), changed_at=house.clock.now(),
            )
        )  # fmt: skip
    return {
        "lan": house.person("Trần Thị Lan", "lead", one),
        "other": house.person("Lê Văn Minh", "lead", two),
        "member": house.person("Cán Bộ", "member", one),
        "viewer": house.person("Người Xem", "viewer", one),
        "admin": house.person("Quản Trị", "admin", None),
        "one": one, "two": two, "top": top,
    }  # fmt: skip


def candidate(house: House, unit, *stages: str, name: str = "Nguyễn Thị Hoa", **more) -> str:
    """A candidate who has entered ``stages`` a week apart, the last on 10 June; their code."""
    by, now = 1, house.clock.now()
    days = [date(2024, 6, 10).replace(month=6 - len(stages) + 1 + place) for place in range(len(stages))]
    row = house.add(
        Candidate(
            unit_id=unit.id, name_sealed=house.vault.seal(name), stage=stages[-1], stage_on=days[-1],
            entered_by_id=by, entered_at=now, **more,
        )
    )  # fmt: skip
    for stage, day in zip(stages, days, strict=True):
        house.add(
            AdmissionEvent(
                candidate_id=row.id, kind="stage", stage=stage, happened_on=day, unit_id=unit.id, entered_by_id=by,
                entered_at=now,
            )
        )  # fmt: skip
    return f"UV-{row.id:04d}"


@pytest.fixture
def pool(house, team):
    """Three who wait for the awareness class, in the first group."""
    return [candidate(house, team["one"], "outstanding", "sympathiser") for _ in range(3)]


def opened(team, line: str = LINE):
    return team["lan"].says(line).presses("Mở lớp")


def ended(house: House) -> None:
    house.clock.set(datetime(2024, 6, 27, 9, 0, tzinfo=ZONE))


def classes(house: House) -> list[PartyClass]:
    return house.read(select(PartyClass).where(PartyClass.withdrawn_at.is_(None)))


def enrolled(house: House) -> dict[int, tuple]:
    rows = house.read(select(Enrolment).where(Enrolment.withdrawn_at.is_(None)).order_by(Enrolment.candidate_id))
    return {row.candidate_id: (row.attended, row.certificate_on) for row in rows}


# Opening


def test_a_line_is_shown_and_then_opened(house, team):
    lan = team["lan"].says(LINE)
    lan.sees(
        "Lớp nhận thức về Đảng · 15/06 – 20/06/2024",
        "Nơi học: Trường Chính trị",
        "Đơn vị: Đoàn công tác số 1",
        "Học viên: 45, chưa kể người ghi danh theo mã UV",
    )
    assert classes(house) == []
    lan.presses("Mở lớp").sees(
        "✓ Đã mở: LOP-0001, lớp nhận thức về Đảng, 15/06 – 20/06/2024", "[Ghi danh]", "[Hoàn tác]"
    )
    (row,) = classes(house)
    assert (row.kind, row.starts, row.ends) == ("awareness_class", date(2024, 6, 15), date(2024, 6, 20))
    assert (row.place, row.learners, row.weekend, row.apart) == ("Trường Chính trị", 45, False, False)
    assert (row.unit_id, row.entered_by_id) == (team["one"].id, lan.person_id)


def test_everything_in_any_order_without_marks(house, team):
    opened(team, "/lop mo rieng; tai cong ty huy hoang; 45 hv;cuoi tuan; 15/6-30/6; DANG VIEN MOI")
    (row,) = classes(house)
    assert (row.kind, row.apart, row.weekend, row.learners) == ("new_member_class", True, True, 45)
    assert (row.starts, row.ends) == (date(2024, 6, 15), date(2024, 6, 30))
    assert (row.enterprise_id, row.place) == (1, "")


def test_only_the_weekends_within_the_days_count(house, team):
    """From a Monday to a Wednesday: the class begins on the first Saturday and ends on the last Sunday."""
    team["lan"].says("/lop mở nhận thức; 17/6-3/7; cuối tuần").sees("22/06 – 30/06/2024", "Chỉ học thứ Bảy, Chủ nhật")
    team["lan"].presses("Mở lớp")
    assert [(row.starts, row.ends) for row in classes(house)] == [(date(2024, 6, 22), date(2024, 6, 30))]


def test_guided_from_the_first_question(house, team):
    lan = team["lan"].says("/lop").sees("chưa ghi lớp nào").presses("+ Mở lớp").sees("Mở lớp nào?")
    lan.presses("Lớp đảng viên mới").sees("những ngày nào").says("15-20/7").sees("Học ở đâu?")
    house.restart()
    lan.says("tại Huy Hoàng").sees("bao nhiêu học viên").says("54 người").sees("đặc biệt")
    lan.presses("Báo cáo riêng").presses("Xong").sees(
        "Lớp đảng viên mới · 15/07 – 20/07/2024", "Nơi học: Công ty TNHH Huy Hoàng", "Báo cáo riêng", "Học viên: 54"
    )
    lan.presses("Mở lớp").sees("✓ Đã mở: LOP-0001")
    (row,) = classes(house)
    assert (row.kind, row.enterprise_id, row.apart, row.learners) == ("new_member_class", 1, True, 54)


def test_two_companies_alike_are_offered(house, team):
    lan = team["lan"].says("/lop mở nhận thức; 15/6; tại Việt Bắc")
    lan.sees("Việt Bắc là doanh nghiệp nào?", "[Công ty CP Việt Bắc 1]", "[Công ty CP Việt Bắc 2]", "Chỉ ghi địa điểm")
    lan.presses("Công ty CP Việt Bắc 2").sees("Nơi học: Công ty CP Việt Bắc 2").presses("Mở lớp")
    assert classes(house)[0].enterprise_id == 3


def test_an_unknown_company_may_be_only_a_place(house, team):
    lan = team["lan"].says("/lop mở nhận thức; 15/6; Hội trường; tại Công ty Không Có").sees("là doanh nghiệp nào?")
    lan.presses("Chỉ ghi địa điểm").sees("Nơi học: Hội trường, Công ty Không Có").presses("Mở lớp")
    assert (classes(house)[0].place, classes(house)[0].enterprise_id) == ("Hội trường, Công ty Không Có", None)


def test_words_under_the_preview_change_it(house, team):
    lan = team["lan"].says(LINE).says("20/6; 50 học viên; riêng")
    lan.sees("20/06/2024", "Học viên: 50", "Báo cáo riêng", "Nơi học: Trường Chính trị").presses("Mở lớp")
    (row,) = classes(house)
    assert (row.starts, row.ends, row.learners, row.apart) == (date(2024, 6, 20), date(2024, 6, 20), 50, True)


def test_a_part_can_be_changed_by_button(house, team):
    lan = team["lan"].says(LINE).presses("Sửa").presses("Ngày học").says("21/6")
    lan.sees("21/06/2024").presses("Mở lớp")
    assert classes(house)[0].starts == date(2024, 6, 21)


def test_an_administrator_says_for_which_unit(house, team):
    admin = team["admin"].says(LINE).sees("Đơn vị nào mở lớp?").says("DCT-2").sees("Đoàn công tác số 2")
    admin.presses("Mở lớp")
    assert classes(house)[0].unit_id == team["two"].id
    admin.says(LINE + "; DCT-1").sees("Đơn vị: Đoàn công tác số 1")


def test_the_same_class_again_is_asked_about(house, team):
    opened(team)
    team["lan"].says(LINE).sees("⚠ LOP-0001 giống hệt lớp này").presses("Mở lớp").sees("LOP-0002")


WRONG = [
    ("/lop mở nhận thức; 31/6", "31/6: không có ngày này"),
    ("/lop mở nhận thức; 20/6-15/6", "20/6-15/6"),
    ("/lop mở nhận thức; 15/6/2022-20/6/2024", "dài hơn một năm"),
    ("/lop mở nhận thức; 17/6-19/6; cuối tuần", "không có thứ Bảy hay Chủ nhật"),
    ("/lop mở nhận thức; 15/6; -5 học viên", "-5"),
    ("/lop mở nhận thức; 15/6; 16/6", "16/6"),
    ("/lop mở nhận thức; đảng viên mới; 15/6", "mâu thuẫn"),
    ("/lop mở nhận thức; 15/6; đơn vị DCT-2", "DCT-2"),
    ("/lop mở nhận thức; 15/6; tại " + "x" * 201, "tối đa 200"),
    ("/lop xanh lè", "Không có lớp xanh lè"),
    ("/lop LOP-0009", "Không có lớp LOP-0009"),
    ("/lop tháng 13", "tháng 13"),
]


def test_what_is_wrong_is_named_and_nothing_written(house, team):
    for line, complaint in WRONG:
        team["lan"].says(line).sees(complaint)
    assert house.read(select(PartyClass)) == []
    assert house.read(select(Entry)) == []


def test_a_wrong_answer_keeps_the_draft(house, team):
    lan = team["lan"].says("/lop mở nhận thức").sees("những ngày nào").says("hôm nào đó").sees("hôm nào đó")
    lan.says("15/6-20/6").sees("Lớp nhận thức về Đảng · 15/06 – 20/06/2024")


# Enrolling


@pytest.mark.usefixtures("pool")
def test_enrolling_by_code_however_typed(house, team):
    opened(team)
    lan = team["lan"].says("/lop LOP-0001; thêm UV-0001, uv2 va UV 3")
    lan.sees("LOP-0001 · lớp nhận thức về Đảng · 15/06 – 20/06/2024", "Ghi danh: UV-0001, UV-0002, UV-0003")
    assert enrolled(house) == {}
    lan.presses("Ghi").sees("✓ Đã ghi", "Ghi danh: UV-0001, UV-0002, UV-0003")
    assert enrolled(house) == dict.fromkeys((1, 2, 3), (None, None))
    lan.presses("Xem lớp").sees("Học viên: 48 (3 theo mã, 45 không có mã)", "Ghi danh: UV-0001, UV-0002, UV-0003")


@pytest.mark.usefixtures("pool")
def test_enrolling_by_buttons_offers_who_is_ready(house, team):
    candidate(house, team["one"], "outstanding")
    candidate(house, team["two"], "outstanding", "sympathiser")
    lan = opened(team).presses("Ghi danh").sees("Ghi danh cho ai?", "[UV-0001] [UV-0002] [UV-0003]")
    lan.sees_no("UV-0004", "UV-0005")
    lan.presses("UV-0001").presses("UV-0003").sees("[✓ UV-0001]").presses("Xong").presses("Ghi")
    assert list(enrolled(house)) == [1, 3]


@pytest.mark.usefixtures("pool")
def test_codes_typed_at_the_question(house, team):
    lan = opened(team).presses("Ghi danh").says("uv2, uv3").sees("Ghi danh: UV-0002, UV-0003").presses("Ghi")
    assert list(enrolled(house)) == [2, 3]
    lan.says("/lop lop1; thêm").sees("Ghi danh cho ai?", "[UV-0001]").sees_no("UV-0002]")


@pytest.mark.usefixtures("pool")
def test_somebody_twice_is_said(house, team):
    opened(team).says("/lop lop-1; thêm uv1 uv1").presses("Ghi")
    team["lan"].says("/lop LOP-0001; thêm UV-0001; thêm UV-0002").sees("Ghi danh: UV-0002", "Đã có trong lớp: UV-0001")
    team["lan"].says("/lop LOP-0001; thêm UV-0001").sees("đang ghi đúng như vậy")
    assert list(enrolled(house)) == [1]


@pytest.mark.usefixtures("pool")
def test_a_class_that_is_over_can_be_filled_and_that_is_said(house, team):
    opened(team, "/lop mở nhận thức; 3/6-7/6/2024").says("/lop lop1; thêm uv1").sees(
        "⚠ Lớp này đã bế giảng ngày 07/06/2024"
    )


@pytest.mark.usefixtures("pool")
def test_another_units_code_is_as_unknown_as_none(house, team):
    foreign = candidate(house, team["two"], "outstanding", "sympathiser")
    opened(team)
    unknown = team["lan"].says("/lop lop1; thêm UV-0099").screen.replace("UV-0099", "?")
    assert team["lan"].says(f"/lop lop1; thêm {foreign}").screen.replace(foreign, "?") == unknown
    assert "?" in unknown
    team["lan"].says("/lop lop1; thêm UV-0001, Nguyễn Thị Hoa").sees("Nguyễn Thị Hoa")
    assert enrolled(house) == {}


@pytest.mark.usefixtures("pool")
def test_another_units_class_is_as_unknown_as_none(house, team):
    opened(team)
    for line in ("/lop LOP-0001", "/lop LOP-0001; thêm UV-0001", "/lop LOP-0001; chứng nhận 25/6"):
        team["other"].says(line).sees("Không có lớp LOP-0001").sees_no("nhận thức", "Chính trị")
    team["other"].says("/lop").sees("chưa ghi lớp nào").sees_no("LOP-0001", "Xem một lớp")


def test_who_does_not_belong_into_the_class(house, team):
    admitted = candidate(house, team["one"], "decision", "probationary")
    gone = candidate(house, team["one"], "outstanding", closed_on=date(2024, 6, 12), exit="left")
    waiting = candidate(house, team["one"], "outstanding", "sympathiser")
    opened(team)
    team["lan"].says(f"/lop lop1; thêm {admitted}").sees(f"{admitted} đã được kết nạp")
    team["lan"].says(f"/lop lop1; thêm {gone}").sees(gone)
    opened(team, "/lop mở đảng viên mới; 1/7-3/7")
    team["lan"].says(f"/lop lop2; thêm {waiting}").sees(f"{waiting} chưa được kết nạp")
    team["lan"].says(f"/lop lop2; thêm {admitted}").sees(f"Ghi danh: {admitted}").presses("Ghi")
    assert list(enrolled(house)) == [1]


@pytest.mark.usefixtures("pool")
def test_taking_somebody_out_and_in_again(house, team):
    opened(team).says("/lop lop1; thêm uv1 uv2").presses("Ghi")
    team["lan"].says("/lop lop1; bỏ uv1").sees("Đưa ra khỏi lớp: UV-0001").presses("Ghi")
    assert list(enrolled(house)) == [2]
    team["lan"].says("/lop lop1; bỏ uv1").sees("UV-0001 không học lớp LOP-0001")
    team["lan"].says("/lop lop1; thêm uv1").presses("Ghi")
    assert list(enrolled(house)) == [1, 2]
    assert len(house.read(select(Enrolment))) == 2


def test_the_number_of_learners_without_a_code(house, team):
    opened(team).says("/lop lop1; 50 học viên").sees("Học viên không có mã: 45 → 50").presses("Ghi")
    assert classes(house)[0].learners == 50


@pytest.mark.usefixtures("pool")
def test_nonsense_about_a_class_writes_nothing(house, team):
    opened(team)
    before = len(house.read(select(AuditLog)))
    for nonsense in ("hát hò", "thêm 25/6", "chứng nhận 31/6", "vắng UV-0099", "-5 học viên", "thêm"):
        assert team["lan"].says(f"/lop lop1; {nonsense}").answers
    assert enrolled(house) == {}
    assert len(house.read(select(AuditLog))) == before


# Attendance


@pytest.mark.usefixtures("pool")
def test_attendance_by_buttons(house, team):
    opened(team).says("/lop lop1; thêm uv1 uv2 uv3").presses("Ghi")
    lan = team["lan"].says("/lop lop1").presses("Điểm danh").sees("Ai vắng?", "[UV-0001] [UV-0002] [UV-0003]")
    lan.presses("UV-0003").presses("Xong").sees("Vắng: UV-0003", "Có mặt: UV-0001, UV-0002").presses("Ghi")
    assert [attended for attended, _ in enrolled(house).values()] == [True, True, False]
    lan.presses("Xem lớp").sees("Có mặt: UV-0001, UV-0002", "Vắng: UV-0003")


def test_attendance_in_a_large_class(house, team):
    """Not everybody has a button; whoever has none is typed."""
    row = held(house, team["one"])
    now = house.clock.now()
    for _ in range(26):
        code = candidate(house, team["one"], "sympathiser")
        house.add(
            Enrolment(
                party_class_id=row.id, candidate_id=int(code[3:]), entered_by_id=1, entered_at=now, changed_at=now
            )
        )  # fmt: skip
    lan = team["lan"].says("/lop lop1; vắng").sees("[UV-0024]", "Còn 2 người chưa hiện ở đây").sees_no("UV-0025")
    lan.presses("UV-0002").says("uv26").sees("Vắng: UV-0002, UV-0026", "Có mặt: UV-0001, UV-0003").presses("Ghi")
    assert [each for each, (attended, _) in enrolled(house).items() if not attended] == [2, 26]


@pytest.mark.usefixtures("pool")
def test_attendance_in_a_line_and_corrected(house, team):
    opened(team).says("/lop lop1; thêm uv1 uv2; vắng uv2").presses("Ghi")
    team["lan"].says("/lop lop1; có mặt uv2").sees("Có mặt: UV-0002").presses("Ghi")
    assert enrolled(house)[2] == (True, None)
    team["lan"].says("/lop lop1; vắng uv3").sees("UV-0003 không học lớp LOP-0001")


@pytest.mark.usefixtures("pool")
def test_no_attendance_before_the_class_begins(house, team):
    opened(team, "/lop mở nhận thức; 1/7-3/7").says("/lop lop1; thêm uv1").presses("Ghi")
    team["lan"].says("/lop lop1; vắng uv1").sees("khai giảng ngày 01/07/2024")


# Certificates


def filled(house, team):
    opened(team).says("/lop lop1; thêm uv1 uv2 uv3; vắng uv3").presses("Ghi")
    ended(house)
    return team["lan"]


@pytest.mark.usefixtures("pool")
def test_certificates_for_all_who_attended(house, team):
    """They start the 60 months, and let those whose next stage the class is enter it."""
    lan = filled(house, team).says("/lop LOP-0001; chứng nhận 25/6")
    lan.sees(
        "Cấp 2 giấy chứng nhận ngày 25/06/2024: UV-0001, UV-0002",
        "→ chuyển sang bước học lớp nhận thức: UV-0001, UV-0002",
        "Có giá trị 60 tháng, đến hết ngày 25/06/2029",
    ).sees_no("UV-0003")
    lan.presses("Ghi").sees("✓ Đã ghi")
    assert enrolled(house) == {1: (True, date(2024, 6, 25)), 2: (True, date(2024, 6, 25)), 3: (False, None)}
    stages = {row.id: (row.stage, row.stage_on) for row in house.read(select(Candidate))}
    assert stages[1] == ("awareness_class", date(2024, 6, 20))
    assert stages[3][0] == "sympathiser"
    lan.presses("Xem lớp").sees("Chứng nhận ngày 25/06/2024: UV-0001, UV-0002")


@pytest.mark.usefixtures("pool")
def test_where_the_stage_is_another_only_the_certificate_is_noted(house, team):
    candidate(house, team["one"], "sympathiser", "awareness_class", "dossier")
    filled(house, team).says("/lop lop1; thêm uv4").presses("Ghi")
    team["lan"].says("/lop lop1; chứng nhận 25/6 uv1, uv4").sees(
        "→ chuyển sang bước học lớp nhận thức: UV-0001",
        "→ chỉ ghi giấy chứng nhận, bước giữ nguyên (xem /ungvien): UV-0004",
    )
    team["lan"].presses("Ghi")
    assert {row.id: row.stage for row in house.read(select(Candidate))}[4] == "dossier"
    assert enrolled(house)[4] == (True, date(2024, 6, 25))


def test_certificates_of_a_new_member_class_move_nobody(house, team):
    member = candidate(house, team["one"], "decision", "probationary")
    opened(team, "/lop mở đảng viên mới; 3/6-7/6/2024").says(f"/lop lop1; thêm {member}; chứng nhận 10/6")
    team["lan"].sees("Cấp 1 giấy chứng nhận ngày 10/06/2024").sees_no("60 tháng", "chuyển sang bước").presses("Ghi")
    assert house.read(select(Candidate))[0].stage == "probationary"


@pytest.mark.usefixtures("pool")
def test_certificates_by_button(house, team):
    lan = filled(house, team).says("/lop lop1").presses("Cấp chứng nhận")
    lan.sees("Giấy chứng nhận cấp ngày nào?", "[20/06/2024] [27/06/2024]").presses("20/06/2024")
    lan.sees("Cấp 2 giấy chứng nhận ngày 20/06/2024").presses("Ghi")
    assert enrolled(house)[1] == (True, date(2024, 6, 20))


@pytest.mark.usefixtures("pool")
def test_certificates_that_cannot_be(house, team):
    lan = filled(house, team)
    for line, complaint in (
        ("chứng nhận 19/6", "19/06/2024 sớm hơn ngày bế giảng (20/06/2024)"),
        ("chứng nhận 28/6", "28/06/2024 chưa đến"),
        ("chứng nhận 25/6 uv3", "UV-0003 vắng nên không được cấp"),
        ("chứng nhận 25/6 uv9", "UV-0009"),
    ):
        lan.says(f"/lop lop1; {line}").sees(complaint)
    assert {day for _, day in enrolled(house).values()} == {None}


@pytest.mark.usefixtures("pool")
def test_whoever_has_a_certificate_stays_until_it_is_withdrawn(house, team):
    lan = filled(house, team).says("/lop lop1; chứng nhận 25/6").presses("Ghi")
    lan.says("/lop lop1; chứng nhận 26/6").sees("không còn ai chờ cấp")
    lan.says("/lop lop1; bỏ uv1").sees("UV-0001 đã có giấy chứng nhận ngày 25/06/2024", "bỏ chứng nhận UV-0001")
    lan.says("/lop lop1; bỏ chứng nhận uv1").sees(
        "Bỏ giấy chứng nhận: UV-0001", "→ trở lại bước trước khi học lớp nhận thức: UV-0001"
    )
    lan.presses("Ghi")
    assert enrolled(house)[1] == (True, None)
    stages = {row.id: row.stage for row in house.read(select(Candidate))}
    assert (stages[1], stages[2]) == ("sympathiser", "awareness_class")
    lan.says("/lop lop1; chứng nhận 26/6").sees("26/06/2024: UV-0001").presses("Ghi")
    assert enrolled(house)[1] == (True, date(2024, 6, 26))


@pytest.mark.usefixtures("pool")
def test_whoever_has_gone_on_keeps_the_stage_without_the_certificate(house, team):
    candidate(house, team["one"], "sympathiser", "awareness_class", "dossier")
    filled(house, team).says("/lop lop1; thêm uv4; chứng nhận 25/6 uv4").presses("Ghi")
    team["lan"].says("/lop lop1; bỏ chứng nhận uv4").sees("→ bước giữ nguyên, cần sửa thì vào /ungvien: UV-0004")
    team["lan"].presses("Ghi")
    assert {row.id: row.stage for row in house.read(select(Candidate))}[4] == "dossier"


def test_certificates_of_long_ago(house, team):
    """Before the oldest rule set that is kept: they are noted, and have run out."""
    row = held(house, team["one"], day=date(2018, 6, 3))
    candidate(house, team["one"], "sympathiser", "awareness_class")
    team["lan"].says(f"/lop lop{row.id}; thêm uv1; chứng nhận 10/6/2018").sees(
        "Cấp 1 giấy chứng nhận ngày 10/06/2018", "đến hết ngày 10/06/2023"
    )


def test_a_photo_of_a_list_is_refused_with_the_reason(house, team):
    lan = opened(team).presses("Ghi danh").does("photo").sees("Xin không gửi ảnh")
    lan.says("uv9").sees("UV-0009")


# Undoing


@pytest.mark.usefixtures("pool")
@pytest.mark.only_on("telegram", "earlier messages")
def test_a_class_is_undone_with_its_enrolments(house, team):
    lan = opened(team)
    lan.says("/lop lop1; thêm uv1").presses("Ghi")
    lan.presses("Hoàn tác").sees("Đã hoàn tác", "Lớp: LOP-0001 · lớp nhận thức về Đảng")
    assert classes(house) == []
    assert enrolled(house) == {}
    lan.says("/lop LOP-0001").sees("Không có lớp LOP-0001")
    lan.says("/hoantac").sees("Chưa có mục nào")


@pytest.mark.usefixtures("pool")
@pytest.mark.only_on("telegram", "earlier messages")
def test_a_class_with_certificates_is_not_undone(house, team):
    filled(house, team).says("/lop lop1; chứng nhận 25/6 uv1").presses("Ghi")
    team["lan"].presses("Hoàn tác").sees("Không hoàn tác được")
    assert len(classes(house)) == 1


def test_my_classes_stand_among_my_entries(house, team):
    opened(team).says("/sua").sees("[Lớp: LOP-0001 · lớp nhận thức về Đảng · 15/06 – 20/06/2024]")


# Changing and withdrawing


@pytest.mark.usefixtures("pool")
def test_a_class_is_put_off_and_keeps_who_is_enrolled(house, team):
    lan = opened(team).says("/lop lop1; thêm uv1").presses("Ghi")
    lan.says("/lop LOP-0001; dời sang 22/6-27/6; Hội trường B; cuối tuần").sees(
        "LOP-0001 · Lớp nhận thức về Đảng · 22/06 – 23/06/2024", "Nơi học: Hội trường B", "Học viên: 45"
    )
    assert classes(house)[0].starts == date(2024, 6, 15)
    lan.presses("Ghi").sees("✓ Đã ghi", "22/06 – 23/06/2024").presses("Xem lớp").sees("Ghi danh: UV-0001")
    (row,) = classes(house)
    assert (row.starts, row.ends, row.place, row.weekend) == (
        date(2024, 6, 22),
        date(2024, 6, 23),
        "Hội trường B",
        True,
    )
    (change,) = [row for row in house.read(select(AuditLog)) if row.act == "change"]
    assert (change.subject, change.fields) == ("party_class", "happened_on held_at")


def test_a_class_is_changed_by_buttons(house, team):
    lan = opened(team).says("/lop lop1").presses("Sửa").presses("Sửa").presses("Nơi học").says("tại Huy Hoàng")
    lan.presses("Sửa").presses("Đặc điểm").presses("Báo cáo riêng").presses("Xong").sees("Báo cáo riêng").presses("Ghi")
    assert [(row.enterprise_id, row.place, row.apart) for row in classes(house)] == [(1, "", True)]


@pytest.mark.usefixtures("pool")
def test_certificates_hold_a_class_to_what_it_was(house, team):
    lan = filled(house, team).says("/lop lop1; chứng nhận 25/6 uv1").presses("Ghi")
    lan.says("/lop lop1; sửa 20/6-26/6").sees("25/06/2024 sớm hơn ngày bế giảng (26/06/2024)")
    lan.says("/lop lop1; sửa đảng viên mới").sees("không đổi loại lớp được nữa")
    lan.says("/lop lop1; hủy lớp").presses("Hủy lớp").sees("Không hoàn tác được")
    lan.says("/lop lop1; sửa 16/6-25/6").sees("16/06 – 25/06/2024").presses("Ghi")
    assert [(row.kind, row.ends) for row in classes(house)] == [("awareness_class", date(2024, 6, 25))]


def test_another_lead_above_withdraws_a_class(house, team):
    opened(team)
    team["other"].says("/lop lop1; hủy lớp").sees("Không có lớp LOP-0001")
    team["other"].says("/lop lop1; sửa 22/6").sees("Không có lớp LOP-0001")
    admin = team["admin"].says("/lop lop1; hủy lớp").sees("Hủy lớp này cùng danh sách lớp (45 học viên)?", "LOP-0001")
    assert len(classes(house)) == 1
    admin.presses("Hủy lớp").sees("Đã hủy: LOP-0001")
    assert classes(house) == []
    team["lan"].says("/hoantac").sees("Chưa có mục nào")


# Totals


def test_totals_with_a_leading_zero_and_the_separate_ones_apart(house, team):
    for _ in range(8):
        held(house, team["one"], learners=98)
    for _ in range(12):
        held(house, team["one"], kind="new_member_class", learners=100)
    for number in (100, 94):
        held(house, team["one"], learners=number, apart=True, enterprise_id=1)
    held(house, team["two"], learners=500)
    held(house, team["one"], day=date(2023, 6, 1), learners=77)
    team["lan"].says("/lop").sees(
        "Lớp bồi dưỡng, năm 2024",
        "Lớp nhận thức về Đảng: 08 lớp / 784 học viên",
        "Lớp đảng viên mới: 12 lớp / 1.200 học viên",
        "Riêng tại Công ty TNHH Huy Hoàng: 02 lớp / 194 học viên (lớp nhận thức về Đảng)",
    )
    team["lan"].says("/lop 2023").sees("01 lớp / 77 học viên")
    team["admin"].says("/lop 2024").sees("Lớp nhận thức về Đảng: 09 lớp / 1.284 học viên")


def held(house, unit, kind="awareness_class", day=date(2024, 6, 3), **more):
    return house.add(
        PartyClass(
            kind=kind, unit_id=unit.id, starts=day, ends=day, entered_by_id=1, entered_at=house.clock.now(), **more
        )
    )


@pytest.mark.usefixtures("pool")
def test_candidates_enrolled_are_learners_too(house, team):
    opened(team, "/lop mở nhận thức; 10/6; 45 học viên").says("/lop lop1; thêm uv1 uv2").presses("Ghi")
    team["lan"].says("/lop").sees("01 lớp / 47 học viên")
    team["lan"].says("/tiendo học viên").sees("47")


def test_the_list_shows_what_is_under_way_and_coming(house, team):
    opened(team)
    opened(team, "/lop mở đảng viên mới; 1/7-3/7; tại Huy Hoàng")
    opened(team, "/lop mở nhận thức; 3/6")
    lan = (
        team["lan"]
        .says("/lop")
        .sees(
            "LOP-0001 · Lớp nhận thức về Đảng · 15/06 – 20/06/2024 · Trường Chính trị · 45 học viên",
            "LOP-0002 · Lớp đảng viên mới · 01/07 – 03/07/2024 · Công ty TNHH Huy Hoàng",
            "Lớp nhận thức về Đảng: 01 lớp / 0 học viên",
        )
    )
    lan.sees_no("LOP-0003").presses("LOP-0002").sees("LOP-0002 · lớp đảng viên mới")


# Where, and who


def in_group(house, team, who="lan"):
    now = house.clock.now()
    house.add(
        BoundChat(
            channel=house.channel, chat_id="-500", unit_id=team["top"].id, bound_by_id=1, bound_at=now, starts_at=now
        )
    )  # fmt: skip
    return team[who].in_group()


@pytest.mark.usefixtures("pool")
def test_a_group_reads_totals_and_no_code_or_typed_place(house, team):
    held(house, team["one"], learners=20, apart=True, place="Nhà ông Nguyễn Văn Tám")
    opened(team).says("/lop lop2; thêm uv1").presses("Ghi")
    ended(house)
    group = in_group(house, team).says("/lop")
    group.sees("Lớp nhận thức về Đảng: 01 lớp / 46 học viên", "Lớp riêng: 01 lớp / 20 học viên")
    group.sees_no("UV-", "LOP-", "Chính trị", "Tám")
    for line in ("/lop LOP-0001", "/lop mở nhận thức; 15/6", "/lop LOP-0001; thêm UV-0002"):
        group.says(line).sees("chat riêng").sees_no("UV-", "Chính trị")
    assert list(enrolled(house)) == [1]
    team["lan"].says("/lop").sees("Riêng tại Nhà ông Nguyễn Văn Tám: 01 lớp / 20 học viên")


def test_only_leads(house, team):
    team["viewer"].says("/lop").sees("trưởng đoàn")
    team["member"].says(LINE).sees("trưởng đoàn")
    house.outsider().says("/lop").sees("/start")
    assert classes(house) == []


@pytest.mark.usefixtures("pool")
def test_rights_are_asked_again_at_every_button(house, team):
    lan = team["lan"].says(LINE)
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).role = "member"
    lan.presses("Mở lớp").sees("trưởng đoàn")
    assert classes(house) == []


@pytest.mark.usefixtures("pool")
def test_a_stale_button(house, team):
    lan = team["lan"].says(LINE)
    first = lan.answers[0]
    lan.presses("Mở lớp")
    lan.cannot_press("Mở lớp", first)
    assert len(classes(house)) == 1


@pytest.mark.usefixtures("pool")
def test_a_restart_in_the_middle(house, team):
    lan = opened(team).says("/lop lop1; thêm uv1, uv2")
    house.restart()
    lan.presses("Ghi").sees("✓ Đã ghi")
    assert list(enrolled(house)) == [1, 2]


@pytest.mark.usefixtures("pool")
def test_in_english(house, team):
    with house.session() as session, session.begin():
        session.get(Person, team["lan"].person_id).language = "en"
    team["lan"].says("/class open awareness; 15/6-20/6; at Huy Hoang; 45 learners; weekend; apart").sees(
        "15/06 – 16/06/2024", "Saturdays and Sundays only", "Reported apart"
    ).presses("Open the class").says("/class LOP-0001; add uv1; absent uv1").sees(
        "Enrolled: UV-0001", "Absent: UV-0001"
    )


@pytest.mark.usefixtures("pool")
def test_the_log_holds_codes_and_field_names(house, team):
    filled(house, team).says("/lop lop1; chứng nhận 25/6 uv1").presses("Ghi")
    rows = [row for row in house.read(select(AuditLog)) if row.subject == "candidate" and row.subject_id == 1]
    assert [(row.act, row.fields) for row in rows if row.act in {"enrol", "attend", "certify"}] == [
        ("enrol", "party_class_id"),
        ("attend", "attended"),
        ("certify", "certificate_on"),
    ]
    assert not [row for row in house.read(select(AuditLog)) if "2024" in row.fields]

"""/ungvien: taking back, correcting, leaving, moving, papers, time limits; and who may see whom."""

from datetime import date, time

import pytest
from sqlmodel import select

from models import (
    AdmissionEvent,
    AuditLog,
    BoundChat,
    Candidate,
    CandidateDocument,
    CandidateWord,
    ChannelRule,
    Entry,
    LimitConfirmation,
    Person,
    Unit,
)
from tests.conversation import House
from tests.transcripts.test_candidates import LINE, ON_SQLITE, TO_DOSSIER, enter, go, stages, team, the_one

__all__ = ["team"]


def reads(house: House) -> list[tuple[int | None, str]]:
    rows = house.read(select(AuditLog).where(AuditLog.act == "read", AuditLog.subject == "candidate"))
    return [(row.subject_id, row.fields) for row in rows]


# Taking back and correcting


def test_undo_button_and_hoantac_take_the_last_step_back(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6").presses("Hoàn tác").sees("Đã hoàn tác", "UV-0001: 20/06/2026: cảm tình Đảng")
    assert the_one(house).stage == "outstanding"
    go(lan, "/ungvien uv1 cảm tình 21/6").says("/hoantac").sees("UV-0001: 21/06/2026: cảm tình Đảng").presses(
        "Hoàn tác"
    )
    assert stages(house) == [("outstanding", date(2026, 6, 12))]
    kinds = [row.kind for row in house.read(select(AdmissionEvent))]
    assert kinds.count("revoked") == 2, "events are only ever added"


@ON_SQLITE
def test_a_step_that_a_correction_gave_way_to_can_be_taken_back_as_well(house, team):
    lan = go(enter(team["lan"]), "/ungvien uv1 cảm tình 20/6")
    lan.says("/ungvien uv1 sửa").presses("Sửa").says("21/6").presses("Ghi").sees("Đã sửa")
    for shown in ("21/06/2026", "20/06/2026"):
        lan.says("/ungvien uv1 sửa").sees(shown).presses("Bỏ bước này").sees("Đã hoàn tác")
    assert stages(house) == [("outstanding", date(2026, 6, 12))]


@ON_SQLITE
def test_in_a_group_nothing_is_told_that_was_typed_freely_with_a_step(house, team):
    lan, unit = enter(team["lan"]), house.read(select(Unit.id).where(Unit.code == "DCT-1"))[0]
    house.add(BoundChat(channel=house.channel, chat_id="-500", unit_id=unit, at=time(8), bound_by_id=1,
                        bound_at=house.clock.now(), starts_at=house.clock.now()))  # fmt: skip
    for line in ("hồ sơ 20/6; lý do anh Nguyễn Văn An cần gấp", "xin rút 21/6; lý do Nguyễn Văn An bận"):
        go(lan, f"/ungvien uv1 {line}")
        lan.in_group().says("/hoantac").sees("UV-0001").sees_no("Nguyễn").presses("Hoàn tác").sees(
            "Đã hoàn tác"
        ).sees_no("Nguyễn")


@ON_SQLITE
def test_whoever_has_gone_to_another_unit_neither_reads_nor_takes_back(house, team):
    lan = go(enter(team["lan"]), "/ungvien uv1 hồ sơ 20/6; lý do anh Nguyễn Văn An cần gấp")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).unit_id = session.exec(select(Unit.id).where(Unit.code == "DCT-2")).one()
    lan.says("/hoantac").sees("UV-0001").sees_no("Nguyễn").presses("Hoàn tác").sees("không còn")
    assert the_one(house).stage == "dossier"


def test_an_undone_entry_leaves_nothing_of_the_person(house, team):
    enter(team["lan"], LINE.replace("1998;", "1998; 0912345678;")).presses("Hoàn tác").sees(
        "UV-0001: nhập ngày 20/08/2026"
    )
    row = the_one(house)
    assert [row.name_sealed, row.born_sealed, row.phone_sealed, row.identity_digest, row.enterprise_id] == [None] * 5
    assert row.withdrawn_at
    assert row.closed_on
    assert house.read(select(CandidateWord)) == []
    assert stages(house) == []
    team["lan"].says("/ungvien uv1").sees("Không có ứng viên UV-0001")
    enter(team["lan"]).sees("UV-0002")


@pytest.mark.only_on("telegram", "earlier messages")
def test_an_entry_on_which_more_rests_is_not_undone(house, team):
    lan = enter(team["lan"])
    (entry,) = house.read(select(Entry))
    undo = lan.answers[0]
    go(lan, "/ungvien uv1 cảm tình 20/6")
    lan.presses("Hoàn tác", undo).sees("Không hoàn tác được nữa")
    assert entry.undone_at is None
    lan.presses("Hoàn tác", lan.all[-2]).sees("Đã hoàn tác")


@pytest.mark.only_on("telegram", "earlier messages")
def test_only_the_last_step_can_be_undone(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6")
    undo = lan.answers[0]
    go(lan, "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    lan.presses("Hoàn tác", undo).sees("Không hoàn tác được nữa")
    assert the_one(house).stage == "awareness_class"


def test_a_correction_is_an_event_and_its_undo_another(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6", "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    lan.says("/ungvien uv1 sửa").sees("Bước gần nhất:\nUV-0001: 01/07/2026: học lớp nhận thức").presses("Sửa")
    lan.sees("UV-0001 Nguyễn Văn An: học lớp nhận thức, 01/07/2026").says("2/7").says("chứng nhận 6/7").presses("Ghi")
    lan.sees("✓ Đã sửa: UV-0001, học lớp nhận thức, 02/07/2026")
    rows = house.read(select(AdmissionEvent).order_by(AdmissionEvent.id))
    assert rows[-1].corrects_id == rows[-2].id
    assert rows[-2].withdrawn_at
    assert (the_one(house).stage_on, the_one(house).due) == (date(2026, 7, 2), date(2031, 7, 6))
    lan.presses("Hoàn tác").sees("Đã hoàn tác")
    assert stages(house)[-1] == ("awareness_class", date(2026, 7, 1))
    assert the_one(house).due == date(2031, 7, 5)


@ON_SQLITE
def test_a_correction_is_checked_like_a_step(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6").says("/sua").presses("UV-0001: 20/06/2026: cảm tình Đảng").presses("Sửa")
    lan.says("1/6").sees("⚠", "12/06/2026").presses("Ghi").sees("12/06/2026")
    assert stages(house)[-1] == ("sympathiser", date(2026, 6, 20))


def test_a_colleague_cannot_take_back_but_the_lead_can(house, team):
    go(enter(team["lan"]), "/ungvien uv1 cảm tình 20/6")
    team["minh"].says("/ungvien uv1 sửa").presses("Bỏ bước này").sees("không còn")
    team["lead"].says("/ungvien uv1 sửa").presses("Bỏ bước này").sees("Đã hoàn tác")
    assert the_one(house).stage == "outstanding"


@ON_SQLITE
def test_a_stale_button_of_the_last_step(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6")
    lan.says("/ungvien uv1 sửa")
    question = lan.answers[0]
    go(lan, "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    lan.presses("Bỏ bước này", question).sees("không còn")
    assert the_one(house).stage == "awareness_class"


def test_facts_are_corrected_and_counted_so(house, team):
    lan = enter(team["lan"]).presses("Mở UV-0001").presses("Sửa thông tin").sees("Nguyễn Văn An")
    lan.says("nữ").says("kỹ sư").presses("Ghi")
    lan.sees("✓ Đã lưu: UV-0001")
    assert (the_one(house).object, the_one(house).sex) == ("technician", "female")
    assert [(row.object, row.sex) for row in house.read(select(AdmissionEvent))] == [("technician", "female")]
    lan.presses("Mở UV-0001").presses("Sửa thông tin").presses("Sửa").presses("Tên").says("Nguyễn Thị Ân")
    lan.presses("Ghi").says("/ungvien thi an").sees("UV-0001 Nguyễn Thị Ân")
    lan.says("/ungvien van an").sees("Không có ứng viên nào tên van an")
    rows = house.read(select(AuditLog).where(AuditLog.act == "change", AuditLog.subject == "candidate"))
    assert [set(row.fields.split()) for row in rows] == [{"object", "sex"}, {"name"}]


# Leaving and moving


def test_exit_with_reason_and_back(house, team):
    lan = enter(team["lan"])
    lan.says("/ungvien uv1 xin rút 5/8; lý do nhà xa").sees("Dừng theo dõi UV-0001", ": xin rút, 05/08/2026")
    lan.sees("Ghi chú: nhà xa")
    lan.presses("Ghi").sees("✓ Đã ghi: dừng theo dõi UV-0001, xin rút")
    row = the_one(house)
    assert (row.exit, row.closed_on, row.stage) == ("withdrawn", date(2026, 8, 5), "outstanding")
    lan.says("/ungvien").sees("Chưa theo dõi")
    lan.says("/ungvien uv1 cảm tình 6/8").sees("05/08/2026")
    lan.says("/ungvien uv1 nghỉ việc 7/8").sees("UV-0001 đã dừng theo dõi")
    lan.says("/hoantac").presses("Hoàn tác")
    assert (the_one(house).exit, the_one(house).closed_on) == (None, None)


@ON_SQLITE
def test_guided_exit_and_its_correction(house, team):
    lan = enter(team["lan"]).presses("Mở UV-0001").presses("Dừng theo dõi").sees("Vì sao dừng theo dõi?")
    lan.presses("Nghỉ việc").presses("Hôm qua").presses("Bỏ qua").presses("Ghi").sees("nghỉ việc, 19/08/2026")
    lan.says("/ungvien uv1 sửa").presses("Sửa").presses("Sửa").presses("Ngày").says("1/8").presses("Ghi")
    assert (the_one(house).exit, the_one(house).closed_on) == ("left", date(2026, 8, 1))
    assert len(stages(house)) == 2


@ON_SQLITE
def test_transfer_out_of_the_committee_says_the_limit(house, team):
    enter(team["lan"]).says("/ungvien uv1 chuyển sinh hoạt 3/8").presses("Ghi").sees("60 ngày làm việc", "208-QĐ/TW")
    assert (the_one(house).exit, the_one(house).due) == ("transferred", None)


def test_moving_hands_over_without_restarting_the_clock(house, team):
    lan, nga = enter(team["lan"]), team["nga"]
    go(lan, "/ungvien uv1 cảm tình 20/6", "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    nga.says("/ungvien uv1").sees("Không có ứng viên UV-0001")
    lan.says("/ungvien uv1 chuyển đơn vị DCT-2").sees("chuyển đến DCT-2 từ 20/08/2026", "không tính lại từ đầu")
    lan.presses("Ghi").sees("✓ UV-0001 do DCT-2 phụ trách")
    assert the_one(house).due == date(2031, 7, 5)
    lan.says("/ungvien uv1").sees("Không có ứng viên UV-0001")
    lan.says("/ungvien nguyen van an").sees("Không có ứng viên nào")
    nga.says("/ungvien uv1").sees("UV-0001 Nguyễn Văn An", "20/08/2026: chuyển đến DCT-2", "05/07/2031")
    go(nga, "/ungvien uv1 hồ sơ 20/8")
    rows = {row.stage: row.unit_id for row in house.read(select(AdmissionEvent))}
    assert rows["awareness_class"] != rows["dossier"], "what happened counts where it happened"
    lan.says("/hoantac").presses("Hoàn tác").sees("Không hoàn tác được nữa")


@ON_SQLITE
def test_what_is_entered_late_counts_for_the_unit_in_charge_that_day(house, team):
    lan, nga = go(enter(team["lan"]), "/ungvien uv1 cảm tình 20/6"), team["nga"]
    lan.says("/ungvien uv1 chuyển đơn vị DCT-2 10/8").presses("Ghi").sees("DCT-2")
    go(nga, "/ungvien uv1 học lớp 1/8; chứng nhận 5/8", "/ungvien uv1 hồ sơ 10/8")
    unit = dict(house.read(select(Unit.code, Unit.id)))
    rows = {row.stage: row.unit_id for row in house.read(select(AdmissionEvent)) if row.stage}
    assert (rows["awareness_class"], rows["dossier"]) == (unit["DCT-1"], unit["DCT-2"])
    nga.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    nga.says("/ungvien uv1 chuyển đơn vị DU-HN").presses("Ghi").presses("Hoàn tác").sees("Đã hoàn tác")
    assert the_one(house).unit_id == unit["DCT-2"], "back to where it came from, not to where the last step counts"


def test_a_move_is_taken_back_by_whoever_made_it(house, team):
    lan = enter(team["lan"])
    lan.says("/ungvien uv1").presses("Chuyển đơn vị").sees("[DCT-2]").sees_no("[DCT-1]").presses("DCT-2").presses("Ghi")
    lan.presses("Hoàn tác").sees("Đã hoàn tác")
    lan.says("/ungvien uv1").sees("Phụ trách: DCT-1")


@ON_SQLITE
@pytest.mark.parametrize(
    ("rest", "said"),
    [("chuyển đơn vị DCT-1", "DCT-1 đang phụ trách ứng viên này"), ("chuyển đơn vị DCT-9", "DCT-9")],
)
def test_a_move_that_cannot_be(house, team, rest, said):
    lan = enter(team["lan"]).says(f"/ungvien uv1 {rest}")
    if "[Ghi]" in lan.screen:
        lan.presses("Ghi")
    lan.sees(said)
    assert len(stages(house)) == 1


# Papers


def test_papers_there_or_not(house, team):
    lan = enter(team["lan"]).presses("Mở UV-0001").presses("Giấy tờ").sees("xin không gửi ảnh").presses("Đơn xin")
    lan.presses("Đã có").says("3/5").says("văn phòng, tủ 2").presses("Ghi")
    lan.sees("Đã ghi. UV-0001: ✓ đơn xin vào Đảng, 03/05/2026, lưu: văn phòng, tủ 2").presses("Mở UV-0001")
    lan.sees("✓ đơn xin vào Đảng, 03/05/2026, lưu: văn phòng, tủ 2", "Chưa có: giấy chứng nhận")
    assert (the_one(house).due, the_one(house).due_limit) == (date(2027, 5, 3), "papers")
    lan.says("/ungvien uv1 giấy tờ đơn chưa có").presses("Ghi").sees("đơn xin vào Đảng – chưa có")
    (paper,) = house.read(select(CandidateDocument))
    assert (paper.present, paper.dated, paper.place_sealed) == (False, None, None)
    assert the_one(house).due is None


@ON_SQLITE
def test_papers_that_are_too_old_at_the_cells_review(house, team):
    lan = enter(team["lan"])
    go(lan, *TO_DOSSIER, "/ungvien uv1 thẩm tra 15/7", "/ungvien uv1 lấy ý kiến 18/7")
    lan.says("/ungvien uv1 giấy tờ đơn xin 1/7/2025").presses("Ghi")
    lan.says("/ungvien uv1 chi bộ họp 20/7; 5/6 phiếu; 6 có mặt").sees("⚠", "01/07/2025", "12 tháng").presses("Ghi")
    assert the_one(house).stage == "opinions"


@ON_SQLITE
@pytest.mark.parametrize(
    ("rest", "said"),
    [("xanh lè", "Không có loại giấy tờ xanh lè"), ("đơn 30/8/2026", "30/08/2026 chưa đến"), ("đơn 3/5; xanh", "xanh")],
)
def test_a_paper_that_cannot_be_read(house, team, rest, said):
    enter(team["lan"]).says(f"/ungvien uv1 giấy tờ {rest}").sees(said)
    assert house.read(select(CandidateDocument)) == []


# Lists and search


def test_lists_by_stage_and_by_time_limit(house, team):
    lan = team["lan"]
    for number in range(10):
        letters = "ABCDEGHIKL"[number]
        enter(lan, LINE.replace("Nguyễn Văn An", f"Nguyễn Văn {letters}{letters.lower()}"))
    for number in (1, 2):
        go(lan, f"/ungvien uv{number} cảm tình 20/6", f"/ungvien uv{number} học lớp 1/7; chứng nhận {7 - number}/7")
    lan.says("/ungvien").sees("Đang theo dõi 10 ứng viên", "[Quần chúng ưu tú (8)]", "[Học lớp nhận thức (2)]")
    lan.sees_no("Nguyễn")  # five years are no time limit to look at today
    lan.presses("Mọi thời hạn")
    assert lan.screen.index("UV-0002 Nguyễn Văn Bb") < lan.screen.index("UV-0001 Nguyễn Văn Aa")
    lan.says("/ungvien").presses("Quần chúng ưu tú").sees(
        "UV-0003 Nguyễn Văn Cc · quần chúng ưu tú từ 12/06/2026"
    ).sees_no("[Xem tiếp]")
    lan.presses("UV-0003").sees("UV-0003 Nguyễn Văn Cc", "Quá trình")
    house.clock.pass_by(days=2000)
    lan.says("/ungvien quá hạn").sees("quá hạn")
    lan.says("/ungvien").sees("⚠ 2 thời hạn đã quá")
    lan.says("/ungvien nguyen van").sees("UV-0010 Nguyễn Văn Ll", "[Xem tiếp]").sees_no("UV-0002 ").presses("Xem tiếp")
    lan.sees("UV-0002 Nguyễn Văn Bb", "UV-0001").sees_no("UV-0003")


def test_search_needs_no_marks_and_no_order(house, team):
    enter(team["lan"])
    enter(team["lan"], LINE.replace("Nguyễn Văn An", "Đỗ Thị Hòa"))
    for asked in ("nguyen van an", "AN nguyễn", "an"):
        team["minh"].says(f"/ungvien {asked}").sees("UV-0001 Nguyễn Văn An", "Quá trình")
    team["minh"].says("/ungvien do hoà").sees("UV-0002 Đỗ Thị Hòa")
    team["minh"].says("/ungvien nguyen hoa").sees("Không có ứng viên nào tên nguyen hoa", "[+ Thêm ứng viên]")


def test_every_name_that_is_shown_is_logged(house, team):
    enter(team["lan"])
    assert reads(house) == []
    team["minh"].says("/ungvien uv1")
    assert reads(house) == [(1, "name")]
    go(team["lan"], "/ungvien uv1 cảm tình 20/6", "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    before = len(reads(house))
    team["minh"].says("/ungvien đến hạn").sees("Nguyễn Văn An")
    assert reads(house)[before:] == [(1, "name")]
    (row,) = house.read(select(AuditLog).where(AuditLog.act == "read").order_by(AuditLog.id.desc()).limit(1))
    assert row.person_id == team["minh"].person_id


# Who may see whom


def test_an_outsider_a_viewer_and_a_group(house, team):
    enter(team["lan"])
    house.outsider().says("/ungvien").sees_no("UV-0001").sees_no("Nguyễn")
    team["viewer"].says("/ungvien").sees_no("UV-0001").sees("thành viên")
    (unit,) = house.read(select(Unit).where(Unit.code == "DCT-1"))
    house.add(
        BoundChat(
            channel=house.channel, chat_id="-500", unit_id=unit.id, at=time(8), bound_at=house.clock.now(),
            starts_at=house.clock.now(), bound_by_id=team["lan"].person_id,
        )
    )  # fmt: skip
    group = team["lan"].in_group()
    for line in ("/ungvien", "/ungvien uv1", "/ungvien nguyen van an", LINE):
        group.says(line).sees("chat riêng", "[Mở chat riêng]").sees_no("UV-0001", "Nguyễn")


def test_another_units_code_is_as_unknown_as_none(house, team):
    enter(team["lan"])
    nga = team["nga"]
    unknown = nga.says("/ungvien UV-0099").screen
    assert nga.says("/ungvien UV-0001").screen == unknown.replace("UV-0099", "UV-0001")
    for rest in ("cảm tình 20/6", "xin rút 5/8", "giấy tờ", "chuyển đơn vị DCT-2", "sửa", "xanh lè"):
        nga.says(f"/ungvien uv1 {rest}").sees("Không có ứng viên UV-0001 trong phạm vi phụ trách")
    nga.says("/ungvien an").sees("Không có ứng viên nào")
    nga.says("/ungvien").sees("Chưa theo dõi")
    assert reads(house) == []


def test_rights_are_asked_again_at_every_button(house, team):
    lan = enter(team["lan"]).says("/ungvien uv1 cảm tình 20/6")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).role = "viewer"
    lan.presses("Ghi").sees_no("✓ Đã ghi")
    assert len(stages(house)) == 1


def test_a_candidate_moved_away_meanwhile_cannot_be_written_on(house, team):
    lan = enter(team["lan"]).says("/ungvien uv1 cảm tình 20/6")
    question = lan.answers[0]
    team["minh"].says("/ungvien uv1 chuyển đơn vị DCT-2").presses("Ghi")
    lan.presses("Ghi", question).sees("Không có ứng viên UV-0001")
    assert [stage for stage, _ in stages(house)] == ["outstanding", None]


def test_where_names_are_forbidden_codes_alone(house, team):
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6", "/ungvien uv1 học lớp 1/7; chứng nhận 5/7")
    lan.says("/ungvien moi").says("12/6 bằng văn bản").sees("Họ và tên đầy đủ của người này?")
    before = len(reads(house))
    house.add(
        ChannelRule(
            channel=house.channel, names_forbidden=True, changed_by_id=lan.person_id, changed_at=house.clock.now()
        )
    )  # fmt: skip
    lan.says("Lê Thị Bình").sees("Kênh này không cho phép họ tên ứng viên")
    lan.says("/ungvien đến hạn").sees("UV-0001 · học lớp nhận thức").sees_no("Nguyễn")
    lan.says("/ungvien uv1").sees("UV-0001\n", "Quá trình").sees_no("Nguyễn")
    lan.says("/ungvien uv1 hồ sơ 10/7").sees("UV-0001: làm hồ sơ").presses("Ghi").sees("✓ Đã ghi")
    for line in (LINE, "/ungvien moi", "/ungvien nguyen van an"):
        lan.says(line).sees("Kênh này không cho phép họ tên ứng viên")
    lan.says("/ungvien uv1").presses("Sửa thông tin").sees("Kênh này không cho phép")
    assert len(house.read(select(Candidate))) == 1
    assert reads(house)[before:] == []


@ON_SQLITE
def test_in_english(house, team):
    with house.session() as session, session.begin():
        session.get(Person, team["lan"].person_id).language = "en"
    lan = team["lan"].says("/candidate new Nguyễn Văn An; Huy Hoàng; worker; male; 1998; agreed 12/6 in writing")
    lan.sees("Agreed: 12/06/2026, on paper").presses("Save").sees("✓ Entered as UV-0001")
    lan.says("/candidate uv1 sympathiser 20/6").presses("Save").sees("✓ Logged: UV-0001, sympathiser, 20/06/2026")


# Time limits


def test_an_administrator_confirms_a_limit(house, team):
    team["lan"].says("/ungvien thời hạn").sees("Thời hạn theo 208-QĐ/TW", "chưa xác nhận").sees_no("[Xác nhận")
    admin = team["admin"].says("/ungvien thoi han").presses("Xác nhận: giấy chứng nhận").sees("208-QĐ/TW", "60 tháng")
    admin.presses("Đúng, đã đối chiếu").sees("✓ Đã xác nhận cho 208-QĐ/TW")
    (row,) = house.read(select(LimitConfirmation))
    assert (row.rule_set, row.limit_name, row.value) == ("208-QĐ/TW", "certificate", "60 months certificate")
    admin.says("/ungvien thời hạn").sees("✓ giấy chứng nhận").presses("24-QĐ/TW").sees(
        "Thời hạn theo 24-QĐ/TW", "30/07/2021"
    )
    lan = enter(team["lan"])
    go(lan, "/ungvien uv1 cảm tình 20/6").says("/ungvien uv1 học lớp 1/7; chứng nhận 5/7").sees_no("chưa xác nhận")
    noted = select(AuditLog.fields).where(AuditLog.act == "confirm")
    assert house.read(noted) == ["value"]


@ON_SQLITE
def test_a_member_cannot_confirm_with_an_administrators_button(house, team):
    admin = team["admin"].says("/ungvien thời hạn")
    with house.session() as session, session.begin():
        session.get(Person, admin.person_id).role = "member"
    admin.presses("Xác nhận: giấy chứng nhận").sees_no("Đúng, đã đối chiếu")
    assert house.read(select(LimitConfirmation)) == []

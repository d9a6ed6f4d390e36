"""/ungvien as people use it: adding after consent, step by step, papers, exit, move, correction, lists and search."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import (
    AdmissionEvent,
    AuditLog,
    Candidate,
    CandidateDocument,
    CandidateWord,
    Consent,
    Enterprise,
    Entry,
)
from tests.conversation import ZONE, Chat, House
from tests.transcripts.test_visits import add_enterprise

# for what does not depend on the database
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LINE = "/ungvien moi Nguyễn Văn An; Huy Hoàng; công nhân; nam; 1998; đồng ý 12/6 bằng văn bản"


@pytest.fixture
def team(house: House) -> dict[str, Chat]:
    """A committee with two working groups: two members and a viewer in the first, one member in the second."""
    house.clock.set(datetime(2026, 8, 20, 9, 0, tzinfo=ZONE))
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    first = house.unit("DCT-1", "Đoàn công tác số 1", under=top)
    second = house.unit("DCT-2", "Đoàn công tác số 2", under=top)
    for name in ("Công ty TNHH Huy Hoàng", "Công ty CP Việt Bắc 1", "Công ty CP Việt Bắc 2"):
        add_enterprise(house, name, first)
    return {
        "lan": house.person("Trần Thị Lan", "member", first),
        "minh": house.person("Lê Văn Minh", "member", first),
        "lead": house.person("Phạm Thị Trưởng", "lead", first),
        "nga": house.person("Hoàng Thị Nga", "member", second),
        "viewer": house.person("Người Xem", "viewer", first),
        "admin": house.person("Quản Trị", "admin", None),
    }


def enter(chat: Chat, line: str = LINE) -> Chat:
    return chat.says(line).presses("Ghi")


def go(chat: Chat, *lines: str) -> Chat:
    for line in lines:
        chat.says(line).presses("Ghi").sees("✓ Đã ghi")
    return chat


def the_one(house: House) -> Candidate:
    (row,) = house.read(select(Candidate))
    return row


def stages(house: House) -> list[tuple[str | None, date]]:
    rows = house.read(select(AdmissionEvent).where(AdmissionEvent.withdrawn_at.is_(None)).order_by(AdmissionEvent.id))
    return [(row.stage, row.happened_on) for row in rows if row.kind != "revoked"]


TO_DOSSIER = ("/ungvien uv1 cảm tình 20/6", "/ungvien uv1 học lớp 1/7; chứng nhận 5/7", "/ungvien uv1 hồ sơ 10/7")


# Adding


def test_one_line_with_consent_is_shown_and_then_written(house, team):
    lan = team["lan"].says(LINE)
    lan.sees(
        "Nguyễn Văn An\nCông ty TNHH Huy Hoàng\ncông nhân · nam · sinh 1998",
        "Bước: quần chúng ưu tú, từ 12/06/2026",
        "Đã đồng ý: 12/06/2026, bằng văn bản (bản 2026-01)",
        "[Ghi]",
    )
    assert house.read(select(Candidate)) == []
    lan.presses("Ghi").sees("✓ Đã nhập, mã UV-0001", "[Hoàn tác]", "[Mở UV-0001]").sees_no("Nguyễn")
    row = the_one(house)
    assert house.vault.open(row.name_sealed) == "Nguyễn Văn An"
    assert (row.object, row.sex, house.vault.open(row.born_sealed)) == ("worker", "male", "1998")
    assert (row.stage, row.stage_on, row.closed_on, row.due) == ("outstanding", date(2026, 6, 12), None, None)
    (consent,) = house.read(select(Consent))
    assert (consent.given_on, consent.how, consent.text_version) == (date(2026, 6, 12), "paper", "2026-01")
    assert stages(house) == [("outstanding", date(2026, 6, 12))]
    assert len(house.read(select(CandidateWord))) == 3


@ON_SQLITE
def test_a_word_drops_what_is_shown_as_its_button_does(house, team):
    team["lan"].says(LINE).sees("[Ghi]").says("hủy").sees("chưa ghi gì")
    team["lan"].says("12/6").sees_no("Nguyễn")
    assert house.read(select(Candidate)) == []


def test_what_is_stored_holds_nothing_in_clear(house, team):
    enter(team["lan"], LINE.replace("1998;", "1998; 0912 345 678;"))
    go(team["lan"], *TO_DOSSIER)
    team["lan"].says("/ungvien uv1 giấy tờ đơn xin vào Đảng 3/5; lưu tủ Bình Minh").presses("Ghi").sees("Đã ghi")
    team["lan"].says("/ungvien uv1 xin rút 5/8; lý do nhà có việc").presses("Ghi").sees("✓ Đã ghi")
    tables = (Candidate, CandidateWord, Consent, AdmissionEvent, CandidateDocument, Entry, AuditLog)
    stored = repr([row.model_dump() for table in tables for row in house.read(select(table))])
    for piece in ("Nguyễn", "nguyen", "0912", "1998", "Bình Minh", "nhà có việc"):
        assert piece not in stored
    (paper,) = house.read(select(CandidateDocument))
    assert house.vault.open(paper.place_sealed) == "tủ Bình Minh"


@ON_SQLITE
def test_order_case_and_marks_do_not_matter(house, team):
    enter(team["lan"], "/UNGVIEN THEM  Trần Văn Bảo; dong y bang van ban 12/6/2026; nu; ky su; sn 2001; huy hoang")
    row = the_one(house)
    assert (row.object, row.sex, house.vault.open(row.born_sealed)) == ("technician", "female", "2001")
    assert house.read(select(Enterprise.name).where(Enterprise.id == row.enterprise_id)) == ["Công ty TNHH Huy Hoàng"]


def test_without_consent_the_line_waits_for_it(house, team):
    lan = team["lan"].says("/ungvien moi Nguyễn Văn An; Huy Hoàng; công nhân; nam; 1998")
    lan.sees("Bản đồng ý (2026-01)", "rút lại sự đồng ý bất cứ lúc nào", "[Bằng văn bản]", "[Chưa đồng ý]")
    house.restart()
    lan.says("qua zalo").sees("Người này đồng ý ngày nào?")
    lan.says("31/8/2026").sees("31/08/2026: ngày này chưa đến")
    lan.says("hôm qua").sees("Nguyễn Văn An", "Đã đồng ý: 19/08/2026, qua tin nhắn").presses("Ghi")
    assert the_one(house).stage_on == date(2026, 8, 19)


def test_who_has_not_agreed_is_not_entered(house, team):
    lan = team["lan"].says("/ungvien moi Nguyễn Văn An; Huy Hoàng; công nhân; nam; 1998")
    lan.presses("Chưa đồng ý").sees("Chưa nhập gì cả")
    assert house.read(select(Candidate)) == []
    lan.says("Bằng văn bản").sees_no("đồng ý ngày nào")


def test_guided_from_the_first_question_to_the_last(house, team):
    lan = team["lan"].says("/ungvien").sees("Chưa theo dõi ứng viên nào").presses("+ Thêm ứng viên")
    lan.sees("Bản đồng ý").says("12/6 bằng lời").sees("Họ và tên đầy đủ của người này?")
    lan.says("Lê Thị Bình 2").sees("Lê Thị Bình 2")
    lan.says("Lê Thị Bình").sees("Làm việc ở doanh nghiệp nào?")
    lan.says("Việt Bắc").sees("[Công ty CP Việt Bắc 1]", "[Công ty CP Việt Bắc 2]").presses("Công ty CP Việt Bắc 2")
    lan.sees("Sinh năm nào?").says("mười").sees("mười không phải năm sinh")
    lan.says("12/3/1999").sees("Thuộc đối tượng nào?").presses("Công nhân").sees("Nam hay nữ?").says("nu")
    lan.sees("Số điện thoại?").says("09x").sees("09x không phải số điện thoại").presses("Bỏ qua")
    lan.sees("Lê Thị Bình\nCông ty CP Việt Bắc 2\ncông nhân · nữ · sinh 1999", "trực tiếp bằng lời").presses("Ghi")
    row = the_one(house)
    assert house.vault.open(row.born_sealed) == "1999", "the day of birth is not kept"


@ON_SQLITE
def test_a_new_enterprise_is_added_with_the_candidate(house, team):
    lan = team["lan"].says(LINE.replace("Huy Hoàng", "Mây Trắng"))
    lan.sees("Mây Trắng là doanh nghiệp nào?").presses("+ Thêm “Mây Trắng”").presses("Tư nhân")
    lan.sees("+ Doanh nghiệp mới").presses("Ghi").sees("✓ Đã nhập")
    assert house.read(select(Enterprise.name).where(Enterprise.id == the_one(house).enterprise_id)) == ["Mây Trắng"]


@ON_SQLITE
def test_somebody_who_works_in_no_enterprise(house, team):
    enter(team["lan"], LINE.replace("Huy Hoàng", "không thuộc doanh nghiệp").replace("công nhân", "sinh viên"))
    assert (the_one(house).enterprise_id, the_one(house).object) == (None, "student")


@ON_SQLITE
def test_who_stands_further_already_is_entered_there(house, team):
    team["lan"].says(LINE + "; cảm tình Đảng 1/5").sees("Bước: cảm tình Đảng, từ 01/05/2026").presses("Ghi")
    assert stages(house) == [("sympathiser", date(2026, 5, 1))]


@ON_SQLITE
def test_under_age_is_refused_with_the_rule_and_the_draft_kept(house, team):
    lan = team["lan"].says(LINE.replace("1998", "2009"))
    lan.sees("Sinh năm 2009", "chưa đủ 18 tuổi", "208-QĐ/TW (theo nguồn thứ cấp, chưa xác nhận)")
    lan.presses("Ghi").sees("chưa đủ 18 tuổi")
    assert house.read(select(Candidate)) == []
    lan.says("sinh 1999").sees("sinh 1999").sees_no("chưa đủ").presses("Ghi").sees("UV-0001")


@ON_SQLITE
def test_who_comes_of_age_this_year_is_to_be_checked(house, team):
    team["lan"].says(LINE.replace("1998", "2008")).sees("⚠", "2008").presses("Ghi").sees("UV-0001")


def test_the_same_name_and_birth_year_in_the_enterprise_is_asked_about(house, team):
    enter(team["lan"])
    lan = team["lan"].says(LINE.replace("Nguyễn Văn An", "nguyễn văn AN"))
    lan.sees("UV-0001 trùng họ tên, năm sinh và doanh nghiệp", "[Người khác]").presses("Mở UV-0001").sees("Quá trình")
    assert len(house.read(select(Candidate))) == 1
    lan.says(LINE).presses("Người khác").presses("Ghi").sees("UV-0002")
    enter(team["lan"], LINE.replace("Huy Hoàng", "Việt Bắc 1")).sees("UV-0003")
    team["lan"].says("/ungvien uv1 xin rút 1/8").presses("Ghi")
    team["lan"].says("/ungvien uv2 xin rút 1/8").presses("Ghi")
    enter(team["lan"]).sees("UV-0004")


def test_a_double_that_another_enters_meanwhile_is_not_written_twice(house, team):
    lan = team["lan"].says(LINE)
    enter(team["minh"])
    lan.presses("Ghi").sees("UV-0001 trùng họ tên, năm sinh")
    assert len(house.read(select(Candidate))) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("/ungvien moi Nguyễn Văn An; Huy Hoàng; Việt Bắc 1; 1998; nam; công nhân", "Việt Bắc 1"),
        ("/ungvien moi Nguyễn Văn An; nam; nữ", "mâu thuẫn"),
        ("/ungvien moi Nguyễn Văn An; sinh 1898", "1898 không phải năm sinh"),
        ("/ungvien moi Nguyễn Văn An; đồng ý 31/2", "31/2"),
        ("/ungvien moi Nguyễn Văn An; đồng ý 30/8/2026", "30/08/2026: ngày này chưa đến"),
        ("/ungvien moi Nguyễn Văn An; đồng ý 12/6 xanh lè", "xanh lè"),
        ("/ungvien moi Nguyễn Văn An; đối tượng xanh lè", "xanh lè"),
        ("/ungvien moi 123; Huy Hoàng", "123"),
        ("/ungvien moi Nguyễn Văn An; sđt 12", "12 không phải số điện thoại"),
    ],
)
def test_what_is_wrong_in_a_line_is_named(house, team, line, complaint):
    team["lan"].says(line).sees(complaint)
    assert house.read(select(Candidate)) == []


# Steps


def test_step_by_step_with_the_time_limits_said(house, team):
    lan = enter(team["lan"])
    lan.says("/ungvien UV-0001 học lớp 1/7; chứng nhận 5/7")
    lan.sees("Trước bước học lớp nhận thức còn: cảm tình Đảng", "lý do bỏ qua")
    lan.says("/ungvien uv1 cảm tình 20/6").presses("Ghi")
    lan.says("/ungvien UV-0001 học lớp 1/7; chứng nhận 5/7").sees(
        "UV-0001 Nguyễn Văn An: học lớp nhận thức, 01/07/2026", "hạn 05/07/2031", "60 tháng", "chưa xác nhận"
    )
    lan.presses("Ghi").sees("✓ Đã ghi: UV-0001, học lớp nhận thức, 01/07/2026").sees_no("Nguyễn")
    row = the_one(house)
    assert (row.stage, row.due, row.due_limit, row.rule_set) == (
        "awareness_class", date(2031, 7, 5), "certificate", None,
    )  # fmt: skip
    go(lan, "/ungvien uv1 hồ sơ 10/7")
    assert the_one(house).rule_set == "20-QĐ/TW", "that of the day on which the dossier was opened"


def test_the_whole_way_to_full_member(house, team):
    lan = enter(team["lan"])
    go(lan, *TO_DOSSIER, "/ungvien uv1 thẩm tra 15/7", "/ungvien uv1 lấy ý kiến 18/7")
    go(lan, "/ungvien uv1 chi bộ họp 20/7; 5/6 phiếu; 6 có mặt", "/ungvien uv1 đảng ủy xét 22/7")
    go(lan, "/ungvien uv1 quyết định 12-QĐ/ĐU 24/7; nhận 27/7", "/ungvien uv1 lễ kết nạp 1/8")
    row = the_one(house)
    assert (row.stage, row.due_limit) == ("probationary", "recognition_review")
    house.clock.set(datetime(2027, 9, 1, 9, 0, tzinfo=ZONE))
    lan.says("/ungvien").sees("UV-0001 Nguyễn Văn An · đảng viên dự bị · ")
    go(lan, "/ungvien uv1 xét công nhận 25/8/2027; 6/6 phiếu; 6 có mặt")
    lan.says("/ungvien uv1 công nhận 30/8/2027; QĐ 40-QĐ/ĐU").presses("Ghi").sees("01/08/2027")
    row = the_one(house)
    assert (row.stage, row.closed_on, row.due) == ("full_member", date(2027, 8, 30), None)
    lan.says("/ungvien").sees("Chưa theo dõi ứng viên nào")
    lan.says("/ungvien uv1").sees("Đã kết thúc: đảng viên chính thức", "số quyết định: 40-QĐ/ĐU").sees_no("Bước tiếp")
    lan.says("/ungvien uv1 học lớp 1/8").sees("30/08/2027")


def test_guided_step_asks_what_the_stage_asks_for(house, team):
    lan = enter(team["lan"])
    go(lan, *TO_DOSSIER, "/ungvien uv1 thẩm tra 15/7", "/ungvien uv1 lấy ý kiến 18/7")
    lan.says("/ungvien uv1").presses("Bước tiếp: chi bộ họp xét").sees("Chi bộ họp xét: ngày nào?").says("20/7")
    lan.sees("Chi bộ có bao nhiêu đảng viên chính thức?").says("năm").sees("năm")
    house.restart()
    lan.says("5/6 phiếu").sees("Có mặt bao nhiêu").presses("6").sees("5/6 đảng viên chính thức tán thành, có mặt 6")
    lan.presses("Ghi").sees("✓ Đã ghi: UV-0001, chi bộ họp xét, 20/07/2026")
    go(lan, "/ungvien uv1 đảng ủy xét 22/7")
    lan.says("/ungvien uv1").presses("Bước tiếp").sees("ban hành ngày nào?").says("24/7").sees("Số quyết định?")
    lan.says("12-QĐ/ĐU").sees("nhận được quyết định ngày nào?", "[Chưa có]").presses("Chưa có").presses("Ghi")
    assert stages(house)[-1] == ("decision", date(2026, 7, 24))


@ON_SQLITE
def test_another_step_may_skip_with_a_reason(house, team):
    lan = enter(team["lan"]).presses("Mở UV-0001").presses("Bước khác").sees("[Cảm tình Đảng]", "[Làm hồ sơ]")
    lan.presses("Làm hồ sơ").presses("Hôm qua").sees("lý do bỏ qua").says("chuyển từ nơi khác đến").presses("Ghi")
    assert stages(house)[-1] == ("dossier", date(2026, 8, 19))
    lan.presses("Mở UV-0001").sees("lý do", "chuyển từ nơi khác đến")


@ON_SQLITE
@pytest.mark.parametrize(
    ("line", "rule", "mended", "written"),
    [
        ("cảm tình 1/6", "12/06/2026", "20/6", ("sympathiser", date(2026, 6, 20))),
        ("cảm tình 25/8/2026", "25/08/2026 chưa đến. Chỉ ghi bước đã thực hiện", None, None),
    ],
)
def test_a_refused_day_can_be_mended(house, team, line, rule, mended, written):
    lan = enter(team["lan"]).says(f"/ungvien uv1 {line}").sees(rule)
    if mended:
        lan.presses("Ghi").sees(rule)
        lan.says(mended).sees("20/06/2026").sees_no("⚠").presses("Ghi")
        assert stages(house)[-1] == written
    else:
        assert len(stages(house)) == 1


@ON_SQLITE
def test_refusals_of_the_rules_name_rule_and_citation(house, team):
    lan = enter(team["lan"])
    go(lan, *TO_DOSSIER, "/ungvien uv1 thẩm tra 15/7", "/ungvien uv1 lấy ý kiến 18/7")
    lan.says("/ungvien uv1 cảm tình 19/7").sees("20/06/2026")
    lan.says("/ungvien uv1 chi bộ họp 20/7; 3/6 phiếu; 6 có mặt").sees("⚠", "hai phần ba", "20-QĐ/TW")
    lan.says("/ungvien uv1 chi bộ họp 20/7; 3/6 phiếu; 3 có mặt").sees("⚠", "20-QĐ/TW").presses("Ghi").sees("20-QĐ/TW")
    lan.says("/ungvien uv1 lễ kết nạp 21/7; lý do gấp").sees("quyết định")
    go(lan, "/ungvien uv1 chi bộ họp 20/7; 5/6 phiếu; 6 có mặt", "/ungvien uv1 đảng ủy xét 21/7")
    go(lan, "/ungvien uv1 quyết định 12-QĐ/ĐU 24/7")
    lan.says("/ungvien uv1 lễ kết nạp 23/7").sees("24/07/2026").presses("Ghi").sees("24/07/2026")
    assert stages(house)[-1][0] == "decision"


@ON_SQLITE
def test_an_expired_certificate_says_what_to_do(house, team):
    lan = enter(team["lan"], LINE + "; cảm tình Đảng 1/5/2020")
    go(lan, "/ungvien uv1 học lớp 1/6/2020; chứng nhận 5/6/2020")
    lan.says("/ungvien uv1 hồ sơ 10/7").sees("05/06/2025", "học lại").presses("Ghi").sees("học lại")
    assert the_one(house).stage == "awareness_class"


@ON_SQLITE
def test_words_that_say_nothing_known(house, team):
    enter(team["lan"]).says("/ungvien uv1 xanh lè").sees("Không hiểu xanh lè", "/ungvien UV-0001 học lớp 20/6")
    team["lan"].says("/ungvien uv1 cảm tình xanh lè 20/6").sees("Không hiểu xanh lè")
    assert len(stages(house)) == 1

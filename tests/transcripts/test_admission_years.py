"""From application to official recognition in chat, under each rule set: every deadline as counted by hand.

The days and the deadlines stand in tests/admission_table.py, with the counting.
"""

import re
from datetime import datetime, time

import pytest
from sqlmodel import select

from models import AdmissionEvent
from tests.admission_table import WAYS, Way, day
from tests.conversation import ZONE, Chat, House
from tests.transcripts.test_visits import add_enterprise

CERTIFICATE, PAPERS, DECISION = "giấy chứng nhận học lớp nhận thức", "giấy tờ trong hồ sơ", "quyết định kết nạp"
CEREMONY, PROBATION, REVIEW = "lễ kết nạp", "hết thời gian dự bị", "chi bộ xét công nhận chính thức"
RECOGNITION = "quyết định công nhận chính thức"
_LIMIT = re.compile(r"^[→•] (.+?): (?:hạn )?(\d\d/\d\d/\d{4})(?: \(.*\))?$", re.MULTILINE)
_RULE = re.compile(r"· (\S+-QĐ/TW) \(theo nguồn thứ cấp, chưa xác nhận\)")


def at(house: House, on: str) -> None:
    house.clock.set(datetime.combine(day(on), time(9), ZONE))


def member(house: House, on: str) -> Chat:
    """A member of a working group, at nine on that day, who has an enterprise to look after."""
    at(house, on)
    group = house.unit("DCT-1", "Đoàn công tác số 1", under=house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee"))
    add_enterprise(house, "Công ty TNHH Huy Hoàng", group)
    return house.person("Trần Thị Lan", "member", group)


def enter(chat: Chat, way: Way, born: int = 1998) -> Chat:
    line = f"Nguyễn Văn An; Huy Hoàng; công nhân; nam; {born}; đồng ý {way.outstanding}, ký giấy"
    return chat.says(f"/ungvien moi {line}")


def lines(way: Way) -> list[tuple[str, str, dict[str, str]]]:
    """The day on which each step is typed, what is typed, and the deadlines that run afterwards."""
    certificate = {CERTIFICATE: way.certificate_until}
    dossier = certificate | {PAPERS: way.paper_until}
    decision = certificate | {DECISION: way.decision_by}
    return [
        (way.sympathiser, f"cảm tình đảng {way.sympathiser}", {}),
        (way.certificate, f"học lớp {way.awareness_class}; chứng nhận {way.certificate}", certificate),
        (way.dossier, f"hồ sơ {way.dossier}", certificate),
        (way.dossier, f"giấy tờ đơn xin vào Đảng {way.paper}", {}),
        (way.vetting, f"thẩm tra {way.vetting}", dossier),
        (way.opinions, f"lấy ý kiến {way.opinions}", dossier),
        (way.cell_vote, f"chi bộ họp {way.cell_vote}; 5/6 phiếu; 5 có mặt", decision),
        (way.committee_review, f"đảng ủy xét {way.committee_review}", decision),
        (way.received, f"quyết định 12-QĐ/ĐU ngày {way.issued}; nhận {way.received}", {CEREMONY: way.ceremony_by}),
        (way.ceremony, f"lễ kết nạp {way.ceremony}", {PROBATION: way.probation_until, REVIEW: way.review_by}),
        (way.review, f"xét công nhận {way.review}; 5/5/6 phiếu", {RECOGNITION: way.recognition_by}),
        (way.recognised, f"chính thức {way.recognised}; số 34-QĐ/ĐU", {}),
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.rule_set)
def test_a_way_from_application_to_recognition(house, way):
    lan = member(house, way.outstanding)
    enter(lan, way).presses("Ghi")
    for today, line, running in lines(way):
        at(house, today)
        lan.says(f"/ungvien uv1 {line}")
        assert dict(_LIMIT.findall(lan.screen)) == running, lan.screen
        lan.presses("Ghi").sees("✓")
        assert dict(_LIMIT.findall(lan.screen)) == running, lan.screen
        if day(today) >= day(way.dossier):
            assert set(_RULE.findall(lan.screen)) <= {way.rule_set}, lan.screen
        if today == way.received:
            card_is_right(house, lan, way)
    lan.sees(f"Tính là đảng viên chính thức từ ngày {way.probation_until}")
    if way.late:
        lan.sees(f"Quá hạn {way.late} ngày: {RECOGNITION}, hạn {way.recognition_by}. Căn cứ: {way.rule_set}")
    else:
        lan.sees_no("Quá hạn")


def card_is_right(house: House, chat: Chat, way: Way) -> None:
    """The card when the decision is there and the ceremony is not, which tells the rule sets apart."""
    since = f"ban hành quyết định ({way.issued})" if way.from_issue else f"nhận quyết định ({way.received})"
    chat.says("/ungvien uv1").sees(f"• {CEREMONY}: hạn {way.ceremony_by} (còn")
    chat.sees(f"30 ngày làm việc kể từ ngày {since} · {way.rule_set}")
    now = house.clock.now()
    at(house, way.recognised)
    chat.says("/ungvien uv1").sees(f"• {CEREMONY}: hạn {way.ceremony_by} (quá hạn")
    house.clock.set(now)


RULE = "Căn cứ: 24-QĐ/TW (theo nguồn thứ cấp, chưa xác nhận)."


def refused(house: House, chat: Chat, line: str, *pieces: str) -> None:
    """The line is refused with these words and the rule, at once or when it is to be saved; nothing is written."""
    before = len(house.read(select(AdmissionEvent)))
    chat.says(f"/ungvien uv1 {line}").sees(*pieces, RULE)
    if "[Ghi]" in chat.screen:
        chat.presses("Ghi").sees(*pieces, RULE)
    assert len(house.read(select(AdmissionEvent))) == before


def gone(house: House, chat: Chat, way: Way, *steps: int) -> None:
    """These of the lines are entered, each on its day."""
    for number in steps:
        today, line, _ = lines(way)[number]
        at(house, today)
        chat.says(f"/ungvien uv1 {line}").presses("Ghi").sees("✓")


def test_bad_input_is_refused_with_the_rule(house):
    way = WAYS[0]
    lan = member(house, way.outstanding)
    enter(lan, way).presses("Ghi")
    gone(house, lan, way, 0, 1, 2, 3, 4, 5)
    at(house, way.cell_vote)
    refused(house, lan, "thẩm tra 20/12/2022", "Bước thẩm tra lý lịch đã ghi ngày 20/10/2022")
    refused(
        house, lan, "chi bộ họp 14/12/2022; 5/5/6 phiếu", "14/12/2022 sớm hơn bước trước (lấy ý kiến, ngày 15/12/2022)"
    )
    refused(house, lan, "chi bộ họp 6/1/2023; 4/4/7 phiếu", "Chỉ có 4 trên 7 đảng viên chính thức có mặt", "ít nhất 5")
    refused(house, lan, "chi bộ họp 6/1/2023; 3/6/6 phiếu", "3 phiếu tán thành trên 6", "cần 4 phiếu (hai phần ba)")
    refused(house, lan, "chi bộ họp 6/1/2023; 2/2/2 phiếu", "2 đảng viên chính thức nên chưa biểu quyết được")
    refused(house, lan, "lễ kết nạp 6/1/2023", "xin ghi quyết định trước")
    at(house, "02/09/2023")
    refused(house, lan, "chi bộ họp 2/9/2023; 5/5/6 phiếu", "quá 12 tháng: đơn xin vào Đảng, ngày 01/09/2022")
    at(house, "21/06/2027")
    refused(house, lan, "chi bộ họp 21/6/2027; 5/5/6 phiếu", "đến hết ngày 20/06/2027", "học lại lớp nhận thức")
    gone(house, lan, way, 6, 7, 8)  # issued 03/04/2023, received 10/04/2023
    refused(house, lan, "lễ kết nạp 5/4/2023", "Lễ kết nạp ngày 05/04/2023", "chi bộ nhận quyết định (10/04/2023)")
    gone(house, lan, way, 9)
    at(house, way.review)
    refused(house, lan, "xét công nhận 18/5/2024; 5/5/6 phiếu", "12 tháng, đến ngày 19/05/2024")
    lan.says("/ungvien uv1 nghỉ việc 1/6/2024").presses("Ghi")
    refused(house, lan, f"xét công nhận {way.review}; 5/5/6 phiếu", "dừng theo dõi từ ngày 01/06/2024 (nghỉ việc)")


def test_an_expired_certificate_is_mended_by_learning_again(house):
    way = WAYS[0]
    lan = member(house, way.outstanding)
    enter(lan, way).presses("Ghi")
    gone(house, lan, way, 0)
    at(house, way.awareness_class)
    lan.says(f"/ungvien uv1 học lớp {way.awareness_class}; chứng nhận 1/9/2017").presses("Ghi")
    at(house, way.dossier)
    refused(house, lan, f"hồ sơ {way.dossier}", "cấp ngày 01/09/2017", "đến hết ngày 01/09/2022", "Cần làm: học lại")
    lan.says("/ungvien uv1 giấy tờ giấy chứng nhận 20/6/2022").presses("Ghi").sees("✓")
    lan.says(f"/ungvien uv1 hồ sơ {way.dossier}").presses("Ghi").sees(f"→ {CERTIFICATE}: hạn {way.certificate_until}")


def test_a_stage_out_of_order_is_told_with_what_lies_between(house):
    """The reason once given, the clock of the vote runs; it goes on in another unit, and ends with a transfer."""
    way = WAYS[0]
    lan, admin = member(house, way.outstanding), house.person("Quản Trị", "admin")
    house.unit("DCT-2", "Đoàn công tác số 2")
    enter(lan, way).presses("Ghi")
    gone(house, lan, way, 0, 1, 2)
    at(house, way.cell_vote)
    lan.says(f"/ungvien uv1 chi bộ họp {way.cell_vote}; 5/5/6 phiếu")
    lan.sees("Trước bước chi bộ họp xét còn: thẩm tra lý lịch, lấy ý kiến", RULE)
    lan.says("đã thẩm tra và lấy ý kiến từ năm 2022").sees("lý do bỏ qua bước: đã thẩm tra và lấy ý kiến từ năm 2022")
    lan.presses("Ghi").sees(f"→ {DECISION}: hạn {way.decision_by}")
    at(house, way.committee_review)
    admin.says("/ungvien uv1 chuyển đơn vị DCT-2").presses("Ghi")
    admin.says("/ungvien uv1").sees(f"• {DECISION}: hạn {way.decision_by} (còn 28 ngày)")
    at(house, way.received)  # 10/04/2023: 11–14/4: 4 … 22–26/5: 31, 29/5–2/6: 36, … 26–30/6: 56, 3–6/7: 60
    admin.says(f"/ungvien uv1 chuyển sinh hoạt {way.received}").presses("Ghi")
    admin.sees("→ nộp hồ sơ chuyển sinh hoạt đảng: hạn 06/07/2023", "60 ngày làm việc", "(10/04/2023)")


def test_somebody_who_is_surely_under_18_is_not_entered(house):
    lan = member(house, "10/03/2022")
    enter(lan, WAYS[0], born=2005).sees("Sinh năm 2005: ngày 10/03/2022 chưa đủ 18 tuổi", RULE)
    lan.presses("Ghi").sees("chưa đủ 18 tuổi", RULE)
    lan.says("/huy").says("/ungvien uv1").sees_no("Nguyễn Văn An")

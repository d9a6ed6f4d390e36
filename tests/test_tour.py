"""The README's tour, line by line, on the demo's own story."""

import json
import re
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.demo import scenarios, seeding
from models import Outbox, Person
from tests.catalogue import ROOT
from tests.conversation import Chat, House

README = (ROOT / "README.md").read_text()
GROUP = "-4000000001"
ZALO_GROUP = "-zgr"
PARTS = {"lan": "1001", "minh": "1002", "lead": "1003", "admin": "1004"}


def told(house: House, name: str) -> dict[str, Chat]:
    story = seeding.read(name)
    house.clock.set(story.begins)
    zalo = seeding.Cast({"lan": ("a1", "Lan"), "hai": ("a2", "Hai")}, ZALO_GROUP)
    cast = seeding.Cast({part: (user, part.title()) for part, user in PARTS.items()}, GROUP, zalo)
    house.store.write_here(lambda session: seeding.tell(session, story, cast, story.begins))
    house.restart()
    return {part: Chat(house, user, user) for part, user in PARTS.items()}


@pytest.fixture
def cast(house):
    return told(house, "ha_noi_2024")


def from_readme(beginning: str) -> str:
    """The command as the README has it, so that the two cannot drift apart."""
    found = [line for line in re.findall(r"`([^`\n]+)`", README) if line.startswith(beginning)]
    assert found, f"the README's tour has no {beginning}"
    return found[0]


def test_the_tour(house, cast):
    lan, lead, admin = cast["lan"], cast["lead"], cast["admin"]
    lan.says(from_readme("/tham Huy Hoàng")).sees("✓ Đã ghi: Công ty TNHH Huy Hoàng", "Hẹn: 15/07 trình hồ sơ")
    lan.presses("Hoàn tác").sees("Đã hoàn tác")
    lan.says("/tham").sees("Đã đến doanh nghiệp nào?").says("/huy")
    lan.says(from_readme("/tham Việt Bắc")).sees("[Công ty Cổ phần Việt Bắc 1]", "[Công ty Cổ phần Việt Bắc 2]")
    lan.says("/huy").says(from_readme("/dn huy")).sees("Công ty TNHH Huy Hoàng", "KCN Thăng Long")
    lan.says("/viec").sees("Quá hạn", "Thiên Phú: nộp danh sách đoàn viên").presses("1. Thiên Phú").presses("Xong")
    lan.sees("✓ Đã xong").presses("Hoàn tác").sees("Đã hoàn tác")
    lan.says(from_readme("/hen")).sees("✓ Đã hẹn", "thứ Năm 20/06/2024")
    lan.says("/goiy").sees("1. Công ty Cổ phần Thiên Phú", "việc hẹn quá hạn 10 ngày")
    lan.says("/lich").sees("Thứ Năm 20/06", "gặp GĐ nhân sự")
    lan.says("/ungvien").sees("UV-0002 Hoàng Văn Tùng", "hạn 07/08/2024")
    lan.says(from_readme("/ungvien UV-0001")).sees("Đỗ Thị Hạnh", "24-QĐ/TW").presses("Ghi").sees("✓ Đã ghi: UV-0001")
    lan.says(from_readme("/ungvien UV-0003")).sees("Không có ứng viên UV-0003")
    lan.says(from_readme("/tochuc")).sees("ít nhất 3 đảng viên", "24-QĐ/TW")
    lan.says(from_readme("4 đảng viên")).presses("Ghi").sees("✓ Thành lập: Chi bộ Công ty TNHH Huy Hoàng")
    lead.says("/tiendo").sees("79/140 = 56,4%", "còn 61", "4 hồ sơ đang hoàn thiện")
    lead.says(from_readme("/tiendo lớp")).sees("01 lớp / 59 học viên")
    lead.says("/lop").sees("LOP-0002")
    lead.says(from_readme("/ketqua")).presses("Ghi")
    lead.says("/tiendo").sees("82/140 = 58,6%")
    admin.says(from_readme("/chitieu khảo sát")).presses("Ghi")
    admin.says("/tiendo").sees("/50")
    admin.says(from_readme("/chitieu doanh nghiệp")).presses("Ghi")
    admin.says("/tiendo").sees("100/700 = 14,3%")
    admin.says(from_readme("/nhatky")).sees("UV-0001").sees_no("Hạnh")
    admin.says(from_readme("/quyenrieng")).sees("Đỗ Thị Hạnh", "[Rút đồng ý, xóa]")
    admin.says(from_readme("/caidat luật")).sees("Việc đã hẹn: nhắc trước 2 ngày")
    admin.says("/donvi").sees("DCT-1", "Đoàn công tác số 3")
    admin.says(from_readme("/moi")).presses("Tạo lời mời").sees("/start ")
    house.outsider("1005").says("/tiendo").sees("chỉ phục vụ người được mời")
    lan.in_group(GROUP).says("/bantin").sees("Bản tin tuần 25", "Nguồn kết nạp: 7").sees_no("Lan", "Minh", "Hạnh")
    for command in ("/tham", "/ungvien"):
        lan.in_group(GROUP).says(command).sees("[Mở chat riêng]").sees_no("UV-")
    house.plans()
    house.mornings(house.clock.now() + timedelta(days=1))
    assert "Thiên Phú: nộp danh sách đoàn viên" in lan.all[-1].text.plain
    assert "việc của một thành viên DCT-1" in lead.all[-1].text.plain


@pytest.mark.parametrize("name", scenarios())
def test_every_scenario_can_be_told(house, name):
    cast = told(house, name)
    root = json.loads((seeding.SCENARIOS / f"{name}.json").read_text())["units"][0]["name"]
    cast["admin"].says("/tiendo").sees(root)
    cast["lan"].in_group(GROUP).says("/bantin").sees(root)
    assert len(house.read(select(Person))) == len(PARTS) + 1  # and Hải, who is on Zalo alone


def test_lan_is_on_zalo_too(house, cast):
    zalo = Chat(house, "a1", "a1", channel="zalo")
    zalo.says("việc").sees("Quá hạn", "Thiên Phú: nộp danh sách đoàn viên")
    zalo.says("/caidat tài khoản").sees("Tài khoản: Telegram, Zalo; tin nhắc đến Telegram").presses("Nhận tin qua Zalo")
    house.plans()
    house.mornings(house.clock.now() + timedelta(days=1))
    assert "Thiên Phú: nộp danh sách đoàn viên" in zalo.all[-1].text.plain
    Chat(house, "a2", "a2", channel="zalo").says("/start").sees("trưởng đoàn")


def test_both_groups_of_the_committee_get_the_summary(house, cast):
    house.plans()
    house.clock.pass_by(days=7)
    house.plans()
    chats = house.read(select(Outbox.channel, Outbox.chat_id).where(Outbox.rule == "digest"))
    assert set(chats) == {("telegram", GROUP), ("zalo", ZALO_GROUP)}
    Chat(house, ZALO_GROUP, "a2", channel="zalo").says("bản tin").sees("Bản tin tuần 26")

"""Each kind of task in one line: short enough for ten of them in a message, and nobody's name in it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from outreach.rules.tasks.task import Section, Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.shown import Shown
from outreach.texts import tasks as texts
from outreach.texts.speech import Speech

TODAY = date(2024, 6, 17)
DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VIETNAMESE, ENGLISH = Speech("vi", ZONE), Speech("en", ZONE)


def one(rule=TaskRule.NEXT_STEP, due=None, detail="step", number=0, **more):
    task = Task(rule, "x:1", 1, 1, date(2024, 1, 1), due, detail=detail, number=number)
    return Shown(task, **{"unit": "DCT-1", "enterprise": "Công ty TNHH Huy Hoàng", **more})


STEP = {"text": "trình hồ sơ"}
CANDIDATE = {"enterprise": "", "candidate": "UV-0042"}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (one(due=date(2024, 6, 12), late=3, **STEP), "Huy Hoàng: trình hồ sơ (hạn 12/06, quá 3 ngày làm việc)"),
        (one(due=date(2024, 6, 15), **STEP), "Huy Hoàng: trình hồ sơ (hạn 15/06)"),
        (one(due=TODAY, **STEP), "Huy Hoàng: trình hồ sơ (hạn hôm nay)"),
        (one(due=TODAY + DAY), "Huy Hoàng: việc đã hẹn (hạn ngày mai)"),
        (one(due=date(2024, 6, 20), detail="visit", text="gặp HR"), "Thăm Huy Hoàng: gặp HR (hạn thứ Năm 20/06)"),
        (one(due=date(2025, 1, 6), detail="visit"), "Thăm Huy Hoàng (hạn thứ Hai 06/01/2025)"),
        (one(**STEP), "Huy Hoàng: trình hồ sơ (chưa có ngày)"),
        (
            one(due=date(2024, 6, 6), late=7, own=False, held_text="ca kíp", **STEP),
            "Huy Hoàng: trình hồ sơ (hạn 06/06, quá 7 ngày làm việc, vướng: ca kíp, việc của một thành viên DCT-1)",
        ),
        (
            one(TaskRule.CANDIDATE_DEADLINE, date(2024, 6, 24), "decision", **CANDIDATE),
            "UV-0042: quyết định kết nạp (hạn thứ Hai 24/06)",
        ),
        (one(TaskRule.CEREMONY, TODAY, "", **CANDIDATE), "UV-0042: lễ kết nạp dự kiến (hôm nay)"),
        (one(TaskRule.CLASS_AHEAD, TODAY + DAY, number=3, name="LOP-0003"), "LOP-0003 khai giảng ngày mai, 3 học viên"),
        (
            one(TaskRule.PROPOSAL, date(2024, 6, 12), "", late=3, text="xin tài liệu"),
            "Huy Hoàng: kiến nghị chờ trả lời – xin tài liệu (hạn 12/06, quá 3 ngày làm việc)",
        ),
        (
            one(TaskRule.PRIVACY_REQUEST, date(2024, 6, 18), "acknowledge", **CANDIDATE),
            "UV-0042: báo tiếp nhận yêu cầu về dữ liệu cá nhân (hạn ngày mai)",
        ),
        (
            one(TaskRule.PRIVACY_REQUEST, date(2024, 6, 18), "act", **CANDIDATE),
            "UV-0042: giải quyết yêu cầu về dữ liệu cá nhân (hạn ngày mai)",
        ),
        (one(TaskRule.ENTERPRISE_UNVISITED, None, "", 12), "DCT-1: 12 doanh nghiệp lâu chưa thăm"),
        (one(TaskRule.UNIT_SILENT, None, "", 6), "DCT-1: 6 ngày chưa ghi buổi làm việc nào"),
        (one(TaskRule.UNIT_SILENT), "DCT-1: chưa ghi buổi làm việc nào"),
        (
            one(TaskRule.TARGET_BEHIND, None, "members_admitted", 8),
            "DCT-1: kết nạp đảng viên chậm 8 đảng viên so với tiến độ",
        ),
        (one(TaskRule.FOUNDING_READY, None, "", 3), "Huy Hoàng: đã có 3 đảng viên chính thức, chưa có chi bộ"),
        (one(TaskRule.CELL_SHORT, number=2, name="Chi bộ Sao Mai"), "Chi bộ Sao Mai: chỉ còn 2 đảng viên chính thức"),
    ],
)  # fmt: skip
def test_a_task_in_one_line(shown, said):
    assert texts.line(VIETNAMESE, shown, TODAY).plain == said
    assert texts.line(ENGLISH, shown, TODAY).plain


@pytest.mark.parametrize("rule", [TaskRule.NEXT_STEP, TaskRule.PROPOSAL])
@pytest.mark.parametrize("speech", [VIETNAMESE, ENGLISH])
def test_long_names_and_words_are_cut_at_a_word(speech, rule):
    name = "Công ty Trách nhiệm hữu hạn Một thành viên Xuất nhập khẩu Huy Hoàng"
    words = "hoàn thiện\nhồ sơ, gửi cho tổ công tác xem trước khi trình, rồi hẹn lại với công đoàn và đoàn thanh niên"
    shown = one(rule, date(2024, 6, 12), late=3, text=words, enterprise=name)
    line = texts.line(speech, shown, TODAY).plain
    assert len(line) <= 120
    assert "\n" not in line
    assert "…" in line
    assert len(texts.label(speech, shown)) <= 24


def test_what_a_task_is_called_on_a_button():
    called = [
        one(), one(TaskRule.CLASS_AHEAD, name="LOP-0003", enterprise=""), one(TaskRule.CEREMONY, **CANDIDATE),
        one(TaskRule.UNIT_SILENT, enterprise=""),
    ]  # fmt: skip
    assert [texts.label(VIETNAMESE, shown) for shown in called] == [
        "Huy Hoàng", "LOP-0003", "UV-0042", "DCT-1",
    ]  # fmt: skip


def test_every_section_has_a_heading():
    assert [texts.heading(VIETNAMESE, section).plain for section in Section] == [
        "Quá hạn", "Hôm nay", "Sắp đến hạn", "Quá hạn lâu trong đơn vị", "Cần xem trong tuần",
    ]  # fmt: skip

"""/caidat lịch: the days off of a year, days added and taken back, and the time limits that follow."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import AuditLog, CalendarDay, Candidate, Enterprise, JobRun, NextStep, PrivacyRequest
from tests.candidates import add_candidate
from tests.conversation import ZONE, House


@pytest.fixture
def top(house: House):
    return house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")


@pytest.fixture
def unit(house: House, top):
    return house.unit("DCT-1", "Đoàn công tác số 1", under=top)


@pytest.fixture
def admin(house: House, top):
    return house.person("Quản Trị", "admin", top)


def days(house: House):
    return [tuple(row) for row in house.read(select(CalendarDay.day, CalendarDay.working).order_by(CalendarDay.day))]


def test_the_public_calendar_of_a_year_by_name(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat lịch")
    lan.sees(
        "Lịch nghỉ năm 2024", "• 01/01: Tết Dương lịch", "• 08/02–14/02: Tết Nguyên đán",
        "• 18/04: Giỗ Tổ Hùng Vương", "• 29/04: Nghỉ hoán đổi", "• 30/04: Ngày Chiến thắng",
        "• 01/05: Ngày Quốc tế Lao động", "• 02/09–03/09: Quốc khánh", "• 04/05: làm bù", "Thứ Bảy và Chủ nhật nghỉ.",
    )  # fmt: skip
    lan.sees_no("Ngày thêm riêng", "Thêm ngày nghỉ", "/caidat nghỉ")
    lan.presses("2025").sees("Lịch nghỉ năm 2025", "Tết Nguyên đán").says("/caidat lịch nghỉ 2026")
    lan.sees("• 24/11: Ngày Văn hóa Việt Nam", "• 22/08: làm bù")


def test_a_day_is_added_and_taken_back(house, admin):
    admin.says("/caidat nghỉ 24/12").sees("Đặt thứ Ba 24/12/2024 là ngày nghỉ?", "Áp dụng cho mọi đơn vị")
    assert days(house) == []
    admin.presses("Đồng ý").sees("✓ Đã đổi lịch nghỉ: thứ Ba 24/12/2024")
    admin.says("/caidat làm bù 4/1/2025").sees("Đặt thứ Bảy 04/01/2025 là ngày làm bù?").presses("Đồng ý")
    assert days(house) == [(date(2024, 12, 24), False), (date(2025, 1, 4), True)]
    admin.says("/caidat lịch").sees("Ngày thêm riêng", "• 24/12: nghỉ", "[Bỏ 24/12]")
    admin.says("/caidat bỏ ngày 4/1/2025").sees("Bỏ ngày làm bù thứ Bảy 04/01/2025?").presses("Đồng ý")
    admin.says("/caidat lịch").presses("Bỏ 24/12").sees("Bỏ ngày nghỉ thứ Ba 24/12/2024?").presses("Đồng ý").sees("✓")
    assert days(house) == []
    assert house.read(select(AuditLog.act, AuditLog.subject, AuditLog.subject_id, AuditLog.fields)) == [
        ("add", "calendar_day", 20241224, "working"), ("add", "calendar_day", 20250104, "working"),
        ("withdraw", "calendar_day", 20250104, "working"), ("withdraw", "calendar_day", 20241224, "working"),
    ]  # fmt: skip


def test_by_buttons_and_typed(house, admin):
    admin.says("/caidat").presses("Lịch nghỉ").presses("Thêm ngày nghỉ").sees("Nghỉ ngày nào?").says("thứ sáu tuần sau")
    admin.sees("Đặt thứ Sáu 28/06/2024 là ngày nghỉ?").presses("Đồng ý")
    admin.says("/caidat lịch").presses("Thêm thứ Bảy làm bù").says("27/6").sees("27/06/2024 không phải thứ Bảy")
    admin.says("29/6").sees("Đặt thứ Bảy 29/06/2024 là ngày làm bù?").presses("Đồng ý")
    assert days(house) == [(date(2024, 6, 28), False), (date(2024, 6, 29), True)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nghỉ 16/6/2024", "16/6/2024 đã qua. Lịch nghỉ chỉ đặt từ hôm nay trở đi."),
        ("nghỉ 2/9/2024", "02/09/2024 vốn là ngày nghỉ: cuối tuần hoặc ngày lễ."),
        ("nghỉ 22/6", "22/06/2024 vốn là ngày nghỉ"), ("làm bù 10/1/2027", "10/01/2027 không phải thứ Bảy"),
        ("làm bù 18/6", "18/06/2024 không phải thứ Bảy"), ("nghỉ 31/6", "31/6"), ("nghỉ hôm nào", "hôm nào"),
        ("nghỉ 25/12", "25/12/2024 đã được đặt như vậy rồi."), ("làm bù 28/12", "28/12/2024 đã được đặt như vậy rồi."),
        ("bỏ ngày 20/12", "Chưa đặt gì cho 20/12/2024"), ("làm bù 4/5/2019", "4/5/2019 đã qua"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_set_so_is_named(house, admin, line, said):
    house.add(
        *(CalendarDay(day=day, working=worked, changed_by_id=admin.person_id, changed_at=house.clock.now())
          for day, worked in ((date(2024, 12, 25), False), (date(2024, 12, 28), True)))
    )  # fmt: skip
    admin.says(f"/caidat {line}").sees(said).sees_no("Đặt ", "Bỏ ")
    assert len(days(house)) == 2


def test_a_saturday_that_is_worked_already_and_one_set_can_be_off_again(house, admin):
    house.clock.set(datetime(2026, 8, 3, 9, tzinfo=ZONE))
    admin.says("/caidat làm bù 22/8").sees("22/08/2026 vốn là ngày làm việc.")
    admin.says("/caidat nghỉ 22/8").presses("Đồng ý").says("/caidat lịch").sees("• 22/08: nghỉ")


def test_only_the_whole_committee_sets_days_off(house, admin, unit):
    lesser = house.person("Quản Trị Một", "admin", unit)
    for line in ("nghỉ 24/12", "làm bù 4/1/2025", "bỏ ngày 24/12"):
        lesser.says(f"/caidat {line}").sees("Lịch nghỉ áp dụng cho mọi đơn vị")
    assert "Thêm ngày nghỉ" not in lesser.says("/caidat lịch").labels
    house.person("Trần Thị Lan", "member", unit).says("/caidat nghỉ 24/12").sees("Lịch nghỉ áp dụng cho mọi đơn vị")
    house.person("Quản Trị Chung", "admin").says("/caidat nghỉ 24/12").presses("Đồng ý").sees("✓")
    assert days(house) == [(date(2024, 12, 24), False)]


def test_it_is_asked_again_when_it_is_written(house, admin):
    other = house.person("Quản Trị Chung", "admin").says("/caidat nghỉ 24/12")
    admin.says("/caidat nghỉ 24/12").presses("Đồng ý")
    other.presses("Đồng ý").sees("24/12/2024 đã được đặt như vậy rồi.")
    assert len(days(house)) == 1


def test_the_time_limits_of_candidates_are_counted_anew(house, admin, unit):
    """28/05 is the decision; the ceremony is within 30 working days: by 09/07, and a day later when one is off."""
    candidate = add_candidate(house, unit, admin.person_id, steps=9)
    admin.says("/caidat nghỉ 20/6").presses("Đồng ý").sees("Đang tính lại thời hạn của 1 ứng viên.")
    assert house.read(select(Candidate.unsettled)) == [True]
    house.plans()
    assert house.read(select(Candidate.due, Candidate.due_limit, Candidate.unsettled)) == [
        (date(2024, 7, 10), "ceremony", False)
    ]
    assert [run.job for run in house.read(select(JobRun)) if run.job == "resettling"] == ["resettling"]
    admin.says(f"/ungvien UV-{candidate:04}").sees("10/07/2024")
    admin.says("/caidat làm bù 22/6").presses("Đồng ý").says("/caidat bỏ ngày 20/6").presses("Đồng ý")
    house.plans()
    assert house.read(select(Candidate.due)) == [date(2024, 7, 8)]


def test_a_day_after_all_limits_touches_none(house, admin, unit):
    add_candidate(house, unit, admin.person_id, steps=9)
    admin.says("/caidat nghỉ 24/12/2025").presses("Đồng ý").sees_no("Đang tính lại")
    assert house.read(select(Candidate.unsettled)) == [False]


def test_the_clock_of_an_open_request_follows(house, admin, unit):
    candidate = add_candidate(house, unit, admin.person_id)
    done = {"candidate_id": candidate, "unit_id": unit.id, "kind": "export", "asked_on": date(2024, 6, 17),
            "act_by": date(2024, 7, 2), "entered_by_id": admin.person_id, "entered_at": house.clock.now()}  # fmt: skip
    house.add(
        PrivacyRequest(acknowledge_by=date(2024, 6, 19), **done),
        PrivacyRequest(acknowledge_by=date(2024, 6, 19), done_at=house.clock.now(), **done),
    )
    admin.says("/caidat nghỉ 18/6").presses("Đồng ý")
    assert house.read(select(PrivacyRequest.acknowledge_by).order_by(PrivacyRequest.id)) == [
        date(2024, 6, 20), date(2024, 6, 19),
    ]  # fmt: skip
    admin.says(f"/quyenrieng UV-{candidate:04}").sees("20/06")


def test_no_morning_message_on_a_day_that_has_been_added(house, admin, unit):
    """Due on Wednesday 19/06, reminded of on Tuesday; with Tuesday off it is told on the day itself."""
    lan = house.person("Trần Thị Lan", "member", unit)
    firm = house.add(
        Enterprise(
            name="Huy Hoàng", folded="huy hoang", kind="private", unit_id=unit.id, entered_at=house.clock.now(),
            changed_at=house.clock.now(),
        )
    )  # fmt: skip
    house.add(
        NextStep(
            enterprise_id=firm.id, unit_id=unit.id, due=date(2024, 6, 19), person_id=lan.person_id,
            text_sealed=house.vault.seal("trình hồ sơ"), entered_at=house.clock.now(),
        )
    )  # fmt: skip
    house.plans()
    admin.says("/caidat nghỉ 18/6").presses("Đồng ý")
    assert house.mornings(datetime(2024, 6, 18, 7, 31, tzinfo=ZONE)) == []
    told = house.mornings(datetime(2024, 6, 19, 7, 31, tzinfo=ZONE))
    assert [message.address.chat for message in told] == [lan.chat]

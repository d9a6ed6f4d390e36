"""/caidat luật: the rules of reminders, listed, switched and changed; what would reach many is asked twice."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import Account, AuditLog, Enterprise, NextStep, Person, RuleSetting
from outreach.rules.folding import fold_name
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import rule_settings
from tests.conversation import ZONE, Chat, House

FRIDAY = date(2024, 6, 21)  # three days after tomorrow, Tuesday 18/06


@pytest.fixture
def top(house: House):
    return house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")


@pytest.fixture
def unit(house: House, top):
    return house.unit("DCT-1", "Đoàn công tác số 1", under=top)


@pytest.fixture
def admin(house: House, top) -> Chat:
    return house.person("Quản Trị", "admin", top)


def rows(house: House):
    query = select(RuleSetting.rule, RuleSetting.unit_id, RuleSetting.enabled, RuleSetting.days)
    return [tuple(row) for row in house.read(query.order_by(RuleSetting.id))]


def holds(house: House, rule: TaskRule, unit) -> tuple[bool, int | None]:
    with house.store.readers() as session:
        known = rule_settings.settings(session)
        return known.enabled(rule, unit.id), known.days(rule, unit.id)


def steps_of(house: House, unit, people: int, due: date = FRIDAY) -> None:
    """As many members with one step each, due on the day."""
    firm = house.add(
        Enterprise(
            name="Huy Hoàng", folded=fold_name("Huy Hoàng"), kind="private", unit_id=unit.id,
            entered_at=house.clock.now(), changed_at=house.clock.now(),
        )
    )  # fmt: skip
    for number in range(people):
        member = house.person(f"Thành Viên {number}", "member", unit)
        house.add(
            NextStep(
                enterprise_id=firm.id, unit_id=unit.id, due=due, person_id=member.person_id,
                text_sealed=house.vault.seal("trình hồ sơ"), entered_at=house.clock.now(),
            )
        )  # fmt: skip


def test_the_rules_are_listed_with_what_their_days_mean(house, admin):
    admin.says("/caidat").presses("Luật nhắc việc").sees(
        "Luật nhắc việc của DU-HN và các đơn vị trực thuộc",
        "• Việc đã hẹn: nhắc trước 2 ngày",
        "• Thời hạn kết nạp: nhắc lần đầu trước hạn 90 ngày",
        "• Kiến nghị chờ trả lời: hạn trả lời 15 ngày",
        "• Yêu cầu về dữ liệu cá nhân: theo thời hạn luật định, luôn bật",
        "• Doanh nghiệp lâu chưa thăm: sau 60 ngày",
        "• Đơn vị chưa ghi buổi nào: sau 5 ngày",
        "• Đủ điều kiện lập chi bộ: khi có đủ 3 đảng viên chính thức",
    )
    assert len(admin.labels) == len(TaskRule)


def test_days_are_changed_in_one_line_after_a_look(house, admin, top, unit):
    admin.says("/caidat luật lâu chưa thăm; 45 ngày").sees(
        "Hiện nay: sau 60 ngày",
        "Đổi thành: sau 45 ngày",
        "Cho DU-HN và các đơn vị trực thuộc",
    )
    assert rows(house) == []
    admin.presses("Đồng ý").sees("✓ Luật doanh nghiệp lâu chưa thăm: sau 45 ngày", "Áp dụng từ sáng 24/06/2024")
    assert rows(house) == [("enterprise_unvisited", top.id, True, 45)]
    assert holds(house, TaskRule.ENTERPRISE_UNVISITED, unit) == (True, 45)
    admin.says("/caidat luật").sees("sau 45 ngày (đặt ở DU-HN)")


@pytest.mark.parametrize(
    "line", ["luật kiến nghị tắt", "LUAT KIEN NGHI; TAT", "tắt luật kiến nghị", "rule proposal off"]
)
def test_a_rule_is_switched_off(house, admin, unit, line):
    admin.says(f"/caidat {line}").sees("Đổi thành: đang tắt").presses("Đồng ý").sees("✓", "đang tắt")
    assert holds(house, TaskRule.PROPOSAL, unit) == (False, 15)


def test_a_rule_by_its_buttons_off_on_days_and_default(house, admin, top, unit):
    admin.says("/caidat luật").presses("Kiến nghị").sees(
        "hạn trả lời 15 ngày", "Áp dụng cho DU-HN và các đơn vị trực thuộc"
    )
    assert admin.labels == ["Tắt", "Đổi số ngày", "Tất cả luật"]
    admin.presses("Tắt").presses("Đồng ý")
    admin.says("/caidat luật kiến nghị").presses("Bật").presses("Đồng ý")
    assert holds(house, TaskRule.PROPOSAL, unit) == (True, 15)
    admin.says("/caidat luật kiến nghị").presses("Đổi số ngày").sees("Bao nhiêu ngày? Từ 3 đến 90.")
    admin.says("mấy ngày nhỉ").sees("Không hiểu số ngày").says("10 ngày").sees("hạn trả lời 10 ngày").presses("Đồng ý")
    assert holds(house, TaskRule.PROPOSAL, unit) == (True, 10)
    admin.says("/caidat luật kiến nghị").sees("(đặt ở DU-HN)", "Mặc định: hạn trả lời 15 ngày").presses("Về mặc định")
    admin.sees("Hiện nay: hạn trả lời 10 ngày", "Đổi thành: hạn trả lời 15 ngày").presses("Đồng ý")
    assert rows(house) == []
    assert "Về mặc định" not in admin.says("/caidat luật kiến nghị").labels
    admin.presses("Tất cả luật").sees("Luật nhắc việc của DU-HN")


def test_the_nearest_setting_holds_and_is_shown_from_above(house, admin, top, unit):
    second = house.unit("DCT-2", "Đoàn công tác số 2", under=top)
    admin.says("/caidat luật hẹn; 5 ngày").presses("Đồng ý")
    admin.says("/caidat luật hẹn; DCT-1; 3 ngày").sees("Cho DCT-1 và các đơn vị trực thuộc").presses("Đồng ý")
    assert [holds(house, TaskRule.NEXT_STEP, one)[1] for one in (top, unit, second)] == [5, 3, 5]
    admin.says("/caidat luật").sees("nhắc trước 5 ngày (đặt ở DU-HN) (khác ở: DCT-1)")
    own = house.person("Quản Trị Một", "admin", unit).says("/caidat luật").sees("nhắc trước 3 ngày (đặt ở DCT-1)")
    own.says("/caidat luật hẹn mặc định").sees("Đổi thành: nhắc trước 5 ngày").presses("Đồng ý")
    assert holds(house, TaskRule.NEXT_STEP, unit) == (True, 5)
    own.says("/caidat luật").sees("nhắc trước 5 ngày (đặt ở DU-HN)")


def test_whoever_administers_everything_sets_it_for_all(house, unit):
    admin = house.person("Quản Trị Chung", "admin").says("/caidat luật").sees("Luật nhắc việc của mọi đơn vị")
    admin.says("/caidat luật lễ kết nạp; 3").sees("Cho mọi đơn vị").presses("Đồng ý")
    assert rows(house) == [("ceremony", None, True, 3)]
    assert holds(house, TaskRule.CEREMONY, unit) == (True, 3)
    admin.says("/caidat luật").sees("nhắc trước 3 ngày (đặt chung)")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lâu chưa thăm; 5 ngày", "Luật doanh nghiệp lâu chưa thăm không nhận 5 ngày: chỉ từ 14 đến 365 ngày."),
        ("hẹn; 30", "chỉ từ 0 đến 14 ngày"), ("kiến nghị; mười ngày", "Không hiểu số ngày mười ngày"),
        ("kiến nghị; 1,5 ngày", "Không hiểu số ngày 1,5 ngày"), ("kien ngi", "kiến nghị chờ trả lời"),
        ("đủ điều kiện lập chi bộ; 3 ngày", "không có số ngày để đổi"),
        ("yêu cầu dữ liệu tắt", "Không tắt được luật yêu cầu về dữ liệu cá nhân"),
    ],
)  # fmt: skip
def test_what_does_not_go_is_said(house, admin, line, said):
    admin.says(f"/caidat luật {line}").sees(said).sees_no("Đổi thành")
    assert rows(house) == []


def test_the_days_typed_out_of_bounds_keep_the_draft(house, admin, unit):
    admin.says("/caidat luật hẹn").presses("Đổi số ngày").says("40").sees("chỉ từ 0 đến 14 ngày")
    admin.says("0").sees("Đổi thành: nhắc vào đúng ngày").presses("Đồng ý")
    assert holds(house, TaskRule.NEXT_STEP, unit) == (True, 0)


def test_what_holds_already_is_only_shown(house, admin):
    admin.says("/caidat luật kiến nghị mặc định").sees("hạn trả lời 15 ngày").sees_no("Đổi thành")


def test_another_committee_is_out_of_reach(house, admin, unit):
    house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    admin.says("/caidat luật hẹn; DU-LC; 5").sees_no("Đổi thành", "Lào Cai")
    lead = house.person("Trưởng Đoàn", "lead", unit)
    lead.says("/caidat luật hẹn; 5").sees("Việc này dành cho quản trị viên.")
    assert rows(house) == []


def test_rights_are_asked_again_when_it_is_written(house, admin):
    admin.says("/caidat luật hẹn; 5")
    question = admin.answers[0]
    with house.session() as session, session.begin():
        session.get_one(Person, admin.person_id).role = "lead"
    admin.presses("Đồng ý", question).sees("Việc này dành cho quản trị viên.")
    assert rows(house) == []


def test_a_change_that_reaches_many_is_asked_twice(house, admin, unit):
    """Twelve steps are due on Friday: reminded of two days ahead nobody hears tomorrow, three days ahead all do."""
    steps_of(house, unit, 12)
    admin.says("/caidat luật hẹn; 3 ngày").sees(
        "12 trong 13 người lẽ ra không có tin sẽ nhận tin sáng ngày 18/06/2024", "Vẫn tiếp tục?"
    )
    admin.sees_no("Đổi thành").says("ờ").sees("Vẫn tiếp tục?")
    admin.presses("Có, tiếp tục").sees("Đổi thành: nhắc trước 3 ngày", "Sáng 18/06/2024 có thêm 12 người nhận tin.")
    assert rows(house) == []
    admin.presses("Đồng ý").sees("✓ Luật việc đã hẹn: nhắc trước 3 ngày")
    assert holds(house, TaskRule.NEXT_STEP, unit) == (True, 3)


def test_a_change_that_reaches_few_is_asked_once(house, admin, unit):
    steps_of(house, unit, 1)
    for number in range(2):
        house.person(f"Không Việc {number}", "member", unit)
    admin.says("/caidat luật hẹn; 3 ngày").sees(
        "Đổi thành: nhắc trước 3 ngày", "Sáng 18/06/2024 có thêm 1 người nhận tin"
    )
    admin.says("/caidat luật hẹn; tắt").sees("Đổi thành: đang tắt").sees_no("nhận tin")


def test_more_than_half_of_a_small_group_is_many(house, admin, unit):
    steps_of(house, unit, 2)
    admin.says("/caidat luật hẹn").presses("Đổi số ngày").says("3").sees("2 trong 3 người", "Vẫn tiếp tục?").says("có")
    admin.sees("Đổi thành: nhắc trước 3 ngày")


def test_whoever_gets_a_message_anyway_is_not_counted(house, admin, unit):
    steps_of(house, unit, 2)
    steps_of(house, unit, 2, due=date(2024, 6, 18))
    for step in house.read(select(NextStep).where(NextStep.due == FRIDAY)):
        other = next(one for one in house.read(select(NextStep)) if one.id == step.id + 2)
        with house.session() as session, session.begin():
            session.get_one(NextStep, other.id).person_id = step.person_id
    admin.says("/caidat luật hẹn; 3 ngày").sees("Đổi thành").sees_no("nhận tin")


def test_a_weekly_rule_is_counted_on_the_day_on_which_it_speaks(house, admin, unit):
    """Leads hear of enterprises on the first working day of a week: Monday 24/06."""
    house.add(
        Enterprise(
            name="Huy Hoàng", folded="huy hoang", kind="private", unit_id=unit.id, visited_on=date(2024, 5, 1),
            entered_at=house.clock.now(), changed_at=house.clock.now(),
        )
    )  # fmt: skip
    house.person("Trưởng Đoàn", "lead", unit)
    admin.says("/caidat luật lâu chưa thăm; 30 ngày").sees("Sáng 24/06/2024 có thêm 1 người nhận tin")


def test_nothing_is_sent_at_once_and_the_log_names_no_value(house, admin, unit):
    steps_of(house, unit, 1)
    house.plans()
    admin.says("/caidat luật hẹn; 3 ngày").presses("Đồng ý")
    house.plans()
    assert house.delivers() == []
    assert house.read(select(AuditLog.act, AuditLog.subject, AuditLog.fields)) == [
        ("change", "rule_setting", "enabled days")
    ]
    admin.says("/nhatky").sees("luật nhắc việc DU-HN")


def test_a_rule_that_is_off_says_nothing_in_the_morning(house, admin, unit):
    """What was planned before it was switched off is not sent either."""
    steps_of(house, unit, 1, due=date(2024, 6, 19))
    house.plans()
    house.clock.set(datetime(2024, 6, 18, 7, 30, tzinfo=ZONE))
    house.plans()
    admin.says("/caidat luật hẹn tắt").presses("Đồng ý")
    assert house.delivers() == []
    assert house.fates("morning") == [("cleared", "switched off")]
    assert house.mornings(datetime(2024, 6, 19, 7, 31, tzinfo=ZONE)) == []


def test_with_numbered_choices(house, admin):
    zalo = Chat(house, admin.chat, admin.user, admin.person_id, channel="zalo")
    with house.session() as session, session.begin():
        session.exec(select(Account)).one().channel = "zalo"
    zalo.says("/caidat luật").says("5").sees("Kiến nghị chờ trả lời").says("1").sees("Đổi thành: đang tắt").says("1")
    assert rows(house)[0][2] is False

"""/hen: a visit planned, a step given to somebody, the day of a ceremony; in one line or guided."""

from datetime import date, datetime, time

import pytest
from sqlmodel import select

from models import Account, BoundChat, Candidate, Enterprise, NextStep, Outbox, Person, Unit
from outreach.rules.folding import fold_name
from tests.candidates import add_candidate
from tests.conversation import ZONE, Chat, House


@pytest.fixture
def team(house: House) -> dict[str, Chat]:
    """A committee with two groups; in the first two members called Lan, a lead, a viewer, and three enterprises."""
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    one, two = (house.unit(f"DCT-{n}", f"Đoàn công tác số {n}", under=top) for n in (1, 2))
    for name in ("Công ty TNHH Huy Hoàng", "Công ty CP Việt Bắc 1", "Công ty CP Việt Bắc 2"):
        house.add(
            Enterprise(name=name, folded=fold_name(name), kind="private", unit_id=one.id, entered_at=house.clock.now(),
                       changed_at=house.clock.now())
        )  # fmt: skip
    return {
        "an": house.person("Phạm Văn An", "member", one),
        "lan": house.person("Trần Thị Lan", "member", one),
        "minh": house.person("Lê Văn Minh", "lead", one),
        "viewer": house.person("Người Xem", "viewer", one),
        "tu": house.person("Đỗ Anh Tú", "member", two),
    }


def steps(house: House) -> list[NextStep]:
    return house.read(select(NextStep).where(NextStep.closed_at.is_(None)).order_by(NextStep.id))


def text(house: House, step: NextStep) -> str:
    return house.vault.open(step.text_sealed)


def test_a_complete_line_plans_a_visit_at_once(house, team):
    team["an"].says("/hen Huy Hoàng; thứ 5; gặp GĐ nhân sự").sees(
        "✓ Đã hẹn", "Thăm Công ty TNHH Huy Hoàng: thứ Năm 20/06/2024", "Nội dung: gặp GĐ nhân sự", "[Hoàn tác]"
    )
    (step,) = steps(house)
    assert (step.kind, step.due, step.person_id) == ("visit", date(2024, 6, 20), team["an"].person_id)
    assert step.entered_by_id == team["an"].person_id
    assert text(house, step) == "gặp GĐ nhân sự"
    team["an"].says("/dn Huy Hoàng").sees("Việc đã hẹn", "• 20/06/2024 – thăm: gặp GĐ nhân sự – DCT-1")


def test_undo_takes_it_back(house, team):
    team["an"].says("/hen Huy Hoàng; thứ 5; gặp HR").presses("Hoàn tác").sees("Đã hoàn tác")
    assert steps(house) == []
    team["an"].says("/hen Huy Hoàng; thứ 5; gặp HR").says("/hoantac").sees("Huy Hoàng").presses("Hoàn tác")
    assert steps(house) == []


@pytest.mark.parametrize(
    "line",
    [
        "/hen huy hoang; gap gd nhan su; thu 5",
        "/hen Huy Hoàng; 20/6 gặp GĐ nhân sự",
        "/hen Huy Hoàng thứ 5; gặp GĐ nhân sự",
        "/hen Huy Hoàng, thứ 5, gặp GĐ nhân sự",
        "/hen thăm Huy Hoàng; thứ 5; gặp GĐ nhân sự",
        "/plan Huy Hoang; visit; Thursday; gặp GĐ nhân sự",
        "/HEN HUY HOÀNG; THỨ 5; GẶP GĐ NHÂN SỰ",
    ],
)
def test_however_it_is_typed(house, team, line):
    team["an"].says(line).sees("✓ Đã hẹn", "thứ Năm 20/06/2024")
    (step,) = steps(house)
    assert (step.kind, step.due, text(house, step) != "") == ("visit", date(2024, 6, 20), True)


def test_a_name_that_ends_like_a_day(house, team):
    team["an"].says("/hen Huy Hoàng mai").sees("Thăm Công ty TNHH Huy Hoàng: thứ Ba 18/06/2024")


def test_a_step_of_my_own(house, team):
    team["an"].says("/hen Huy Hoàng; việc: nộp báo cáo; 21/6").sees("Việc ở Công ty TNHH Huy Hoàng: hạn thứ Sáu 21/06")
    (step,) = steps(house)
    assert (step.kind, step.person_id, text(house, step)) == ("step", team["an"].person_id, "nộp báo cáo")


def test_a_step_for_somebody_is_shown_first_and_told_at_once(house, team):
    an = team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 15/7")
    an.sees("Việc ở Công ty TNHH Huy Hoàng: hạn thứ Hai 15/07/2024", "Giao cho: Trần Thị Lan", "[Ghi]")
    assert steps(house) == []
    an.presses("Ghi").sees("✓ Đã giao; người nhận sẽ được báo ngay")
    (step,) = steps(house)
    assert (step.kind, step.person_id, step.due) == ("step", team["lan"].person_id, date(2024, 7, 15))
    (row,) = house.read(select(Outbox).where(Outbox.rule == "handed"))
    assert row.chat_id == team["lan"].chat
    an.presses("Hoàn tác").sees("Đã hoàn tác")
    assert steps(house) == []


def test_whoever_is_given_a_step_is_told_of_it_unless_it_was_taken_back(house, team):
    team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 15/7").presses("Ghi")
    house.delivers()
    said = team["lan"].all[-1].text.plain
    assert "Huy Hoàng" in said
    assert "Phạm Văn An" not in said
    team["an"].says("/hen Việt Bắc 1; giao Lan; mời họp; 16/7").presses("Ghi").presses("Hoàn tác")
    house.delivers()
    assert team["lan"].all[-1].text.plain == said


def test_the_person_and_the_step_in_one_part(house, team):
    team["an"].says("/hen Huy Hoàng; giao chị Lan trình hồ sơ trước 15/7").presses("Ghi")
    (step,) = steps(house)
    assert (step.person_id, text(house, step)) == (team["lan"].person_id, "trình hồ sơ")


def test_minh_is_a_name_and_what_is_typed_with_its_mark_is_not(house, team):
    for typed in ("Minh", "minh", "anh Minh"):
        team["an"].says(f"/hen Huy Hoàng; giao {typed}; trình hồ sơ; 15/7").sees("Giao cho: Lê Văn Minh")
    team["an"].says("/hen Huy Hoàng; giao mình; trình hồ sơ; 15/7").sees("✓ Đã hẹn")


def test_a_visit_can_be_given_too(house, team):
    team["minh"].says("/hen Huy Hoàng; đi thăm; giao Lan; 20/6").presses("Ghi")
    (step,) = steps(house)
    assert (step.kind, step.person_id) == ("visit", team["lan"].person_id)


def test_somebody_unknown_and_somebody_out_of_scope_are_the_same(house, team):
    """Whoever is of another group is as unknown as nobody at all; who can be chosen is offered, the rest is kept."""
    for name in ("Tú", "Hùng"):
        an = team["an"].says(f"/hen Huy Hoàng; giao {name}; trình hồ sơ; 15/7")
        an.sees(name, "Giao cho ai? Chọn hoặc gõ tên.", "[Tôi]", "Trần Thị Lan").sees_no("Đỗ Anh")
    an.says("Lan").sees("Giao cho: Trần Thị Lan", "Nội dung: trình hồ sơ", "15/07/2024")
    assert steps(house) == []


def test_two_of_one_name_are_offered(house, team):
    house.person("Nguyễn Thị Lan", "member", house.read(select(Unit).where(Unit.code == "DCT-1"))[0])
    an = team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 15/7").sees("Lan là ai?", "Trần Thị Lan")
    an.presses("Nguyễn Thị Lan").sees("Giao cho: Nguyễn Thị Lan").presses("Ghi").sees("✓ Đã giao")


def test_a_day_in_the_past_gets_the_one_that_was_meant(house, team):
    an = team["an"].says("/hen Huy Hoàng; thứ 5 tuần trước; gặp HR")
    an.sees("13/06/2024", "[Thứ Năm 20/06/2024]").presses("Thứ Năm 20/06")
    an.sees("thứ Năm 20/06/2024", "gặp HR").presses("Ghi").sees("✓ Đã hẹn")
    assert steps(house)[0].due == date(2024, 6, 20)
    an.says("/hen Huy Hoàng; 10/6/2024").sees("[Thứ Ba 10/06/2025]")
    an.says("hôm qua").sees("16/06/2024", "18/06/2024")  # said again: still asked, nothing lost
    an.says("21/6").presses("Ghi").sees("21/06/2024")


def test_a_day_nearly_a_year_ahead_is_shown_before_it_is_written(house, team):
    """On 17/06 "10/6" is next year's: a slip more often than a plan."""
    an = team["an"].says("/hen thăm Huy Hoàng; 10/6").sees("thứ Ba 10/06/2025", "[Ghi]").sees_no("✓")
    assert steps(house) == []
    an.presses("Ghi").sees("✓ Đã hẹn")


@pytest.mark.parametrize(("day", "said"), [("31/2", "31/2"), ("20/7/2044", "năm"), ("20/6; 21/6", "21/06/2024")])
def test_a_day_that_cannot_be(house, team, day, said):
    team["an"].says(f"/hen Huy Hoàng; {day}").sees(said)
    assert steps(house) == []


def test_a_day_off_is_said_and_allowed(house, team):
    team["an"].says("/hen Huy Hoàng; 22/6").sees("✓ Đã hẹn", "ℹ Thứ Bảy 22/06 là ngày nghỉ")
    team["an"].says("/hen Việt Bắc 1; 2/9").sees("✓ Đã hẹn", "ℹ 02/09 là ngày nghỉ (Quốc khánh)")


def test_the_same_visit_twice_is_asked(house, team):
    an = team["an"].says("/hen Huy Hoàng; thứ 5").sees("✓ Đã hẹn")
    an.says("/hen Huy Hoàng; 20/6; gặp HR").sees("⚠ Ngày 20/06 đã hẹn thăm ở đây rồi", "[Ghi]")
    assert len(steps(house)) == 1
    an.presses("Ghi").sees("✓ Đã hẹn")
    assert len(steps(house)) == 2
    team["lan"].says("/hen Huy Hoàng; 20/6").sees("✓ Đã hẹn")  # another's visit there is no double


def test_several_enterprises_are_offered(house, team):
    an = team["an"].says("/hen Việt Bắc; thứ 5; gặp HR").sees("Công ty CP Việt Bắc 1")
    an.presses("Công ty CP Việt Bắc 2").sees("Thăm Công ty CP Việt Bắc 2", "thứ Năm 20/06").presses("Ghi")
    assert len(steps(house)) == 1


def test_a_new_enterprise_is_added_on_the_way(house, team):
    an = team["an"].says("/hen Sao Mai Xanh; thứ 5").presses("+ Thêm").presses("Tư nhân")
    an.sees("Doanh nghiệp mới").presses("Ghi").sees("✓ Đã hẹn", "Sao Mai Xanh")
    assert house.read(select(Enterprise.name).where(Enterprise.name == "Sao Mai Xanh"))


def test_guided_by_buttons(house, team):
    an = team["an"].says("/hen").sees("Hẹn ở doanh nghiệp nào?", "UV-0001")
    an.says("huy hoang").sees("Hẹn gì ở Công ty TNHH Huy Hoàng?").presses("Đến thăm")
    an.sees("ngày nào?", "[Hôm nay] [Ngày mai]", "[Thứ Hai 24/06]").presses("Ngày mai")
    an.sees("Đến để làm gì?").says("gặp GĐ nhân sự").sees("Thăm Công ty TNHH Huy Hoàng: thứ Ba 18/06/2024")
    an.presses("Ghi").sees("✓ Đã hẹn")
    assert (steps(house)[0].due, text(house, steps(house)[0])) == (date(2024, 6, 18), "gặp GĐ nhân sự")


def test_guided_step_for_somebody(house, team):
    an = team["an"].says("/hen").says("Huy Hoàng").presses("Giao việc cho người khác")
    an.sees("hạn ngày nào?").says("thứ 6").sees("Giao cho ai?").presses("Trần Thị Lan")
    an.sees("Việc gì?").says("trình hồ sơ").sees("Giao cho: Trần Thị Lan").presses("Sửa").presses("Ngày").says("28/6")
    an.sees("hạn thứ Sáu 28/06/2024").presses("Ghi").sees("✓ Đã giao")
    assert steps(house)[0].person_id == team["lan"].person_id


def test_a_line_without_a_day_or_without_a_text_asks_for_it_alone(house, team):
    team["an"].says("/hen Huy Hoàng; gặp HR").sees("ngày nào?").says("mai").sees("gặp HR", "18/06").presses("Ghi")
    team["an"].says("/hen Huy Hoàng; giao Lan; 15/7").sees("Việc gì?").says("trình hồ sơ").presses("Ghi")
    assert [step.kind for step in steps(house)] == ["visit", "step"]


def test_what_is_typed_at_the_confirmation_changes_it(house, team):
    an = team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 15/7").says("20/7").sees("20/07/2024")
    an.says("giao tôi").sees_no("Giao cho").presses("Ghi").sees("✓ Đã hẹn")
    assert steps(house)[0].person_id == team["an"].person_id


def test_numbers_on_zalo(house, team):
    zalo = Chat(house, "z-1", "z-1", channel="zalo")
    house.add(account(house, team["an"], "zalo", "z-1"))
    zalo.says("/hen").says("Huy Hoàng").says("1").sees("ngày nào?").says("2").says("gặp HR").says("1").sees("✓ Đã hẹn")
    assert steps(house)[0].due == date(2024, 6, 18)


def account(house: House, chat: Chat, channel: str, user: str):
    return Account(person_id=chat.person_id, channel=channel, user_id=user, linked_at=house.clock.now())


def test_a_viewer_and_an_outsider_may_not(house, team):
    team["viewer"].says("/hen Huy Hoàng; thứ 5").sees("thành viên")
    house.outsider().says("/hen Huy Hoàng; thứ 5").sees_no("Huy Hoàng")
    assert steps(house) == []


@pytest.fixture
def group(house, team) -> Chat:
    unit = house.read(select(Unit).where(Unit.code == "DCT-1"))[0]
    now = house.clock.now()
    house.add(BoundChat(channel=house.channel, chat_id="-500", unit_id=unit.id, at=time(8), bound_by_id=1, bound_at=now,
                        starts_at=now))  # fmt: skip
    return team["an"].in_group("-500")


def test_a_group_plans_with_a_whole_line_and_says_neither_words_nor_names(house, team, group):
    group.says("/hen Huy Hoàng; thứ 5; gặp ông Thắng").sees("✓ Đã hẹn", "Huy Hoàng").sees_no("Thắng")
    group.says("/hen Huy Hoàng; giao Lan; nhờ chị Hà; 15/7").sees("một thành viên khác").sees_no("Lan", "Hà")
    group.presses("Ghi").sees("✓ Đã giao").sees_no("Lan", "Hà")
    assert len(steps(house)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "/hen",
        "/hen Huy Hoàng",
        "/hen Huy Hoàng; giao Hùng; x; 15/7",
        "/hen Huy Hoàng; giao Hùng; giao Trần Hà; 15/7",
        "/hen Huy Hoàng; giao Lan; 15/7",
        "/hen UV-0001; 20/7",
    ],
)
def test_a_group_gets_a_link_for_all_that_must_be_asked(house, team, group, line):
    group.says(line).sees("chat riêng").sees_no("Trần", "UV-0001")


def test_a_colleague_who_left_between_two_buttons_gets_nothing(house, team):
    an = team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 15/7")
    with house.session() as session, session.begin():
        session.get(Person, team["lan"].person_id).left_at = house.clock.now()
    an.presses("Ghi").sees_no("✓")
    assert steps(house) == []


def test_a_draft_kept_until_its_day_has_passed_is_refused(house, team):
    an = team["an"].says("/hen Huy Hoàng; giao Lan; trình hồ sơ; 18/6")
    house.clock.set(datetime(2024, 6, 20, 9, tzinfo=ZONE))
    an.presses("Ghi").sees("18/06/2024").sees_no("✓")
    an.says("21/6").presses("Ghi").sees("✓ Đã giao")


@pytest.fixture
def decided(house, team) -> int:
    """A candidate of the first group, UV-0001, whose admission was decided on 28/05/2024."""
    unit = house.read(select(Unit).where(Unit.code == "DCT-1"))[0]
    return add_candidate(house, unit, team["an"].person_id, steps=9)


def ceremony(house: House) -> date | None:
    return house.read(select(Candidate.ceremony_on))[0]


@pytest.mark.parametrize("line", ["/hen UV-0001; lễ kết nạp 3/7", "/hen uv1 3/7", "/hen UV-0001; 3/7; le ket nap"])
@pytest.mark.usefixtures("decided")
def test_a_ceremony_is_shown_and_then_planned(house, team, line):
    an = team["an"].says(line).sees("Lễ kết nạp UV-0001: thứ Tư 03/07/2024", "[Ghi]").sees_no("⚠", "Thùy Linh")
    assert ceremony(house) is None
    an.presses("Ghi").sees("✓ Đã hẹn", "UV-0001", "[Hoàn tác]")
    assert ceremony(house) == date(2024, 7, 3)
    an.presses("Hoàn tác").sees("Đã hoàn tác", "Lễ kết nạp UV-0001: thứ Tư 03/07/2024")
    assert ceremony(house) is None


@pytest.mark.usefixtures("decided")
def test_later_than_the_limit_is_allowed_and_said_with_its_source(house, team):
    an = team["an"].says("/hen UV-0001; lễ kết nạp 20/7")
    an.sees("thứ Bảy 20/07/2024", "lễ kết nạp", "09/07/2024", "24-QĐ/TW", "ngày nghỉ").presses("Ghi").sees("✓ Đã hẹn")
    assert ceremony(house) == date(2024, 7, 20)
    an.says("/hen UV-0001; 5/7").sees("Ngày dự kiến cũ: 20/07/2024").presses("Ghi")
    assert ceremony(house) == date(2024, 7, 5)
    an.says("/hoantac").sees("UV-0001").presses("Hoàn tác")
    assert ceremony(house) is None


def test_a_ceremony_needs_a_decision(house, team):
    unit = house.read(select(Unit).where(Unit.code == "DCT-1"))[0]
    add_candidate(house, unit, team["an"].person_id, steps=8)
    team["an"].says("/hen UV-0001; lễ kết nạp 3/7").sees("quyết định", "24-QĐ/TW").sees_no("[Ghi]")
    assert ceremony(house) is None


def test_after_the_ceremony_there_is_none_to_plan(house, team):
    unit = house.read(select(Unit).where(Unit.code == "DCT-1"))[0]
    add_candidate(house, unit, team["an"].person_id, steps=10)
    team["an"].says("/hen UV-0001; lễ kết nạp 3/7").sees("03/06/2024").sees_no("[Ghi]")


@pytest.mark.usefixtures("decided")
def test_a_ceremony_guided_called_off_and_misunderstood(house, team):
    an = team["an"].says("/hen UV-0001").sees("lễ kết nạp UV-0001 ngày nào?").says("10/6/2024").sees("10/06/2025")
    an.says("3/7").presses("Ghi").sees("✓ Đã hẹn")
    an.says("/hen UV-0001; họp chi bộ 3/7").sees("họp chi bộ", "/hen chỉ đặt ngày lễ kết nạp")
    an.says("/hen UV-0001; bỏ").sees("✓ Đã bỏ ngày lễ kết nạp UV-0001 dự kiến 03/07/2024")
    assert ceremony(house) is None
    an.says("/hen UV-0001; bỏ").sees("chưa định ngày")
    an.says("/hoantac").sees_no("Lễ kết nạp")  # what was called off is no entry any more


@pytest.mark.usefixtures("decided")
def test_a_code_typed_into_the_guided_entry(house, team):
    an = team["an"].says("/hen").says("UV-0001").sees("lễ kết nạp UV-0001 ngày nào?").says("3/7")
    an.sees("Lễ kết nạp UV-0001").presses("Sửa").presses("Ngày").says("4/7").presses("Ghi").sees("✓ Đã hẹn")
    assert ceremony(house) == date(2024, 7, 4)


@pytest.mark.usefixtures("decided")
def test_a_candidate_of_another_group_is_unknown(house, team):
    team["tu"].says("/hen UV-0001; 3/7")
    there = team["tu"].screen
    team["tu"].says("/hen UV-0009; 3/7")
    assert team["tu"].screen.replace("0009", "0001") == there
    assert ceremony(house) is None

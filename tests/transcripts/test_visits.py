"""/tham as people use it: one line in the yard, or guided with buttons."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from models import BoundChat, Enterprise, Entry, NextStep, Obstacle, Person, Unit, Visit, VisitParticipant, VisitRole
from outreach.rules.folding import fold_name
from tests.conversation import ZONE, Chat, House


@pytest.fixture
def team(house: House) -> dict[str, Chat]:
    """A committee with one working group, two members, a viewer, and three enterprises."""
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    group = house.unit("DCT-1", "Đoàn công tác số 1", under=top)
    for name in ("Công ty TNHH Huy Hoàng", "Công ty CP Việt Bắc 1", "Công ty CP Việt Bắc 2"):
        add_enterprise(house, name, group)
    return {
        "lan": house.person("Trần Thị Lan", "member", group),
        "minh": house.person("Lê Văn Minh", "member", group),
        "viewer": house.person("Người Xem", "viewer", group),
        "admin": house.person("Quản Trị", "admin", None),
    }


def add_enterprise(house: House, name: str, unit) -> Enterprise:
    return house.add(
        Enterprise(
            name=name, folded=fold_name(name), kind="private", unit_id=unit.id,
            entered_at=house.clock.now(), changed_at=house.clock.now(),
        )
    )  # fmt: skip


LINE = "/tham Huy Hoàng; gặp công đoàn, HR; đồng ý; vướng ca kíp; hẹn 15/7 trình hồ sơ; họp được 30 phút"


def counted(house: House) -> list[Visit]:
    return house.read(select(Visit).where(Visit.withdrawn_at.is_(None)))


def test_a_complete_line_is_written_at_once(house, team):
    lan = team["lan"].says(LINE)
    lan.sees(
        "✓ Đã ghi: Công ty TNHH Huy Hoàng, hôm nay 17/06",
        "Gặp: chủ tịch công đoàn, GĐ nhân sự",
        "Kết quả: đồng ý",
        "Vướng: làm việc theo ca",
        "Hẹn: 15/07 trình hồ sơ",
        "Ghi chú: họp được 30 phút",
        "[Hoàn tác]",
    )
    (visit,) = counted(house)
    assert visit.visited_on == date(2024, 6, 17)
    assert visit.outcome == "agreed"
    assert house.vault.open(visit.note_sealed) == "họp được 30 phút"
    assert visit.entered_by_id == lan.person_id
    assert {row.role for row in house.read(select(VisitRole))} == {"union_chair", "hr_director"}
    (step,) = house.read(select(NextStep))
    assert (step.due, step.person_id) == (date(2024, 7, 15), lan.person_id)
    assert house.vault.open(step.text_sealed) == "trình hồ sơ"
    (obstacle,) = house.read(select(Obstacle))
    assert (obstacle.kind, obstacle.opened_on) == ("shift_work", date(2024, 6, 17))


def test_undo_button_takes_it_back_once(house, team):
    lan = team["lan"].says(LINE)
    lan.presses("Hoàn tác").sees("Đã hoàn tác\nBuổi 17/06/2024: Công ty TNHH Huy Hoàng")
    assert counted(house) == []
    assert house.read(select(NextStep.closed_as)) == ["withdrawn"]
    assert house.read(select(Obstacle))[0].withdrawn_at is not None
    lan.presses("Hoàn tác").sees_stale()


def test_without_marks_and_sloppy(house, team):
    team["lan"].says("/tham   huy hoang;gap cong doan , hr;DONG Y;vuong ca kip;hen 15/7 trinh ho so")
    (visit,) = counted(house)
    assert visit.outcome == "agreed"


def test_in_english(house, team):
    with house.session() as session, session.begin():
        session.get(Person, team["lan"].person_id).language = "en"
    team["lan"].says("/visit Huy Hoang; met union, HR; agreed; next 15/7 submit file; with Minh").sees(
        "✓ Logged: Công ty TNHH Huy Hoàng, today, 17/06", "Outcome: agreed", "Together with: Minh"
    )
    assert house.vault.open(house.read(select(VisitParticipant))[0].name_sealed) == "Minh"


def test_yesterday_counts_from_when_it_was_sent(house, team):
    """Sent on Sunday evening, handled on Monday: "hôm qua" is Saturday."""
    sent = datetime(2024, 6, 16, 22, 0, tzinfo=ZONE)
    team["lan"].says("/tham Huy Hoàng; hôm qua; đồng ý", sent_at=sent)
    assert counted(house)[0].visited_on == date(2024, 6, 15)


def test_a_date_without_year_across_new_year(house, team):
    house.clock.set(datetime(2025, 1, 2, 9, 0, tzinfo=ZONE))
    team["lan"].says("/tham Huy Hoàng; 31/12; đồng ý; hẹn 15/12 gặp lại")
    assert counted(house)[0].visited_on == date(2024, 12, 31)
    assert house.read(select(NextStep))[0].due == date(2025, 12, 15)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("/tham Huy Hoàng; ngày 31/2; đồng ý", "31/2: không có ngày này"),
        ("/tham Huy Hoàng; 20/6/2024; đồng ý", "20/6/2024 chưa đến"),
        ("/tham Huy Hoàng; đồng ý; từ chối", "mâu thuẫn"),
        ("/tham Huy Hoàng; kết quả: xanh lè", "xanh lè"),
        ("/tham Huy Hoàng; hẹn 15/13 trình hồ sơ", "15/13"),
        ("/tham Huy Hoàng; hẹn 1/6/2024 trình hồ sơ", "đã qua"),
        ("/tham Huy Hoàng; " + "dài " * 600, "tối đa 2.000"),
        ("/tham Huy Hoàng; " + "a" * 5000, "5.017 ký tự"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_written(house, team, line, complaint):
    team["lan"].says(line).sees(complaint)
    assert counted(house) == []
    assert house.read(select(Entry)) == []


def test_markup_and_emoji_are_only_text(house, team):
    team["lan"].says("/tham Huy Hoàng; *đậm* <b>x</b> _y_ 🎉 [a](http://b); đồng ý").sees(
        "Ghi chú: *đậm* <b>x</b> _y_ 🎉 [a](http://b)"
    )
    spans = team["lan"].answers[0].text.spans
    assert [span.style for span in spans].count("bold") == 1, "only the name of the enterprise is bold"


def test_unknown_enterprise_offers_near_names_or_to_add_it(house, team):
    lan = team["lan"].says("/tham Hoàng Huyy; đồng ý")
    lan.sees("[Công ty TNHH Huy Hoàng]", "[+ Thêm “Hoàng Huyy”]")
    assert counted(house) == []
    lan.presses("Thôi").says("/tham Mây Trắng; đồng ý").sees("Chưa có Mây Trắng", "[+ Thêm “Mây Trắng”]")
    assert counted(house) == []
    lan.presses("+ Thêm").sees("thuộc loại hình nào?", "[Tư nhân]")
    lan.presses("Tư nhân").sees("Mây Trắng – hôm nay", "Doanh nghiệp mới", "[Ghi]")
    lan.presses("Ghi").sees("✓ Đã ghi: Mây Trắng")
    assert [visit.outcome for visit in counted(house)] == ["agreed"]
    team["minh"].says("/tham may trang; từ chối").sees("✓ Đã ghi: Mây Trắng")


def test_two_alike_are_offered(house, team):
    lan = team["lan"].says("/tham Việt Bắc; đồng ý")
    lan.sees("là doanh nghiệp nào?", "[Công ty CP Việt Bắc 1]", "[Công ty CP Việt Bắc 2]")
    lan.presses("Công ty CP Việt Bắc 2").sees("Công ty CP Việt Bắc 2 – hôm nay", "Kết quả: đồng ý", "[Ghi]")
    lan.presses("Ghi").sees("✓ Đã ghi")
    assert len(counted(house)) == 1


def test_the_same_visit_again_today_is_asked_about(house, team):
    lan = team["lan"].says(LINE)
    lan.says("/tham Huy Hoàng; đồng ý").sees("Hôm nay đã ghi một buổi ở đây rồi", "[Ghi]", "[Thôi]")
    assert len(counted(house)) == 1
    lan.presses("Thôi").sees("chưa ghi gì")
    assert len(counted(house)) == 1
    lan.says("/tham Huy Hoàng; đồng ý").presses("Ghi")
    assert len(counted(house)) == 2
    team["minh"].says("/tham Huy Hoàng; đồng ý").sees("✓ Đã ghi")


def test_guided_with_buttons_and_words(house, team):
    lan = team["lan"].says("/tham").sees("Đã đến doanh nghiệp nào?")
    lan.says("huy hoàng").sees("Đã gặp ai?", "[Chủ tịch công đoàn]")
    lan.presses("Chủ tịch công đoàn").sees("✓ Chủ tịch công đoàn")
    lan.presses("GĐ nhân sự").presses("Chủ tịch công đoàn").presses("Xong")
    lan.sees("Kết quả buổi làm việc?").presses("Quan tâm").sees("Có vướng mắc gì?")
    lan.presses("Làm việc theo ca").presses("Xong").sees("Hẹn việc gì tiếp theo")
    lan.says("thứ Sáu tuần sau gặp giám đốc").sees("Ghi chú gì thêm?")
    lan.presses("Bỏ qua").sees(
        "Công ty TNHH Huy Hoàng – hôm nay", "Gặp: GĐ nhân sự", "Kết quả: quan tâm", "28/06 gặp giám đốc"
    )
    assert counted(house) == []
    lan.presses("Ghi").sees("✓ Đã ghi")
    (visit,) = counted(house)
    assert visit.outcome == "interested"
    assert [row.role for row in house.read(select(VisitRole))] == ["hr_director"]


def test_save_now_leaves_the_rest_unasked(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").sees("Đã gặp ai?")
    lan.presses("Ghi luôn").sees("Công ty TNHH Huy Hoàng – hôm nay", "[Ghi]").presses("Ghi").sees("✓ Đã ghi")
    assert len(counted(house)) == 1


def test_change_one_thing_before_saving(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").presses("Ghi luôn").presses("Sửa").sees("Sửa phần nào?")
    lan.presses("Ngày").sees("Làm việc ngày nào?").says("31/2").sees("31/2: không có ngày này")
    lan.says("hôm qua").sees("hôm qua 16/06")
    lan.presses("Ghi")
    assert counted(house)[0].visited_on == date(2024, 6, 16)


def test_words_at_the_preview_are_added(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").presses("Ghi luôn")
    lan.says("gặp quản đốc; từ chối").sees("Gặp: quản đốc", "Kết quả: từ chối", "[Ghi]")


def test_a_restart_in_the_middle(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").presses("Quản đốc")
    house.restart()
    house.clock.pass_by(days=1)
    lan.presses("Xong").sees("Kết quả buổi làm việc?").says("đồng ý").presses("Ghi luôn").presses("Ghi").sees(
        "✓ Đã ghi"
    )
    assert [row.role for row in house.read(select(VisitRole))] == ["line_manager"]


def test_a_photo_where_text_is_due_keeps_the_draft(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").presses("Xong")
    lan.does("photo").sees("Bot chỉ đọc được chữ")
    lan.says("nhất trí").sees("Có vướng mắc gì?")


def test_an_answer_that_makes_no_sense_keeps_the_draft(house, team):
    lan = (
        team["lan"]
        .says("/tham Huy Hoàng")
        .presses("Xong")
        .says("mưa to quá")
        .sees("Không hiểu kết quả mưa to quá", "đồng ý")
    )
    lan.says("đồng ý").sees("Có vướng mắc gì?")


def test_a_stale_button_of_an_earlier_step(house, team):
    lan = team["lan"].says("/tham Huy Hoàng")
    old = lan.answers[0]
    lan.presses("Xong").presses("Đồng ý")
    lan.cannot_press("Quản đốc", old)


def test_cancel_drops_the_draft(house, team):
    lan = team["lan"].says("/tham Huy Hoàng").says("/huy").sees("Đã bỏ, chưa ghi gì.")
    lan.says("/huy").sees("Không có nội dung đang nhập")
    lan.says("đồng ý").sees("Chưa hiểu")
    assert counted(house) == []


def test_a_viewer_may_not_log(house, team):
    team["viewer"].says(LINE).sees("chỉ để xem")
    assert counted(house) == []


def test_an_outsider_learns_nothing(house, team):
    for line in (LINE, "/tham", "/tham Việt Bắc", "/visit x", "xin chào", "/sua", "/hoantac"):
        outsider = house.outsider().says(line)
        outsider.sees("chỉ phục vụ người được mời").sees_no("Huy Hoàng", "Việt Bắc", "DCT-1", "DU-HN")
    assert counted(house) == []


def test_an_enterprise_of_another_committee_is_unknown(house, team):
    other = house.unit("TU-LS", "Thành ủy Lạng Sơn", "committee")
    add_enterprise(house, "Công ty TNHH Thiên Phú", other)
    team["lan"].says("/tham Thiên Phú; đồng ý").sees_no("Thiên Phú]").sees("+ Thêm")
    assert counted(house) == []


def test_in_a_group(house, team, bound):
    """One line works; what was typed freely is not repeated there; guided entry leads to the private chat."""
    lan = team["lan"].in_group()
    lan.says("/tham Huy Hoàng; gặp HR, chị Hoa; đồng ý; hẹn 15/7 gặp chị Hoa; chị Hoa rất nhiệt tình")
    lan.sees("✓ Đã ghi", "Hẹn: 15/07").sees_no("Hoa")
    assert len(counted(house)) == 1
    lan.says("/tham").sees("trong chat riêng", "[Mở chat riêng]")
    house.outsider().in_group().says(LINE).sees("chỉ để xem")
    assert len(counted(house)) == 1


@pytest.fixture
def bound(house, team):
    top = house.read(select(Unit).where(Unit.code == "DU-HN"))[0]
    now = house.clock.now()
    return house.add(
        BoundChat(
            channel=house.channel, chat_id="-500", unit_id=top.id, at=time(8), bound_by_id=team["admin"].person_id,
            bound_at=now, starts_at=now,
        )
    )  # fmt: skip


def test_two_people_in_one_group_at_once(house, team, bound):
    """Each may answer only the choice that was offered to them, and each gets their own visit."""
    lan, minh = team["lan"].in_group(), team["minh"].in_group()
    lan.says("/tham Việt Bắc; đồng ý")
    first = lan.answers[0]
    minh.says("/tham Việt Bắc; từ chối")
    second = minh.answers[0]
    minh.cannot_press("Công ty CP Việt Bắc 1", first, "dành cho người đã hỏi")
    lan.presses("Công ty CP Việt Bắc 1", first).sees("[Ghi]")
    mine = lan.answers[0]
    minh.presses("Công ty CP Việt Bắc 2", second)
    theirs = minh.answers[0]
    lan.presses("Ghi", mine).sees("✓ Đã ghi: Công ty CP Việt Bắc 1")
    minh.presses("Ghi", theirs).sees("✓ Đã ghi: Công ty CP Việt Bắc 2")
    assert sorted((v.entered_by_id, v.outcome) for v in counted(house)) == sorted(
        [(lan.person_id, "agreed"), (minh.person_id, "refused")]
    )


def test_a_cleared_obstacle(house, team):
    team["lan"].says("/tham Huy Hoàng; vướng ca kíp")
    house.clock.pass_by(days=2)
    team["minh"].says("/tham Huy Hoàng; gỡ ca kíp; đồng ý").sees("Đã gỡ: làm việc theo ca")
    (obstacle,) = house.read(select(Obstacle))
    assert obstacle.cleared_on == date(2024, 6, 19)
    team["minh"].presses("Hoàn tác")
    assert house.read(select(Obstacle))[0].cleared_on is None


def test_an_obstacle_met_twice_is_told_once_and_survives_a_withdrawal(house, team):
    lan = team["lan"].says("/tham Huy Hoàng; vướng ca kíp")
    team["minh"].says("/tham Huy Hoàng; vướng ca kíp")
    assert [row.repeats for row in house.read(select(Obstacle).order_by(Obstacle.id))] == [False, True]
    lan.presses("Hoàn tác")
    rows = house.read(select(Obstacle).order_by(Obstacle.id))
    assert [(row.repeats, row.withdrawn_at is None) for row in rows] == [(False, False), (False, True)]


def test_clearing_what_was_never_noted_is_said(house, team):
    team["lan"].says("/tham Huy Hoàng; gỡ ca kíp").sees("trước đây chưa ghi vướng mắc này")


def test_what_is_typed_freely_is_sealed(house, team):
    """The bytes of the database hold no word of notes, steps, proposals, free obstacles, or who was met."""
    team["lan"].says(
        "/tham Huy Hoàng; gặp chị Hoatest; đi cùng Minhtest; vướng Vuongtest; hẹn 15/7 Hentest; "
        "kiến nghị Kientest; Ghitest"
    ).sees("✓ Đã ghi", "Hoatest", "Minhtest", "Vuongtest", "Hentest", "Kientest", "Ghitest")
    if house.store.engine.dialect.name == "sqlite":
        house.store.engine.dispose()
        folder = Path(house.store.engine.url.database).parent
        content = b"".join(path.read_bytes() for path in folder.glob("nhipcau.db*"))
    else:
        tables = SQLModel.metadata.sorted_tables
        with house.store.engine.connect() as connection:
            content = repr([connection.execute(select(table)).all() for table in tables]).encode()
    for word in (b"Hoatest", b"Minhtest", b"Vuongtest", b"Hentest", b"Kientest", b"Ghitest"):
        assert word not in content

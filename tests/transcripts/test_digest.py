"""The weekly summary: planned once, caught up, always sent, without a name; and /bantin, the week to date."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from bot import sending
from jobs import digest
from models import (
    AdmissionEvent,
    BoundChat,
    Candidate,
    Enterprise,
    JobRun,
    NextStep,
    Notice,
    Obstacle,
    OpeningFigure,
    Outbox,
    PartyClass,
    Person,
    Proposal,
    Target,
    Unreachable,
    Visit,
)  # fmt: skip
from outreach.composing.index import Teller
from outreach.messages import Address
from outreach.services.talk import chats
from outreach.texts.digest import LIMIT, utf16
from tests.conversation import ZONE

SUNDAY = datetime(2024, 6, 16, 20, tzinfo=ZONE)
MONDAY = datetime(2024, 6, 17, 8, tzinfo=ZONE)
WEEK = timedelta(weeks=1)
NAMES = ("Trần Thị Lan", "Lê Văn Minh", "Nguyễn Bí Mật")


@pytest.fixture
def world(house):
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
    house.admin = house.person(NAMES[0], "admin", house.du, user="42")
    house.clock.set(SUNDAY)
    house.chat = bind(house, "-5", house.du)
    run(house)  # the first run ever
    return house


def bind(house, chat, unit, **more):
    now = house.clock.now()
    row = BoundChat(
        channel=house.channel, chat_id=chat, unit_id=unit.id, bound_by_id=house.admin.person_id, bound_at=now,
        starts_at=now, **more,
    )  # fmt: skip
    return house.add(row)


def run(house, limit=None):
    """One run of the job in a transaction of its own, at the present instant."""
    return house.store.write_here(lambda session: digest.plan(session, house.clock.now(), ZONE, "vi", limit))


def at(house, instant, limit=None):
    house.clock.set(instant)
    return run(house, limit).number


def planned(house):
    return house.read(select(Outbox).where(Outbox.rule == "digest").order_by(Outbox.id))


def text(house, chat="-5"):
    return house.sent(chat)[-1][1].text.plain


def busy_week(house):
    """A visit with an obstacle, a proposal and two steps, names in every free text; a target; a figure."""
    now, seal = house.clock.now(), house.vault.seal
    who = {"entered_by_id": house.admin.person_id, "entered_at": now}
    firm = house.add(
        Enterprise(
            name="Công ty Huy Hoàng", folded="huy hoang", kind="fdi", unit_id=house.one.id, entered_at=now,
            changed_at=now,
        )
    )  # fmt: skip
    here = {"enterprise_id": firm.id, "unit_id": house.one.id}
    step = here | {"text_sealed": seal(NAMES[2]), "entered_at": now}
    visit = house.add(Visit(visited_on=date(2024, 6, 12), purpose="survey", note_sealed=seal(NAMES[2]), **here, **who))
    old = house.add(Visit(visited_on=date(2024, 6, 3), **here, **who | {"entered_at": now - WEEK}))
    house.add(
        Obstacle(kind="shift_work", opened_visit_id=visit.id, opened_on=date(2024, 6, 12), **here),
        Obstacle(text_sealed=seal(NAMES[2]), opened_visit_id=visit.id, opened_on=date(2024, 6, 12), **here),
        Obstacle(
            kind="no_candidates", opened_visit_id=old.id, opened_on=date(2024, 6, 3), cleared_visit_id=visit.id,
            cleared_on=date(2024, 6, 12), **here,
        ),
        Proposal(visit_id=visit.id, text_sealed=seal(NAMES[2])),
        NextStep(due=date(2024, 6, 14), person_sealed=seal(NAMES[1]), **step),
        NextStep(due=date(2024, 6, 20), **step),
        NextStep(due=date(2024, 6, 20), closed_at=now, **step),
        Target(
            indicator="visits", unit_id=house.du.id, period_kind="year", starts=date(2024, 1, 1),
            ends=date(2024, 12, 31), kind="exact", value=20, basis=NAMES[2], **who,
        ),
        OpeningFigure(
            indicator="visits", unit_id=house.two.id, starts=date(2024, 5, 1), ends=date(2024, 5, 31), count=4,
            source=NAMES[2], **who,
        ),
    )  # fmt: skip


def test_what_a_busy_week_looks_like(world):
    busy_week(world)
    assert at(world, MONDAY) == 1
    said = text(world)
    for piece in (
        "Bản tin tuần 24 (10/06 – 16/06/2024)\nĐảng ủy các KCN",
        "Buổi làm việc, năm 2024\n6/20 = 30% · trong tuần +5 · còn 14",
        "chậm 3 buổi so với tiến độ",
        "Buổi làm việc trong tuần: 1\n· Đoàn công tác số 1: 1\n· Đoàn công tác số 2: 0\nKiến nghị với cấp ủy: 1",
        "Vướng mắc mới: 2 (làm việc theo ca 1, khác 1)",
        "Đã gỡ vướng mắc: 1",
        "Việc quá hạn: 1\n· Đoàn công tác số 1: 1",
        "Bảy ngày tới\n· Thứ 5 20/06: 1 việc – Công ty Huy Hoàng",
    ):
        assert piece in said
    assert not [name for name in NAMES if name in said]


def candidate(house, unit, stage, **more):
    """Somebody whose name is sealed, who stands in ``stage``."""
    return house.add(
        Candidate(
            unit_id=unit.id, stage=stage, stage_on=date(2024, 6, 3), name_sealed=house.vault.seal(NAMES[2]),
            entered_by_id=house.admin.person_id, entered_at=house.clock.now(), **more,
        )
    )  # fmt: skip


def test_the_funnel_and_the_time_limits_are_told_as_numbers(world):
    """One alone is told too: neither the funnel nor a unit's actuals are ever hidden."""
    for days in (-1, 0, 3, 6, 7):
        candidate(world, world.one, "vetting", due=date(2024, 6, 17) + timedelta(days=days), due_limit="papers")
    candidate(world, world.two, "outstanding")
    candidate(world, world.two, "probationary")
    candidate(world, world.two, "withdrawn", exit="withdrawn", closed_on=date(2024, 6, 4))
    bind(world, "-6", world.two)
    world.add(
        Target(
            indicator="members_admitted", unit_id=world.du.id, period_kind="year", starts=date(2024, 1, 1),
            ends=date(2024, 12, 31), kind="exact", value=140, entered_by_id=world.admin.person_id,
            entered_at=world.clock.now(),
        )
    )  # fmt: skip
    assert at(world, MONDAY) == 2
    for piece in (
        "0/140 = 0% · còn 140",
        "\n5 hồ sơ đang hoàn thiện",
        "Nguồn kết nạp: 6\nquần chúng ưu tú 1, thẩm tra lý lịch 5\nĐảng viên dự bị chờ công nhận: 1",
        "Không có việc quá hạn.\nThời hạn hồ sơ đã quá: 1",
        "Bảy ngày tới\n· 3 thời hạn hồ sơ",
    ):
        assert piece in text(world)
    assert "Nguồn kết nạp: 1\nquần chúng ưu tú 1\nĐảng viên" in text(world, "-6")
    assert "thẩm tra" not in text(world, "-6")
    assert not [chat for chat in ("-5", "-6") if "UV-" in text(world, chat) or NAMES[2] in text(world, chat)]


def test_classes_ahead_are_told_by_day(world):
    """Another group's class stands in the committee's summary, not in this group's; past or withdrawn in none."""
    bind(world, "-6", world.two)
    for unit, day, more in (
        (world.one, 20, {}), (world.two, 20, {}), (world.two, 22, {"apart": True}), (world.one, 16, {}),
        (world.one, 24, {}), (world.one, 18, {"withdrawn_at": world.clock.now()}),
    ):  # fmt: skip
        world.add(
            PartyClass(
                kind="awareness_class", unit_id=unit.id, starts=date(2024, 6, day), ends=date(2024, 6, day + 2),
                entered_by_id=world.admin.person_id, entered_at=world.clock.now(), **more,
            )
        )  # fmt: skip
    busy_week(world)
    at(world, MONDAY)
    ahead = "· Thứ 5 20/06: khai giảng 2 lớp; 1 việc – Công ty Huy Hoàng\n· Thứ 7 22/06: khai giảng 1 lớp"
    assert text(world).endswith("Bảy ngày tới\n" + ahead)
    assert text(world, "-6").endswith("Bảy ngày tới\n· Thứ 5 20/06: khai giảng 1 lớp\n· Thứ 7 22/06: khai giảng 1 lớp")


def test_planned_visits_and_ceremonies_are_told_by_day(world):
    """Visits with where they go, ceremonies as a number; of another group's neither, and of nobody who is closed."""
    bind(world, "-6", world.two)
    busy_week(world)
    firm, now = world.read(select(Enterprise))[0], world.clock.now()
    world.add(
        NextStep(kind="visit", due=date(2024, 6, 20), enterprise_id=firm.id, unit_id=world.one.id, entered_at=now,
                 text_sealed=world.vault.seal(NAMES[2])),
        *(
            Candidate(unit_id=world.one.id, stage="decision", stage_on=date(2024, 6, 3), ceremony_on=date(2024, 6, day),
                      closed_on=closed, entered_by_id=world.admin.person_id, entered_at=now)
            for day, closed in ((21, None), (21, None), (22, date(2024, 6, 10)), (30, None))
        ),
    )  # fmt: skip
    at(world, MONDAY)
    assert text(world).endswith(
        "Bảy ngày tới\n· Thứ 5 20/06: thăm Công ty Huy Hoàng; 1 việc – Công ty Huy Hoàng\n· Thứ 6 21/06: 2 lễ kết nạp"
    )
    assert text(world, "-6").endswith("Bảy ngày tới chưa có việc đến hạn.")


def test_a_step_of_a_candidate_is_no_quiet_week(world):
    """The steps of the week are told, each stage with its number; what another unit's people did is not told here."""
    bind(world, "-6", world.two)
    for stage, day in (("vetting", 12), ("vetting", 16), ("probationary", 14), ("dossier", 9), ("dossier", 17)):
        row = candidate(world, world.one, stage)
        world.add(
            AdmissionEvent(
                candidate_id=row.id, kind="stage", stage=stage, happened_on=date(2024, 6, day), unit_id=world.one.id,
                entered_by_id=world.admin.person_id, entered_at=world.clock.now(),
            )
        )  # fmt: skip
    at(world, MONDAY)
    assert "Bước mới trong tuần: thẩm tra lý lịch 2, đảng viên dự bị 1" in text(world)
    assert "chưa ghi nhận" not in text(world)
    assert "chưa ghi nhận" in text(world, "-6")


def test_what_has_no_target_is_told_in_the_week_in_which_it_changes(world):
    """A ceremony is not passed over because only visits have a target; without news it makes the page no longer."""
    busy_week(world)
    row = candidate(world, world.one, "probationary")
    world.add(
        AdmissionEvent(
            candidate_id=row.id, kind="stage", stage="probationary", happened_on=date(2024, 6, 14),
            unit_id=world.one.id, entered_by_id=world.admin.person_id, entered_at=world.clock.now(),
        )
    )  # fmt: skip
    at(world, MONDAY)
    assert "Kết nạp đảng viên, năm 2024\n1 · trong tuần +1 · chưa giao chỉ tiêu" in text(world)
    assert "Doanh nghiệp được khảo sát" not in text(world)
    at(world, MONDAY + WEEK)
    assert "Kết nạp đảng viên" not in text(world)


def test_a_week_in_which_nothing_happened_is_told_too_even_on_a_holiday(world):
    """The second Monday of February 2024 was in the Tết holidays: the summary is sent all the same."""
    assert at(world, MONDAY) == 1
    assert "chưa ghi nhận hoạt động mới" in text(world)
    assert "Không có việc quá hạn" in text(world)
    tet = datetime(2025, 1, 27, 8, 5, tzinfo=ZONE)
    assert at(world, tet) == 1
    assert "tuần 4 (20/01 – 26/01/2025)" in text(world)


def test_planned_once_however_often_it_is_planned(world):
    assert [at(world, MONDAY + timedelta(minutes=minutes)) for minutes in (0, 0, 1, 60)] == [1, 0, 0, 0]
    with world.session() as session, session.begin():
        session.get_one(JobRun, "digest").ran_until = SUNDAY
    assert run(world).number == 0, "the key holds even when the job's memory is lost"
    assert len(planned(world)) == 1


def test_not_before_its_hour(world):
    assert at(world, MONDAY - timedelta(seconds=1)) == 0
    assert at(world, MONDAY) == 1


def test_after_three_weeks_away_only_the_latest_comes(world):
    assert at(world, MONDAY + 3 * WEEK + timedelta(hours=2)) == 1
    assert "tuần 27 (01/07 – 07/07/2024)" in text(world)
    assert len(planned(world)) == 1


def test_too_late_is_not_planned_and_noted_once_for_the_administrators(world):
    late = MONDAY + timedelta(hours=48)
    assert [at(world, late), at(world, late)] == [0, 0]
    assert planned(world) == []
    assert [(row.kind, row.unit_id) for row in world.read(select(Notice))] == [("digest_skipped", world.du.id)]
    assert world.read(select(JobRun.skipped)) == [1]
    assert at(world, MONDAY + WEEK) == 1, "the next one comes as ever"


def test_quiet_hours_defer_it_and_it_is_fresh_as_long(world):
    """At sending again: who is quiet from now on is not woken by what was planned before."""
    bind(world, "-6", world.one, quiet_from=time(21), quiet_to=time(9))
    assert at(world, MONDAY) == 2
    [row] = [row for row in planned(world) if row.chat_id == "-6"]
    nine = MONDAY + timedelta(hours=1)
    assert (row.not_before, row.stale_at) == (nine, nine + timedelta(hours=48))
    assert prepared(world, "-5") is not None
    with world.session() as session, session.begin():
        chat = session.get_one(BoundChat, world.chat.id)
        chat.quiet_from, chat.quiet_to = time(7), time(10)
    assert prepared(world, "-5") is None
    [row] = [row for row in planned(world) if row.chat_id == "-5"]
    ten = MONDAY + timedelta(hours=2)
    assert (row.state, row.not_before, row.stale_at) == ("waiting", ten, ten + timedelta(hours=48))
    world.clock.set(ten)
    assert prepared(world, "-5") is not None


def prepared(house, chat):
    """What delivery makes of the chat's waiting summary at this instant."""
    [number] = [row.id for row in planned(house) if row.chat_id == chat]
    return house.store.write_here(
        lambda session: sending.prepare(session, number, Teller(ZONE, "vi"), house.clock.now())
    )


def test_just_in_time_is_planned_with_its_end(world):
    assert at(world, MONDAY + timedelta(hours=47, minutes=59)) == 1
    assert planned(world)[0].stale_at == MONDAY + timedelta(hours=48)


def test_a_chat_bound_after_the_hour_waits_for_the_next(world):
    world.clock.set(MONDAY + timedelta(minutes=1))
    bind(world, "-6", world.one)
    assert run(world).number == 1
    assert {row.chat_id for row in planned(world)} == {"-5"}
    assert at(world, MONDAY + WEEK) == 2


def test_the_first_run_ever_plans_nothing(house):
    house.admin = house.person("An", "admin")
    unit = house.unit("DU", "Đảng ủy", "committee")
    house.clock.set(SUNDAY - WEEK)
    bind(house, "-5", unit)
    assert at(house, MONDAY) == 0
    assert at(house, MONDAY + WEEK) == 1


def test_each_chat_on_its_own_day_and_in_its_own_language(world):
    bind(world, "-6", world.one, weekday=4, language="en", thread_id="7")
    assert at(world, MONDAY + timedelta(days=1)) == 1
    assert at(world, datetime(2024, 6, 21, 8, tzinfo=ZONE)) == 1
    row = planned(world)[-1]
    assert (row.chat_id, row.thread_id, row.key) == ("-6", "7", f"digest:{world.chat.id + 1}:2024-06-21T08:00")
    assert "Summary of week 24 (10/06 – 16/06/2024)\nĐoàn công tác số 1" in text(world, "-6")
    assert "Nothing new was logged" in text(world, "-6")


def test_unreachable_chats_and_ended_bindings_get_none(world):
    world.add(Unreachable(channel=world.channel, chat_id="-5", reason="kicked", since=world.clock.now()))
    gone = bind(world, "-6", world.one)
    with world.session() as session, session.begin():
        session.get_one(BoundChat, gone.id).ended_at = world.clock.now()
    assert at(world, MONDAY) == 0


def test_a_planned_summary_is_cleared_when_the_group_is_unbound(world):
    at(world, MONDAY)
    with world.session() as session, session.begin():
        actor = actor_of(session, world.admin)
        assert chats.unbind(session, actor, Address(world.channel, "-5"), world.clock.now())
    assert [(row.state, row.reason) for row in planned(world)] == [("cleared", "unbound")]


def actor_of(session, chat):
    from outreach.actor import Actor  # noqa: PLC0415

    person = session.get_one(Person, chat.person_id)
    return Actor(person.id, person.role, person.unit_id)


def test_in_batches_nothing_is_lost_or_doubled(world):
    for number in range(5):
        bind(world, f"-1{number}", world.one)
    world.clock.set(MONDAY)
    runs = [run(world, 2) for _ in range(4)]
    assert [(each.number, each.more) for each in runs] == [(2, True), (2, True), (2, False), (0, False)]
    assert len({row.chat_id for row in planned(world)}) == 6


def test_a_clock_that_stands_behind_changes_nothing(world):
    at(world, MONDAY)
    assert at(world, SUNDAY - WEEK) == 0
    assert world.read(select(JobRun))[0].ran_until == MONDAY


def test_it_fits_one_message_however_much_there_is(world):
    """Two hundred groups with long names, targets of every kind: lists are cut, and say by how much."""
    for number in range(200):
        world.unit(
            f"T{number}", f"Tổ công tác phụ trách khu công nghiệp và chế xuất số {number} " + "x" * 60, under=world.du
        )
    for year in range(2000, 2025):
        world.add(
            Target(
                indicator="visits", unit_id=world.du.id, period_kind="dates", starts=date(year, 1, 1),
                ends=date(2030, 12, 31), kind="exact", value=10_000, entered_by_id=world.admin.person_id,
                entered_at=world.clock.now(),
            )
        )  # fmt: skip
    at(world, MONDAY)
    assert utf16(text(world)) <= LIMIT
    assert "mục khác" in text(world)


def test_the_week_to_date_in_a_group_and_in_private(world):
    busy_week(world)
    group = world.outsider().in_group("-5").says("/bantin")
    group.sees("Bản tin tuần 24 (10/06 – 16/06/2024)", "6/20 = 30%", "Buổi làm việc trong tuần: 1").sees_no(*NAMES)
    member = world.person(NAMES[1], "viewer", world.one)
    member.says("/bantin").sees("Đoàn công tác số 1", "Buổi làm việc trong tuần: 1").sees_no("6/20 =")
    member.says("/bantin DU-HN").sees("Không có đơn vị")
    member.says("/bantin DCT-1").sees("Đoàn công tác số 1")


def test_changes_are_those_since_monday(world):
    """What was entered before the week began is no change, whenever it happened."""
    busy_week(world)
    world.admin.says("/bantin").sees("trong tuần +5")
    world.clock.set(MONDAY)
    world.admin.says("/bantin").sees("Bản tin tuần 25 (17/06 – 23/06/2024), đến 17/06", "chưa ghi nhận")


def test_an_administrator_of_everything_chooses_among_roots(world):
    world.unit("XA", "Đảng ủy xã", "committee")
    boss = world.person("Ai Đó", "admin").says("/bantin").sees("Đơn vị nào?")
    boss.presses("Đảng ủy xã").sees("Bản tin tuần 24", "Đảng ủy xã")


def test_a_button_of_somebody_who_sees_no_more(world):
    world.unit("XA", "Đảng ủy xã", "committee")
    boss = world.person("Ai Đó", "admin").says("/bantin")
    with world.session() as session, session.begin():
        session.get_one(Person, boss.person_id).unit_id = world.one.id
    boss.presses("Đảng ủy xã").sees("không xem được").sees_no("Bản tin")


def test_outsiders_and_unbound_groups_learn_nothing(world):
    world.outsider().says("/bantin").sees_no("KCN", "Bản tin")
    world.outsider().in_group("-99").says("/bantin DU-HN").sees_no("KCN", "Bản tin")


def test_english(world):
    busy_week(world)
    with world.session() as session, session.begin():
        session.get_one(Person, world.admin.person_id).language = "en"
    world.admin.says("/digest").sees(
        "Summary of week 24 (10/06 – 16/06/2024)", "6/20 = 30% · +5 this week · 14 to go", "Visits this week: 1",
        "Obstacles met: 2", "Overdue steps: 1", "Thu 20/06: 1 step – Công ty Huy Hoàng",
    )  # fmt: skip


def test_a_cumulative_report_of_each_week_shows_what_was_added(world):
    """Reports run to the day on which they are made, past the end of the week that the summary is about."""
    world.add(
        Target(
            indicator="members_admitted", unit_id=world.du.id, period_kind="year", starts=date(2024, 1, 1),
            ends=date(2024, 12, 31), kind="exact", value=140, entered_by_id=world.admin.person_id,
            entered_at=world.clock.now() - 8 * WEEK,
        )
    )  # fmt: skip
    world.clock.set(datetime(2024, 6, 10, 7, tzinfo=ZONE))
    world.admin.says("/ketqua kết nạp; 70; DU-HN; 1/1/2024-10/6/2024").presses("Ghi").sees("✓ Đã ghi")
    world.clock.set(datetime(2024, 6, 17, 7, tzinfo=ZONE))
    world.admin.says("/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024").presses("Ghi").sees("✓ Đã ghi")
    at(world, MONDAY)
    assert "79/140 = 56,4% · trong tuần +9 · còn 61" in text(world)


def test_a_week_past_can_be_asked_for(world):
    world.clock.set(MONDAY)
    world.admin.says("/bantin tuần trước").sees("Bản tin tuần 24 (10/06 – 16/06/2024)")
    world.admin.says("/bantin DCT-1 tuần trước").sees("Bản tin tuần 24", "Đoàn công tác số 1")
    world.admin.says("/bantin tháng 5").sees("Bản tin theo tuần")


def test_the_week_of_the_turn_of_the_year_tells_of_both_years(world):
    """What was achieved on the last days of the year still appears against that year's target."""
    who = {"entered_by_id": world.admin.person_id, "entered_at": world.clock.now()}
    for year, value in ((2024, 20), (2025, 30)):
        world.add(
            Target(
                indicator="visits", unit_id=world.du.id, period_kind="year", starts=date(year, 1, 1),
                ends=date(year, 12, 31), kind="exact", value=value, **who,
            )
        )  # fmt: skip
    world.clock.set(datetime(2025, 1, 5, 20, tzinfo=ZONE))
    run(world)
    assert at(world, datetime(2025, 1, 6, 8, tzinfo=ZONE)) == 1
    assert "năm 2024" in text(world)
    assert "năm 2025" in text(world)


def test_bound_anew_to_a_later_hour_of_the_day_the_summary_still_comes(world):
    assert at(world, MONDAY) == 1
    world.clock.set(MONDAY + timedelta(minutes=1))
    world.admin.in_group("-5").says("/gan DU-HN; thứ 2 09:00").presses("Gắn")
    assert [row.state for row in planned(world)] == ["cleared"]
    assert at(world, MONDAY + timedelta(hours=1)) == 1
    assert "Bản tin tuần 24" in text(world)

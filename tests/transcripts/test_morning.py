"""The morning message: what it says and when, on both messengers, and why it is not sent when nothing is left."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from jobs import morning
from models import (
    Account,
    CalendarDay,
    Candidate,
    Enterprise,
    JobRun,
    NextStep,
    Notice,
    Offer,
    Outbox,
    Person,
    Postponed,
    RuleSetting,
    Unreachable,
)
from outreach.rules.folding import fold_name
from outreach.rules.splitting import units
from outreach.rules.tasks import morning as hours
from outreach.services.talk import telling
from tests.conversation import ZONE

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NAMES = ("Trần Thị Lan", "Lê Văn Minh", "Phạm Thị Dung", "Nguyễn Thị Kín")


def at(day: int, hour: int = 7, minute: int = 30, month: int = 6) -> datetime:
    """An instant of 2024; 17/06 is a Monday."""
    return datetime(2024, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def world(house):
    """A committee with two groups; the jobs have run for the first time on Monday at nine."""
    house.clock.set(at(17, 9))
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
    house.lan = house.person(NAMES[0], "member", house.one)
    house.minh = house.person(NAMES[1], "member", house.one)
    house.dung = house.person(NAMES[2], "lead", house.one)
    house.head = house.person("Hoàng Văn Hải", "admin", house.du)
    house.firm = enterprise(house, "Huy Hoàng")
    house.plans()
    return house


def enterprise(house, name, unit=None):
    """One that was visited lately, so that nobody is reminded of itself."""
    now, unit = house.clock.now(), unit or house.one
    return house.add(
        Enterprise(
            name=f"Công ty TNHH {name}", folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=now,
            changed_at=now,
        )
    )  # fmt: skip


def step(house, due, chat=None, text="trình hồ sơ", firm=None, since=date(2024, 5, 2)):
    """A next step that was entered in May."""
    firm, chat = firm or house.firm, chat or house.lan
    entered = datetime.combine(since, time(9), ZONE)
    return house.add(
        NextStep(
            enterprise_id=firm.id, unit_id=firm.unit_id, text_sealed=house.vault.seal(text), due=due,
            person_id=chat.person_id, entered_by_id=chat.person_id, entered_at=entered,
        )
    )  # fmt: skip


def change(house, table, key, **values):
    with house.session() as session, session.begin():
        row = session.get_one(table, key)
        for name, value in values.items():
            setattr(row, name, value)


def said(chat) -> str:
    """The last message in the chat as it is seen there."""
    chat._from = chat.house.sent(chat.chat)[-1][0].id - 1
    return chat.screen


def told(house, *chats) -> list[bool]:
    """Whether each of the people got a morning message today."""
    day = house.clock.now().astimezone(ZONE).date()
    sent = set(house.read(select(Outbox.key).where(Outbox.rule == "morning", Outbox.state == "sent")))
    return [hours.key_of(chat.person_id, day) in sent for chat in chats]


def test_overdue_today_and_coming_in_this_order_with_a_button_each(world):
    step(world, date(2024, 6, 20), text="gặp chủ DN", firm=enterprise(world, "Đại Dương"))
    step(world, date(2024, 6, 18), text="gửi mẫu đơn", firm=enterprise(world, "Việt Bắc"))
    step(world, date(2024, 6, 13), text="trình hồ sơ")
    (message,) = world.mornings(at(18))
    assert message.address.chat == world.lan.chat
    shown = said(world.lan)
    order = ["Việc hôm nay, thứ Ba 18/06/2024", "1. ", "Huy Hoàng", "2. ", "Việt Bắc", "3. ", "Đại Dương"]
    places = [shown.index(piece) for piece in order]
    assert places == sorted(places), shown
    assert "Việc này đang vướng gì? Chọn 1 để cho biết." in shown, "overdue for three working days"
    assert [label[:3] for label in world.lan.labels] == ["1. ", "2. ", "3. "]
    assert not [name for name in NAMES if name in shown]
    assert world.fates("morning") == [("sent", None)]


def test_each_button_leads_to_the_card_of_its_task(world):
    step(world, date(2024, 6, 18), text="gửi mẫu đơn", firm=enterprise(world, "Việt Bắc"))
    step(world, date(2024, 6, 13), text="trình hồ sơ")
    world.mornings(at(18))
    said(world.lan)
    world.lan.presses("2. ").sees("gửi mẫu đơn", "[Để sau]").sees_no("trình hồ sơ")


def test_a_single_task_comes_with_all_that_can_be_done(world):
    step(world, date(2024, 6, 18))
    world.mornings(at(18))
    said(world.lan)
    world.lan.sees("Huy Hoàng: trình hồ sơ", "[✓ Xong]", "[Để sau]", "[Giao người khác]", "[Mở]")
    world.lan.presses("Xong")
    assert world.read(select(NextStep.closed_as)) == ["done"]
    assert world.mornings(at(19)) == []


def test_with_numbered_choices(world):
    """On a messenger without buttons: a task's number is the choice; for a single one the actions are numbered."""
    vy = world.person("Vy", "member", world.one, user="6ede", channel="zalo")
    world.plans()
    step(world, date(2024, 6, 19), chat=vy)
    world.mornings(at(19))
    assert "\n1. ✓ Xong\n" in vy.all[-1].text.plain
    vy.says("1")
    assert world.read(select(NextStep.closed_as)) == ["done"]
    step(world, date(2024, 6, 20), chat=vy, text="gửi mẫu đơn")
    step(world, date(2024, 6, 20), chat=vy, text="họp dân", firm=enterprise(world, "Việt Bắc"))
    world.mornings(at(20))
    assert vy.all[-1].text.plain.count("\n2. ") == 1, "a task's number stands in the text alone"
    second = "họp dân" if "2. " in said(vy).partition("họp dân")[0][-30:] else "gửi mẫu đơn"
    vy.says("2").sees(second)


@on_sqlite
def test_ten_tasks_and_a_count_of_the_rest_in_one_message_of_either_messenger(world):
    vy = world.person("Vy", "member", world.one, user="6ede", channel="zalo")
    for chat in (world.lan, vy):
        for number in range(25):
            name = f"Cổ phần Đầu tư và Phát triển Công nghệ cao Bắc Thăng Long số {number}"
            step(world, date(2024, 6, 19), chat, "làm việc với lãnh đạo về hồ sơ " * 8, enterprise(world, name))
    world.mornings(at(19))
    for chat in (world.lan, vy):
        assert "Và 15 việc nữa: /viec" in said(chat)
        assert len(chat.labels) == 10
        assert units(chat.screen) <= 2000


def test_nothing_to_tell_no_message(world):
    step(world, date(2024, 7, 30))
    assert world.mornings(at(18)) == []
    assert world.fates("morning") == []


def test_none_on_days_off_one_on_a_saturday_that_is_made_up(world):
    step(world, date(2024, 6, 20))
    boss = world.person("Ai Đó", "admin")
    world.add(CalendarDay(day=date(2024, 6, 22), working=True, changed_by_id=boss.person_id, changed_at=at(17)))
    world.add(CalendarDay(day=date(2024, 6, 24), working=False, changed_by_id=boss.person_id, changed_at=at(17)))
    days = [18, 19, 20, 21, 22, 23, 24, 25]
    assert [day for day in days if world.mornings(at(day))] == [18, 20, 21, 22, 25]


def test_each_at_the_hour_chosen_and_after_quiet_hours(world):
    change(world, Person, world.minh.person_id, morning_at=time(6))
    change(world, Person, world.dung.person_id, quiet_from=time(21), quiet_to=time(9))
    for chat in (world.lan, world.minh, world.dung):
        step(world, date(2024, 6, 18), chat)
    people = (world.lan, world.minh, world.dung)
    got = {}
    for hour, minute in ((5, 59), (6, 0), (7, 29), (7, 30), (8, 59), (9, 0), (9, 1)):
        world.mornings(at(18, hour, minute))
        got[hour, minute] = tuple(told(world, *people))
    assert list(got.values()) == [
        (False, False, False), (False, True, False), (False, True, False), (True, True, False), (True, True, False),
        (True, True, True), (True, True, True),
    ]  # fmt: skip
    assert len(world.fates("morning")) == 3


def test_quiet_hours_set_after_planning_hold_it_back(world):
    step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    change(world, Person, world.lan.person_id, quiet_from=time(7), quiet_to=time(10))
    assert world.mornings(at(18, 9)) == []
    assert len(world.mornings(at(18, 10))) == 1


def test_switched_off_it_does_not_come_and_switched_on_it_begins_in_the_future(world):
    change(world, Person, world.lan.person_id, morning_off=True)
    step(world, date(2024, 6, 14))
    assert world.mornings(at(18)) == []
    change(world, Person, world.lan.person_id, morning_off=False)
    assert world.mornings(at(18, 8)) == []
    assert len(world.mornings(at(19))) == 1


def test_planned_once_however_often_and_though_the_memory_is_lost(world):
    step(world, date(2024, 6, 18))
    assert [len(world.mornings(at(18, 8))) for _ in range(3)] == [1, 0, 0]
    change(world, Person, world.lan.person_id, planned_until=at(17))
    assert world.mornings(at(18, 9)) == []
    assert world.fates("morning") == [("sent", None)]


def test_the_first_run_ever_plans_nothing_and_who_is_new_begins_tomorrow(house):
    house.one = house.unit("DCT-1", "Đoàn công tác số 1")
    house.clock.set(at(10, 9))
    house.lan = house.person(NAMES[0], "member", house.one)
    house.firm = enterprise(house, "Huy Hoàng")
    step(house, date(2024, 6, 13))
    assert house.mornings(at(17, 9)) == []
    assert len(house.mornings(at(18))) == 1
    minh = house.person(NAMES[1], "member", house.one)
    step(house, date(2024, 6, 13), minh)
    assert house.mornings(at(18, 8)) == []
    house.mornings(at(19))
    assert told(house, house.lan, minh) == [True, True]


def test_leads_and_administrators_are_told_what_has_climbed_to_them(world):
    """Due on Monday 03/06: on the 7th working day, 12/06, the lead; on the 14th, 21/06, the administrator."""
    step(world, date(2024, 6, 13))
    for day in (18, 19, 20, 21):
        world.mornings(at(day))
        assert told(world, world.dung, world.head) == [False, False]
    world.mornings(at(24))
    assert told(world, world.lan, world.dung, world.head) == [True, True, False]
    assert "Huy Hoàng" in said(world.dung)
    assert not [name for name in NAMES if name in world.dung.screen]
    world.mornings(at(25))
    assert told(world, world.lan, world.dung) == [True, False]
    for day in (26, 27, 28):
        world.mornings(at(day))
    for day in (1, 2):
        world.mornings(at(day, month=7))
        assert told(world, world.head) == [False]
    world.mornings(at(3, month=7))
    assert told(world, world.dung, world.head) == [False, True]


def test_the_stand_in_is_told_while_somebody_is_away(world):
    away = {"away_from": date(2024, 6, 18), "away_until": date(2024, 6, 19), "stand_in_id": world.minh.person_id}
    change(world, Person, world.lan.person_id, **away)
    step(world, date(2024, 6, 17))
    got = []
    for day in (18, 19, 20):
        world.mornings(at(day))
        got.append(told(world, world.lan, world.minh))
    assert got == [[False, True], [False, True], [True, False]]


def test_whoever_cannot_be_reached_is_told_all_of_it_when_they_are_back(world):
    """What climbed to a lead meanwhile is not lost."""
    world.add(Unreachable(channel=world.channel, chat_id=world.dung.chat, reason="blocked", since=at(17)))
    step(world, date(2024, 6, 13))
    world.mornings(at(24))
    assert told(world, world.lan, world.dung) == [True, False]
    world.clock.set(at(25, 6))
    world.dung.says("/trogiup")
    world.mornings(at(25))
    assert told(world, world.dung) == [True]
    assert "Huy Hoàng" in said(world.dung)


def test_in_english(world):
    change(world, Person, world.lan.person_id, language="en")
    step(world, date(2024, 6, 18))
    world.mornings(at(18))
    assert "Tasks today, Tuesday 18/06/2024" in said(world.lan)
    assert "Việc" not in world.lan.screen


def test_too_late_it_is_left_out_and_the_next_tells_it(world):
    """Away from Monday: on Tuesday it is too late in the evening; on Wednesday the lead hears of Tuesday's rung too."""
    step(world, date(2024, 6, 14))
    assert world.mornings(at(25, 19, 30)) == []
    world.mornings(at(26))
    assert told(world, world.lan, world.dung) == [True, True]
    run = {row.job: row for row in world.read(select(JobRun))}["morning"]
    assert run.skipped == 4 * 6, "six working days of four people"
    assert run.skipped_at == world.clock.now()
    world.mornings(at(27))
    assert told(world, world.lan, world.dung) == [True, False]


def test_what_was_planned_and_never_sent_is_told_by_the_next(world):
    """The messenger is away all day on which the lead would have been told."""
    step(world, date(2024, 6, 13))
    world.mornings(at(21))
    world.clock.set(at(24))
    world.plans()
    world.clock.set(at(24, 19, 30))
    assert world.delivers() == []
    assert set(world.fates("morning")[-2:]) == {("stale", "too old")}
    world.mornings(at(25))
    assert told(world, world.lan, world.dung) == [True, True]


def test_tried_again_it_is_put_into_words_anew_and_keeps_its_buttons(world):
    first = step(world, date(2024, 6, 18), text="gửi mẫu đơn", firm=enterprise(world, "Việt Bắc"))
    step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    one, again = world.words("morning"), world.words("morning")
    assert "Việt Bắc" in one.text.plain
    assert one == again
    assert len(world.read(select(Offer.id))) == 1
    change(world, NextStep, first.id, closed_at=at(18), closed_as="done")
    assert "Việt Bắc" not in world.words("morning").text.plain


def closed(house, row, **values):
    change(house, NextStep, row.id, closed_at=at(18), **values)


def postponed(house, row):
    house.add(
        Postponed(person_id=house.lan.person_id, task=f"step:{row.id}", until=date(2024, 6, 20), postponed_at=at(18))
    )


def switched_off(house, row):
    house.add(
        RuleSetting(
            rule="next_step", unit_id=house.du.id, enabled=False, changed_by_id=house.head.person_id, changed_at=at(18)
        )
    )


CLEARED = {
    "done": lambda house, row: closed(house, row, closed_as="done"),
    "withdrawn": lambda house, row: closed(house, row, closed_as="withdrawn"),
    "moved": lambda house, row: change(house, NextStep, row.id, due=date(2024, 7, 30)),
    "handed over": lambda house, row: change(house, NextStep, row.id, person_id=house.minh.person_id),
    "muted": lambda house, row: change(house, Enterprise, house.firm.id, muted_until=date(2024, 6, 30)),
    "left": lambda house, row: change(house, Person, house.lan.person_id, left_at=at(18)),
    "postponed": postponed,
    "switched off": switched_off,
}


@pytest.mark.parametrize("reason", CLEARED)
def test_what_is_resolved_before_it_is_sent_is_cleared_with_the_reason(world, reason):
    row = step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    CLEARED[reason](world, row)
    assert world.delivers() == []
    assert world.fates("morning") == [("cleared", reason)]


def test_switched_off_by_the_person_themself_it_is_cleared(world):
    step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    change(world, Person, world.lan.person_id, morning_off=True)
    assert world.delivers() == []
    assert world.fates("morning") == [("cleared", "switched off")]


def test_an_erased_candidate_is_spoken_of_no_more(world):
    person = world.add(
        Candidate(
            unit_id=world.one.id, stage="vetting", stage_on=date(2024, 6, 3), name_sealed=world.vault.seal(NAMES[3]),
            entered_by_id=world.lan.person_id, person_id=world.lan.person_id, entered_at=at(3), due=date(2024, 6, 18),
            due_limit="papers",
        )
    )  # fmt: skip
    world.clock.set(at(18))
    world.plans()
    assert "UV-0001" in world.words("morning").text.plain
    assert NAMES[3] not in world.words("morning").text.plain
    change(world, Candidate, person.id, anonymised_at=at(18), withdrawn_at=at(18), due=None, due_limit=None)
    assert world.delivers() == []
    assert world.fates("morning") == [("cleared", "erased")]


def test_one_task_resolved_the_message_tells_the_others(world):
    row = step(world, date(2024, 6, 18), text="gửi mẫu đơn", firm=enterprise(world, "Việt Bắc"))
    step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    closed(world, row, closed_as="done")
    assert len(world.delivers()) == 1
    assert "Huy Hoàng" in said(world.lan)
    world.lan.sees_no("Việt Bắc")


def test_a_new_account_gets_it_and_the_old_one_no_more(world):
    step(world, date(2024, 6, 18))
    world.clock.set(at(18))
    world.plans()
    with world.session() as session, session.begin():
        session.exec(select(Account).where(Account.person_id == world.lan.person_id)).one().user_id = "9999"
    assert world.delivers() == []
    (message,) = world.delivers()
    assert message.address.chat == "9999"


def test_administrators_are_told_what_happened_in_their_next_message_once(world):
    """A group that is lost, a member who has blocked the bot: no message of its own, no name."""
    boss = world.person("Ai Đó", "admin")
    world.lan.does("removed")
    lost = {"telegram": "person_lost", "zalo": "person_silent"}  # Zalo does not tell why it cannot reach somebody
    assert [row.kind for row in world.read(select(Notice))] == [lost[world.channel]]
    assert world.mornings(at(17, 15)) == []
    world.mornings(at(18))
    assert told(world, world.head, boss, world.dung) == [True, False, False], "those answering for the unit alone"
    assert "Tin sáng, thứ Ba 18/06/2024" in said(world.head)
    world.head.sees("Cần biết", "một thành viên của DCT-1").sees_no(*NAMES)
    assert world.mornings(at(19)) == []


@on_sqlite
def test_in_batches_nothing_is_lost_or_doubled(world):
    people = [world.person(f"Người {number}", "member", world.one) for number in range(7)]
    world.plans()
    for chat in people:
        step(world, date(2024, 6, 19), chat)
    world.clock.set(at(19))
    runs = [world.store.write_here(lambda session: morning.plan(session, at(19), ZONE, 4)) for _ in range(4)]
    assert [(run.number, run.more) for run in runs] == [(0, True), (4, True), (3, False), (0, False)]
    assert len({row.chat_id for row in world.read(select(Outbox).where(Outbox.rule == "morning"))}) == 7


def test_a_clock_that_stands_behind_changes_nothing(world):
    step(world, date(2024, 6, 18))
    world.mornings(at(18))
    assert world.mornings(at(17)) == []
    assert {row.job: row for row in world.read(select(JobRun))}["morning"].ran_until == at(18)
    assert len(world.mornings(at(19))) == 1


def test_the_message_of_a_day_is_not_sent_on_another(world):
    """Planned for the evening, held up over midnight: Saturday is a day off, and Monday's tells it."""
    change(world, Person, world.lan.person_id, morning_at=time(20))
    step(world, date(2024, 6, 21))
    world.mornings(at(20, 20))
    world.clock.set(at(21, 20))
    world.plans()
    assert world.mornings(at(22, 0, 1)) == []
    assert world.mornings(at(23, 20)) == []
    assert len(world.mornings(at(24, 20))) == 1
    assert world.clock.now() - at(21, 20) == timedelta(days=3)


def test_a_day_that_has_become_a_day_off_since_it_was_planned_brings_none(world):
    step(world, date(2024, 6, 18), world.lan)
    world.clock.set(at(18))
    world.plans()
    world.add(CalendarDay(day=date(2024, 6, 18), working=False, changed_by_id=world.head.person_id, changed_at=at(18)))
    assert world.delivers() == []
    assert world.fates("morning") == [("cleared", "day off")]
    assert "quá 1 ngày làm việc" in world.mornings(at(19))[0].text.plain


def test_an_hour_that_has_just_passed_brings_todays_at_once_as_is_said(world):
    step(world, date(2024, 6, 20), world.lan)
    world.lan.says("/caidat giờ sáng 11h")
    assert world.mornings(at(18, 9, 30)) == []
    world.lan.says("/caidat giờ sáng 8h").sees("Lần tới: 09:30 18/06/2024")
    assert [message.address.chat for message in world.mornings(at(18, 9, 31))] == [world.lan.chat]
    world.lan.says("/caidat giờ sáng 8h").sees("Lần tới: 08:00 19/06/2024")


def test_what_cannot_be_put_into_words_does_not_hold_up_the_chat(world):
    """As a plan that another version of the program has made; its errors end there."""
    step(world, date(2024, 6, 18), world.lan)
    with world.session() as session, session.begin():
        telling.tell(session, world.lan.person_id, "of another version", {}, world.clock.now(), key="unknown")
    assert [message.address.chat for message in world.mornings(at(17, 10))] == []
    assert world.fates("of another version") == [("dead", "KeyError")]
    assert len(world.mornings(at(18))) == 1


def test_a_clock_that_once_stood_far_ahead_silences_nobody(world):
    step(world, date(2024, 6, 20), world.lan)
    world.clock.set(datetime(2025, 3, 4, 8, tzinfo=ZONE))
    world.plans()
    world.clock.set(at(18, 7))
    world.plans()
    said = world.mornings(at(18))
    assert [message.address.chat for message in said] == [world.lan.chat]
    assert "Sắp đến hạn" in said[0].text.plain
    assert not world.mornings(at(18, 9))

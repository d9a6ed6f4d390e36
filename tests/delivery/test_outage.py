"""48 hours away, in each way in which one can be: afterwards a chat gets one message at most, answers apart."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from models import BoundChat, NextStep, Notice, Outbox, Person, Proposal, Visit
from outreach.actor import Actor
from outreach.rules.spans import Period
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.people import away, handover
from outreach.services.talk import notices, telling
from outreach.services.tasks import handed
from outreach.services.visits import proposals
from tests.delivery.rig import AWAY, GROUP, both
from tests.transcripts.test_morning import at, enterprise, step

PEOPLE = ("lan", "minh", "dung", "head")


@pytest.fixture
def busy(rig):
    """Everybody has something to be told each morning; the group gets its summary on Tuesday at eight."""
    house = rig.house
    house.clock.set(at(14, 9))
    unit = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=unit)
    house.lan = house.person("Lan", "member", house.one)
    house.minh = house.person("Minh", "member", house.one)
    house.dung = house.person("Dung", "lead", house.one)
    house.head = house.person("Hải", "admin", unit)
    house.firm = enterprise(house, "Huy Hoàng")
    now = house.clock.now()
    bound = {"bound_by_id": house.head.person_id, "bound_at": now, "starts_at": now}
    house.add(BoundChat(channel=house.channel, chat_id=GROUP, unit_id=unit.id, weekday=1, **bound))
    house.plans()
    for chat in (house.lan, house.minh, house.dung, house.head):
        for day in (3, 5, 10, 17, 18, 19, 20):
            step(house, date(2024, 6, day), chat, firm=enterprise(house, f"{chat.person_id} số {day}"))
    house.mornings(at(17))
    return house


async def passes(rig, until: datetime) -> None:
    """The program runs on, looking every three hours, whatever the messenger does."""
    while (now := rig.house.clock.now()) < until:
        rig.house.clock.set(min(now + timedelta(hours=3), until))
        rig.house.plans()
        await rig.passes(3 * 3600)


def chats(rig, since: int) -> Counter[str]:
    return Counter(message.address.chat for message in rig.messenger.sent[since:])


def everybody(house) -> list[str]:
    return [*(getattr(house, name).chat for name in PEOPLE), GROUP]


@both
async def test_the_program_was_away(rig, busy):
    before = len(rig.messenger.sent)
    busy.clock.set(at(19, 9))
    busy.plans()
    await rig.works()
    await passes(rig, at(19, 12))
    assert chats(rig, before) == Counter(everybody(busy))
    shown = rig.messenger.texts(busy.dung.chat)[-1]
    assert "thứ Tư 19/06/2024" in shown


@both
async def test_the_messenger_was_away(rig, busy):
    """It comes back on Wednesday at nine: Tuesday's messages are too old by then, Wednesday's are not."""
    before = len(rig.messenger.sent)
    for chat in everybody(busy):
        rig.messenger.problems[chat] = [AWAY] * 10_000
    with busy.session() as session, session.begin():
        telling.tell(session, busy.minh.person_id, "handed", {"tasks": ["step:1"]}, at(17, 9), key="handed:1")
    await passes(rig, at(19, 9))
    assert chats(rig, before) == Counter()
    rig.messenger.problems.clear()
    rig.delivery.answered(rig.house.channel)
    await passes(rig, at(19, 12))
    assert chats(rig, before) == Counter(everybody(busy))


def tell_of_everything(house) -> None:
    """On Monday at nine everything happens of which somebody is told unasked: the messages wait for delivery."""
    now = house.clock.now()
    today = now.date()
    lan, minh, dung = (getattr(house, name).person_id for name in ("lan", "minh", "dung"))
    visit = house.add(
        Visit(
            enterprise_id=house.firm.id, unit_id=house.one.id, visited_on=today, entered_by_id=lan, entered_at=now,
        )
    )  # fmt: skip
    proposal = house.add(Proposal(visit_id=visit.id, text_sealed=house.vault.seal("hỗ trợ nhà trọ")))
    with house.session() as session, session.begin():
        boss = Actor(house.head.person_id, "admin", session.get_one(Person, house.head.person_id).unit_id)
        proposals.answer(session, boss, proposal.id, "Đã chuyển Sở Xây dựng", today, now)
        away.go(session, boss, minh, dung, Period("dates", date(2024, 6, 20), date(2024, 6, 21)), today, now)
        handover.hand_over(session, boss, minh, lan, now)
        mine = session.exec(select(NextStep.id).where(NextStep.person_id == dung)).first()
        handed.tell(session, boss, dung, [f"step:{mine}"], now)
        notices.note(session, NoticeKind.PERSON_LOST, house.one.id, "1", now)


@both
@pytest.mark.parametrize("who_was_away", ["program", "messenger"])
async def test_what_was_on_its_way_comes_with_the_morning_message_or_not_at_all(rig, busy, who_was_away):
    before, back = len(rig.messenger.sent), at(19, 9)
    tell_of_everything(busy)
    waiting = busy.read(select(Outbox).where(Outbox.state == "waiting"))
    assert {row.rule for row in waiting} == {"answered", "away", "handover", "handed"}
    assert max(Counter(row.chat_id for row in waiting).values()) > 1
    if who_was_away == "messenger":
        for chat in everybody(busy):
            rig.messenger.problems[chat] = [AWAY] * 10_000
        await passes(rig, back)
        rig.messenger.problems.clear()
        rig.delivery.answered(rig.house.channel)
    else:
        busy.clock.set(back)
        busy.plans()
        await rig.works()
    await passes(rig, back + timedelta(hours=3))
    assert max(chats(rig, before).values()) == 1
    rows = busy.read(select(Outbox).where(Outbox.id <= max(row.id for row in waiting)))
    assert {row.state for row in rows if row.rule != "morning"} == {"stale"}
    assert "Kiến nghị đã có trả lời" in rig.messenger.texts(busy.lan.chat)[-1], "this she is told all the same"


@both
async def test_away_over_the_end_of_a_summary_the_administrator_is_told_in_the_morning(rig, busy):
    """Nothing but the morning message reaches them: the notice that the summary was left out stands in it."""
    rig.messenger.problems[GROUP] = [AWAY] * 10_000
    await passes(rig, at(20, 9))
    told = [text for text in rig.messenger.texts(busy.head.chat) if "không gửi kịp" in text]
    assert not told
    assert [row.kind for row in busy.read(select(Notice))] == ["digest_skipped"]
    await passes(rig, at(21, 9))
    (told,) = [text for text in rig.messenger.texts(busy.head.chat) if "không gửi kịp" in text]
    assert "thứ Sáu 21/06/2024" in told
    assert chats(rig, 0)[busy.head.chat] == 4, "one on each of four mornings"
    assert chats(rig, 0)[GROUP] == 0


@both
async def test_answers_go_at_once_though_bulk_waits_in_quiet_hours(rig, busy):
    group = busy.read(select(BoundChat))[0]
    with busy.session() as session, session.begin():
        row = session.get_one(BoundChat, group.id)
        row.quiet_from, row.quiet_to = time(7), time(10)
    before = len(rig.messenger.sent)
    await passes(rig, at(18, 9))
    rig.says(GROUP, "trả lời")
    assert "trả lời" in await rig.works()
    assert chats(rig, before)[GROUP] == 1
    await passes(rig, at(18, 10) + timedelta(minutes=15))
    assert chats(rig, before)[GROUP] == 2
    assert not busy.read(select(NextStep.id).where(NextStep.closed_at.is_not(None)))
    assert {row.state for row in busy.read(select(Outbox).where(Outbox.rule == "digest"))} == {"sent"}

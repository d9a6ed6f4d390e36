"""Whatever is said and pressed, by whomever, in whatever order: no person's name or telephone reaches a group.

A walk of chance over all commands, with people who type names into visits, contacts and candidates, and jobs that run
in between. What is looked at is what really goes out: every message in the outbox, opened, with its buttons.
"""

import itertools
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot import inbox
from handlers.index import all_routes
from models import Inbox, NextStep, Outbox
from outreach.messages import Address, Incoming
from outreach.rules.folding import fold
from outreach.services.talk.offers import WITH_BUTTONS
from outreach.texts.speech import LANGUAGES, Speech
from tests.conversation import ZONE, House
from tests.matrix.world import CHATS, ROLES, World

# typed in the course of the walk, beside those that are there from the beginning
TYPED = ("Kpă Y Lăng", "Mùa A Chông", "Thạch Sô Phia")
PHONES = ("0987 654 321", "0912.345.678")
# what somebody wrote of a step of their own is said back to them, in private, as they wrote it
OWN_WORDS = frozenset({"morning", "handed"})
LINES = (
    "/start", "/trogiup", "/huy", "/sua", "/hoantac", "/caidat", "/gan", "/donvi", "/donvi DCT-7", "/moi", "/chitieu",
    "/tiendo", "/tiendo DCT-7", "/tiendo DCT-8", "/tiendo kết nạp", "/tiendo lớp", "/tiendo 2024", "/tiendo quý 2",
    "/bantin", "/bantin DCT-7", "/bantin DU-XA", "/bantin tuần trước", "/ketqua", "/ketqua kết nạp; 3; DCT-7; 2023",
    "/chitieu kết nạp; 2024; 9; DCT-7", "/chitieu kết nạp; 2024; 9; DU-TL", "/dn", "/dn Đại Dương", "/dn thiên phú",
    "/dn Apatit", "/tham", "/tham Đại Dương", "/tham Đại Dương; đồng ý; vướng ca kíp", "/tham Thiên Phú; từ chối",
    "/tham Đại Dương; gặp anh Kpă Y Lăng; hẹn 20/6 Mùa A Chông trình hồ sơ; Thạch Sô Phia lo việc này; 0987 654 321",
    "/tham Đại Dương; đi cùng Kpă Y Lăng; vướng ông Mùa A Chông chưa thuận; kiến nghị giao Thạch Sô Phia",
    "/dn sua Đại Dương; chủ DN Kpă Y Lăng 0912.345.678", "/dn sua Đại Dương; chủ DN: Kpă Y Lăng, 0912.345.678",
    "/moi thành viên; DCT-7; Mùa A Chông", "/viec bàn giao", "/caidat vắng", "/caidat vắng 20/6-30/6; Người lead",
    "/caidat vắng tuần sau; Kpă Y Lăng", "/caidat về sớm",
    "/ungvien", "/ungvien UV-0001", "/ungvien UV-0002", "/ungvien thời hạn", "/ungvien đến hạn",
    "/ungvien moi Thạch Sô Phia; Đại Dương; công nhân; nữ; 1998; đồng ý 12/6; 0912.345.678",
    "/ungvien UV-0001 thẩm tra 10/6", "/ungvien UV-0001 chuyển về DCT-8", "/ungvien UV-0001 giấy tờ",
    "/hen", "/hen Đại Dương; mai", "/hen Đại Dương; mai; gặp ông Mùa A Chông", "/hen UV-0001; lễ kết nạp 20/6",
    "/hen Đại Dương; giao Người lead; nhờ Thạch Sô Phia; 20/6", "/hen Đại Dương; giao Kpă Y Lăng; trình hồ sơ; 20/6",
    "/hen Đại Dương; giao Kpă Y Lăng; giao Mùa A Chông",
    "/lich", "/lich cả đơn vị", "/lich tháng 6", "/lich DCT-8", "/lich 20/6",
    "/tochuc", "/tochuc thành lập công đoàn; Đại Dương; 15/3/2024; 25 đoàn viên",
    "/tochuc thành lập chi bộ; Đại Dương; 27/2/2024; 4 đảng viên; QĐ 12-QĐ/ĐU", "/tochuc Đại Dương",
    "/lop", "/lop LOP-0001", "/lop LOP-0002", "/lop LOP-0001; thêm UV-0001, UV-0002", "/lop LOP-0001; chứng nhận 12/6",
    "/lop mở nhận thức; 15/6-16/6; Trường Chính trị; 45 học viên", "/quyenrieng", "/quyenrieng UV-0001",
    "/nhatky", "/nhatky UV-0001", "/nhatky đọc",
    "/goiy", "/goiy DCT-7", "/goiy DCT-8", "/dn ngừng nhắc Đại Dương; đến 30/9", "/dn nhắc lại Đại Dương",
    "/caidat giờ sáng 7h", "/caidat yên tĩnh 21h-6h30", "/caidat luật", "/caidat luật kiến nghị; 20 ngày",
    "/caidat lịch", "đồng ý", "xong", "bỏ qua", "12/6", "5", "giấy", "không có",
)  # fmt: skip

who = st.sampled_from([*ROLES, "DCT-8"])
where = st.sampled_from(list(CHATS))
does = st.one_of(
    st.sampled_from(LINES),
    st.integers(0, 11),  # presses the button of that number, counted from the last
    st.integers(0, 11),
    st.sampled_from([timedelta(minutes=1), timedelta(hours=5), timedelta(days=7)]),
)
walks = st.lists(st.tuples(who, where, does), min_size=8, max_size=16)


@pytest.fixture
def house(request, sqlite_template, tmp_path):
    """On SQLite alone: what is said does not hang on the database."""
    shutil.copyfile(sqlite_template, tmp_path / "nhipcau.db")
    house = House(f"sqlite:///{tmp_path / 'nhipcau.db'}", channel=getattr(request, "param", "telegram"))
    yield house
    house.close()


def begin(house: House) -> SimpleNamespace:
    """The world of the matrix, with all jobs running in it."""
    world = SimpleNamespace(house=house, land=World(house), numbers=itertools.count(1))
    work(world)
    return world


def work(world: SimpleNamespace) -> None:
    """Let the jobs plan what has fallen due, and put into words what was only planned."""
    world.house.plans()
    world.house.delivers()


def go(world: SimpleNamespace, role: str, chat: str, act: str | int | timedelta) -> None:
    if isinstance(act, timedelta):
        world.house.clock.pass_by(seconds=act.total_seconds())
        work(world)
        return
    user, private = f"u-{role}", chat == "private"
    here = Address(world.house.channel, CHATS[chat] or user)
    said = {"kind": "text", "text": act} if isinstance(act, str) else pressed(world, here.chat, act)
    if said is None:
        return
    number = str(next(world.numbers))
    incoming = Incoming(event=number, address=here, user=user, sent_at=world.house.clock.now(), private=private,
                        message=number, **said)  # fmt: skip
    world.house.store.write_here(lambda session: inbox.store(session, [incoming], world.house.clock.now()))
    while (handled := world.house.store.write_here(world.house.dispatcher.handle_one)) is not None:
        assert private or not names_in(world, handled.toast), handled.toast


def pressed(world: SimpleNamespace, chat: str, which: int) -> dict[str, str] | None:
    """The press of one of the buttons that have been shown in the chat, counted from the last; else a number."""
    if world.house.channel not in WITH_BUTTONS:
        return {"kind": "text", "text": str(which + 1)}
    presses = [b.press for _, message in world.house.sent(chat) for row in message.buttons for b in row if b.press]
    return {"kind": "press", "press": presses[-1 - which % len(presses)], "press_id": "1"} if presses else None


def names_in(world: SimpleNamespace, text: str) -> list[str]:
    """Names and telephones of anybody that stand in ``text``, in whatever writing."""
    names = [*TYPED, *world.land.staff, *(name for home in world.land.homes for name in home.secrets)]
    shown, digits = f" {fold(text)} ", "".join(filter(str.isdigit, text))
    found = [name for name in names if f" {fold(name)} " in shown]
    return found + [phone for phone in PHONES if "".join(filter(str.isdigit, phone)) in digits]


def foreign_in(world: SimpleNamespace, chat: str, text: str) -> list[str]:
    """What a group may not learn of units that it does not see; codes that were typed there are said back."""
    near, far = {"-1": world.land.homes[1], "-2": world.land.homes[0]}, world.land.homes[2]
    hidden = [far.unit.name, far.enterprise.name]
    hidden += [near[chat].unit.name] if chat in near else [home.unit.name for home in world.land.homes]
    return [piece for piece in hidden if f" {fold(piece)} " in f" {fold(text)} "]


def sent(world: SimpleNamespace) -> list[tuple[Outbox, str]]:
    """Every message that goes out, with the words on its buttons and links."""
    return [(row, _said(message)) for row, message in world.house.everything()]


def _said(message) -> str:
    return "\n".join([message.text.plain, *(button.label for row in message.buttons for button in row)])


def leaks(world: SimpleNamespace) -> list[str]:
    found = []
    for row, text in sent(world):
        group = row.chat_id.startswith("-")
        names = names_in(world, text) if group or row.rule != "reply" else []
        if not group and row.rule in OWN_WORDS:
            names = [name for name in names if not wrote(world, name)]
        foreign = foreign_in(world, row.chat_id, text) if group else []
        found += [f"{row.chat_id} {row.rule}: {names + foreign} in {text!r}"] if names + foreign else []
    return found


def wrote(world: SimpleNamespace, name: str) -> bool:
    """Whether the name stands in what somebody wrote as a step to be done."""
    texts = world.house.read(select(NextStep.text_sealed))
    return name in PHONES or any(fold(name) in fold(world.house.vault.open(text)) for text in texts)


def failures(world: SimpleNamespace) -> list[str]:
    """What went wrong unforeseen: nothing may, whatever is said."""
    return world.house.read(select(Inbox.error).where(Inbox.state == "failed"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=walks, channel=st.sampled_from(["telegram", "zalo"]))
def test_no_name_reaches_a_group_or_a_notification(sqlite_template, tmp_path_factory, steps, channel):
    path = tmp_path_factory.mktemp("walk") / "nhipcau.db"
    shutil.copyfile(sqlite_template, path)
    world = begin(House(f"sqlite:///{path}", channel=channel))
    try:
        for role, chat, act in steps:
            go(world, role, chat, act)
        assert not leaks(world)
        assert not failures(world)
    finally:
        world.house.close()
        path.unlink()


@pytest.mark.parametrize("house", ["telegram", "zalo"], indirect=True)
def test_every_line_in_private_and_in_a_group(house):
    """No chance: each line once in private and once in a group, and then the week's own messages."""
    world = begin(house)
    groups = itertools.cycle([("admin", "group of DCT-7"), ("lead", "group of DCT-8"), ("lead", "group of DCT-7")])
    for line in LINES:
        go(world, "member", "private", line)
        go(world, *next(groups), line)
    go(world, "member", "private", timedelta(days=7))
    assert {row.rule for row, _ in sent(world)} >= {"reply", "digest", "morning"}
    assert not leaks(world)
    assert not failures(world)


def test_the_watch_would_see_a_name(house):
    """The names are there to be seen: the private chat of the one who may shows them, and they are recognised."""
    world = begin(house)
    go(world, "member", "private", "/dn Đại Dương")
    go(world, "member", "private", "/tham Đại Dương; gặp anh Kpă Y Lăng; 0987 654 321")
    told = names_in(world, "\n".join(text for _, text in sent(world)))
    assert {"Kpă Y Lăng", "0987 654 321", world.land.homes[0].secrets[0]} <= set(told)
    assert names_in(world, "đồng chí KPA Y LANG") == ["Kpă Y Lăng"]
    assert foreign_in(world, "-1", f"ở {world.land.homes[2].unit.name.upper()}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menus_name_nobody(house, language):
    world = SimpleNamespace(land=World(house))
    speech = Speech(language, ZONE)
    assert not [line for each in all_routes().commands if names_in(world, line := speech.word(each.menu or " "))]


def test_of_all_that_jobs_plan_only_the_summary_goes_to_a_group(house):
    world = begin(house)
    for _ in range(7):
        go(world, "admin", "private", timedelta(days=1))
    planned = {(row.rule, row.chat_id) for row, _ in sent(world)}
    assert {each for each in planned if each[1].startswith("-")} == {("digest", "-1"), ("digest", "-2")}
    assert ("morning", "u-admin") in planned
    assert not leaks(world)

"""What is stolen is worth nothing: file, log of changes, dump and program log hold no name and nothing typed freely."""

import io
import json
import logging
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from bot import logs
from bot.supervisor import Supervisor
from models import Conversation, Inbox, Outbox, Unit
from models.db import empty_log
from outreach.actor import Actor
from outreach.rules.folding import fold
from outreach.services.enterprises import enterprise_cards
from tests.conversation import Chat, House

STAFF, CONTACT, CANDIDATE, COMPANION = "Đặng Thị Thủy Tiên", "Phạm Quốc Khoáng", "Lương Thị Ngọc Yến", "Hứa Bửu Lộc"
PHONES = ("0912345678", "0987654321")
WORDS = (
    "hỏi nhỏ chị Lụa chuyện lương", "đề nghị bố trí xe đưa đón", "gửi hồ sơ cho ông Bảy Búa", "thiếu chỗ để xe máy",
    "ngăn tủ số bốn văn phòng chi bộ", "mới bắt đầu kể chuyện dở dang",
)  # fmt: skip
OPEN = "Huy Hoàng"  # an enterprise's name is no secret: with it the search itself is tried
BORN = 1987


@pytest.fixture
def day(house: House) -> House:
    """A full day in chat. What the bot has answered waits to be sent; drafts are half done; one message has failed."""
    unit = house.unit("DCT-1", "Đoàn công tác số 1", "committee")
    chief = house.person("Quản Trị Chung", "admin")
    chief.says(f"/moi trưởng đoàn; DCT-1; {STAFF}").presses("Tạo lời mời")
    code = chief.screen.split("/start ")[1].split()[0]
    lan = Chat(house, "2001", "2001").says(f"/start {code}").sees(STAFF)
    visits(lan)
    follows(lan)
    lan.in_group().says("/bantin")
    chief.says("/nhatky").sees(STAFF)
    chief.says("/moi").sees(STAFF)
    drafts(house, unit, chief)
    lan.does("other", text=f"{WORDS[5]} {CANDIDATE}")
    assert house.read(select(Outbox.id).where(Outbox.state == "waiting"))
    assert len(house.read(select(Conversation))) == 3
    return house


def visits(lan: Chat) -> None:
    line = f"/tham {OPEN}; đồng ý; vướng {WORDS[3]}; hẹn 15/7 {WORDS[2]}; kiến nghị {WORDS[1]}; đi cùng {COMPANION}"
    lan.says(f"{line}; {WORDS[0]}").presses("+ Thêm").presses("Tư nhân").presses("Ghi").sees("Đã ghi")
    lan.says(f"/dn sửa {OPEN}; giám đốc: {CONTACT}, {PHONES[0]}").presses("Ghi")
    lan.says(f"/dn {OPEN}").sees(CONTACT)
    lan.says("/sua quan tâm").presses("Ghi").sees("quan tâm")


def follows(lan: Chat) -> None:
    line = f"/ungvien mới {CANDIDATE}; {OPEN}; công nhân; nữ; {BORN}; {PHONES[1]}; đồng ý 12/6 bằng giấy"
    lan.says(line).presses("Ghi").sees("UV-0001")
    lan.says(f"/ungvien {CANDIDATE}").sees(CANDIDATE)
    lan.says("/ungvien uv1 cảm tình 15/6").presses("Ghi")
    lan.says("/ungvien UV-0001").sees(CANDIDATE, PHONES[1])
    lan.says(f"/ungvien uv1 giấy tờ đơn xin 3/5; lưu {WORDS[4]}").presses("Ghi").sees(WORDS[4])
    lan.says("/quyenrieng UV-0001 xuất")


def drafts(house: House, unit: Unit, chief: Chat) -> None:
    """Three people are in the middle of something."""
    chief.says(f"/moi thành viên; DCT-1; {COMPANION}").sees(COMPANION)
    minh = house.person("Tạ Văn Minh", "member", unit)
    minh.says(f"/tham {OPEN}").presses("Quan tâm" if "Quan tâm" in minh.labels else minh.labels[0])
    minh.says(f"/tham {OPEN} Mới Nào; {WORDS[5]}")
    hoa = house.person("Mạc Thị Hoa", "member", unit)
    hoa.says(f"/ungvien mới {CANDIDATE}; {OPEN}; nữ")


# --- what is looked for, and where ---


@cache
def spellings(secret: str) -> set[bytes]:
    """The words in every Unicode form, case and encoding in which they might have been written down."""
    forms = {unicodedata.normalize(form, secret) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    said = {case for form in forms for case in (form, form.lower(), form.upper())} | {fold(secret)}
    found = {each.encode(encoding) for each in said for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    return found | {json.dumps(each).strip('"').encode() for each in said}


def secrets() -> Iterator[str]:
    yield from (*PHONES, *WORDS)
    for name in (STAFF, CONTACT, CANDIDATE, COMPANION):
        yield name
        yield " ".join(name.split()[-2:])  # as people call each other


def found_in(kept: bytes) -> list[str]:
    return [secret for secret in secrets() if any(spelled in kept for spelled in spellings(secret))]


def dump(house: House) -> list[tuple[str, object]]:
    """Every value of every table with its column, those the models do not know of included."""
    with house.session() as session:
        if house.store.engine.dialect.name == "sqlite":
            tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        else:
            tables = session.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        return [
            (f"{table}.{column}", value)
            for table in list(tables.scalars())
            for row in session.execute(text(f'SELECT * FROM "{table}"')).mappings()  # noqa: S608 - a name of its own
            for column, value in row.items()
        ]


def as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_nothing_is_kept_in_clear(day):
    """In a dump of every column, and on SQLite in the bytes of the file and of its log of changes."""
    kept = dump(day)
    whole = b"\n".join(as_bytes(value) for _, value in kept)
    assert OPEN.encode() in whole
    assert len({column.partition(".")[0] for column, _ in kept}) > 20
    assert found_in(whole) == []
    (born,) = [value for column, value in kept if column == "candidate.born_sealed"]
    assert day.vault.open(born) == str(BORN)
    assert [column for column, value in kept if value in (BORN, str(BORN))] == []
    if day.store.engine.dialect.name == "sqlite":
        _nothing_in_the_files(day)


def _nothing_in_the_files(day: House) -> None:
    path = Path(day.store.engine.url.database)
    for file in (path.with_name(f"{path.name}-wal"), path):
        kept = file.read_bytes()
        assert OPEN.encode() in kept
        assert found_in(kept) == []
        empty_log(day.store.engine)  # now all of it is in the file


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_finds_what_is_in_clear(form, encoding):
    """A net with holes would catch nothing either."""
    for said in (CANDIDATE, CANDIDATE.upper(), fold(CANDIDATE)):
        kept = b"\x00x" + unicodedata.normalize(form, said).encode(encoding) + b"y"
        assert found_in(kept) == [CANDIDATE, "Ngọc Yến"]
    assert found_in(json.dumps({"said": WORDS[0]}).encode()) == [WORDS[0]]


# --- the program's own log ---


@pytest.fixture(params=["none", "console", "json"])
def program_log(request: pytest.FixtureRequest, monkeypatch) -> Iterator[io.StringIO]:
    """What the program logs; "none" is the library's own way, where nobody has set anything up."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    structlog.reset_defaults()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(stream))
    if request.param != "none":
        logs.set_up(request.param)
    yield stream
    structlog.reset_defaults()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("program_log", ["json"], indirect=True)
def test_a_days_work_leaves_no_name_in_the_log(program_log, day):
    assert found_in(program_log.getvalue().encode()) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_nobody_foresaw_is_logged_without_what_was_said(program_log, house, monkeypatch):
    """Neither the message of the error nor a variable: both hold the name here."""

    def fails(session, actor: Actor, *rest):
        who = CONTACT
        try:
            {}[who]
        except KeyError as error:
            raise IntegrityError(f"INSERT … {who}", {"name": who}, ValueError(PHONES[0])) from error

    monkeypatch.setattr(enterprise_cards, "card", fails)
    lan = house.person(STAFF, "lead", house.unit("DCT-1", "Đoàn công tác số 1", "committee"))
    lan.says(f"/tham {OPEN}; đồng ý; {WORDS[0]}").presses("+ Thêm").presses("Tư nhân").presses("Ghi")
    lan.says(f"/dn {OPEN}").sees("chưa ghi gì cả")
    assert house.read(select(Inbox.error).where(Inbox.state == "failed")) == ["IntegrityError"]
    told = program_log.getvalue().encode()
    assert b"a message could not be handled" in told
    assert b"in fails" in told
    assert b"sqlalchemy.exc.IntegrityError" in told
    assert found_in(told) == []


async def test_a_loop_that_fails_is_logged_without_what_was_said(program_log):
    async def fails() -> None:
        who = STAFF
        raise ValueError(who)

    supervisor = Supervisor()
    supervisor.start("send 7", fails())
    await supervisor.stop()
    told = program_log.getvalue().encode()
    assert b"work failed" in told
    assert b"in fails" in told
    assert found_in(told) == []
    assert supervisor.failures == {"send": 1}


def test_what_a_library_logs_by_itself_shows_no_message_of_an_error():
    formatter = logs._Blotting("%(levelname)s %(name)s %(message)s")
    try:
        int(STAFF)
    except ValueError as error:
        caught = (ValueError, error, error.__traceback__)
        record = logging.LogRecord("apscheduler", logging.ERROR, "x", 1, "Job failed", (), caught)
    line = formatter.format(record)
    assert "Job failed" in line
    assert "ValueError" in line
    assert found_in(line.encode()) == []

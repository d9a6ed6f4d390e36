"""A week of a committee, as people type and tap it, on whichever messenger they have: for comparing the two."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from models import Inbox, Outbox
from outreach.actor import OPERATOR
from outreach.services.people import invitations
from sandbox import Group
from sandbox import Person as Somebody
from sandbox.accounts import App
from tests.running.conftest import ZONE, Stage, until

OWN_NUMBER = re.compile(r"^\d+\. ")
NUMBERED = re.compile(r"(\d+)\. (?:✓ )?(.*)")


@dataclass
class Player:
    """Lets people speak on one messenger, and waits each time until all is handled and said."""

    stage: Stage
    on: App
    people: dict[str, Somebody] = field(default_factory=dict)
    group: Group | None = None

    def day(self, day: int, hour: int, minute: int = 1) -> datetime:
        return datetime(2024, 6, day, hour, minute, tzinfo=ZONE)

    async def at(self, day: int, hour: int, minute: int = 1) -> None:
        """Go on to an instant, and let what is due by then be planned and sent."""
        instant = self.day(day, hour, minute)
        self.stage.world.clock.set(instant)
        self.stage.app.clock.heed(instant)
        await self.stage.app._tick()
        await self._quiet()

    def meet(self, *names: str) -> None:
        """These people have the messenger, and nothing to do with the bot yet."""
        self.people |= {name: self.stage.world.add_person(name, app=self.on) for name in names}

    async def gather(self, title: str, *names: str) -> None:
        """A group with the bot; only Telegram tells the bot that it has come in."""
        told = self._heard() + (self.on == "telegram")
        self.group = self.stage.world.add_group(title, [self.people[name] for name in names], with_bot=True)
        await until(lambda: self._heard() >= told)
        await self._quiet()

    async def says(self, name: str, *lines: str) -> "Player":
        """Write to the bot alone."""
        for line in lines:
            with self._one_more() as heard:
                self.stage.world.says(self.people[name], None, line)
            await heard
        return self

    async def calls(self, name: str, line: str) -> None:
        """Speak to the bot in the group: on Zalo by mentioning it."""
        mention = f"@{self.stage.world.bot.name} " if self.on == "zalo" else ""
        with self._one_more() as heard:
            self.stage.world.says(self.people[name], self.group, f"{mention}{line}")
        await heard

    async def chooses(self, name: str, *labels: str, place: Somebody | Group | None = None) -> None:
        """Take a choice that was offered: its button, or its number."""
        who = self.people[name]
        for label in labels:
            with self._one_more() as heard:
                if self.on == "telegram":
                    self._press(who, place or who, label)
                else:
                    self._type(who, place or who, label)
            await heard

    def seen(self, place: Somebody | Group) -> Iterator[dict[str, Any]]:
        """What the bot has said in a chat, the latest first."""
        said = [message for message in self.stage.world.messages(place) if message["from"]["is_bot"]]
        return reversed(said)

    def _press(self, who: Somebody, place: Somebody | Group, label: str) -> None:
        for message in self.seen(place):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if OWN_NUMBER.sub("", button["text"].removeprefix("✓ ")).startswith(label):
                    self.stage.world.presses(who, message, button["text"])
                    return
        raise AssertionError(f"no button {label!r} in:\n{self.screen(place)}")

    def _type(self, who: Somebody, place: Somebody | Group, label: str) -> None:
        mention = f"@{self.stage.world.bot.name} " if isinstance(place, Group) else ""
        for message in self.seen(place):
            numbers = _numbers(message["text"].rpartition("\n\n")[2], label) or _numbers(message["text"], label)
            if numbers or label.lower() in message["text"].lower():
                self.stage.world.says(who, place, mention + (numbers[0] if numbers else label))
                return
        raise AssertionError(f"no choice {label!r} in:\n{self.screen(place)}")

    def screen(self, place: Somebody | Group) -> str:
        return "\n---\n".join(
            message.get("text", message.get("caption", "?")) for message in [*self.seen(place)][2::-1]
        )

    def sees(self, name: str, *pieces: str) -> None:
        """The latest word to somebody has these pieces."""
        for piece in pieces:
            assert piece in self.screen(self.people[name]), f"{piece!r} is not in:\n{self.screen(self.people[name])}"

    def code(self, name: str) -> str:
        """The invitation that stands in somebody's chat."""
        said = next(message["text"] for message in self.seen(self.people[name]) if "/start " in message["text"])
        return said.split("/start ")[1].split()[0]

    @contextmanager
    def _one_more(self) -> Iterator[Any]:
        before = self._heard()

        async def heard() -> None:
            await until(lambda: self._heard() > before)
            await self._quiet()

        waits = heard()
        try:
            yield waits
        except BaseException:
            waits.close()
            raise

    def _heard(self) -> int:
        return self.stage.read(select(func.count()).select_from(Inbox))[0]

    async def _quiet(self) -> None:
        """Wait until nothing is to be handled, nor to be sent now."""
        now = self.stage.app.clock.now()
        due = (~col(Outbox.bulk)) | (col(Outbox.not_before) <= now)
        waiting = select(Inbox.id).where(Inbox.state == "waiting")
        unsent = select(Outbox.id).where(Outbox.state == "waiting", due)
        await until(lambda: not self.stage.read(waiting) and not self.stage.read(unsent), 20)


def _numbers(text: str, label: str) -> list[str]:
    """The numbers of the lines that begin with ``label``."""
    lines = [NUMBERED.fullmatch(line) for line in text.split("\n")]
    return [line[1] for line in lines if line and line[2].startswith(label)]


async def play(player: Player) -> None:
    """The whole week, from the operator's code to Monday's summary."""
    await _monday(player)
    await _tuesday(player)
    await _wednesday(player)
    await _the_rest(player)


async def _monday(it: Player) -> None:
    """The committee is set up, its people join by their codes, and the first visits are logged."""
    it.meet("Quang", "Hà", "Lan", "Minh", "Người lạ")
    await it.at(10, 8)
    await it.says("Người lạ", "/start", "cho tôi vào với", "/start KHONG-CO-MA")
    code = it.stage.store.write_here(
        lambda session: invitations.invite(session, OPERATOR, "admin", None, "Nguyễn Văn Quang", it.day(10, 8))
    )
    await it.says("Quang", f"/start {code}")
    for line in (
        "/donvi moi DU-HN; Đảng ủy các KCN Hà Nội; đảng ủy",
        "/donvi moi DCT-1; Đoàn công tác số 1; tổ công tác; thuộc DU-HN",
        "/chitieu khảo sát; 2024; 50; DU-HN",
    ):
        await it.says("Quang", line)
        await it.chooses("Quang", "Ghi")
    for name, role in (("Hà", "trưởng đoàn"), ("Lan", "thành viên"), ("Minh", "thành viên")):
        await it.says("Quang", f"/moi {role}; DCT-1; {name}")
        await it.chooses("Quang", "Tạo lời mời")
        await it.says(name, f"/start {it.code('Quang')}")
        it.sees(name, "Chào mừng")
    await it.gather("Nhóm Đảng ủy", "Quang", "Hà", "Lan")
    await it.calls("Quang", "/gan DU-HN")
    await it.chooses("Quang", "Gắn", place=it.group)
    for firm in ("Công ty TNHH Huy Hoàng", "Công ty CP Thiên Phú", "Công ty CP Bắc Hà"):
        await it.says("Lan", f"/dn moi {firm}; tư nhân; KCN Thăng Long; DCT-1")
        await it.chooses("Lan", "Ghi")
    line = "/tham Huy Hoàng; gặp công đoàn, HR; đồng ý; vướng ca kíp; hẹn 12/6 trình hồ sơ; kiến nghị thêm xe đưa đón"
    await it.says("Lan", line)
    await it.chooses("Lan", "Hoàn tác")
    it.sees("Lan", "Đã hoàn tác")
    await it.says("Lan", line, "tham huy hoang; tu choi")
    await it.chooses("Lan", "Thôi")
    await it.says("Minh", "/tham", "thiên phú")
    await it.chooses("Minh", "Chủ tịch công đoàn", "GĐ nhân sự", "Xong", "Quan tâm", "Làm việc theo ca", "Xong")
    await it.says("Minh", "thứ Sáu gặp giám đốc")
    await it.chooses("Minh", "Bỏ qua", "Ghi")
    it.sees("Minh", "✓ Đã ghi")


async def _tuesday(it: Player) -> None:
    """The first morning messages, plans for others, and a candidate."""
    await it.at(11, 7, 31)
    await it.at(11, 9)
    await it.says("Lan", "/hen Huy Hoàng; thứ 5; gặp GĐ nhân sự", "/hen Thiên Phú; giao Minh; mời họp; 13/6")
    await it.chooses("Lan", "Ghi")
    await it.says("Hà", "/goiy")
    await it.chooses("Hà", "Lần khác")
    await it.says("Lan", "/ungvien moi Nguyễn Văn An; Huy Hoàng; công nhân; nam; 1998; đồng ý 5/6 bằng văn bản")
    await it.chooses("Lan", "Ghi")
    await it.says("Lan", "/ungvien uv1 cảm tình 7/6")
    await it.chooses("Lan", "Ghi")
    await it.says("Minh", "/ungvien moi Trần Thị Bình; Thiên Phú; kỹ sư; nữ; 1999")
    await it.chooses("Minh", "Chưa đồng ý")
    await it.calls("Lan", "/ungvien")
    await it.calls("Hà", "/tiendo")
    await it.says("Hà", "/ketqua kết nạp; 3; DCT-1; 1/1/2024-31/5/2024")
    await it.chooses("Hà", "Ghi")


async def _wednesday(it: Player) -> None:
    """Things are done, put off, corrected and taken back."""
    await it.at(12, 7, 31)
    await it.at(12, 9)
    await it.says("Minh", "/viec")
    await it.chooses("Minh", "Thiên Phú", "Để sau", "Ngày mai")
    await it.says("Lan", "/viec xong 1", "/viec")
    await it.says("Minh", "/sua")
    await it.chooses("Minh", "Buổi 10/06", "Sửa", "Sửa", "Kết quả", "Đồng ý", "Ghi")
    it.sees("Minh", "Đã sửa")
    await it.says("Lan", "/tham Thiên Phú; ngày 31/2", "/huy", "99", "hôm nay trời đẹp quá", "/bay", "/hoantac")
    await it.chooses("Lan", "Giữ nguyên")
    with it._one_more() as heard:
        it.stage.world.sends_sticker(it.people["Lan"])
    await heard
    await it.says("Quang", "/viec")
    await it.chooses("Quang", "Huy Hoàng", "Trả lời")
    await it.says("Quang", "sẽ làm việc với ban quản lý")
    await it.chooses("Quang", "Ghi")


async def _the_rest(it: Player) -> None:
    """Overdue things, a summary asked for, and Monday's."""
    await it.at(13, 7, 31)
    await it.at(13, 9)
    await it.says("Hà", "/caidat giờ sáng 7h15", "/lich", "/bantin")
    await it.calls("Lan", "/bantin")
    await it.says("Minh", "/tham Huy Hoàng; từ chối", "/hoantac")
    await it.chooses("Minh", "Hoàn tác")
    await it.at(14, 7, 31)
    await it.at(14, 9)
    await it.says("Minh", "/viec xong 1")
    await it.at(17, 7, 31)
    await it.at(17, 8, 2)

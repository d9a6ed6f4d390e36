"""A delivery on a real database, with a messenger that fails on demand and a time that stands still until moved."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from sqlmodel import select

from bot.channels.base import AwayError, Limits
from bot.delivery import Delivery
from bot.supervisor import Supervisor
from models import BoundChat, Outbox
from outreach.composing.index import Teller
from outreach.messages import Address, Reply, Text
from outreach.services.talk import outbox
from outreach.services.talk.outbox import Outgoing
from tests.conversation import ZONE, House

both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NO_LIMITS = Limits(a_second=10_000, chat_pause=0, group_pause=0, burst=100)
AWAY, GROUP, LAN, MINH = AwayError("TimedOut"), "-500", "11", "12"


@dataclass
class Messenger:
    """What went out; ``problems`` are met one by one in a chat, ``hanging`` chats give no answer."""

    name: str
    limits: Limits = NO_LIMITS
    sent: list[Outgoing] = field(default_factory=list)
    tries: list[str] = field(default_factory=list)
    problems: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    hanging: set[str] = field(default_factory=set)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Outgoing) -> str:
        chat = message.address.chat
        self.tries.append(chat)
        if chat in self.hanging:
            await self.released.wait()
        if self.problems[chat]:
            raise self.problems[chat].pop(0)
        self.sent.append(message)
        return str(1000 + len(self.sent))

    def is_group(self, chat: str) -> bool:
        return chat.startswith("-")

    def texts(self, chat: str | None = None) -> list[str]:
        return [message.text.plain for message in self.sent if chat in {None, message.address.chat}]


class Rig:
    """A delivery whose monotonic time stands still until ``passes``."""

    def __init__(self, house: House) -> None:
        self.house, self.messenger, self.seconds = house, Messenger(house.channel), 100.0
        self.supervisor = Supervisor()
        self.delivery = self.begin()

    def begin(self) -> Delivery:
        """A delivery that remembers nothing: after a restart."""
        channels = {self.house.channel: self.messenger}
        return Delivery(
            self.house.store, self.house.clock, channels, self.supervisor, Teller(ZONE, "vi"), lambda: self.seconds
        )

    def says(self, chat: str, *texts: str, user: str = "1", **more) -> None:
        replies = [Reply(Text(text), **more) for text in texts]
        with self.house.session() as session, session.begin():
            outbox.answer(
                session, Address(self.house.channel, chat), user, replies, self.house.clock.now(),
                key=f"reply:{chat}:{texts}",
            )  # fmt: skip

    def plans(self, chat: str, text: str, rule: str = "notice", **more) -> bool:
        address, now = Address(self.house.channel, chat), self.house.clock.now()
        with self.house.session() as session, session.begin():
            return outbox.plan(
                session, f"{rule}:{chat}:{text[:40]}", address, Reply(Text(text)), now, rule=rule, **more
            )

    async def works(self) -> list[str]:
        """Look until there is nothing to start; the texts that went out meanwhile."""
        before, tries = len(self.messenger.sent), -1
        async with asyncio.timeout(5):
            while tries != len(self.messenger.tries):
                tries = len(self.messenger.tries)
                await self.delivery.look()
                while not self.delivery.lanes[self.house.channel].busy <= self.messenger.hanging:
                    await asyncio.sleep(0.001)
        return self.messenger.texts()[before:]

    async def passes(self, seconds: float) -> list[str]:
        self.seconds += seconds
        return await self.works()

    def states(self) -> dict[str, str]:
        return {row.chat_id: row.state for row in self.house.read(select(Outbox).order_by(Outbox.id))}

    def bound(self) -> BoundChat:
        unit = self.house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
        admin = self.house.person("Hoa", "admin", unit, user="900")
        now = self.house.clock.now()
        return self.house.add(
            BoundChat(
                channel=self.house.channel, chat_id=GROUP, unit_id=unit.id, bound_by_id=admin.person_id, bound_at=now,
                starts_at=now,
            )
        )  # fmt: skip

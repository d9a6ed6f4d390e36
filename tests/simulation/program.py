"""The product, minute by minute: its jobs, and delivery without the waiting. It can be killed at any point."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TypeVar

from sqlmodel import Session

from bot import sending
from bot.store import Store
from jobs.jobs import Jobs
from models import Outbox
from outreach.composing.index import Teller
from outreach.vault import Vault
from tests.conversation import ZONE, engine_at

T = TypeVar("T")
CHANNEL, AT_ONCE = "telegram", 60


class Killed(BaseException):
    """The process is gone: nothing that it holds in memory will be used again."""


@dataclass
class Killer:
    """Kills the process at random points, and remembers at which."""

    dice: Random
    chance: float
    kills: Counter[str] = field(default_factory=Counter)

    def at(self, point: str) -> None:
        if self.chance and self.dice.random() < self.chance:
            self.kills[point] += 1
            raise Killed(point)


@dataclass(frozen=True)
class Sent:
    """What has arrived in a chat."""

    at: datetime
    key: str
    rule: str
    chat: str
    text: str


class Program:
    """What one process holds in memory."""

    def __init__(self, url: str, vault: Vault, killer: Killer) -> None:
        self.store, self.killer = Store(engine_at(url), vault), killer
        self.jobs, self.teller = Jobs(ZONE, "en"), Teller(ZONE, "en")

    def minute(self, now: datetime, arrived: list[Sent], *, is_open: bool) -> None:
        """Plan what is due; send what waits, while the messenger is there."""
        while self._write("plan", lambda session: self.jobs.plan(session, now)):
            self.killer.at("planned")
        if self.store.read_here(lambda session: sending.anything_stale(session, now)):
            self._write("stale", lambda session: sending.clear_stale(session, now))
        tried: set[str] = set()
        while is_open and (heads := self._heads(now, tried)):
            for row in heads:
                self._send(row, now, arrived, tried)

    def _heads(self, now: datetime, tried: set[str]) -> list[sending.Waiting]:
        apart = frozenset(tried)
        return self.store.read_here(lambda session: sending.heads(session, CHANNEL, now, apart, AT_ONCE))

    def _send(self, row: sending.Waiting, now: datetime, arrived: list[Sent], tried: set[str]) -> None:
        message = self._write("compose", lambda session: sending.prepare(session, row.id, self.teller, now))
        if message is None:  # cleared, or put off: what waits behind it has its turn
            return
        self.killer.at("before it goes")
        with self.store.readers() as session:
            key, rule = session.get_one(Outbox, row.id).key, session.get_one(Outbox, row.id).rule
        arrived.append(Sent(now, key, rule, row.chat, message.text.plain))
        self.killer.at("sent, not recorded")
        self._write("record", lambda session: sending.sent(session, row.id, f"{len(arrived)}", now))
        self.killer.at("recorded")

    def _write(self, point: str, work: Callable[[Session], T]) -> T:
        """A transaction, in the middle of which the process may be killed if it has anything to write."""

        def worked(session: Session) -> T:
            done = work(session)
            if done is not False:
                session.flush()
                self.killer.at(f"inside: {point}")
            return done

        return self.store.write_here(worked)

"""The way out: only here is anything sent. First in, first out in a chat; answers before bulk across chats."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import sending
from bot.channels.base import AwayError, Channel, DeliveryError, FloodError, TokenRejectedError
from bot.clock import Clock
from bot.limits import Pacing
from bot.sending import PLAIN, Means, Waiting
from bot.store import Store
from bot.supervisor import Supervisor
from outreach.composing.index import Teller
from outreach.services.talk.outbox import Outgoing

log = structlog.get_logger()
AT_ONCE = 30
LONGEST_PAUSE = 300.0
GIVEN_UP_AFTER = 3  # failures in a row after which the messenger itself counts as away
IDLE = 1.0
BREATH = 0.02  # between two looks, when much comes at once
TOKEN_PAUSE = 60.0


@dataclass
class Lane:
    """What delivery remembers of one channel between rounds; monotonic seconds."""

    channel: Channel
    pacing: Pacing
    busy: set[str] = field(default_factory=set)
    paused: dict[str, float] = field(default_factory=dict)
    flooded: dict[str, float] = field(default_factory=dict)
    closed_until: float = 0.0
    full_until: float = 0.0  # the account has sent its fill: that the messenger answers otherwise changes nothing
    failures: int = 0

    def free_at(self, chat: str, now: float) -> float:
        """When the next message may go into ``chat``, its pauses apart."""
        return self.pacing.ready_at(chat, now, group=self.channel.is_group(chat))

    def held(self, now: float) -> frozenset[str]:
        """The chats into which nothing may go now."""
        self.paused = {chat: until for chat, until in self.paused.items() if until > now}
        self.flooded = {chat: until for chat, until in self.flooded.items() if until > now}
        return frozenset(self.busy | self.paused.keys() | self.flooded.keys())

    def open(self, now: float) -> bool:
        """Whether anything may go at all."""
        return now >= max(self.closed_until, self.full_until)

    def flood(self, chat: str, problem: FloodError, now: float) -> None:
        """Too much was sent into the chat, or by the account."""
        until = now + problem.retry_after
        if problem.everywhere:
            self.full_until = max(self.full_until, until)
        else:
            self.flooded[chat] = until

    def failed(self, chat: str, attempts: int, now: float) -> None:
        """A try failed in transit: wait longer each time."""
        self.failures += 1
        self.paused[chat] = now + min(2.0 ** min(attempts, 10), LONGEST_PAUSE)

    def back(self) -> None:
        """The messenger answers: whoever waited because it was away need not wait any longer."""
        if self.failures >= GIVEN_UP_AFTER:
            self.paused.clear()
        self.failures, self.closed_until = 0, 0.0


class Delivery:
    """Sends what waits in the outbox; wake it after a commit."""

    def __init__(
        self, store: Store, clock: Clock, channels: dict[str, Channel], supervisor: Supervisor, teller: Teller,
        monotonic: Callable[[], float] = time.monotonic, means: Means = PLAIN,
    ) -> None:  # fmt: skip
        self.store, self.clock, self.supervisor, self.teller = store, clock, supervisor, teller
        self.monotonic, self.means = monotonic, means
        self.lanes = {name: Lane(channel, Pacing(channel.limits)) for name, channel in channels.items()}
        self.woken = asyncio.Event()
        self.stale_looked_for = -IDLE

    def wake(self) -> None:
        """Something may be waiting."""
        self.woken.set()

    def answered(self, channel: str) -> None:
        """The messenger has answered a request of another kind, so it is there."""
        lane = self.lanes[channel]
        if lane.failures or lane.closed_until:
            lane.back()
            self.wake()

    async def round(self) -> None:
        """Start what may be sent now, then wait for a reason to look again."""
        self.woken.clear()
        pause = await self.look()
        await asyncio.sleep(BREATH)
        await self._rest(pause - BREATH)

    async def look(self) -> float:
        """Start what may be sent now; the seconds after which to look again, if nothing wakes before."""
        pause = IDLE
        await self._clear_stale()
        for name, lane in self.lanes.items():
            for row in await self._waiting(name, lane):
                now = self.monotonic()
                delay = lane.free_at(row.chat, now) - now
                if delay > 0:
                    pause = min(pause, delay)
                elif len(lane.busy) < AT_ONCE:
                    self._start(lane, row)
        return pause

    async def _clear_stale(self) -> None:
        now = self.clock.now()
        if self.monotonic() < self.stale_looked_for + IDLE:
            return
        self.stale_looked_for = self.monotonic()
        if await self.store.read(lambda session: sending.anything_stale(session, now)):
            await self.store.write(lambda session: sending.clear_stale(session, now))

    async def _waiting(self, name: str, lane: Lane) -> list[Waiting]:
        if not lane.open(self.monotonic()):
            return []
        now, held = self.clock.now(), lane.held(self.monotonic())
        return await self.store.read(lambda session: sending.heads(session, name, now, held, AT_ONCE * 2))

    def _start(self, lane: Lane, row: Waiting) -> None:
        lane.busy.add(row.chat)
        lane.pacing.take(row.chat, self.monotonic(), group=lane.channel.is_group(row.chat))
        self.supervisor.start(f"send {row.id}", self._send(lane, row))

    async def _send(self, lane: Lane, row: Waiting) -> None:
        try:
            message = await self.store.write(
                lambda session: sending.prepare(session, row.id, self.teller, self.clock.now(), self.means)
            )
            if message is not None:
                await self._hand_over(lane, row, message)
        finally:
            lane.busy.discard(row.chat)
            self.wake()

    async def _hand_over(self, lane: Lane, row: Waiting, message: Outgoing) -> None:
        try:
            message_id = await lane.channel.send(message)
        except DeliveryError as problem:
            self._held_up(lane, row, problem)
            what = problem  # the name of an exception ends with its block
            await self._record(lambda session: sending.failed(session, row.id, what, self.clock.now()))
            return
        except Exception:  # a fault of ours, not the messenger's; retried as patiently, and told by the supervisor
            lane.failed(row.chat, row.attempts, self.monotonic())
            raise
        lane.back()
        await self._record(lambda session: sending.sent(session, row.id, message_id, self.clock.now(), self.means))

    def _held_up(self, lane: Lane, row: Waiting, problem: DeliveryError) -> None:
        if isinstance(problem, FloodError):
            lane.flood(row.chat, problem, self.monotonic())
        elif isinstance(problem, AwayError):
            lane.failed(row.chat, row.attempts, self.monotonic())
        elif isinstance(problem, TokenRejectedError):
            lane.closed_until = self.monotonic() + TOKEN_PAUSE
        log.warning("not delivered", outbox=row.id, kind=type(problem).__name__, attempts=row.attempts + 1)

    async def _record(self, work: Callable[[Session], None]) -> None:
        """Write down what became of a try, however long the database is away: forgotten, it would be sent again."""
        pause = 1.0
        while True:
            try:
                return await self.store.write(work)
            except DBAPIError as error:
                if self.supervisor.stopping.is_set():
                    raise
                log.warning("the database is away", kind=type(error).__name__)
            await self.supervisor.rest(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.woken.wait()
        except TimeoutError:
            return

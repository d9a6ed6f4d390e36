"""The way out: only here is anything sent. First in, first out in a chat; answers before bulk across chats."""

import asyncio
import time
from dataclasses import dataclass, field

import structlog
from sqlmodel import Session

from bot import sending
from bot.channels.base import AwayError, Channel, DeliveryError, FloodError
from bot.clock import Clock
from bot.limits import Pacing
from bot.sending import Waiting
from bot.store import Store
from bot.supervisor import Supervisor
from outreach.notices import Notices
from outreach.services.outbox import Outgoing

log = structlog.get_logger()
AT_ONCE = 30
LONGEST_PAUSE = 300.0
GIVEN_UP_AFTER = 3  # failures in a row after which the messenger itself counts as away
IDLE = 1.0


@dataclass
class Lane:
    """What delivery remembers of one channel between rounds; monotonic seconds."""

    channel: Channel
    pacing: Pacing
    busy: set[str] = field(default_factory=set)
    paused: dict[str, float] = field(default_factory=dict)
    failures: int = 0

    def free_at(self, chat: str, now: float) -> float:
        """When the next message may go into ``chat``."""
        return max(self.paused.get(chat, 0.0), self.pacing.ready_at(chat, now, group=self.channel.is_group(chat)))

    def failed(self, chat: str, attempts: int, now: float) -> None:
        """A try failed in transit: wait longer each time."""
        self.failures += 1
        self.paused[chat] = now + min(2.0 ** min(attempts, 10), LONGEST_PAUSE)

    def back(self) -> None:
        """The messenger answers: whoever waited because it was away need not wait any longer."""
        if self.failures >= GIVEN_UP_AFTER:
            self.paused.clear()
        self.failures = 0


class Delivery:
    """Sends what waits in the outbox; wake it after a commit."""

    def __init__(
        self, store: Store, clock: Clock, channels: dict[str, Channel], supervisor: Supervisor, notices: Notices
    ) -> None:
        self.store, self.clock, self.supervisor, self.notices = store, clock, supervisor, notices
        self.lanes = {name: Lane(channel, Pacing(channel.limits)) for name, channel in channels.items()}
        self.woken = asyncio.Event()

    def wake(self) -> None:
        """Something may be waiting."""
        self.woken.set()

    def answered(self, channel: str) -> None:
        """The messenger has answered a request of another kind, so it is there."""
        lane = self.lanes[channel]
        if lane.failures:
            lane.back()
            self.wake()

    async def round(self) -> None:
        """Start what may be sent now, then wait for a reason to look again."""
        self.woken.clear()
        pause = IDLE
        for name, lane in self.lanes.items():
            waiting = await self._waiting(name, lane)
            for row in waiting:
                delay = lane.free_at(row.chat, time.monotonic()) - time.monotonic()
                if delay > 0:
                    pause = min(pause, delay)
                elif len(lane.busy) < AT_ONCE:
                    self._start(lane, row)
        await self._rest(pause)

    async def _waiting(self, name: str, lane: Lane) -> list[Waiting]:
        now, busy = self.clock.now(), frozenset(lane.busy)
        held = frozenset(chat for chat, until in lane.paused.items() if until > time.monotonic())
        if await self.store.read(lambda session: sending.anything_stale(session, now)):
            await self.store.write(lambda session: sending.clear_stale(session, self.notices, now))
        return await self.store.read(lambda session: sending.heads(session, name, now, busy | held, AT_ONCE * 2))

    def _start(self, lane: Lane, row: Waiting) -> None:
        lane.busy.add(row.chat)
        lane.pacing.take(row.chat, time.monotonic(), group=lane.channel.is_group(row.chat))
        self.supervisor.start(f"send {row.id}", self._send(lane, row))

    async def _send(self, lane: Lane, row: Waiting) -> None:
        try:
            message = await self.store.write(lambda session: sending.prepare(session, row.id, self.clock.now()))
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
            await self.store.write(lambda session: self._record(session, row.id, problem))
            return
        lane.back()
        await self.store.write(lambda session: sending.sent(session, row.id, message_id, self.clock.now()))

    def _held_up(self, lane: Lane, row: Waiting, problem: DeliveryError) -> None:
        if isinstance(problem, FloodError):
            lane.paused[row.chat] = time.monotonic() + problem.retry_after
        elif isinstance(problem, AwayError):
            lane.failed(row.chat, row.attempts, time.monotonic())
        log.warning("not delivered", outbox=row.id, kind=type(problem).__name__, attempts=row.attempts + 1)

    def _record(self, session: Session, row: int, problem: DeliveryError) -> None:
        sending.failed(session, self.notices, row, problem, self.clock.now())

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.woken.wait()
        except TimeoutError:
            return



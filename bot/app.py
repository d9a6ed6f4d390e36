"""The composition root: what is made of what, and the order of starting and stopping."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from bot import inbox
from bot.bell import bell
from bot.channels.base import AwayError, Channel, FloodError, TokenRejectedError
from bot.clock import Clock, SimulatedClock, SystemClock
from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.holding import holding
from bot.keys import lost_names
from bot.links import Links
from bot.metering import allowances
from bot.sending import Means
from bot.settings import Settings, SettingsError, is_loopback
from bot.sharing import Sharing
from bot.store import Store
from bot.supervisor import Supervisor
from handlers.index import all_routes
from jobs.jobs import Jobs
from jobs.schedule import Schedule
from models.db import open_engine
from models.migrate import migrate
from outreach.composing.index import Teller
from outreach.messages import Incoming
from outreach.texts.speech import Speech
from outreach.vault import BadKeyError, Vault, keys_beside

if TYPE_CHECKING:
    from bot.web import Web

log = structlog.get_logger()
IDLE = 1.0  # seconds after which a worker looks by itself, whatever it has heard
ROLES = ("receive", "deliver", "jobs")
Round = Callable[[], Awaitable[None]]
Hear = Callable[[Mapping[str, str]], None]


class App:
    """The running program."""

    def __init__(self, settings: Settings, roles: Sequence[str] = ROLES) -> None:
        self.settings, self.roles = settings, roles
        self.supervisor = Supervisor()
        self.clock = clock(settings)
        engine = open_engine(settings.database_url)
        self.holding = holding(engine, "nhipcau")
        migrate(engine)
        self.store = Store(engine, vault(settings))
        self.channels = channels(settings, self.clock)
        teller = Teller(settings.zone, settings.language)
        self.allowances = allowances(settings)
        self.dispatcher = Dispatcher(
            all_routes(), self.clock, settings.zone, settings.language, self.channels, self.allowances
        )
        means = Means(self.allowances, Sharing(self._links()))
        self.delivery = Delivery(self.store, self.clock, self.channels, self.supervisor, teller, means=means)
        self.web = self._web()
        self.schedule = Schedule(Jobs(settings.zone, settings.language))
        self._arrived = asyncio.Event()

    async def run(self) -> None:
        """Start everything, and stop it in the reverse order at SIGTERM or SIGINT."""
        await self.start()
        await self.wait()
        await self.stop()

    async def wait(self) -> None:
        """Return at SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.supervisor.stopping.set)
        await self.supervisor.stopping.wait()

    async def start(self) -> None:
        """Start: connections, delivery, workers, jobs, and last the way in."""
        await self._check_keys()
        for channel in self.channels.values():
            await channel.start()
        if self.web is not None:
            await self.web.start()
        if "deliver" in self.roles:
            self.supervisor.keep("deliver", self._holding(self.delivery.round))
        for _ in range(min(self.store.writers, 4)):
            self.supervisor.keep("work", self._work)
        listen = bell(self.store.engine, {"inbox": self._ring, "outbox": self.delivery.wake})
        if listen is not None:
            self.supervisor.keep("listen", listen, finish=False)
        if "jobs" in self.roles:
            self.schedule.start(self._tick)
        if "receive" in self.roles:
            for name, channel in self.channels.items():
                # a long poll that is broken off has confirmed nothing: where that is so, what it brings comes again
                receive = self._holding(self._receiver(name))
                self.supervisor.keep(f"receive {name}", receive, finish=not channel.confirms)
        log.info("running", channels=sorted(self.channels), roles=list(self.roles), now=self.clock.now().isoformat())

    def _links(self) -> Links | None:
        """How files are linked to, where there is an address for it."""
        public_url = self.settings.public_url
        return Links(public_url, self.store.vault) if public_url is not None else None

    def _web(self) -> "Web | None":
        """The way in from outside, where there is an address for it."""
        links = self._links()
        if links is None:
            return None
        from bot.web import Web  # noqa: PLC0415 - most bots are on no address of their own

        known = {name: channel.door(self._take) for name, channel in self.channels.items()}
        doors = {name: door for name, door in known.items() if door is not None}
        speech = Speech(self.settings.language, self.settings.zone)
        return Web(self.settings.http_port, self.store, self.clock, links, doors, speech)

    async def _check_keys(self) -> None:
        lost = await self.store.read(lost_names)
        if lost:
            log.error(
                "names are sealed with a key that is not given; put it back", setting="ENCRYPTION_KEYS", names=lost
            )

    async def stop(self) -> None:
        """Stop: the way in, jobs, workers, delivery, connections, database."""
        self.schedule.stop()
        self._ring()
        self.delivery.wake()
        await self.supervisor.stop()
        if self.web is not None:
            await self.web.stop()
        for channel in self.channels.values():
            await channel.stop()
        self.holding.release()
        await asyncio.to_thread(self.store.close)

    def _holding(self, once: Round) -> Round:
        async def round_if_held() -> None:
            if await self.holding.held():
                await once()
            else:
                await self.supervisor.rest(1.0)

        return round_if_held

    def _receiver(self, name: str) -> Round:
        channel = self.channels[name]

        async def receive() -> None:
            try:
                await channel.receive(self._take)
            except (AwayError, FloodError) as problem:
                log.warning("the messenger is away", channel=name, kind=type(problem).__name__)
                await self.supervisor.rest(getattr(problem, "retry_after", 2.0))
                return
            except TokenRejectedError:
                log.error("the messenger rejects the token", setting=f"{name.upper()}_TOKEN")  # noqa: TRY400 - no trace
                await self.supervisor.rest(60.0)
                return
            self.delivery.answered(name)

        return receive

    async def _take(self, events: Sequence[Incoming]) -> None:
        """Store what came in; when this returns it is committed."""
        if events:
            await self.store.write(lambda session: inbox.store(session, events, self.clock.now(), self.allowances))
            self._ring()

    def _ring(self) -> None:
        arrived, self._arrived = self._arrived, asyncio.Event()
        arrived.set()

    async def _work(self) -> None:
        arrived = self._arrived  # taken before looking, so that nothing arrives unnoticed between looking and waiting
        handled = await self.store.write(self.dispatcher.handle_one)
        if handled is None:
            await _wait_for(arrived, IDLE)
            return
        self.delivery.wake()
        incoming = handled.incoming
        if incoming is not None and incoming.press_id is not None:
            channel = self.channels.get(incoming.address.channel)
            if channel is not None:
                self.supervisor.start("acknowledge", channel.acknowledge(incoming.press_id, handled.toast))

    async def _tick(self) -> None:
        if not await self.holding.held():
            return
        while await self.store.write(lambda session: self.schedule.jobs.plan(session, self.clock.now())):
            self.delivery.wake()
        self.delivery.wake()


def clock(settings: Settings) -> Clock:
    """The machine's clock, or the simulated one that ``SIMULATED_NOW`` starts."""
    return SystemClock() if settings.simulated_now is None else SimulatedClock(settings.simulated_now)


def vault(settings: Settings) -> Vault:
    """The vault that opens what the database has sealed.

    Raises:
        SettingsError: a key is malformed, or none is set where none can be made beside a file.

    """
    keys = [key.get_secret_value() for key in settings.encryption_keys]
    if not keys:
        if settings.key_file is None:
            message = "ENCRYPTION_KEYS: needed with PostgreSQL. Make one with: nhipcau keys new"
            raise SettingsError(message)
        keys = keys_beside(settings.key_file)
    try:
        return Vault(keys)
    except BadKeyError:
        message = "ENCRYPTION_KEYS: not a key. Make one with: nhipcau keys new"
        raise SettingsError(message) from None


def channels(settings: Settings, time: Clock) -> dict[str, Channel]:
    """The messengers for which there is a token; each library is imported only then."""
    found: dict[str, Channel] = {}
    if settings.telegram_token is not None:
        from bot.channels.telegram import TelegramChannel  # noqa: PLC0415 - Zalo alone needs none of it
        from bot.menus import menus  # noqa: PLC0415

        token, url = settings.telegram_token.get_secret_value(), settings.telegram_api_url
        hear = _follow(time) if is_loopback(url) else None
        found["telegram"] = TelegramChannel(token, url, time, menus(), hear)
    if settings.zalo_token is not None:
        from bot.channels.zalo import ZaloChannel  # noqa: PLC0415 - nor Telegram alone this

        token, url = settings.zalo_token.get_secret_value(), settings.zalo_api_url
        found["zalo"] = ZaloChannel(token, url, time, _follow(time) if is_loopback(url) else None, _hook(settings))
    return found


def _hook(settings: Settings) -> tuple[str, str] | None:
    """Where Zalo is to post events and the secret that they bring along; nothing while they are polled."""
    if settings.public_url is None or settings.webhook_secret is None:
        return None
    return f"{settings.public_url}/hook/zalo", settings.webhook_secret.get_secret_value()


def _follow(time: Clock) -> Hear | None:
    """Heed the sandbox's clock, which answers from this machine tell in a header."""
    if not isinstance(time, SimulatedClock):
        return None

    def hear(headers: Mapping[str, str]) -> None:
        told = headers.get("X-Sandbox-Now")
        if told:
            time.heed(datetime.fromisoformat(told))

    return hear


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return

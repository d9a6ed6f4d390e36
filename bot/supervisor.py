"""Keeps the endless loops going: a loop that fails is recorded, waits, and goes on; it never takes others along."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.logs import trace

log = structlog.get_logger()
LONGEST_PAUSE = 60.0


def _of(error: Exception) -> dict[str, Any]:
    """What is logged of an error; not the error itself, which may carry a name."""
    return {"kind": type(error).__name__, "where": trace(error), "exc_info": False}


class Supervisor:
    """Runs loops until stopped; ``failures`` counts by name."""

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self.stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._hasty: list[asyncio.Task[None]] = []
        self._running: set[asyncio.Task[None]] = set()

    def keep(self, name: str, once: Callable[[], Awaitable[None]], *, finish: bool = True) -> None:
        """Run ``once`` again and again from now on; at the stop the last round may ``finish``, or is broken off."""
        task = asyncio.create_task(self._loop(name, once), name=name)  # noqa: TID251
        (self._tasks if finish else self._hasty).append(task)

    async def _loop(self, name: str, once: Callable[[], Awaitable[None]]) -> None:
        pause = 1.0
        while not self.stopping.is_set():
            try:
                await once()
                pause = 1.0
            except Exception as error:  # a loop outlives whatever happens in one round
                self.failures[name] += 1
                log.exception("loop failed", loop=name, pause=pause, **_of(error))
                await self.rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run ``work`` once, beside the loops; its failure is recorded."""
        task = asyncio.create_task(self._once(name, work), name=name)  # noqa: TID251
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _once(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # recorded; whoever started it looks again in its next round
            self.failures[name.split(maxsplit=1)[0]] += 1
            log.exception("work failed", work=name, **_of(error))

    async def rest(self, seconds: float) -> None:
        """Wait, though no longer than until the stop."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return

    async def stop(self) -> None:
        """Ask every loop to end, and end those that hang on."""
        self.stopping.set()
        for task in self._hasty:
            task.cancel()
        tasks = [*self._hasty, *self._tasks, *self._running]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=5)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        self._hasty.clear()

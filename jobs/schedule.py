"""APScheduler only ticks. What is due is computed from the clock, so a tick too many or too few changes nothing."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs.jobs import Jobs

EVERY_SECONDS = 5


class Schedule:
    """Ticks every few seconds while started."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self, tick: Callable[[], Awaitable[None]]) -> None:
        """Call ``tick`` now and every few seconds, never twice at once."""
        self._scheduler.add_job(tick, "interval", seconds=EVERY_SECONDS, id="tick")
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

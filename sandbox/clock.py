import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class ClockRefusedError(ValueError):
    """The clock was asked to go back, or to an instant without a zone; the text says what to do instead."""


class SandboxClock:
    """The sandbox's time: it starts now or at a given instant, runs with real time and can be moved forward."""

    def __init__(self, start: datetime | None = None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`start` must carry a zone; `monotonic` gives real seconds."""
        self._monotonic = monotonic
        self._origin = monotonic()
        self._base = _aware(start or datetime.now(UTC))  # noqa: TID251

    def now(self) -> datetime:
        """The sandbox's present, in UTC."""
        return self._base + timedelta(seconds=self._monotonic() - self._origin)

    def advance(self, step: timedelta) -> datetime:
        """The new present, `step` later. Raises ClockRefusedError for a negative step."""
        if step < timedelta(0):
            raise ClockRefusedError("the sandbox's clock only goes forward: give a positive step")
        self._base += step
        return self.now()

    def set(self, instant: datetime) -> datetime:
        """The new present. Raises ClockRefusedError when `instant` has passed or has no zone."""
        now = self.now()
        if _aware(instant) < now:
            raise ClockRefusedError(f"the sandbox's clock only goes forward: it is {now:%Y-%m-%d %H:%M:%S} UTC already")
        return self.advance(instant - now)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ClockRefusedError("give the instant with its zone, like 2024-06-17T08:00:00+07:00")
    return instant.astimezone(UTC)

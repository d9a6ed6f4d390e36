"""The one place that asks the machine for the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)  # noqa: TID251


class SimulatedClock:
    """A clock that starts at a given instant, runs with the machine's, and can be led by the sandbox's.

    It never goes back: what has been planned until an instant stays planned.
    """

    def __init__(self, start: datetime) -> None:
        self._machine = SystemClock()
        self._offset = start - self._machine.now()

    def now(self) -> datetime:
        """The present instant of the simulation, UTC."""
        return self._machine.now() + self._offset

    def heed(self, instant: datetime) -> None:
        """Follow another clock that says it is ``instant``; a clock that is behind is not followed."""
        ahead = instant - self.now()
        if ahead > timedelta(seconds=1):
            self._offset += ahead

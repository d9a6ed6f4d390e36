"""How fast a bot may write. Counted in real time, as Telegram does, whatever the sandbox's clock says."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

OVERALL_PER_SECOND = 30
PRIVATE_BURST = 5
GROUP_MESSAGES = 20
GROUP_WINDOW = 60.0


@dataclass
class Bucket:
    """Holds up to `size` tokens and gains `rate` a second."""

    size: float
    rate: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 when one is."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)


@dataclass
class RateLimits:
    """About 30 messages a second overall, one a second in a private chat after a burst of 5, 20 a minute in a group."""

    enabled: bool = True
    monotonic: Callable[[], float] = time.monotonic
    _overall: Bucket | None = None
    _private: dict[int, Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def admit(self, chat: int, *, group: bool) -> int:
        """0 when the message may pass, which is then counted; else the whole seconds to wait."""
        if not self.enabled:
            return 0
        now = self.monotonic()
        self._overall = self._overall or Bucket(OVERALL_PER_SECOND, OVERALL_PER_SECOND, OVERALL_PER_SECOND, now)
        own = self._group_wait(chat, now) if group else self._bucket(chat, now).wait(now)
        wait = max(own, self._overall.wait(now))
        if wait > 0:
            return math.ceil(wait)
        self._overall.tokens -= 1
        if group:
            self._groups[chat].append(now)
        else:
            self._private[chat].tokens -= 1
        return 0

    def _bucket(self, chat: int, now: float) -> Bucket:
        return self._private.setdefault(chat, Bucket(PRIVATE_BURST, 1, PRIVATE_BURST, now))

    def _group_wait(self, chat: int, now: float) -> float:
        sent = self._groups.setdefault(chat, deque())
        while sent and sent[0] <= now - GROUP_WINDOW:
            sent.popleft()
        return 0.0 if len(sent) < GROUP_MESSAGES else sent[0] + GROUP_WINDOW - now

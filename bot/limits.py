"""When the next message may go: token buckets for the bot as a whole and for each chat."""

from dataclasses import dataclass, field

from bot.channels.base import Limits


@dataclass
class Bucket:
    """Lets ``burst`` through at once and then one every ``pause`` seconds."""

    pause: float
    burst: int
    full_at: float = 0.0

    def ready_at(self, now: float) -> float:
        """The monotonic second from which one more may go."""
        return max(now, self.full_at - self.pause * (self.burst - 1))

    def take(self, now: float) -> None:
        """One goes now."""
        self.full_at = max(now, self.full_at) + self.pause


@dataclass
class Pacing:
    """The buckets of one channel; seconds are monotonic."""

    limits: Limits
    overall: Bucket = field(init=False)
    chats: dict[str, Bucket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.overall = Bucket(1 / self.limits.a_second, max(1, int(self.limits.a_second)))

    def ready_at(self, chat: str, now: float, *, group: bool) -> float:
        """The second from which a message may go into ``chat``."""
        bucket = self._bucket(chat, group=group)
        return max(self.overall.ready_at(now), bucket.ready_at(now))

    def take(self, chat: str, now: float, *, group: bool) -> None:
        """A message goes into ``chat`` now."""
        self.overall.take(now)
        self._bucket(chat, group=group).take(now)
        if len(self.chats) > 10_000:  # noqa: PLR2004 - far more than can be busy at once
            self.chats = {name: kept for name, kept in self.chats.items() if kept.full_at > now}

    def _bucket(self, chat: str, *, group: bool) -> Bucket:
        pause = self.limits.group_pause if group else self.limits.chat_pause
        return self.chats.setdefault(chat, Bucket(pause, self.limits.burst))

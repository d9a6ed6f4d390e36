"""How far a messenger's monthly quota reaches, and what is held back when it runs short."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

WARN_AT = Fraction(4, 5)


class Worth(IntEnum):
    """How much a message matters when not all can be sent; answers come before everything."""

    REST = 1
    OVERDUE = 2
    DIGEST = 3
    ANSWER = 4


# What a kind of message must leave of the month's messages for those that matter more.
_RESERVED: Mapping[Worth, Fraction] = {
    Worth.REST: Fraction(15, 100),
    Worth.OVERDUE: Fraction(10, 100),
    Worth.DIGEST: Fraction(5, 100),
    Worth.ANSWER: Fraction(0),
}


@dataclass(frozen=True)
class Plan:
    """What a messenger allows in a month: messages sent, and people and groups reached (none: as many as there are)."""

    messages: int
    users: int | None = None
    groups: int | None = None


ZALO_FREE = Plan(3000, 50, 3)


@dataclass(frozen=True)
class Use:
    """What a month has seen so far. Whether received messages count is not documented: they are told apart."""

    sent: int = 0
    received: int = 0
    users: int = 0
    groups: int = 0

    def short(self, plan: Plan) -> bool:
        """Whether administrators are to be warned: the worse reading of the rules counts."""
        return (
            self.sent + self.received >= WARN_AT * plan.messages
            or (plan.users is not None and self.users >= WARN_AT * plan.users)
            or (plan.groups is not None and self.groups > WARN_AT * plan.groups)
        )

    def leaves(self, plan: Plan, worth: Worth) -> bool:
        """Whether a message of this worth may still go, so that those worth more can go after it."""
        return plan.messages - self.sent > _RESERVED[worth] * plan.messages


def month_of(instant: datetime, zone: ZoneInfo) -> date:
    """The first day of the month in which the instant lies, in the zone."""
    return instant.astimezone(zone).date().replace(day=1)

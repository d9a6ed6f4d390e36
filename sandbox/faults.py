from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from sandbox.bell import Bell

Action = Literal["status", "delay", "cut_before", "cut_after", "hang"]


@dataclass
class Fault:
    """A rule by which requests go wrong.

    It applies to one method or all, to one chat or all, so many times or until removed. `cut_before` closes the
    connection before anything happened, `cut_after` when it has happened but nobody was told.
    """

    action: Action
    method: str | None = None
    chat: int | None = None
    times: int | None = None
    status: int = 500
    description: str = ""
    retry_after: int | None = None
    seconds: float = 1.0

    def __post_init__(self) -> None:
        if self.action not in get_args(Action):
            raise ValueError(f"unknown fault {self.action!r}: one of {', '.join(get_args(Action))}")

    def fits(self, method: str, chat: int | None) -> bool:
        """True when the rule is about this request."""
        same_method = self.method is None or self.method.lower() == method.lower()
        return same_method and self.chat in {None, chat}


class Faults:
    """The rules in force, the oldest first; a request meets at most one."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.rules: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """The rule, now in force."""
        self.rules.append(fault)
        self.bell.ring()
        return fault

    def remove(self, fault: Fault) -> None:
        """End one rule; nothing happens when it has ended already."""
        if fault in self.rules:
            self.rules.remove(fault)
        self.bell.ring()

    def clear(self) -> None:
        """End all rules; hanging requests go on."""
        self.rules.clear()
        self.bell.ring()

    def down(self, status: int = 502, description: str = "Bad Gateway") -> Fault:
        """A rule for everything, until removed: the messenger is away."""
        return self.add(Fault("status", status=status, description=description))

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The rule that this request meets, counted as used; None when all is well."""
        fault = next((rule for rule in self.rules if rule.fits(method, chat)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.rules.remove(fault)
        return fault

    def listed(self) -> list[dict[str, Any]]:
        """The rules as JSON values."""
        return [asdict(rule) for rule in self.rules]

from dataclasses import dataclass


@dataclass(eq=False)
class Person:
    """Somebody with a phone. `label` is for the page only: member, lead, administrator, outsider."""

    id: int
    name: str
    username: str | None = None
    language: str = "vi"
    label: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass(eq=False)
class Bot:
    """The one bot of this world."""

    id: int
    name: str
    username: str

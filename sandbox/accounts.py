from dataclasses import dataclass
from typing import Literal, get_args

App = Literal["telegram", "zalo"]
APPS: tuple[App, ...] = get_args(App)


@dataclass(eq=False)
class Person:
    """Somebody's account on one messenger (`app`). `label` is for the page only: member, lead, outsider."""

    id: int
    name: str
    username: str | None = None
    language: str = "vi"
    label: str = ""
    app: App = "telegram"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass(eq=False)
class Bot:
    """The one bot of this world."""

    id: int
    name: str
    username: str

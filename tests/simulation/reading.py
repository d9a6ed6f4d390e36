"""A morning message read as a person reads it: which lines stand under which heading."""

import re
from dataclasses import dataclass, field

from tests.simulation.expected import SECTIONS, Said

_TOKENS = (
    (re.compile(r"(UV-\d+): .*admission ceremony"), "{}!"),
    (re.compile(r"(UV-\d+): "), "{}"),
    (re.compile(r"(U-\d+): (\d+) enterprises? not visited"), "{} {} stale"),
    (re.compile(r"(U-\d+): no visit"), "{} silent"),
    (re.compile(r"\b(S\d+)\b"), "{}"),
)
_MORE = re.compile(r"And (\d+) more tasks?: /viec")
_LONG = re.compile(r"(\d+) tasks? long overdue: /viec")


@dataclass
class Message:
    lines: list[Said] = field(default_factory=list)
    more: int = 0
    long_overdue: int = 0


def read(text: str) -> Message:
    """What it says; a line that nobody expects is an error."""
    said, section = Message(), -1
    head, *lines = text.split("\n")
    assert head.startswith("☀️ Tasks today, "), text
    for line in lines:
        if line in SECTIONS:
            section = SECTIONS.index(line)
        elif "→ What holds it up?" in line:
            said.lines[-1] = Said(section, said.lines[-1].token, ask=True)
        elif found := _MORE.fullmatch(line):
            said.more = int(found[1])
        elif found := _LONG.fullmatch(line):
            said.long_overdue = int(found[1])
        elif line:
            said.lines.append(Said(section, _token(line)))
    return said


def _token(line: str) -> str:
    for pattern, made in _TOKENS:
        if found := pattern.search(line):
            return made.format(*found.groups())
    raise AssertionError(f"a line that nobody expects: {line!r}")

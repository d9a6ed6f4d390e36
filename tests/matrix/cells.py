"""Reads the table of cells: what is expected of every command, from every role, in every chat, named this or that."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.matrix.world import CHATS, ROLES

TABLE = Path(__file__).parent / "cells.txt"
NAMED = ("own", "other")


@dataclass(frozen=True)
class Cell:
    """``line`` is sent; ``nobody`` is the same line with a name that nothing bears in the place of ``piece``."""

    command: str
    role: str
    chat: str
    named: str
    line: str
    piece: str
    expected: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.command, self.role, self.chat, self.named


@dataclass(frozen=True)
class Block:
    """The cells of one command. ``lines`` by what they name; a command that names nothing has one line, ``""``."""

    command: str
    lines: dict[str, str]
    rows: dict[str, list[str]]

    def cells(self) -> list[Cell]:
        """A row has the columns of each chat, and in each of these one for every line."""
        found = []
        for role, row in self.rows.items():
            columns = [(chat, named) for chat in CHATS for named in self.lines]
            for (chat, named), expected in zip(columns, row, strict=True):
                line = self.lines[named]
                piece = re.search(r"\{(.+?)\}", line)
                bare = line.replace("{", "").replace("}", "")
                found.append(Cell(self.command, role, chat, named, bare, piece[1] if piece else "", expected))
        return found


def blocks(text: str) -> list[Block]:
    """The blocks of the table, which begin with the command at the margin; ``#`` opens a remark."""
    found: list[Block] = []
    for raw in text.splitlines():
        line = raw.partition("#")[0].rstrip()
        if not line:
            continue
        if not line.startswith(" "):
            found.append(Block(line, {}, {}))
        elif (head := re.match(r" +(own|other|line): (.+)", line)) is not None:
            found[-1].lines["" if head[1] == "line" else head[1]] = head[2]
        elif (
            role := next((role for role in reversed(ROLES) if line.strip().startswith(role + "  ")), None)
        ) is not None:
            found[-1].rows[role] = line.strip().removeprefix(role).replace("|", " ").split()
    return found

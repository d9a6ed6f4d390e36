"""/trogiup: what I can do here, for this role, on one screen; /trogiup tham: how one command works."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from handlers.routes import Command, Routes, check
from handlers.turn import Turn
from outreach.errors import DomainError, UnknownCommand
from outreach.messages import Reply
from outreach.rules.folding import fold
from outreach.texts import help as texts
from outreach.texts.help import Line

_ALIKE, _NEAR = 60, 3


def commands(routes: Routes) -> list[Command]:
    """The command, which tells of all of ``routes``."""

    def show(turn: Turn) -> Sequence[Reply]:
        if turn.argument:
            return [texts.page(turn.speech, _line(turn, _asked(routes, turn)))]
        return [texts.overview(turn.speech, possible(routes, turn), private=turn.private)]

    return [Command("trogiup", "help", show, "reader", "What I can do")]


def possible(routes: Routes, turn: Turn) -> list[Line]:
    """The commands that this person may give in this chat, named in the person's language."""
    return [_line(turn, command) for command in routes.commands if command.menu and _may(turn, command)]


def _line(turn: Turn, command: Command) -> Line:
    return Line(command.vi, command.en if turn.speech.language == "en" else command.vi, command.menu)


def _asked(routes: Routes, turn: Turn) -> Command:
    """The command that is asked about, by its name or by its words on the screen; refused as the command would be."""
    said = fold(turn.argument)
    named = {name: command for command in routes.commands if command.menu for name in (command.vi, command.en)}
    worded = {fold(word): command for command in named.values() for word in _words(turn, command)}
    command = named.get(said.replace(" ", "")) or worded.get(said)
    if command is None:
        mine = {line.vi: line.name for line in possible(routes, turn)}
        near = process.extract(said, mine.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_NEAR)
        raise UnknownCommand(turn.argument[:40], tuple(mine[name] for name, _, _ in near))
    check(turn, command)
    return command


def _words(turn: Turn, command: Command) -> list[str]:
    short = [words[command.vi] for words in texts.GROUPS.values() if command.vi in words]
    return [turn.speech.word(word) for word in (*short, command.menu)]


def _may(turn: Turn, command: Command) -> bool:
    try:
        check(turn, command)
    except DomainError:
        return False
    return True

"""/trogiup: what I can do here, for this role, on one screen."""

from collections.abc import Sequence

from handlers.routes import Command, Routes, check
from handlers.turn import Turn
from outreach.errors import DomainError
from outreach.messages import Reply
from outreach.texts import help as texts
from outreach.texts.help import Line


def commands(routes: Routes) -> list[Command]:
    """The command, which tells of all of ``routes``."""

    def show(turn: Turn) -> Sequence[Reply]:
        role = turn.actor.role or "viewer"
        return [texts.overview(turn.speech, possible(routes, turn), role, private=turn.private)]

    return [Command("trogiup", "help", show, "reader", "What I can do")]


def possible(routes: Routes, turn: Turn) -> list[Line]:
    """The commands that this person may give in this chat, named in the person's language."""
    english = turn.speech.language == "en"
    return [
        Line(command.vi, command.en if english else command.vi, command.menu)
        for command in routes.commands
        if command.menu and _may(turn, command)
    ]


def _may(turn: Turn, command: Command) -> bool:
    try:
        check(turn, command)
    except DomainError:
        return False
    return True

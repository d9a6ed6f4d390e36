"""The command menus that Telegram shows: by kind of chat and by language."""

from bot.channels.telegram import Menu
from handlers.index import all_routes
from handlers.routes import Command
from outreach.texts.speech import Speech, utc


def menus() -> list[Menu]:
    """Private chats and groups, in Vietnamese for everybody and in English for English telephones."""
    commands = all_routes().commands
    return [
        Menu(private, code, [_line(command, language) for command in commands if _belongs(command, private=private)])
        for private in (True, False)
        for language, code in (("vi", ""), ("vi", "vi"), ("en", "en"))
    ]


def _belongs(command: Command, *, private: bool) -> bool:
    return command.place in ("any", "private" if private else "group") and bool(command.menu)


def _line(command: Command, language: str) -> tuple[str, str]:
    return (command.en if language == "en" else command.vi), Speech(language, utc()).word(command.menu)

"""/caidat: the language, of a person in private and of the weekly summary in a group."""

from collections.abc import Sequence
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import NotAllowed, NotInvited, UnboundChat
from outreach.messages import Reply
from outreach.rules.vocabulary.languages import LANGUAGES, Language
from outreach.services.people import people
from outreach.services.talk import chats
from outreach.texts import chats as texts
from outreach.texts.speech import Speech


def settings(turn: Turn) -> Sequence[Reply]:
    """Offer the languages, or set the one that is named."""
    _check(turn)
    if not turn.argument:
        return [texts.which_language(turn.speech, private=turn.private)]
    return _set(turn, LANGUAGES.require(turn.argument, "language"))


def chosen(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Set the language whose button was pressed."""
    _check(turn)
    return _set(turn, Language(data["language"]))


def _check(turn: Turn) -> None:
    if turn.private:
        if not turn.actor.known:
            raise NotInvited
    elif not turn.actor.at_least("admin"):
        raise NotAllowed("admin")


def _set(turn: Turn, language: Language) -> Sequence[Reply]:
    if turn.private:
        people.speak(turn.session, turn.actor, language.value, turn.now)
    elif not chats.speak(turn.session, turn.actor, turn.incoming.address, language.value, turn.now):
        raise UnboundChat
    return [texts.language_set(Speech(language.value, turn.speech.zone), private=turn.private)]


COMMANDS = [Command("caidat", "settings", settings, "reader", "Language")]
ACTS = {"language": Act("caidat", chosen)}

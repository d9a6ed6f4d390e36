"""/caidat: what a person sets for themself, a group for its summary, an administrator for the house."""

from collections.abc import Callable, Sequence
from typing import Any

from handlers import accounts, away, settings_calendar, settings_hours, settings_rules
from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import OnlyInPrivate, UnboundChat, UnknownWord
from outreach.messages import Reply, Text
from outreach.rules.settings_line import topic_of
from outreach.rules.vocabulary.languages import LANGUAGES, Language
from outreach.rules.vocabulary.settings import TOPICS, Topic
from outreach.services.people import accounts as own_accounts
from outreach.services.people import people, personal
from outreach.services.talk import chats, quotas
from outreach.texts import accounts as account_texts
from outreach.texts import chats as chat_texts
from outreach.texts import quotas as quota_texts
from outreach.texts import settings as texts
from outreach.texts.speech import Speech


def settings(turn: Turn) -> Sequence[Reply]:
    """Show what can be set, or set what is named: ``giờ sáng 7h``, ``yên tĩnh 21h-6h30``, ``tiếng Anh``, ``luật``."""
    settings_hours.check(turn)
    if not turn.argument:
        return _menu(turn)
    if (language := LANGUAGES.find(turn.argument)) is not None:
        return _speak(turn, language)
    if turn.private and (answered := away.said(turn, turn.argument)) is not None:
        return answered
    topic, rest = topic_of(turn.argument)
    if not turn.private and topic not in _OF_GROUPS:  # nor is it repeated there: "vắng 1/7; Lan" names somebody
        raise OnlyInPrivate("caidat")
    if topic is None:
        near = tuple(one.value for one in TOPICS.near(turn.argument))
        raise UnknownWord(turn.argument, "setting", near)
    return _SAID[topic](turn, rest)


def _menu(turn: Turn) -> Sequence[Reply]:
    if turn.private:
        own = personal.settings(turn.session, turn.actor)
        reads_only, administers = not turn.actor.at_least("member"), turn.actor.at_least("admin")
        line = account_texts.line(turn.speech, own_accounts.own(turn.session, turn.actor))
        quota = _quotas(turn) if administers else []
        return [texts.menu(turn.speech, own, line, quota, reads_only=reads_only, administers=administers)]
    chat = chats.bound(turn.session, turn.incoming.address)
    if chat is None:
        raise UnboundChat
    return [texts.group_menu(turn.speech, chat)]


def _quotas(turn: Turn) -> list[Text]:
    """How far the month's quota reaches of each messenger that counts."""
    standings = (quotas.standing(turn.session, each, turn.now) for each in turn.allowances.values())
    return [quota_texts.line(turn.speech, each) for each in standings]


def _language(turn: Turn, rest: str) -> Sequence[Reply]:
    if not rest:
        return [chat_texts.which_language(turn.speech, private=turn.private)]
    if (language := LANGUAGES.find(rest)) is None:
        raise UnknownWord(turn.argument, "language")
    return _speak(turn, language)


def _asked_language(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    del data
    settings_hours.check(turn)
    return _language(turn, "")


def _chosen(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Set the language whose button was pressed."""
    settings_hours.check(turn)
    return _speak(turn, Language(data["language"]))


def _speak(turn: Turn, language: Language) -> Sequence[Reply]:
    if turn.private:
        people.speak(turn.session, turn.actor, language.value, turn.now)
    elif not chats.speak(turn.session, turn.actor, turn.incoming.address, language.value, turn.now):
        raise UnboundChat
    return [chat_texts.language_set(Speech(language.value, turn.speech.zone), private=turn.private)]


_OF_GROUPS = {Topic.LANGUAGE, Topic.QUIET}
_SAID: dict[Topic, Callable[[Turn, str], Sequence[Reply]]] = {
    Topic.LANGUAGE: _language,
    Topic.MORNING: settings_hours.morning,
    Topic.QUIET: settings_hours.quiet,
    Topic.ACCOUNTS: accounts.listing,
    Topic.PLACE: accounts.place,
    Topic.RULES: settings_rules.rules,
    Topic.CALENDAR: settings_calendar.calendar,
    Topic.OFF_DAY: settings_calendar.off,
    Topic.WORKED_DAY: settings_calendar.worked,
    Topic.PUBLIC_DAY: settings_calendar.taken_back,
}

COMMANDS = [Command("caidat", "settings", settings, "reader", "Settings")]
FORMS = [*accounts.FORMS, *settings_hours.FORMS, *settings_rules.FORMS, *settings_calendar.FORMS]
ACTS = {
    "language": Act("caidat", _chosen),
    "settings_language": Act("caidat", _asked_language),
    **accounts.ACTS,
    **settings_hours.ACTS,
    **settings_rules.ACTS,
    **settings_calendar.ACTS,
}

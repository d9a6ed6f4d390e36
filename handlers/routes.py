"""Which words lead to which handler: the one table of commands, forms and acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handlers import forms
from handlers.questions import Form
from handlers.turn import Turn
from outreach.errors import (
    DomainError,
    NotAllowed,
    NotInvited,
    OnlyInGroup,
    OnlyInPrivate,
    PaperRefused,
    StaleChoice,
    TextNeeded,
    TooLong,
    UnboundChat,
)
from outreach.messages import Reply
from outreach.rules.vocabulary.spoken import spoken
from outreach.services.talk import conversations, offers, typed

Handler = Callable[[Turn], Sequence[Reply]]
Place = Literal["any", "private", "group"]
LONGEST = 4000
ABOUT_CANDIDATES = frozenset({"ungvien", "quyenrieng", "lop"})  # there a photo or a file would be somebody's paper


@dataclass(frozen=True)
class Command:
    """A command: its Vietnamese name and English alias, who may give it and where, and its line in the menu."""

    vi: str
    en: str
    handler: Handler
    role: str
    menu: str
    place: Place = "any"


@dataclass(frozen=True)
class Act:
    """What a button does: the command of which it is part, whose conditions hold for it too, and its own ``role``."""

    command: str
    take: Callable[[Turn, dict[str, Any]], Sequence[Reply]]
    role: str = ""


@dataclass(frozen=True)
class Routes:
    """All that can be asked of the bot."""

    commands: Sequence[Command]
    forms: Sequence[Form]
    acts: dict[str, Act]
    otherwise: Handler
    events: dict[str, Handler]

    def command(self, name: str) -> Command | None:
        """The command of that name, in either language."""
        return next((command for command in self.commands if name.lower() in (command.vi, command.en)), None)

    def form(self, name: str) -> Form | None:
        """The form of that name."""
        return next((form for form in self.forms if form.name == name), None)


def answer(routes: Routes, turn: Turn) -> Sequence[Reply]:
    """What the bot says to this turn.

    Raises:
        DomainError: a refusal; nothing of this turn is to be kept.

    """
    kind = turn.incoming.kind
    if kind == "press":
        return _picked(routes, turn, offers.pressed(turn.session, turn.incoming, turn.now))
    if kind in routes.events:
        return routes.events[kind](turn)
    if kind != "text":
        return _no_text(routes, turn)
    if len(turn.incoming.text) > LONGEST:
        raise TooLong(len(turn.incoming.text), LONGEST)
    if turn.incoming.text.startswith("/"):
        return _commanded(routes, turn)
    return _said(routes, turn)


def run(routes: Routes, turn: Turn, name: str, argument: str) -> Sequence[Reply]:
    """Give the command ``name`` after checking that it may be given, by this person and here."""
    command = routes.command(name)
    turn.argument = argument.strip()
    if command is None:
        return routes.otherwise(turn)
    check(turn, command)
    return command.handler(turn)


def check(turn: Turn, command: Command) -> None:
    """Refuse what may not be asked by this person or in this chat.

    An outsider and an unbound group learn only how to come in: whatever they ask, the same sentence.

    """
    actor = turn.actor
    if command.role == "anyone":
        return
    if actor.private and not actor.known:
        raise NotInvited
    if command.place == "group" and actor.private:
        raise OnlyInGroup
    if not actor.private and actor.chat_unit_id is None and command.place != "group":
        raise UnboundChat
    if command.role != "reader" and not actor.at_least(command.role):
        raise NotAllowed(command.role)
    if command.place == "private" and not actor.private:
        raise OnlyInPrivate(command.vi)


def _commanded(routes: Routes, turn: Turn) -> Sequence[Reply]:
    head, _, rest = turn.incoming.text[1:].replace("\n", " \n", 1).partition(" ")
    return run(routes, turn, head.partition("@")[0], rest)


def _said(routes: Routes, turn: Turn) -> Sequence[Reply]:
    session, incoming, now = turn.session, turn.incoming, turn.now
    if picks := typed.picks(session, incoming, now):
        return _picked_each(routes, turn, picks)
    draft = conversations.find(session, incoming.address, incoming.user)
    form = routes.form(draft.form) if draft else None
    if draft is None or form is None:
        return _unasked(routes, turn)
    _check_part(routes, turn, form.command, form.role)
    if form.step(draft.step) is None:
        if picks := typed.begun(session, incoming, now):
            return _picked_each(routes, turn, picks)
        if form.more is None and (meant := _spoken(routes, incoming.text)):  # no free words are waited for
            return run(routes, turn, *meant)
    try:
        return forms.say(turn, form, draft, incoming.text)
    except DomainError:
        typed.check_number(session, incoming, now)
        raise


def _unasked(routes: Routes, turn: Turn) -> Sequence[Reply]:
    """A command without its slash, as one says it; nobody types slashes on Zalo. Or the beginning of a label."""
    if meant := _spoken(routes, turn.incoming.text):
        return run(routes, turn, *meant)
    if picks := typed.begun(turn.session, turn.incoming, turn.now):
        return _picked_each(routes, turn, picks)
    typed.check_number(turn.session, turn.incoming, turn.now)
    return routes.otherwise(turn)


def _spoken(routes: Routes, text: str) -> tuple[str, str] | None:
    meant = spoken(text)
    return meant if meant is not None and routes.command(meant[0]) is not None else None


def _picked_each(routes: Routes, turn: Turn, picks: Sequence[offers.Picked]) -> Sequence[Reply]:
    """Take one choice after the other; what is said to the last tells how it stands."""
    return [_picked(routes, turn, picked) for picked in picks][-1]


def _picked(routes: Routes, turn: Turn, picked: offers.Picked) -> Sequence[Reply]:
    if picked.act != "form":
        act = routes.acts.get(picked.act)
        if act is None:  # a button of an earlier version
            raise StaleChoice
        _check_part(routes, turn, act.command, act.role)
        return act.take(turn, picked.data)
    draft = conversations.find(turn.session, turn.incoming.address, turn.incoming.user)
    form = routes.form(draft.form) if draft else None
    if draft is None or form is None:
        raise StaleChoice
    _check_part(routes, turn, form.command, form.role)
    return forms.pick(turn, form, draft, picked.data)


def _check_part(routes: Routes, turn: Turn, name: str, role: str) -> None:
    """Ask again, at every button and answer, what was asked when the command was given: rights may have changed."""
    command = routes.command(name)
    if command is None:
        raise StaleChoice
    check(turn, command)
    if role and not turn.actor.at_least(role):
        raise NotAllowed(role)


def _no_text(routes: Routes, turn: Turn) -> Sequence[Reply]:
    """Nothing but text is read; of a photo or a file neither content nor caption has been kept."""
    if not turn.incoming.private:
        return ()
    if turn.incoming.kind in {"photo", "document"} and _about_candidates(routes, turn):
        raise PaperRefused
    raise TextNeeded


def _about_candidates(routes: Routes, turn: Turn) -> bool:
    draft = conversations.find(turn.session, turn.incoming.address, turn.incoming.user)
    form = routes.form(draft.form) if draft else None
    if form is not None:
        return form.command in ABOUT_CANDIDATES
    offered = [routes.acts[act] for act in offers.acts(turn.session, turn.incoming, turn.now) if act in routes.acts]
    return any(act.command in ABOUT_CANDIDATES for act in offered)

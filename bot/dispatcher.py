"""Inbox entry → actor → handler → outbox, in one transaction; a refusal undoes the handler's part only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot import inbox
from bot.channels.base import Channel
from bot.clock import Clock
from bot.logs import trace
from bot.store import is_passing
from handlers.routes import Routes, answer
from handlers.turn import Turn
from models import Inbox
from outreach.errors import DomainError
from outreach.messages import Incoming, Reply
from outreach.services.enterprises.enterprises import EnterpriseNames
from outreach.services.people import people
from outreach.services.talk import chats, outbox
from outreach.services.talk.offers import WITH_BUTTONS
from outreach.services.talk.quotas import Allowance
from outreach.texts import keys, numbers, refusals
from outreach.texts.speech import Speech
from outreach.vault import KeyLostError, vault_of

log = structlog.get_logger()


@dataclass(frozen=True)
class Handled:
    """An entry that has been dealt with, and the short word for the button that was pressed, if one was."""

    incoming: Incoming | None
    toast: str = ""


class Dispatcher:
    """Handles one waiting entry at a time; safe to run in several threads or processes on PostgreSQL."""

    def __init__(
        self, routes: Routes, clock: Clock, zone: ZoneInfo, language: str,
        channels: Mapping[str, Channel] | None = None, allowances: Mapping[str, Allowance] | None = None,
    ) -> None:  # fmt: skip
        self.routes, self.clock, self.zone, self.language = routes, clock, zone, language
        self.channels, self.allowances = channels or {}, {} if allowances is None else allowances
        self.names = EnterpriseNames()

    def handle_one(self, session: Session) -> Handled | None:
        """Deal with a chat's oldest waiting entry; None when nothing waits. The caller commits."""
        entry = inbox.oldest(session)
        if entry is None:
            return None
        now, incoming = self.clock.now(), _opened(session, entry)
        if incoming is None:
            _close(entry, now, error="unreadable")
            return Handled(None)
        actor, language = people.recognise(session, incoming, self.language)
        turn = Turn(session, actor, incoming, now, Speech(language, self.zone), self.names)
        turn.allowances = self.allowances
        if incoming.address.channel in self.channels:
            turn.link, turn.served = self.channels[incoming.address.channel].link, self.channels
        try:
            with session.begin_nested():
                return self._handle(turn, entry)
        except Exception as error:
            if is_passing(error):  # the whole transaction is undone; the entry still waits, and is tried again
                raise
            return _fail(turn, entry, error)

    def _handle(self, turn: Turn, entry: Inbox) -> Handled:
        replies = self._answer(turn)
        if turn.incoming.kind != "removed":
            chats.heard(turn.session, turn.incoming)
        _close(entry, turn.now, error=None)
        _say(turn, entry, [keys.explained(turn.speech, reply) for reply in replies])
        return Handled(turn.incoming, replies[0].toast if replies else "")

    def _answer(self, turn: Turn) -> Sequence[Reply]:
        try:
            with turn.session.begin_nested():
                return answer(self.routes, turn)
        except DomainError as refusal:
            return refusals.replies(turn.speech, refusal, pressed=turn.incoming.press is not None)


def _opened(session: Session, entry: Inbox) -> Incoming | None:
    """What came in; None when it was sealed with a key that is gone, or by another version of the program."""
    try:
        return Incoming.from_dict(vault_of(session).open_json(entry.payload_sealed))
    except (KeyLostError, KeyError, TypeError, ValueError) as error:
        log.error("an entry cannot be read", inbox=entry.id, kind=type(error).__name__)  # noqa: TRY400 - no trace
        return None


def _fail(turn: Turn, entry: Inbox, error: Exception) -> Handled:
    """Keep the entry for the administrator and say that nothing was saved; the chat goes on with its next message."""
    log.error("a message could not be handled", inbox=entry.id, kind=type(error).__name__, where=trace(error))
    _close(entry, turn.now, error=type(error).__name__)
    _say(turn, entry, [refusals.unexpected(turn.speech, entry.id or 0)])
    return Handled(turn.incoming)


def _say(turn: Turn, entry: Inbox, replies: Sequence[Reply]) -> None:
    incoming = turn.incoming
    if incoming.address.channel not in WITH_BUTTONS:
        replies = [numbers.numbered(turn.speech, reply) for reply in replies]
    said = [reply for reply in replies if reply.text]
    outbox.answer(
        turn.session, incoming.address, incoming.user, said, turn.now, key=f"reply:{entry.id}",
        answers=None if incoming.private else incoming.message,
        pressed=incoming.message if incoming.press else None,
    )  # fmt: skip


def _close(entry: Inbox, now: datetime, error: str | None) -> None:
    entry.handled_at = now
    entry.state = "failed" if error else "done"
    entry.error = error
    if not error:
        entry.payload_sealed = None

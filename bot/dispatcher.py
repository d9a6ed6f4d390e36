"""Inbox entry → actor → handler → outbox, in one transaction; a refusal undoes the handler's part only."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import inbox
from bot.clock import Clock
from handlers.routes import Routes, answer
from handlers.turn import Turn
from models import Inbox
from outreach.errors import DomainError
from outreach.messages import Incoming, Reply
from outreach.services import outbox, people
from outreach.services.enterprises import EnterpriseNames
from outreach.texts import refusals
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

    def __init__(self, routes: Routes, clock: Clock, zone: ZoneInfo, language: str) -> None:
        self.routes, self.clock, self.zone, self.language = routes, clock, zone, language
        self.names = EnterpriseNames()

    def handle_one(self, session: Session) -> Handled | None:
        """Deal with a chat's oldest waiting entry; None when nothing waits. The caller commits."""
        entry = inbox.oldest(session)
        if entry is None:
            return None
        now = self.clock.now()
        try:
            incoming = Incoming.from_dict(vault_of(session).open_json(entry.payload_sealed))
        except KeyLostError:
            _close(entry, now, error="key lost")
            log.error("an entry cannot be opened with the keys given", inbox=entry.id)
            return Handled(None)
        return self._handle(session, entry, incoming, now)

    def _handle(self, session: Session, entry: Inbox, incoming: Incoming, now: datetime) -> Handled:
        actor, language = people.recognise(session, incoming, self.language)
        turn = Turn(session, actor, incoming, now, Speech(language, self.zone), self.names)
        replies, error = self._answer(turn, entry)
        _close(entry, now, error=error)
        quoted = None if incoming.private else incoming.message
        outbox.answer(
            session, incoming.address, incoming.user, [reply for reply in replies if reply.text], now,
            key=f"reply:{entry.id}", answers=quoted, pressed=incoming.message if incoming.press else None,
        )  # fmt: skip
        return Handled(incoming, replies[0].toast if replies else "")

    def _answer(self, turn: Turn, entry: Inbox) -> tuple[list[Reply], str | None]:
        try:
            with turn.session.begin_nested():
                return list(answer(self.routes, turn)), None
        except DomainError as refusal:
            return refusals.replies(turn.speech, refusal, pressed=turn.incoming.press is not None), None
        except DBAPIError as error:
            if error.connection_invalidated or entry.id is None:
                raise
            return self._unexpected(turn, entry, error)
        except Exception as error:  # the chat goes on with its next message; this one is kept for the administrator
            return self._unexpected(turn, entry, error)

    def _unexpected(self, turn: Turn, entry: Inbox, error: Exception) -> tuple[list[Reply], str]:
        log.exception("a message could not be handled", inbox=entry.id, kind=type(error).__name__)
        return [refusals.unexpected(turn.speech, entry.id or 0)], f"{type(error).__name__}"


def _close(entry: Inbox, now: datetime, error: str | None) -> None:
    entry.handled_at = now
    entry.state = "failed" if error else "done"
    entry.error = error
    if not error:
        entry.payload_sealed = None

"""Traces that a person leaves in what passes through: messages waiting, buttons, drafts, events that failed.

All of it is sealed, so it has to be opened to be found. Names are shown in private chats alone, and every reading is
logged: only the chats of those who may see the candidate, or who have had to do with them, are looked through.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models import Account, AdmissionEvent, AuditLog, Candidate, Conversation, Inbox, Offer, Outbox, Person
from outreach.rules.mentions import Identity, may_speak_of, speaks_of
from outreach.services.units import visibility
from outreach.services.units.visibility import among
from outreach.vault import KeyLostError, vault_of

ERASED = "erased"


def clear(session: Session, candidate: Candidate, who: Identity, now: datetime) -> None:
    """Clear whatever speaks of the candidate: messages not sent, choices, drafts, events kept for their failure.

    What somebody has just sent and has not been answered yet is left: it goes by itself once it is.
    """
    chats = _chats(session, candidate)
    waiting = and_(col(Outbox.state) == "waiting", _in(Outbox, chats))
    told = list(_speaking(session, who, col(Outbox.id), col(Outbox.payload_sealed), waiting))
    gone = update(Outbox).where(among(col(Outbox.id), told))
    session.execute(gone.values(state="cleared", reason=ERASED, payload_sealed=None))
    offered = list(_speaking(session, who, col(Offer.id), col(Offer.choices_sealed), _in(Offer, chats)))
    nothing, closed_at = vault_of(session).seal_json([]), func.coalesce(col(Offer.closed_at), now)
    closed = update(Offer).where(among(col(Offer.id), offered))
    session.execute(closed.values(choices_sealed=nothing, closed_at=closed_at))
    failed = and_(col(Inbox.state) == "failed", _in(Inbox, chats))
    came = list(_speaking(session, who, col(Inbox.id), col(Inbox.payload_sealed), failed))
    session.execute(update(Inbox).where(among(col(Inbox.id), came)).values(payload_sealed=None))
    _drop_drafts(session, who, chats)
    session.flush()


def _drop_drafts(session: Session, who: Identity, chats: list[tuple[str, str]]) -> None:
    here = _in(Conversation, chats)
    tokens = set(_speaking(session, who, col(Conversation.token), col(Conversation.draft_sealed), here))
    for draft in session.exec(select_rows(Conversation).where(here, col(Conversation.token).in_(tokens))):
        session.delete(draft)


def _chats(session: Session, candidate: Candidate) -> list[tuple[str, str]]:
    """The private chats in which the candidate may have been named."""
    events = select_rows(AdmissionEvent.unit_id).where(AdmissionEvent.candidate_id == candidate.id).distinct()
    units = {candidate.unit_id, *session.exec(events)}
    above = {unit for one in units for unit in visibility.ancestors(session, one)}
    readers = select_rows(AuditLog.person_id).where(
        AuditLog.subject == "candidate", AuditLog.subject_id == candidate.id
    )
    query = (
        select_rows(Account.channel, Account.user_id)
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(or_(col(Person.unit_id).is_(None), col(Person.unit_id).in_(above), col(Person.id).in_(readers)))
    )
    return list(session.exec(query))


def _in(
    table: type[Conversation] | type[Inbox] | type[Offer] | type[Outbox], chats: list[tuple[str, str]]
) -> ColumnElement[bool]:
    # channel by channel: so the index of channel and chat serves, which it does not for pairs
    return or_(
        false(),
        *(
            and_(
                col(table.channel) == channel,
                col(table.chat_id).in_([chat for where, chat in chats if where == channel]),
            )
            for channel in sorted({channel for channel, _ in chats})
        ),
    )


def _speaking(
    session: Session, who: Identity, key: SQLColumnExpression[Any], sealed: SQLColumnExpression[Any],
    only: ColumnElement[bool],
) -> Iterator[Any]:  # fmt: skip
    """The keys of the rows whose sealed column speaks of the person; the rows themselves are not loaded."""
    vault = vault_of(session)
    found = session.execute(select(key, sealed).where(only, sealed.is_not(None))).all()
    for row_key, token in found:
        try:
            text = vault.open(token)
        except KeyLostError:  # nobody can use it any more, and nobody can tell what is in it
            yield row_key
            continue
        if may_speak_of(who, text) and speaks_of(who, json.loads(text)):
            yield row_key

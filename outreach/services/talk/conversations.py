"""Guided entries under way: one for each chat and person, in the database, the draft sealed."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import Conversation
from outreach.messages import Address
from outreach.vault import KeyLostError, vault_of


@dataclass
class Draft:
    """What has been said so far in a form, the step that is being asked, and a token that no other draft has."""

    form: str
    step: str = ""
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    said: dict[str, Any] = field(default_factory=dict)


def find(session: Session, address: Address, user: str) -> Draft | None:
    """The draft of ``user`` in this chat; one sealed with a key that is lost is as good as none."""
    row = session.get(Conversation, (address.channel, address.chat, user))
    if row is None:
        return None
    try:
        return Draft(row.form, row.step, row.token, vault_of(session).open_json(row.draft_sealed))
    except KeyLostError:
        return None


def keep(session: Session, address: Address, user: str, draft: Draft, now: datetime) -> None:
    """Keep ``draft`` as the one of ``user`` in this chat."""
    session.merge(
        Conversation(
            channel=address.channel,
            chat_id=address.chat,
            user_id=user,
            form=draft.form,
            step=draft.step,
            token=draft.token,
            draft_sealed=vault_of(session).seal_json(draft.said),
            updated_at=now,
        )
    )
    session.flush()


def drop(session: Session, address: Address, user: str) -> bool:
    """Forget the draft; whether there was one."""
    row = session.get(Conversation, (address.channel, address.chat, user))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True

"""Telling somebody at once that tasks have been given to them; put into words when it is sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from outreach.actor import Actor
from outreach.services.talk import telling


def tell(session: Session, actor: Actor, person_id: int, keys: Sequence[str], now: datetime) -> bool:
    """Tell the person that the tasks of ``keys`` are theirs now; whether they will be told.

    False for what somebody gives to themself, and when the person cannot be reached.
    """
    if person_id == actor.person_id or not keys:
        return False
    key = f"handed:{person_id}:{'+'.join(keys[:3])}:{now.isoformat()}"
    return telling.tell(session, person_id, "handed", {"tasks": list(keys)}, now, key=key)

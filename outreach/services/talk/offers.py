"""Choices under messages, and the one resolver for a press, a number or a label.

A button carries ``offer:place``; the number typed on a messenger without buttons is the place plus one in the latest
offer. What a choice does stands in the database, sealed, so that no button can be forged and none grows past 64 bytes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import Offer
from outreach.errors import NotYourChoice, StaleChoice
from outreach.messages import Address, Incoming, Reply
from outreach.rules.folding import fold
from outreach.vault import KeyLostError, vault_of

OPEN_FOR = timedelta(days=14)
WITH_BUTTONS = frozenset({"telegram"})  # where nobody sees numbers, "1" is no answer


@dataclass(frozen=True)
class Picked:
    """A choice somebody made: the handler it names and what that takes."""

    act: str
    data: dict[str, Any]


def put(session: Session, address: Address, user: str | None, reply: Reply, now: datetime) -> Offer | None:
    """Record the choices of ``reply`` (for ``user`` alone unless for anyone); none when it offers none."""
    flat = [choice for row in reply.choices for choice in row]
    if not flat:
        return None
    kept = [{"label": choice.label, "act": choice.act, "data": dict(choice.data)} for choice in flat]
    offer = Offer(
        channel=address.channel,
        chat_id=address.chat,
        user_id=None if reply.anyone else user,
        choices_sealed=vault_of(session).seal_json(kept),
        once=reply.once,
        created_at=now,
        expires_at=now + OPEN_FOR,
    )
    session.add(offer)
    session.flush()
    return offer


def pressed(session: Session, incoming: Incoming, now: datetime) -> Picked:
    """The choice behind a pressed button.

    Raises:
        StaleChoice: it was answered, has run out, or never was offered in this chat.
        NotYourChoice: it was offered to another person.

    """
    number, _, place = (incoming.press or "").partition(":")
    if not (number.isdecimal() and place.isdecimal() and number.isascii() and place.isascii()):
        raise StaleChoice
    offer = session.get(Offer, int(number)) if len(number) < 18 else None  # noqa: PLR2004 - fits a bigint
    if offer is None or (offer.channel, offer.chat_id) != (incoming.address.channel, incoming.address.chat):
        raise StaleChoice
    return _take(session, offer, int(place), incoming.user, now)


def typed(session: Session, incoming: Incoming, now: datetime) -> Picked | None:
    """The choice meant by a typed number or label, of the latest open offer to this person; None when it is none."""
    offer = _latest(session, incoming, now)
    if offer is None:
        return None
    labels = [fold(kept["label"]) for kept in _choices(session, offer)]
    said = fold(incoming.text)
    numbered = incoming.address.channel not in WITH_BUTTONS
    if numbered and said.isdecimal() and said.isascii() and 1 <= int(said[:4]) <= len(labels):
        return _take(session, offer, int(said) - 1, incoming.user, now)
    places = [place for place, label in enumerate(labels) if label and label == said]
    return _take(session, offer, places[0], incoming.user, now) if len(places) == 1 else None


def acts(session: Session, incoming: Incoming, now: datetime) -> set[str]:
    """What the choices of the latest open offer to this person would do: that is what is being talked about."""
    offer = _latest(session, incoming, now)
    return {kept["act"] for kept in _choices(session, offer)} if offer is not None else set()


def _latest(session: Session, incoming: Incoming, now: datetime) -> Offer | None:
    query = (
        select(Offer)
        .where(
            Offer.channel == incoming.address.channel,
            Offer.chat_id == incoming.address.chat,
            Offer.user_id == incoming.user,
        )
        .order_by(col(Offer.id).desc())
        .limit(1)
    )
    offer = session.exec(query).first()
    return offer if offer is not None and offer.closed_at is None and offer.expires_at > now else None


def _choices(session: Session, offer: Offer) -> list[dict[str, Any]]:
    """What was offered; nothing any more when the key that it was sealed with is lost."""
    try:
        kept: list[dict[str, Any]] = vault_of(session).open_json(offer.choices_sealed)
    except KeyLostError:
        return []
    return kept


def _take(session: Session, offer: Offer, place: int, user: str, now: datetime) -> Picked:
    if offer.user_id is not None and offer.user_id != user:
        raise NotYourChoice
    kept = _choices(session, offer)
    if offer.closed_at is not None or offer.expires_at <= now or place >= len(kept):
        raise StaleChoice
    if offer.once:
        offer.closed_at = now
        session.add(offer)
    return Picked(kept[place]["act"], kept[place]["data"])

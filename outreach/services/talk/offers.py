"""Choices under messages, what each does, and who may take it.

A button carries ``offer:place``; a number typed on a messenger without buttons is the place plus one in the latest
offer (typed.py). What a choice does stands in the database, sealed, so that no button can be forged and none grows past
64 bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import Offer
from outreach.errors import NotYourChoice, StaleChoice
from outreach.messages import Address, Incoming, Reply
from outreach.vault import KeyLostError, vault_of

OPEN_FOR = timedelta(days=14)
_LATELY = 30  # offers that are looked through for a number
WITH_BUTTONS = frozenset({"telegram"})  # where nobody sees numbers, "1" is no answer


@dataclass(frozen=True)
class Picked:
    """A choice somebody made: the handler it names and what that takes."""

    act: str
    data: dict[str, Any]


def put(session: Session, address: Address, user: str | None, reply: Reply, now: datetime) -> Offer | None:
    """Record the choices of ``reply`` (for ``user`` alone unless for anyone); none when it offers none."""
    kept = _kept(reply)
    if not kept:
        return None
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


def put_again(
    session: Session, offer_id: int | None, address: Address, user: str, reply: Reply, now: datetime
) -> Offer | None:
    """As ``put``, for a message that is tried again: the offer made before is kept if it is the same, in this chat."""
    before = session.get(Offer, offer_id) if offer_id is not None else None
    here = before is not None and (before.channel, before.chat_id) == (address.channel, address.chat)
    if before is not None and here and choices(session, before) == _kept(reply):
        return before
    return put(session, address, user, reply, now)


def _kept(reply: Reply) -> list[dict[str, Any]]:
    flat = (choice for row in reply.choices for choice in row)
    kept = [{"label": choice.label, "act": choice.act, "data": dict(choice.data)} for choice in flat]
    return kept if reply.numbered else [{**one, "numbered": False} for one in kept]


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
    return take(session, offer, int(place), incoming.user, now)


def shown(session: Session, incoming: Incoming, act: str, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """The choices for ``act`` that this person has lately been offered here, by label; those offered last come first.

    Answered or not: what was read under a number is still called by that number.
    """
    query = (
        select(Offer)
        .where(
            Offer.channel == incoming.address.channel,
            Offer.chat_id == incoming.address.chat,
            Offer.user_id == incoming.user,
            Offer.expires_at > now,
        )
        .order_by(col(Offer.id).desc())
        .limit(_LATELY)
    )
    for offer in session.exec(query):
        yield from ((kept["label"], kept["data"]) for kept in choices(session, offer) if kept["act"] == act)


def acts(session: Session, incoming: Incoming, now: datetime) -> set[str]:
    """What the choices of the latest open offer to this person would do: that is what is being talked about."""
    offer = latest(session, incoming, now)
    return {kept["act"] for kept in choices(session, offer)} if offer is not None else set()


def latest(session: Session, incoming: Incoming, now: datetime) -> Offer | None:
    """The latest offer to this person in this chat, if it is still open; one to anyone counts too."""
    offer = _last(session, incoming)
    return offer if offer is not None and offer.closed_at is None and offer.expires_at > now else None


def any_before(session: Session, incoming: Incoming) -> bool:
    """Whether this person has been offered anything in this chat, open or not."""
    return _last(session, incoming) is not None


def _last(session: Session, incoming: Incoming) -> Offer | None:
    query = (
        select(Offer)
        .where(
            Offer.channel == incoming.address.channel,
            Offer.chat_id == incoming.address.chat,
            (col(Offer.user_id) == incoming.user) | col(Offer.user_id).is_(None),
        )
        .order_by(col(Offer.id).desc())
        .limit(1)
    )
    return session.exec(query).first()


def choices(session: Session, offer: Offer) -> list[dict[str, Any]]:
    """What was offered; nothing any more when the key that it was sealed with is lost."""
    try:
        kept: list[dict[str, Any]] = vault_of(session).open_json(offer.choices_sealed)
    except KeyLostError:
        return []
    return kept


def take(session: Session, offer: Offer, place: int, user: str, now: datetime) -> Picked:
    """The choice at ``place``, taken by ``user``; where one answer is wanted, the offer closes.

    Raises:
        StaleChoice, NotYourChoice: as ``pressed``.

    """
    if offer.user_id is not None and offer.user_id != user:
        raise NotYourChoice
    kept = choices(session, offer)
    if offer.closed_at is not None or offer.expires_at <= now or place >= len(kept):
        raise StaleChoice
    if offer.once:
        offer.closed_at = now
        session.add(offer)
    return Picked(kept[place]["act"], kept[place]["data"])

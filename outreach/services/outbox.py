"""What is to be said, written down in the same transaction as what happened: delivery sends it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from models import Offer, Outbox
from outreach.messages import Address, Reply, Span, Text
from outreach.services import offers
from outreach.vault import vault_of


@dataclass(frozen=True)
class Button:
    """A button under a message: ``press`` comes back when it is pressed, ``start`` leads into the private chat."""

    label: str
    press: str = ""
    start: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A message as delivery hands it to a channel. ``replaces``: the message that it may take the place of."""

    address: Address
    text: Text
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: str | None = None
    answers: str | None = None


def answer(
    session: Session, address: Address, user: str, replies: Sequence[Reply], now: datetime, *, key: str,
    answers: str | None = None, pressed: str | None = None,
) -> None:  # fmt: skip
    """Say ``replies`` to ``user`` in the chat.

    ``answers`` is the message answered (shown as a quotation in a group), ``pressed`` the one whose button was
    pressed, which the first reply may replace. ``key`` is unique to what is being answered.
    """
    for place, reply in enumerate(replies):
        payload = _payload(reply, answers, pressed if reply.replaces and place == 0 else None)
        offer = offers.put(session, address, user, reply, now)
        session.add(_row(session, f"{key}:{place}", address, payload, offer, now))
    session.flush()


def plan(
    session: Session, key: str, address: Address, reply: Reply, now: datetime, *,
    rule: str, not_before: datetime | None = None, stale_at: datetime | None = None,
) -> bool:  # fmt: skip
    """Plan a message under ``key`` (rule, subject, occurrence, recipient); False when it is planned already."""
    if session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None:
        return False
    offer = offers.put(session, address, None, reply, now)
    row = _row(session, key, address, _payload(reply, None, None), offer, now)
    row.rule, row.bulk, row.stale_at = rule, True, stale_at
    row.not_before = not_before or now
    session.add(row)
    session.flush()
    return True


def open_payload(session: Session, row: Outbox) -> Outgoing:
    """The message that ``row`` holds.

    Raises:
        KeyLostError: the key it was sealed with is gone.

    """
    kept = vault_of(session).open_json(row.payload_sealed)
    spans = tuple(Span(*span) for span in kept["spans"])
    buttons = [tuple(Button(**link) for link in kept["links"])] if kept["links"] else []
    if row.offer_id is not None:
        buttons = [*_choices(row.offer_id, kept["rows"]), *buttons]
    return Outgoing(
        Address(row.channel, row.chat_id, row.thread_id),
        Text(kept["text"], spans),
        tuple(buttons),
        kept["replaces"],
        kept["answers"],
    )


def _row(
    session: Session, key: str, address: Address, payload: dict[str, Any], offer: Offer | None, now: datetime
) -> Outbox:
    return Outbox(
        key=key,
        channel=address.channel,
        chat_id=address.chat,
        thread_id=address.thread,
        payload_sealed=vault_of(session).seal_json(payload),
        offer_id=offer.id if offer else None,
        not_before=now,
        created_at=now,
    )


def _payload(reply: Reply, answers: str | None, replaces: str | None) -> dict[str, Any]:
    return {
        "text": reply.text.plain,
        "spans": [[span.start, span.length, span.style] for span in reply.text.spans],
        "rows": [[choice.label for choice in row] for row in reply.choices],
        "links": [{"label": link.label, "start": link.start} for link in reply.links],
        "replaces": replaces,
        "answers": answers,
    }




def _choices(offer: int, labels: list[list[str]]) -> list[tuple[Button, ...]]:
    laid, place = [], 0
    for row in labels:
        laid.append(tuple(Button(label, press=f"{offer}:{place + i}") for i, label in enumerate(row)))
        place += len(row)
    return laid

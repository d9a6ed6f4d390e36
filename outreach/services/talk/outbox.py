"""What is to be said, written down in the same transaction as what happened: delivery sends it afterwards."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from models import Outbox
from outreach.messages import Address, Attachment, Reply, Span, Text
from outreach.rules.splitting import split
from outreach.services.talk import offers
from outreach.vault import vault_of

# An answer that old helps nobody, and one that fails again and again would hold up what waits behind it in the chat.
ANSWER_WITHIN = timedelta(hours=24)
LONGEST: Mapping[str, int] = {"telegram": 4096, "zalo": 2000}  # UTF-16 units that one message holds
LONGEST_CAPTION = 1024  # the same for the text that goes along with a file
LINK_ROOM = 500  # of a message that tells the link to its file
WITH_UPLOADS = frozenset({"telegram"})  # elsewhere a file is fetched by a link
LARGEST_FILE = 5 * 1024 * 1024  # bytes; a file waits in the database, sealed


class CannotAttachError(Exception):
    """A handler's fault: a personal file for a group or a messenger without uploads, or one that is too large."""


@dataclass(frozen=True)
class Button:
    """A button under a message: ``press`` comes back when it is pressed, ``start`` leads into the private chat."""

    label: str
    press: str = ""
    start: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A message as delivery hands it to a channel. ``replaces``: the message that it may take the place of.

    ``link`` is where a messenger without uploads fetches the file, which is kept as ``shared``.
    """

    address: Address
    text: Text
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: str | None = None
    answers: str | None = None
    file: Attachment | None = None
    link: str = ""
    shared: int | None = None


def answer(
    session: Session, address: Address, user: str, replies: Sequence[Reply], now: datetime, *, key: str,
    answers: str | None = None, pressed: str | None = None,
) -> None:  # fmt: skip
    """Say ``replies`` to ``user`` in the chat.

    ``answers`` is the message answered (shown as a quotation in a group), ``pressed`` the one whose button was
    pressed, which the first reply may replace. ``key`` is unique to what is being answered.

    Raises:
        CannotAttachError: a reply has a personal file, and the chat is not the private one of ``user`` on a messenger
            with uploads; or it is too large.

    """
    for place, reply in enumerate(replies):
        replaced = pressed if reply.replaces and place == 0 and reply.file is None else None
        for row in _rows(session, f"{key}:{place}", address, user, reply, now, answers, replaced):
            row.stale_at = now + ANSWER_WITHIN
            session.add(row)
    session.flush()


def plan(
    session: Session, key: str, address: Address, reply: Reply, now: datetime, *,
    rule: str, not_before: datetime | None = None, stale_at: datetime | None = None,
) -> bool:  # fmt: skip
    """Plan a message under ``key`` (rule, subject, occurrence, recipient); False when it is planned already."""
    if session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None:
        return False
    for row in _rows(session, key, address, None, reply, now):
        row.rule, row.bulk, row.stale_at = rule, True, stale_at
        row.not_before = not_before or now
        session.add(row)
    session.flush()
    return True


def plan_words(
    session: Session, key: str, address: Address, plan: Mapping[str, Any], now: datetime, *,
    rule: str, stale_at: datetime, bulk: bool = True,
) -> bool:  # fmt: skip
    """Plan a message that is put into words when it is sent; False when ``key`` is planned already.

    ``plan`` names who composes it (outreach/composing), the person whom it is for, and what that takes: ids, no names.
    """
    if session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None:
        return False
    session.add(
        Outbox(
            key=key, channel=address.channel, chat_id=address.chat, rule=rule, bulk=bulk, payload_sealed=None,
            plan_sealed=vault_of(session).seal_json(dict(plan)), not_before=now, stale_at=stale_at, created_at=now,
        )
    )  # fmt: skip
    session.flush()
    return True


def put_into_words(session: Session, row: Outbox, reply: Reply, now: datetime) -> Outgoing:
    """The planned message as it goes out now, its choices for the person in this private chat alone.

    Tried again with the same choices it keeps its offer, so that a message that arrived unnoticed stays good. What does
    not fit one message is cut at a line end.
    """
    address = Address(row.channel, row.chat_id, row.thread_id)
    offer = offers.put_again(session, row.offer_id, address, row.chat_id, reply, now)
    row.offer_id = offer.id if offer else None
    text = split(reply.text, LONGEST[row.channel])[0]
    labels = [[choice.label for choice in row] for row in reply.choices]
    return Outgoing(address, text, tuple(_choices(row.offer_id, labels)) if row.offer_id else ())


def whole(key: str) -> str:
    """The key that a message was planned under, from that of any of its parts."""
    return key.partition("#")[0]


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
        _file(kept["file"]) if kept.get("file") else None,
        shared=(kept.get("file") or {}).get("shared"),
    )


def share(session: Session, row: Outbox, shared: int) -> None:
    """Note that the file of the message is kept as ``shared``: its content need not wait here as well."""
    kept = vault_of(session).open_json(row.payload_sealed)
    kept["file"] |= {"content": "", "shared": shared}
    row.payload_sealed = vault_of(session).seal_json(kept)
    session.add(row)


def _file(kept: Mapping[str, Any]) -> Attachment:
    return Attachment(kept["name"], base64.b64decode(kept["content"]), personal=kept.get("personal", True))


def _rows(
    session: Session, key: str, address: Address, user: str | None, reply: Reply, now: datetime,
    answers: str | None = None, replaces: str | None = None,
) -> list[Outbox]:  # fmt: skip
    """The messages that ``reply`` makes: its choices, links and file go with the last."""
    if reply.file is not None:
        _check_file(reply.file, address, user)
    *before, last = split(reply.text, _longest(reply, address.channel))
    offer = offers.put(session, address, user, reply, now)
    said = [*(_payload(Reply(part)) for part in before), _payload(replace(reply, text=last))]
    said[0] |= {"answers": answers, "replaces": replaces}
    rows = [_row(session, f"{key}#{place}" if place else key, address, part, now) for place, part in enumerate(said)]
    rows[-1].offer_id = offer.id if offer else None
    return rows


def _row(session: Session, key: str, address: Address, payload: dict[str, Any], now: datetime) -> Outbox:
    return Outbox(
        key=key,
        channel=address.channel,
        chat_id=address.chat,
        thread_id=address.thread,
        payload_sealed=vault_of(session).seal_json(payload),
        not_before=now,
        created_at=now,
    )


def _longest(reply: Reply, channel: str) -> int:
    if reply.file is None:
        return LONGEST[channel]
    return LONGEST_CAPTION if channel in WITH_UPLOADS else LONGEST[channel] - LINK_ROOM


def _check_file(file: Attachment, address: Address, user: str | None) -> None:
    alone = address.chat == user and address.channel in WITH_UPLOADS  # a private chat's id is the user's
    if file.personal and not alone:
        raise CannotAttachError("a file goes into the private chat of the one who asked, and nowhere else")
    if len(file.content) > LARGEST_FILE:
        raise CannotAttachError(f"{len(file.content)} bytes are too many")


def _payload(reply: Reply) -> dict[str, Any]:
    file = reply.file
    return {
        "text": reply.text.plain,
        "spans": [[span.start, span.length, span.style] for span in reply.text.spans],
        "rows": [[choice.label for choice in row] for row in reply.choices],
        "links": [{"label": link.label, "start": link.start} for link in reply.links],
        "replaces": None,
        "answers": None,
        "file": _kept(file) if file else None,
    }


def _kept(file: Attachment) -> dict[str, Any]:
    return {"name": file.name, "content": base64.b64encode(file.content).decode(), "personal": file.personal}


def _choices(offer: int, labels: list[list[str]]) -> list[tuple[Button, ...]]:
    laid, place = [], 0
    for row in labels:
        laid.append(tuple(Button(label, press=f"{offer}:{place + i}") for i, label in enumerate(row)))
        place += len(row)
    return laid

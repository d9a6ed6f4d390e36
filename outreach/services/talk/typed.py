"""Choices that are typed: the number where numbers are shown, the label, or how it begins.

A number means the latest offer to this person, and only if it was sent after that: a number that was typed while the
question changed is no answer to the new one.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import Offer
from outreach.errors import NumberOff, StaleChoice
from outreach.messages import Incoming
from outreach.rules.folding import fold
from outreach.services.talk import offers
from outreach.services.talk.offers import WITH_BUTTONS, Picked

_NUMBERS = re.compile(r"\d{1,3}(?:[\s,;.]+\d{1,3})*[\s.]*", re.ASCII)
_LEADING = re.compile(r"^\d+ ")
_LONGEST_START = 60


def picks(session: Session, incoming: Incoming, now: datetime) -> list[Picked]:
    """What the number, the numbers or the whole label choose; nothing when the text is none of these.

    Several numbers may be given where several things may be chosen: "1 3 4", and at their end what goes on from there.

    Raises:
        NumberOff: among what several numbers are expected for, one is that is not there.
        StaleChoice: the question has changed since the number was typed.
        NotYourChoice: it was offered to another person.

    """
    found = offers.latest(session, incoming, now)
    if found is None:
        return []
    kept = offers.choices(session, found)
    numbers = _numbers(incoming, kept)
    if numbers and all(1 <= number <= len(kept) for number in numbers) and _may_pick(kept, numbers):
        if incoming.sent_at < found.created_at:
            raise StaleChoice
        return [offers.take(session, found, number - 1, incoming.user, now) for number in numbers]
    if numbers and any(map(_is_state, kept)):
        raise NumberOff(len(kept))
    return _labelled(session, incoming, found, [fold(one["label"]) == fold(incoming.text) for one in kept], now)


def begun(session: Session, incoming: Incoming, now: datetime) -> list[Picked]:
    """The one choice whose label begins with the text; to be asked only where no free words are waited for."""
    found, said = offers.latest(session, incoming, now), fold(incoming.text)
    if found is None or not said or len(said) > _LONGEST_START or said.isdecimal():
        return []
    labels = [_LEADING.sub("", fold(one["label"])) for one in offers.choices(session, found)]
    return _labelled(session, incoming, found, [label.startswith(said) for label in labels], now)


def check_number(session: Session, incoming: Incoming, now: datetime) -> None:
    """Refuse a number that chooses nothing, where numbers are how one chooses.

    Raises:
        NumberOff: there are not so many choices.
        StaleChoice: the choices have been answered, or have run out.

    """
    if incoming.address.channel in WITH_BUTTONS or not _NUMBERS.fullmatch(incoming.text.strip()):
        return
    found = offers.latest(session, incoming, now)
    if found is None:
        if offers.any_before(session, incoming):
            raise StaleChoice
        return
    kept = offers.choices(session, found)
    if _shows_numbers(kept):
        raise NumberOff(len(kept))


def _numbers(incoming: Incoming, kept: Sequence[dict[str, Any]]) -> list[int]:
    """The numbers that the text consists of, where numbers are shown."""
    said = incoming.text.strip()
    if incoming.address.channel in WITH_BUTTONS or not _shows_numbers(kept) or not _NUMBERS.fullmatch(said):
        return []
    return [int(number) for number in dict.fromkeys(re.findall(r"\d+", said, re.ASCII))]


def _shows_numbers(kept: Sequence[dict[str, Any]]) -> bool:
    return bool(kept) and kept[0].get("numbered", True)


def _may_pick(kept: Sequence[dict[str, Any]], numbers: Sequence[int]) -> bool:
    """Whether so many may be chosen at once: before the last all set states."""
    return all(_is_state(kept[number - 1]) for number in numbers[:-1])


def _is_state(choice: dict[str, Any]) -> bool:
    return choice["data"].get("move") in {"on", "off"}


def _labelled(
    session: Session, incoming: Incoming, found: Offer, fits: Sequence[bool], now: datetime
) -> list[Picked]:  # fmt: skip
    places = [place for place, fit in enumerate(fits) if fit]
    return [offers.take(session, found, places[0], incoming.user, now)] if len(places) == 1 else []

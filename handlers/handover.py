"""Handing everything that is open over: one's own from /viec, somebody's from /moi."""

from collections.abc import Sequence
from typing import Any

from handlers import colleagues, forms
from handlers.questions import Form, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from models import Handover, Person
from outreach.messages import Reply, Text
from outreach.services.people import handover
from outreach.services.talk.conversations import Draft
from outreach.services.units import visibility
from outreach.texts import handover as texts
from outreach.vault import vault_of


def begin_own(turn: Turn, data: dict[str, Any] | None = None) -> Sequence[Reply]:
    """Hand over what is open of the one who asks."""
    del data
    return forms.begin(turn, OWN, {"person": turn.actor.person_id})


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Hand over what is open of a person whom the one who asks administers."""
    return forms.begin(turn, THEIRS, {"person": int(data["person"])})


def describe(turn: Turn, handover_id: int) -> Text:
    """A handover in the journal of whoever made it; in a group, or once they work elsewhere, without the names."""
    row = turn.session.get_one(Handover, handover_id)
    moved = handover.moved_in(turn.session, row)
    own = row.from_id == turn.actor.person_id or visibility.covers(turn.session, turn.actor.own, row.unit_id)
    if not (turn.private and own):
        return texts.described(turn.speech, "", "", moved)
    vault = vault_of(turn.session)
    giver, to = (vault.show(turn.session.get_one(Person, one).name_sealed) for one in (row.from_id, row.to_id))
    return texts.described(turn.speech, giver, to, moved)


def _ask_to(turn: Turn, draft: Draft) -> Question:
    possible = handover.successors(turn.session, turn.actor, draft.said["person"], turn.now)
    return colleagues.ask(turn, draft, texts.asked(turn.speech), possible)


def _take_to(turn: Turn, draft: Draft, text: str) -> None:
    person = draft.said["person"]
    colleagues.take(
        draft, "to", text, lambda name: handover.named(turn.session, turn.actor, person, name, turn.now)
    )  # fmt: skip


def _preview(turn: Turn, draft: Draft) -> Text:
    seen = handover.outlook(turn.session, turn.actor, draft.said["person"], draft.said["to"])
    return texts.preview(turn.speech, seen)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    handed = handover.hand_over(turn.session, turn.actor, said["person"], said["to"], turn.now)
    return [texts.done(turn.speech, handed)]


_STEPS = (Step("to", "Successor", _ask_to, _take_to),)
OWN = Form("handover_own", "viec", _STEPS, _preview, _write, save_label="Hand over")
THEIRS = Form("handover", "moi", _STEPS, _preview, _write, save_label="Hand over")

FORMS = [OWN, THEIRS]
ACTS = {"handover_own": Act("viec", begin_own), "person_handover": Act("moi", begin)}

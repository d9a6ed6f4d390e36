"""The guided entries that open a class, change and withdraw it; a line with everything starts at the preview."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.class_steps import APART, STEPS, WEEKEND, kept, take_in
from handlers.counting import unit_name, unit_step
from handlers.questions import Form
from handlers.turn import Turn
from models import PartyClass
from outreach.messages import Reply, Text
from outreach.rules.class_days import Days
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.services.classes import party_classes
from outreach.services.classes.party_classes import NewClass
from outreach.services.talk.conversations import Draft
from outreach.texts import class_asking as asking
from outreach.texts import classes as texts


def begin(turn: Turn, parts: Sequence[str]) -> Sequence[Reply]:
    """Open a class with what ``parts`` say; what is missing is asked for."""
    party_classes.check(turn.actor)
    said: dict[str, Any] = {"unit": turn.actor.unit_id} if turn.actor.unit_id is not None else {}
    told = [part for part in parts if part]
    take_in(turn, said, told)
    return forms.begin(turn, OPENING, said, ready=bool(told))


def edit(turn: Turn, class_id: int, parts: Sequence[str]) -> Sequence[Reply]:
    """Show the class as it stands, with what ``parts`` change, to be changed and saved."""
    shown = party_classes.shown(turn.session, turn.actor, class_id)
    row = shown.row
    traits = [one for one, there in ((WEEKEND, row.weekend), (APART, row.apart)) if there]
    said: dict[str, Any] = {
        "class": class_id, "unit": row.unit_id, "kind": row.kind, "days": kept(Days(row.starts, row.ends)),
        "place": row.place, "enterprise": row.enterprise_id, "enterprise_name": shown.enterprise,
        "learners": row.learners, "traits": traits,
    }  # fmt: skip
    said = {fact: value for fact, value in said.items() if value is not None}
    take_in(turn, said, [part for part in parts if part])
    return forms.begin(turn, EDITING, said, ready=True)


def edit_of(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Edit the class of a card."""
    return edit(turn, int(data["class"]), [])


def withdraw(turn: Turn, class_id: int) -> Sequence[Reply]:
    """Ask before a class is withdrawn."""
    party_classes.find(turn.session, turn.actor, class_id)
    return forms.begin(turn, WITHDRAWAL, {"class": class_id})


def describe(turn: Turn, class_id: int) -> Text:
    """A class in one line, for the journal of entries."""
    return asking.journal_line(turn.speech, turn.session.get_one(PartyClass, class_id))


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview change what they name."""
    take_in(turn, draft.said, split_parts(text))


def _new(said: dict[str, Any]) -> NewClass:
    traits = said.get("traits", ())
    starts, ends = map(date.fromisoformat, said["days"])
    return NewClass(
        ClassKind(said["kind"]), Days(starts, ends), said.get("place", ""), said.get("enterprise"),
        WEEKEND in traits, APART in traits, said.get("learners"),
    )  # fmt: skip


def _preview(turn: Turn, draft: Draft) -> Text:
    new, unit_id, edited = _new(draft.said), draft.said["unit"], draft.said.get("class")
    if edited is not None:
        party_classes.check_change(turn.session, party_classes.find(turn.session, turn.actor, edited), new)
    twin = party_classes.alike(turn.session, new, unit_id, edited)
    company = draft.said.get("enterprise_name", "")
    return texts.draft(turn.speech, new, company, unit_name(turn, unit_id), twin, edited)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    new = _new(said)
    written = party_classes.open_class(turn.session, turn.actor, new, said["unit"], turn.now)
    return [texts.opened(turn.speech, written, new)]


def _save(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    row = party_classes.change(turn.session, turn.actor, said["class"], _new(said), turn.now)
    return [texts.changed(turn.speech, row)]


def _preview_withdrawal(turn: Turn, draft: Draft) -> Text:
    shown = party_classes.shown(turn.session, turn.actor, draft.said["class"])
    return texts.withdrawal(turn.speech, shown)


def _withdraw(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    party_classes.check(turn.actor)
    return [texts.withdrawn(turn.speech, party_classes.undo(turn.session, turn.actor, said["class"], turn.now))]


OPENING = Form(
    "class", "lop", (*STEPS, unit_step(lambda turn: asking.unit(turn.speech))), _preview, _write, _more,
    save_label="Open the class",
)  # fmt: skip
EDITING = Form("class_edit", "lop", STEPS, _preview, _save, _more)
WITHDRAWAL = Form("class_withdrawal", "lop", (), _preview_withdrawal, _withdraw, save_label="Withdraw the class")
FORMS = [OPENING, EDITING, WITHDRAWAL]

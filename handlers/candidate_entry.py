"""/ungvien moi: a new candidate, guided after the consent or in one line; and correcting what is known of one."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.candidate_facts import EDIT_STEPS, STEPS, as_told, first_step, look_up, note_same, split_stage
from handlers.questions import Form
from handlers.turn import Turn
from handlers.visit_steps import is_new
from outreach.errors import ConsentNeeded, DomainError
from outreach.messages import Reply, Text
from outreach.rules.admission.checks import age_unsure
from outreach.rules.admission.limits import in_force
from outreach.rules.candidate_line import CandidateDraft, read_more, read_new_candidate
from outreach.rules.lines import split_parts
from outreach.services.admission import candidate_cards, candidate_entry, candidates
from outreach.services.enterprises import enterprise_changes
from outreach.services.talk.conversations import Draft
from outreach.texts import candidate_entries as texts
from outreach.vault import UNREADABLE


def add(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Show the candidate whom the parts describe, or ask for what is missing, the consent first."""
    candidate_entry.check_channel(turn.session, turn.actor)
    rest, said = split_stage(parts, turn.today)
    told = read_new_candidate(rest, turn.today)
    said |= told.to_dict()
    if told.enterprise is not None:
        _place(turn, said, told.enterprise)
    note_same(turn, said)
    return forms.begin(turn, FORM, said, ready=len(parts) > 1)


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry."""
    del data
    return add(turn, [])


def edit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """What is known of a candidate, to be changed and saved; that it was read is logged."""
    candidate_entry.check_channel(turn.session, turn.actor)
    row = candidates.find(turn.session, turn.actor, int(data["candidate"]))
    card = candidate_cards.card(turn.session, turn.actor, row.id or 0, turn.today, turn.now)
    facts = {"name": card.name, "object": row.object, "sex": row.sex, "born": card.born, "phone": card.phone}
    said = {key: value for key, value in facts.items() if value and value != UNREADABLE}
    where = {"enterprise": row.enterprise_id, "enterprise_name": card.enterprise}
    return forms.begin(turn, EDIT_FORM, {"candidate": row.id, **where, **said}, ready=True)


def correct(turn: Turn, candidate_id: int) -> Sequence[Reply]:
    """The facts of a candidate of the actor's journal, to be changed."""
    return edit(turn, {"candidate": candidate_id})


def describe(turn: Turn, candidate_id: int) -> Text:
    """An entry of the actor's journal in one line, by code alone."""
    row = candidate_entry.entered(turn.session, turn.actor, candidate_id)
    return texts.entered_line(turn.speech, candidate_id, turn.speech.day(row.entered_at.astimezone(turn.speech.zone)))


def _place(turn: Turn, said: dict[str, Any], enterprise: str) -> None:
    said.pop("enterprise", None)
    if enterprise:
        look_up(turn, said, enterprise)
    else:
        said.update(enterprise=None, enterprise_name="")


def _more(turn: Turn, draft: Draft, text: str) -> None:
    rest, said = split_stage(split_parts(text), turn.today)
    told = read_more(CandidateDraft(), rest, turn.today)
    draft.said.update(said | {key: value for key, value in told.to_dict().items() if key != "enterprise"})
    if told.enterprise is not None:
        _place(turn, draft.said, told.enterprise)
    note_same(turn, draft.said)


def _preview(turn: Turn, draft: Draft) -> Text:
    said, told = draft.said, as_told(draft.said)
    notes = [turn.speech.say("+ The enterprise is new and will be added.")] if is_new(draft) else []
    first = first_step(turn, said)
    if told.born is not None and age_unsure(told.born, turn.today, in_force(turn.today)):
        notes.append(texts.age_unsure(turn.speech, told.born))
    try:
        candidate_entry.check(turn.session, told, first, turn.today)
    except ConsentNeeded:
        raise
    except DomainError as refusal:
        notes.append(texts.refused(turn.speech, refusal))
    return texts.new(turn.speech, told, said["enterprise_name"], first, notes)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    enterprise_id = _enterprise(turn, said)
    added = candidate_entry.add(
        turn.session, turn.actor, as_told(said), enterprise_id, first_step(turn, said), turn.today, turn.now,
        another=bool(said.get("double")),
    )  # fmt: skip
    return [texts.added(turn.speech, added.candidate_id, added.entry_id)]


def _enterprise(turn: Turn, said: dict[str, Any]) -> int | None:
    if "new" in said:
        return enterprise_changes.add_named(turn.session, turn.actor, said["new"], said["kind"], turn.now)
    chosen: int | None = said["enterprise"]
    return chosen


def _preview_of_change(turn: Turn, draft: Draft) -> Text:
    said = draft.said
    return texts.changed(turn.speech, said["candidate"], as_told(said), said["enterprise_name"])


def _change(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    enterprise_id = _enterprise(turn, said)
    candidate_entry.change(
        turn.session, turn.actor, said["candidate"], as_told(said), enterprise_id, turn.today, turn.now
    )
    return [texts.facts_saved(turn.speech, said["candidate"])]


FORM = Form("candidate_add", "ungvien", STEPS, _preview, _write, _more)
EDIT_FORM = Form("candidate_edit", "ungvien", EDIT_STEPS, _preview_of_change, _change, _more)

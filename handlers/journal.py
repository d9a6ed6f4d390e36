"""/sua, /hoantac, /huy: what I have entered, corrected or taken back; the draft, dropped."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers import (
    candidate_entry,
    candidate_steps,
    class_opening,
    handover,
    organisations,
    plans,
    proposals,
    results,
    targets,
    todo_journal,
)
from handlers import visits as visit_handlers
from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Entry
from outreach.errors import DomainError, NothingToUndo, NotInvited, StaleChoice
from outreach.messages import Choice, Reply, Text, join
from outreach.rules.lines import split_parts
from outreach.rules.visit_line import read_visit_parts
from outreach.services.journal import audit, undoing
from outreach.services.talk import conversations
from outreach.services.visits import visit_telling, visits
from outreach.texts import journal as texts

SHOWN = 8


def edit(turn: Turn) -> Sequence[Reply]:
    """My recent entries, to choose from; with words after the command, my last visit with these changed."""
    entries = audit.recent(turn.session, turn.actor.person_id or 0, SHOWN)
    if turn.argument:
        last = next((entry for entry in entries if entry.kind == "visit"), None)
        if last is None:
            raise NothingToUndo
        told = read_visit_parts(split_parts(turn.argument), turn.today)
        return visit_handlers.correct(turn, last.subject_id, told)
    if not entries:
        raise NothingToUndo
    choices = [(Choice(line, "entry", {"entry": entry.id}),) for entry in entries if (line := _line(turn, entry))]
    if not choices:
        raise NothingToUndo
    return [Reply(turn.speech.say("Your latest entries. Choose one to correct or withdraw:"), tuple(choices))]


def undo(turn: Turn) -> Sequence[Reply]:
    """My last entry, and whether to take it back."""
    return _ask(turn, _own(turn, undoing.last(turn.session, turn.actor).id))


def cancel(turn: Turn) -> Sequence[Reply]:
    """Drop the draft in this chat."""
    if conversations.drop(turn.session, turn.incoming.address, turn.incoming.user):
        return [Reply(turn.speech.say("Dropped. Nothing was saved."))]
    if not turn.actor.known:
        if turn.private:
            raise NotInvited
        return ()
    return [Reply(turn.speech.say("There is no draft here. To take back what was saved: /hoantac"))]


def chosen(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """One entry of the list: what can be done with it."""
    entry = _own(turn, data["entry"])
    return [Reply(reply.text, reply.choices, replaces=True) for reply in _ask(turn, entry)]


def take_back(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Undo one entry; what it was stays readable in the answer."""
    entry = _own(turn, data["entry"])
    description = _describe(turn, entry)
    undoing.undo(turn.session, turn.actor, data["entry"], turn.now)
    said = turn.speech.say("Undone: {entry}", entry=description)
    return [Reply(said, replaces=True)]


def correct(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Correct an entry: the form with what was said, ready to be changed."""
    entry = _own(turn, data["entry"])
    if entry.kind not in CORRECT:
        raise StaleChoice
    return CORRECT[entry.kind](turn, entry.subject_id)


def keep(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Leave everything as it is."""
    del data
    return [Reply(turn.speech.say("Left as it is."), replaces=True)]


def _own(turn: Turn, entry_id: int | None) -> Entry:
    return undoing.own(turn.session, turn.actor, entry_id or 0)


def _ask(turn: Turn, entry: Entry) -> list[Reply]:
    speech, data = turn.speech, {"entry": entry.id}
    moves = [Choice(speech.word("Correct"), "correct", data)] if entry.kind in CORRECT and turn.private else []
    moves.append(Choice(speech.word("Undo"), "undo", data))
    when = speech.say("Entered at {moment}", moment=speech.moment(entry.entered_at))
    keep_it = Choice(speech.word("Leave it"), "keep")
    return [Reply(join([_describe(turn, entry), when]), (tuple(moves), (keep_it,)))]


def _describe(turn: Turn, entry: Entry) -> Text:
    return DESCRIBE[entry.kind](turn, entry.subject_id)


def _line(turn: Turn, entry: Entry) -> str:
    """The entry's first line; empty for what is not theirs to know any more, so that the others are still listed."""
    try:
        return _describe(turn, entry).plain.partition("\n")[0]
    except DomainError:
        return ""


def _describe_visit(turn: Turn, visit_id: int) -> Text:
    kept = visits.own(turn.session, turn.actor, visit_id)
    name = visits.enterprise_name(turn.session, kept)
    if not turn.private:
        return texts.visit_line(turn.speech, name, kept.visited_on)
    told = visit_telling.draft_of(turn.session, visit_id)
    return texts.visit(turn.speech, name, told, turn.today)


DESCRIBE: Mapping[str, Callable[[Turn, int], Text]] = {
    "handover": handover.describe,
    "visit": _describe_visit,
    "step": todo_journal.describe,
    "step_done": todo_journal.describe_done,
    "answer": proposals.describe,
    "target": targets.describe,
    "figure": results.describe,
    "party_class": class_opening.describe,
    "organisation_event": organisations.describe,
    "candidate": candidate_entry.describe,
    "admission": candidate_steps.describe,
    "ceremony": plans.describe,
}
CORRECT: Mapping[str, Callable[[Turn, int], Sequence[Reply]]] = {
    "visit": visit_handlers.correct,
    "candidate": candidate_entry.correct,
    "admission": candidate_steps.correct_event,
}

COMMANDS = [
    Command("sua", "edit", edit, "member", "Correct or withdraw an entry", "private"),
    Command("hoantac", "undo", undo, "member", "Undo my last entry"),
    Command("huy", "cancel", cancel, "anyone", "Drop the draft"),
]
ACTS = {
    "entry": Act("sua", chosen),
    "undo": Act("hoantac", take_back),
    "correct": Act("sua", correct),
    "keep": Act("hoantac", keep),
}

"""/tham: log a visit, guided or in one line."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handlers import forms
from handlers.questions import Form
from handlers.routes import Act, Command
from handlers.turn import Turn
from handlers.visit_steps import STEPS, as_said, as_told, is_new, look_up
from outreach.errors import NothingThere, OnlyInPrivate, UnknownEnterprise
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.visit_draft import VisitDraft, merge
from outreach.rules.visit_line import read_visit_parts
from outreach.services.enterprises import enterprise_changes, enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import after_visit
from outreach.services.tasks.shown import shown
from outreach.services.visits import visit_telling, visits
from outreach.texts import todo_answers
from outreach.texts import visits as texts

LONG_AGO = timedelta(days=180)  # a day said without its year may have been meant otherwise


def visit(turn: Turn) -> Sequence[Reply]:
    """Log a visit: what a complete line says is written at once, with Undo; all else is asked for."""
    parts = split_parts(turn.argument)
    if not parts:
        if not turn.private:
            raise OnlyInPrivate("tham")
        return forms.begin(turn, FORM, {"visited_on": turn.today.isoformat()})
    if turn.actor.unit_id is not None:
        visits.check_chat(turn.session, turn.actor, turn.actor.unit_id)
    told = read_visit_parts(parts[1:], turn.today)
    said = {"visited_on": turn.today.isoformat()} | as_said(told)  # the day is meant now, not when it is saved
    found = look_up(turn, said, parts[0])
    if found is None or told == VisitDraft():
        return forms.begin(turn, FORM, said, ready=told != VisitDraft())
    day = told.visited_on or turn.today
    if turn.today - day > LONG_AGO or visits.repeated(turn.session, turn.actor, found, day) is not None:
        return forms.begin(turn, FORM, said, ready=True)
    return [_logged(turn, visits.log(turn.session, turn.actor, found, told, turn.today, turn.now))]


def correct(turn: Turn, visit_id: int, told: VisitDraft | None = None) -> Sequence[Reply]:
    """Show a visit of the actor's as it stands (with what ``told`` changes), to be changed and saved anew."""
    kept = visits.own(turn.session, turn.actor, visit_id)
    found = enterprises.find(turn.session, turn.actor, kept.enterprise_id)
    if found is None:
        raise NothingThere
    draft = merge(visit_telling.draft_of(turn.session, visit_id, anew=True), told or VisitDraft())
    said = {"enterprise": found.id, "enterprise_name": found.name, "corrects": visit_id, **as_said(draft)}
    return forms.begin(turn, FORM, said, ready=True)


def visit_of(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin a visit to the enterprise of a card."""
    if not turn.private:
        raise OnlyInPrivate("tham")
    found = enterprises.find(turn.session, turn.actor, int(data["enterprise"]))
    if found is None:
        raise UnknownEnterprise("")
    today = turn.today.isoformat()
    return forms.begin(turn, FORM, {"visited_on": today, "enterprise": found.id, "enterprise_name": found.name})


def _more(turn: Turn, draft: Draft, text: str) -> None:
    told = read_visit_parts(split_parts(text), turn.today)
    draft.said.update(as_said(merge(as_told(draft.said), told)))


def _preview(turn: Turn, draft: Draft) -> Text:
    said, told = draft.said, as_told(draft.said)
    warnings = []
    if is_new(draft):
        warnings.append(turn.speech.say("+ The enterprise is new and will be added."))
    elif _repeats(turn, said, told):
        warnings.append(texts.repeated(turn.speech, told.visited_on or turn.today, turn.today))
    return texts.draft(turn.speech, said["enterprise_name"], told, turn.today, warnings, private=turn.private)


def _repeats(turn: Turn, said: dict[str, Any], told: VisitDraft) -> bool:
    earlier = visits.repeated(turn.session, turn.actor, said["enterprise"], told.visited_on or turn.today)
    return earlier is not None and earlier.id != said.get("corrects")


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    enterprise_id = said["enterprise"]
    if "new" in said:
        enterprise_id = enterprise_changes.add_named(turn.session, turn.actor, said["new"], said["kind"], turn.now)
    told = as_told(said)
    corrects = None
    if "corrects" in said:
        corrects = visits.withdraw(turn.session, turn.actor, said["corrects"], turn.now)
    written = visits.log(turn.session, turn.actor, enterprise_id, told, turn.today, turn.now, corrects)
    if corrects is not None:
        return [texts.corrected(turn.speech, written, turn.today)]
    return [_logged(turn, written)]


def _logged(turn: Turn, written: visits.Logged) -> Reply:
    """The confirmation; in private also whether what had been promised there is done by now."""
    reply = texts.logged(turn.speech, written, turn.today, private=turn.private)
    if not turn.private:
        return reply
    promised = after_visit.perhaps_done(turn.session, turn.actor, written.enterprise_id, written.visit_id, turn.today)
    if not promised:
        return reply
    steps = shown(turn.session, promised, turn.actor.person_id or 0, turn.actor.channel, turn.today)
    return todo_answers.perhaps_done(turn.speech, reply, steps, turn.today)


FORM = Form(
    name="visit",
    command="tham",
    steps=STEPS,
    preview=_preview,
    write=_write,
    more=_more,
)

COMMANDS = [Command("tham", "visit", visit, "member", "Log a visit")]
FORMS = [FORM]
ACTS = {"visit_of": Act("tham", visit_of)}

"""/hen: plan a visit, give a step to somebody, set the day of a candidate's ceremony."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from handlers import forms
from handlers.plan_steps import (
    CEREMONY,
    DUE,
    STEPS,
    name_enterprise,
    take_candidate,
    take_plan,
)
from handlers.questions import Form
from handlers.routes import Act, Command
from handlers.turn import Turn
from handlers.visit_steps import is_new
from outreach.errors import DomainError, OnlyInPrivate, Twice, UnknownEnterprise
from outreach.messages import Reply, Text, join
from outreach.rules.candidate_code import leading_code
from outreach.rules.plan_line import PlanDraft, read_ceremony, read_plan_parts, split_plan
from outreach.rules.vocabulary.plans import PlanKind
from outreach.services.enterprises import enterprise_changes, enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import calendars, ceremonies, handed, planning, plans
from outreach.services.tasks.planning import Plan
from outreach.texts import plans as texts
from outreach.texts.candidate_entries import refused

_FAR: Final = 300  # days


def plan(turn: Turn) -> Sequence[Reply]:
    """Write a complete line about a visit or a step of one's own at once, with Undo; show or ask for all else."""
    parts = split_plan(turn.argument)
    if not parts:
        return begin(turn, {})
    if (named := leading_code(parts[0])) is not None:
        return _ceremony(turn, named[0], [part for part in (named[1], *parts[1:]) if part])
    said: dict[str, Any] = {}
    day = name_enterprise(turn, said, parts[0])
    told = _read(turn, [day, *parts[1:]])
    if told != PlanDraft():
        take_plan(turn, said, told)
    if _complete(said):
        if _own(turn, said) and not _twice(turn, said) and not _far(turn, said):
            return _write(turn, said)
    elif not turn.private:
        raise OnlyInPrivate("hen")
    return forms.begin(turn, FORM, said, ready=told != PlanDraft())


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin a plan with nothing said yet."""
    del data
    if not turn.private:
        raise OnlyInPrivate("hen")
    return forms.begin(turn, FORM)


def plan_visit(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin a planned visit to the enterprise of a card or of a suggestion."""
    if not turn.private:
        raise OnlyInPrivate("hen")
    found = enterprises.find(turn.session, turn.actor, int(data["enterprise"]))
    if found is None:
        raise UnknownEnterprise("")
    said = {"enterprise": found.id, "enterprise_name": found.name, "what": PlanKind.VISIT.value}
    return forms.begin(turn, FORM, {**said, "person": turn.actor.person_id, "person_name": ""})


def describe(turn: Turn, candidate_id: int) -> Text:
    """The planned ceremony of the actor's journal, by code."""
    return texts.ceremony(turn.speech, candidate_id, ceremonies.planned_for(turn.session, turn.actor, candidate_id))


def _ceremony(turn: Turn, candidate_id: int, parts: Sequence[str]) -> Sequence[Reply]:
    if not turn.private:
        raise OnlyInPrivate("hen")
    if parts and read_ceremony(parts, turn.today).off:
        before = ceremonies.drop(turn.session, turn.actor, candidate_id, turn.now)
        return [Reply(texts.called_off(turn.speech, candidate_id, before))]
    said: dict[str, Any] = {}
    take_candidate(turn, said, candidate_id, parts)
    if "due" in said:
        ceremonies.plan(turn.session, turn.actor, candidate_id, _due(said), turn.today)
    return forms.begin(turn, CEREMONY_FORM, said)


def _complete(said: dict[str, Any]) -> bool:
    known = said.get("enterprise") and said.get("due") and said.get("person")
    return bool(known and (said["what"] == PlanKind.VISIT or said.get("text")))


def _own(turn: Turn, said: dict[str, Any]) -> bool:
    return bool(said["person"] == turn.actor.person_id)


def _due(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["due"])


def _twice(turn: Turn, said: dict[str, Any]) -> bool:
    if said["what"] != PlanKind.VISIT or not said["enterprise"]:
        return False
    return plans.planned_already(turn.session, turn.actor, said["enterprise"], _due(said))


def _far(turn: Turn, said: dict[str, Any]) -> bool:
    """Whether the day is so far ahead that "10/6", typed a week later, may have been a slip."""
    return (_due(said) - turn.today).days > _FAR


def _read(turn: Turn, parts: Sequence[str]) -> PlanDraft:
    try:
        return read_plan_parts(parts, turn.today)
    except Twice:
        if turn.private:
            raise
        raise OnlyInPrivate("hen") from None  # what contradicts itself may be two persons' names


def _more(turn: Turn, draft: Draft, text: str) -> None:
    take_plan(turn, draft.said, _read(turn, split_plan(text)))


def _more_of_ceremony(turn: Turn, draft: Draft, text: str) -> None:
    take_candidate(turn, draft.said, draft.said["candidate"], split_plan(text))


def _shown(turn: Turn, said: dict[str, Any]) -> texts.Plan:
    return texts.Plan(
        what=PlanKind(said["what"]), enterprise=said["enterprise_name"], due=_due(said), text=said.get("text", ""),
        person=said.get("person_name", ""), own=_own(turn, said), private=turn.private,
    )  # fmt: skip


def _preview(turn: Turn, draft: Draft) -> Text:
    if "candidate" in draft.said:
        return _preview_of_ceremony(turn, draft)
    said, speech = draft.said, turn.speech
    warnings = [
        texts.new_enterprise(speech) if is_new(draft) else "",
        texts.planned_already(speech, _due(said)) if _own(turn, said) and _twice(turn, said) else "",
        _day_off(turn, _due(said)),
    ]
    return join([texts.draft(speech, _shown(turn, said)), *warnings])


def _preview_of_ceremony(turn: Turn, draft: Draft) -> Text:
    candidate_id, on = draft.said["candidate"], _due(draft.said)
    shown = texts.ceremony(turn.speech, candidate_id, on)
    try:
        planned = ceremonies.plan(turn.session, turn.actor, candidate_id, on, turn.today)
    except DomainError as refusal:
        return join([shown, refused(turn.speech, refusal)])
    return join([shown, *texts.about_ceremony(turn.speech, planned), _day_off(turn, on)])


def _day_off(turn: Turn, day: date) -> Text | str:
    return "" if calendars.calendar(turn.session).is_working(day) else texts.day_off(turn.speech, day)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    enterprise_id = said["enterprise"]
    if "new" in said:
        enterprise_id = enterprise_changes.add_named(turn.session, turn.actor, said["new"], said["kind"], turn.now)
    planned = Plan(enterprise_id, said.get("text", ""), _due(said), said["person"], said["what"])
    written = planning.plan(turn.session, turn.actor, planned, turn.today, turn.now)
    shown, told = _shown(turn, said), True
    if not shown.own:
        told = handed.tell(turn.session, turn.actor, said["person"], [f"step:{written.step_id}"], turn.now)
    return [texts.written(turn.speech, shown, written.entry_id, _day_off(turn, shown.due), told=told)]


def _write_ceremony(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    candidate_id, on = said["candidate"], _due(said)
    planned, entry_id = ceremonies.put(turn.session, turn.actor, candidate_id, on, turn.today, turn.now)
    return [texts.ceremony_written(turn.speech, planned, entry_id, _day_off(turn, on))]


FORM = Form("plan", "hen", STEPS, _preview, _write, _more)
CEREMONY_FORM = Form(CEREMONY, "hen", (DUE,), _preview_of_ceremony, _write_ceremony, _more_of_ceremony)

COMMANDS = [Command("hen", "plan", plan, "member", "Plan a visit, give a step to somebody")]
FORMS = [FORM, CEREMONY_FORM]
ACTS = {"plan_new": Act("hen", begin), "plan_visit": Act("hen", plan_visit)}

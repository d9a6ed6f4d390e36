"""The steps of a plan's guided entry: what each asks, and what it makes of words and of a chosen option."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from handlers import visit_steps
from handlers.questions import Option, Question, Step
from handlers.turn import Turn
from outreach.errors import BadDate, OnlyInPrivate, UnknownColleague, UnknownEnterprise
from outreach.messages import Text, join
from outreach.rules.candidate_code import code, leading_code
from outreach.rules.dates import parse_date
from outreach.rules.folding import tidy
from outreach.rules.plan_line import (
    PlanDraft,
    means_myself,
    read_ceremony,
    read_plan_parts,
    split_plan,
    split_subject,
    without_verb,
)
from outreach.rules.tasks.due import nearest_future
from outreach.rules.vocabulary.plans import PLAN_KINDS, PlanKind
from outreach.services.enterprises import enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import ceremonies, plans, steps
from outreach.texts import plans as texts
from outreach.texts.agenda_days import day_heading
from outreach.texts.refusals import sentence

CEREMONY = "ceremony"
_OFFERED = 8
_WEEK = 7


def name_enterprise(turn: Turn, said: dict[str, Any], first: str) -> str:
    """Look up the enterprise that ``first`` names, be it with a day after its name; gives back that day, or ""."""
    name, day = split_subject(first := without_verb(first))
    if visit_steps.look_up(turn, said, name) is None and not day:
        loose, named_day = split_subject(first, sure=False)
        if named_day and visit_steps.look_up(turn, said, loose) is not None:
            return named_day
        visit_steps.look_up(turn, said, name)
    return day


def take_plan(turn: Turn, said: dict[str, Any], told: PlanDraft) -> None:
    """Put what was told into the draft; what it says anew takes the place of what was said before."""
    if told.kind or told.person or told.myself or "what" not in said:
        said["what"] = told.what.value
    if told.due:
        said["due"] = told.due.isoformat()
        said.pop("_past", None)
    elif told.past:
        said.pop("due", None)
        said["_past"] = [told.past.day.isoformat(), told.past.meant.isoformat()]
    if told.text:
        said["text"] = told.text
    if told.person:
        take_person(turn, said, told.person)
    elif told.myself or not {"person", "_who"} & said.keys():
        _take_me(turn, said)


def take_person(turn: Turn, said: dict[str, Any], name: str) -> None:
    """The one person that ``name`` means; else those whom it may mean are offered, or all where it means nobody."""
    said.pop("person", None)
    if means_myself(name):
        _take_me(turn, said)
        return
    found = plans.whom(turn.session, turn.actor, name)
    if len(found) == 1:
        said.pop("_who", None)
        said.update(person=found[0].id, person_name=found[0].name)
    else:
        said["_who"] = {"name": name, "alike": [[one.id, one.name] for one in found[:_OFFERED]]}


def _take_me(turn: Turn, said: dict[str, Any]) -> None:
    said.pop("_who", None)
    said.update(person=turn.actor.person_id, person_name="")


def take_candidate(turn: Turn, said: dict[str, Any], candidate_id: int, parts: Sequence[str]) -> None:
    """Make the plan one of a candidate's ceremony, on the day that ``parts`` say."""
    if not turn.private:
        raise OnlyInPrivate("hen")
    row = ceremonies.check(turn.session, turn.actor, candidate_id, turn.today)
    said.update(candidate=row.id, enterprise=None, what="ceremony", person=None, text="")
    told = read_ceremony(parts, turn.today)
    if told.on:
        said["due"] = told.on.isoformat()


def is_of_enterprise(draft: Draft) -> bool:
    """Whether something is planned at an enterprise, and not a candidate's ceremony."""
    return "candidate" not in draft.said


def _ask_enterprise(turn: Turn, draft: Draft) -> Question:
    if draft.said.get("_asked"):
        return visit_steps.ask_which(turn, draft.said["_asked"])
    known = enterprises.recently_visited(turn.session, turn.actor, limit=6, own=True)
    options = [Option(one.name, {"id": one.id, "name": one.name}) for one in known]
    return Question(texts.ask_enterprise(turn.speech, choices=bool(options)), options, width=1)


def _take_enterprise(turn: Turn, draft: Draft, text: str) -> None:
    parts = split_plan(text)
    if not parts:
        raise UnknownEnterprise(text)
    if (named := leading_code(parts[0])) is not None:
        take_candidate(turn, draft.said, named[0], [part for part in (named[1], *parts[1:]) if part])
        draft.form = CEREMONY  # from here on it goes on as that form
        return
    day = name_enterprise(turn, draft.said, parts[0])
    told = read_plan_parts([part for part in (day, *parts[1:]) if part], turn.today)
    if told != PlanDraft():
        take_plan(turn, draft.said, told)


def _ask_what(turn: Turn, draft: Draft) -> Question:
    speech, me = turn.speech, turn.actor.person_id
    options = [
        Option(speech.word("Go there"), {"what": PlanKind.VISIT, "person": me}),
        Option(speech.word("A step of my own"), {"what": PlanKind.STEP, "person": me}),
        Option(speech.word("A step for somebody else"), {"what": PlanKind.STEP}),
    ]
    return Question(texts.ask_what(speech, draft.said["enterprise_name"]), options, width=1)


def _pick_what(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said["what"] = value["what"]
    draft.said.pop("person", None)
    if "person" in value:
        draft.said.update(person=value["person"], person_name="")


def _take_what(turn: Turn, draft: Draft, text: str) -> None:
    if kind := PLAN_KINDS.find(text):
        draft.said["what"] = kind.value
        draft.said.setdefault("person", turn.actor.person_id)
        return
    take_plan(turn, draft.said, read_plan_parts(split_plan(text), turn.today))


def _ask_due(turn: Turn, draft: Draft) -> Question:
    today, past = turn.today, draft.said.get("_past")
    monday = today + timedelta(days=_WEEK - today.weekday())
    days = [(turn.speech.word("Today"), today), (turn.speech.word("Tomorrow"), today + timedelta(days=1))]
    days.append((day_heading(turn.speech, monday), monday))
    warning: Text | str = ""
    if past:
        day, meant = map(date.fromisoformat, past)
        warning = texts.past(turn.speech, day, meant)
        days = [
            (day_heading(turn.speech, meant) + f"/{meant.year}", meant),
            *(each for each in days if each[1] != meant),
        ]
    asked = texts.ask_due(turn.speech, draft.said["what"], _called(draft))
    return Question(join([warning, asked]), [Option(label, day.isoformat()) for label, day in days])


def _called(draft: Draft) -> str:
    return draft.said["enterprise_name"] if is_of_enterprise(draft) else code(draft.said["candidate"])


def _pick_due(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said.pop("_past", None)
    draft.said["due"] = value


def _take_due(turn: Turn, draft: Draft, text: str) -> None:
    try:
        day = parse_date(text, turn.today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
        raise nearest_future(text, turn.today) from None
    _pick_due(turn, draft, day.isoformat())


def _ask_person(turn: Turn, draft: Draft) -> Question:
    if not turn.private:  # the buttons would name people
        raise OnlyInPrivate("hen")
    who = draft.said.get("_who")
    known = steps.colleagues(turn.session, turn.actor)[:_OFFERED]
    offered = who["alike"] if who and who["alike"] else [[one.id, one.name] for one in known]
    options = [Option(turn.speech.word("Me"), [turn.actor.person_id, ""])]
    options += [Option(str(name), [number, name]) for number, name in offered]
    if not who:
        return Question(texts.ask_person(turn.speech), options)
    if who["alike"]:
        return Question(texts.which_person(turn.speech, who["name"]), options)
    return Question(
        join([sentence(UnknownColleague(who["name"]), turn.speech), texts.ask_person(turn.speech)]), options
    )


def _pick_person(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said.pop("_who", None)
    draft.said.update(person=value[0], person_name=value[1])


def _take_person(turn: Turn, draft: Draft, text: str) -> None:
    take_person(turn, draft.said, text)


def _ask_text(turn: Turn, draft: Draft) -> Question:
    return Question(texts.ask_text(turn.speech, draft.said["what"]))


def _take_text(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["text"] = tidy(text, one_line=True)


def _is_step(draft: Draft) -> bool:
    return bool(draft.said.get("what") == PlanKind.STEP)


def _is_visit(draft: Draft) -> bool:
    return bool(draft.said.get("what") == PlanKind.VISIT and "text" not in draft.said)


DUE = Step("due", "Day", _ask_due, _take_due, _pick_due)
STEPS = (
    Step("enterprise", "Enterprise", _ask_enterprise, _take_enterprise, visit_steps.STEPS[0].pick),
    Step(
        "kind", "Kind", visit_steps.STEPS[1].ask, visit_steps.STEPS[1].take, when=visit_steps.is_new, changeable=False
    ),
    Step("what", "Visit or step", _ask_what, _take_what, _pick_what, when=is_of_enterprise),
    DUE,
    Step("person", "Who", _ask_person, _take_person, _pick_person, when=is_of_enterprise),
    Step("text", "About", _ask_text, _take_text, when=_is_step),
    Step("about", "About", _ask_text, _take_text, when=_is_visit, optional=True, changeable=False),
)

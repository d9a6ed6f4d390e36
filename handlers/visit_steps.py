"""The steps of a visit's guided entry: what each asks, and what it makes of words and of a chosen option."""

from datetime import timedelta
from typing import Any

from handlers.questions import Option, Question, Step
from handlers.turn import Turn
from outreach.errors import BadName, UnknownEnterprise, UnknownWord
from outreach.rules.dates import parse_date
from outreach.rules.lines import split_parts
from outreach.rules.obstacle_line import read_obstacles
from outreach.rules.people_line import read_met
from outreach.rules.step_line import read_step
from outreach.rules.unit_line import parse_name
from outreach.rules.visit_draft import VisitDraft, merge
from outreach.rules.visit_line import read_visit_parts
from outreach.rules.vocabulary.parts import VISIT_PARTS, VisitPart
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import ContactRole, EnterpriseKind, Obstacle, Outcome, Purpose
from outreach.rules.vocabulary.visits import OBSTACLES, OUTCOMES, PURPOSES
from outreach.services.enterprises import enterprises
from outreach.services.talk.conversations import Draft
from outreach.texts.labels import heading


def as_said(told: VisitDraft) -> dict[str, Any]:
    """What was told, as the form keeps it."""
    return {key: value for key, value in told.to_dict().items() if value}


def as_told(said: dict[str, Any]) -> VisitDraft:
    """What the form keeps, as a visit."""
    return VisitDraft.from_dict(said)


def look_up(turn: Turn, said: dict[str, Any], name: str) -> int | None:
    """The one enterprise that ``name`` means; else what may be meant stands in the draft, to be offered."""
    found = enterprises.lookup(turn.session, turn.actor, turn.names, name)
    said.pop("new", None)
    if isinstance(found, enterprises.Certain):
        said.update(enterprise=found.enterprise.id, enterprise_name=found.enterprise.name)
        return found.enterprise.id
    alike = found.enterprises if isinstance(found, enterprises.Several) else found.near
    said["_asked"] = {
        "name": name,
        "near": [{"id": one.id, "name": one.name} for one in alike[:5]],
        "several": isinstance(found, enterprises.Several),
        "addable": _is_a_name(name),
    }
    return None


def _is_a_name(text: str) -> bool:
    try:
        parse_name(text)
    except BadName:
        return False
    return True


def _ask_enterprise(turn: Turn, draft: Draft) -> Question:
    speech, asked = turn.speech, draft.said.get("_asked")
    if not asked:
        known = enterprises.recently_visited(turn.session, turn.actor, limit=6, own=True)
        options = [Option(one.name, {"id": one.id, "name": one.name}) for one in known]
        if not options:
            return Question(speech.say("Which enterprise was visited? Type its name."))
        return Question(speech.say("Which enterprise was visited? Type its name, or choose:"), options, width=1)
    return ask_which(turn, asked)


def ask_which(turn: Turn, asked: dict[str, Any]) -> Question:
    """Which enterprise a name means that is not certain, as ``look_up`` has left it in the draft."""
    speech = turn.speech
    options = [Option(one["name"], one) for one in asked["near"]]
    if asked["addable"]:
        options.append(Option(speech.word("+ Add “{name}”", name=asked["name"][:40]), {"new": asked["name"]}))
    if asked["several"]:
        text = speech.say("Which one is meant by *{name}*?", name=asked["name"])
    elif asked["near"]:
        text = speech.say("I do not know *{name}* yet. Is it one of these?", name=asked["name"])
    else:
        text = speech.say("I do not know *{name}* yet. Type another name, or add it:", name=asked["name"])
    return Question(text, options, width=1)


def _take_enterprise(turn: Turn, draft: Draft, text: str) -> None:
    parts = split_parts(text)
    if not parts:
        raise UnknownEnterprise(text)
    merged = merge(as_told(draft.said), read_visit_parts(parts[1:], turn.today))
    draft.said.update(as_said(merged))
    look_up(turn, draft.said, parts[0])


def _pick_enterprise(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said.pop("_asked", None)
    if "new" in value:
        draft.said.update(enterprise=0, enterprise_name=value["new"], new=value["new"])
    else:
        draft.said.pop("new", None)
        draft.said.update(enterprise=value["id"], enterprise_name=value["name"])


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, ENTERPRISE_KINDS, kind), kind.value) for kind in EnterpriseKind]
    name = draft.said["enterprise_name"]
    return Question(turn.speech.say("What kind of enterprise is *{name}*?", name=name), options)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = ENTERPRISE_KINDS.require(text, "enterprise_kind").value


def _ask_roles(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, CONTACT_ROLES, role), role.value) for role in ContactRole]
    text = turn.speech.say("Who was met? Several can be chosen.")
    return Question(text, options, several=True, chosen=draft.said.get("roles", []))


def _ask_outcome(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, OUTCOMES, outcome), outcome.value) for outcome in Outcome]
    return Question(turn.speech.say("What was the outcome?"), options)


def _ask_purpose(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, PURPOSES, purpose), purpose.value) for purpose in Purpose]
    return Question(turn.speech.say("What was the visit for?"), options)


def _ask_obstacles(turn: Turn, draft: Draft) -> Question:
    chosen = draft.said.get("obstacles", [])
    named = {one["kind"]: one for one in chosen}  # as typed, words and all, so that it can be taken off again
    options = [
        Option(heading(turn.speech, OBSTACLES, kind), named.get(kind.value, {"kind": kind.value, "text": ""}))
        for kind in Obstacle
    ]
    text = turn.speech.say("What is in the way? Several can be chosen; anything else can be typed.")
    return Question(text, options, width=1, several=True, chosen=chosen)


def _ask_next_step(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is next, and when? For example: 15/7 submit the dossier"))


def _ask_note(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("Anything to note? (No names of candidates, please.)"))


def _ask_day(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [
        Option(turn.speech.word("Today"), turn.today.isoformat()),
        Option(turn.speech.word("Yesterday"), (turn.today - timedelta(days=1)).isoformat()),
    ]
    return Question(turn.speech.say("On which day was it? For example 15/7 or “Thursday”."), options)


def _take_parts(turn: Turn, draft: Draft, text: str) -> bool:
    """Take in whatever the words say of the visit; whether they said anything but a note."""
    told = read_visit_parts(split_parts(text), turn.today)
    if told == VisitDraft(note=told.note):
        return False
    draft.said.update(as_said(merge(as_told(draft.said), told)))
    return True


def _take_roles(turn: Turn, draft: Draft, text: str) -> None:
    if _take_parts(turn, draft, text):
        return
    met = read_met(text, turn.today)
    told = VisitDraft(visited_on=met.day, roles=tuple(met.roles), met_other=tuple(met.other))
    draft.said.update(as_said(merge(as_told(draft.said), told)))
    draft.said.setdefault("roles", [])


def _take_outcome(turn: Turn, draft: Draft, text: str) -> None:
    if not _take_parts(turn, draft, text):
        raise UnknownWord(text, "outcome", tuple(one.value for one in OUTCOMES.near(text)))


def _take_purpose(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["purpose"] = PURPOSES.require(text, "purpose").value


def _take_obstacles(turn: Turn, draft: Draft, text: str) -> None:
    if not _take_parts(turn, draft, text):
        met = tuple(obstacle for part in split_parts(text) for obstacle in read_obstacles(part))
        draft.said.update(as_said(merge(as_told(draft.said), VisitDraft(obstacles=met))))


def _take_next_step(turn: Turn, draft: Draft, text: str) -> None:
    told = read_visit_parts(split_parts(text), turn.today) if _opens_a_step(text) else VisitDraft()
    steps = told.next_steps or tuple(read_step(part, turn.today) for part in split_parts(text))
    draft.said.update(as_said(merge(as_told(draft.said), VisitDraft(next_steps=steps))))


def _opens_a_step(text: str) -> bool:
    opening = VISIT_PARTS.open(text)
    return opening is not None and opening.meaning in (VisitPart.NEXT_STEP, VisitPart.HANDED_TO)


def _take_note(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    kept = as_told(draft.said)
    draft.said.update(as_said(merge(kept, VisitDraft(note=text.strip()))))


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["visited_on"] = parse_date(text, turn.today, "past").isoformat()


def _never(draft: Draft) -> bool:
    del draft
    return False


def is_new(draft: Draft) -> bool:
    """Whether the enterprise is yet to be added."""
    return "new" in draft.said


STEPS = (
    Step("enterprise", "Enterprise", _ask_enterprise, _take_enterprise, _pick_enterprise),
    Step("kind", "Kind", _ask_kind, _take_kind, when=is_new, changeable=False),
    Step("visited_on", "Day", _ask_day, _take_day, when=_never, optional=True),
    Step("roles", "Whom", _ask_roles, _take_roles, optional=True),
    Step("purpose", "Purpose", _ask_purpose, _take_purpose, when=_never, optional=True),
    Step("outcome", "Outcome", _ask_outcome, _take_outcome, optional=True),
    Step("obstacles", "Obstacles", _ask_obstacles, _take_obstacles, optional=True),
    Step("next_steps", "Next step", _ask_next_step, _take_next_step, optional=True),
    Step("note", "Note", _ask_note, _take_note, optional=True),
)

"""The steps in which a candidate's facts are asked for: consent first, then who, where, when born."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from handlers import visit_steps
from handlers.questions import Option, Question, Step
from handlers.turn import Turn
from handlers.visit_steps import is_new
from outreach.errors import BadDate, ConsentNeeded, UnknownEnterprise
from outreach.messages import Reply, join
from outreach.rules.admission.stages import Details
from outreach.rules.admission.stages import Step as Entered
from outreach.rules.candidate_code import code
from outreach.rules.candidate_line import (
    CandidateDraft,
    parse_born,
    parse_person,
    parse_phone,
    read_consent,
    says_no_enterprise,
)
from outreach.rules.candidate_step_line import read_action, read_step_parts
from outreach.rules.vocabulary.admission import CONSENT_HOWS, OBJECTS, SEXES, STAGES
from outreach.rules.vocabulary.admission_terms import ConsentHow, Object, Sex, Stage
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import EnterpriseKind
from outreach.services.admission import candidate_cards, candidate_entry, candidate_names
from outreach.services.enterprises import enterprises
from outreach.services.talk.conversations import Draft
from outreach.texts import candidate_cards as cards
from outreach.texts import candidate_entries as texts
from outreach.texts.labels import heading

_NOT_AGREED, _ANOTHER = "not_agreed", 0
_FACTS = ("name", "object", "sex", "born", "phone", "consent_on", "consent_how")


def as_told(said: dict[str, Any]) -> CandidateDraft:
    """What the form keeps, as a candidate; where they work stands apart."""
    return CandidateDraft(**{key: said[key] for key in _FACTS if said.get(key) is not None})


def first_step(turn: Turn, said: dict[str, Any]) -> Entered:
    """The stage in which somebody is entered: as outstanding from the day of the consent, unless told otherwise."""
    stage = Stage(said.get("stage", Stage.OUTSTANDING.value))
    on = date.fromisoformat(said.get("stage_on") or said["consent_on"])
    if stage is Stage.OUTSTANDING:
        return Entered(stage, on)
    return Entered(stage, on, Details(reason=turn.speech.word("stood there already when entered")))


def split_stage(parts: Sequence[str], today: date) -> tuple[list[str], dict[str, Any]]:
    """The parts that say in which stage somebody stands since when, taken out of a line's parts."""
    rest: list[str] = []
    said: dict[str, Any] = {}
    for place, part in enumerate(parts):
        action = read_action(part) if place else None
        told = read_step_parts(action.rest, today) if action and isinstance(action.what, Stage) else None
        if action is None or told is None or told.on is None or told.others:
            rest.append(part)
        else:
            said = {"stage": action.what.value, "stage_on": told.on.isoformat()}
    return rest, said


def look_up(turn: Turn, said: dict[str, Any], name: str) -> None:
    """The one enterprise that ``name`` means; else what may be meant is offered."""
    said.pop("enterprise", None)
    visit_steps.look_up(turn, said, name)


def note_same(turn: Turn, said: dict[str, Any]) -> None:
    """Look whether somebody of this name and birth year is on the way in the enterprise already."""
    said.pop("same", None)
    said.pop("double", None)
    if all(said.get(fact) for fact in ("name", "born", "enterprise")):
        same = candidate_names.same(turn.session, turn.actor, said["enterprise"], said["name"], said["born"])
        if same is not None:
            said["same"] = same.id


def _ask_consent(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, CONSENT_HOWS, how), how.value) for how in ConsentHow]
    options.append(Option(turn.speech.word("Has not agreed yet"), _NOT_AGREED))
    asked = turn.speech.say("How did the person agree? Type how and when, for example “12/6 in writing”, or choose:")
    return Question(join([texts.consent_text(turn.speech), asked], "\n\n"), options, width=1)


def _take_consent(turn: Turn, draft: Draft, text: str) -> None:
    told = read_consent(text, turn.today)
    if not told:
        raise ConsentNeeded
    draft.said.update(told)


def _pick_consent(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply] | None:
    if value == _NOT_AGREED:
        return [Reply(turn.speech.say("Then nothing is entered. Come back with /ungvien moi once they have agreed."))]
    draft.said["consent_how"] = value
    return None


def _ask_consent_day(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("When did the person agree? For example 12/6."), days(turn))


def days(turn: Turn) -> list[Option]:
    """Today and yesterday, to be chosen."""
    yesterday = turn.today - timedelta(days=1)
    return [
        Option(turn.speech.word("Today"), turn.today.isoformat()),
        Option(turn.speech.word("Yesterday"), yesterday.isoformat()),
    ]


def _take_consent_day(turn: Turn, draft: Draft, text: str) -> None:
    told = read_consent(text, turn.today)
    if "consent_on" not in told:
        raise BadDate(text)
    draft.said.update(told)


def _ask_name(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is the person's full name?"))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    candidate_entry.check_channel(turn.session, turn.actor)
    draft.said["name"] = parse_person(text)
    note_same(turn, draft.said)


def _ask_enterprise(turn: Turn, draft: Draft) -> Question:
    asked, none = draft.said.get("_asked"), Option(turn.speech.word("In no enterprise"), {"none": True})
    if asked:
        options = [Option(one["name"], one) for one in asked["near"]]
        if asked["addable"]:
            options.append(Option(turn.speech.word("+ Add “{name}”", name=asked["name"][:40]), {"new": asked["name"]}))
        text = turn.speech.say(
            "Which enterprise is meant by *{name}*? Choose, or type another name.", name=asked["name"]
        )
        return Question(text, [*options, none], width=1)
    known = enterprises.recently_visited(turn.session, turn.actor, limit=6, own=True)
    options = [Option(one.name, {"id": one.id, "name": one.name}) for one in known]
    return Question(turn.speech.say("In which enterprise do they work? Type its name."), [*options, none], width=1)


def _take_enterprise(turn: Turn, draft: Draft, text: str) -> None:
    if not text.strip():
        raise UnknownEnterprise(text)
    if says_no_enterprise(text):
        draft.said.update(enterprise=None, enterprise_name="")
    else:
        look_up(turn, draft.said, text)
    note_same(turn, draft.said)


def _pick_enterprise(turn: Turn, draft: Draft, value: Any) -> None:
    draft.said.pop("_asked", None)
    draft.said.pop("new", None)
    if "new" in value:
        draft.said.update(enterprise=0, enterprise_name=value["new"], new=value["new"])
    elif "none" in value:
        draft.said.update(enterprise=None, enterprise_name="")
    else:
        draft.said.update(enterprise=value["id"], enterprise_name=value["name"])
    note_same(turn, draft.said)


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, ENTERPRISE_KINDS, kind), kind.value) for kind in EnterpriseKind]
    name = draft.said["enterprise_name"]
    return Question(turn.speech.say("What kind of enterprise is *{name}*?", name=name), options)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = ENTERPRISE_KINDS.require(text, "enterprise_kind").value


def _ask_born(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("In which year was the person born?"))


def _take_born(turn: Turn, draft: Draft, text: str) -> None:
    born = parse_born(text, turn.today)
    candidate_entry.check_born(turn.session, born, turn.today)
    draft.said["born"] = born
    note_same(turn, draft.said)


def _ask_object(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, OBJECTS, work), work.value) for work in Object]
    return Question(turn.speech.say("What does the person do?"), options)


def _take_object(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["object"] = OBJECTS.require(text, "object").value


def _ask_sex(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(
        turn.speech.say("Man or woman?"), [Option(heading(turn.speech, SEXES, sex), sex.value) for sex in Sex]
    )


def _take_sex(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["sex"] = SEXES.require(text, "sex").value


def _ask_phone(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("A telephone number, if you need it?"))


def _take_phone(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["phone"] = parse_phone(text)


def _is_double(draft: Draft) -> bool:
    return "same" in draft.said


def _ask_double(turn: Turn, draft: Draft) -> Question:
    same = draft.said["same"]
    options = [
        Option(turn.speech.word("Open {code}", code=code(same)), same),
        Option(turn.speech.word("Somebody else"), _ANOTHER),
    ]
    said = turn.speech.say(
        "*{code}* has the same name and birth year in this enterprise. Is it the same person?", code=code(same)
    )
    return Question(said, options, width=1)


def _take_double(turn: Turn, draft: Draft, text: str) -> None:
    _take_name(turn, draft, text)


def _pick_double(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply] | None:
    if value == _ANOTHER:
        draft.said["double"] = True
        return None
    shown = candidate_cards.card(turn.session, turn.actor, int(value), turn.today, turn.now)
    return [cards.card(turn.speech, shown, turn.today)]


def _ask_stage(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(
        turn.speech.say("In which stage does the person stand, and since when? For example “sympathiser 1/5”.")
    )


def _take_stage(turn: Turn, draft: Draft, text: str) -> None:
    rest, said = split_stage(["", text], turn.today)
    if not said:
        said = {"stage": STAGES.require(rest[-1], "stage").value}
    draft.said.update(said)


def _never(draft: Draft) -> bool:
    del draft
    return False


_WHO = (
    Step("name", "Name", _ask_name, _take_name),
    Step("enterprise", "Enterprise", _ask_enterprise, _take_enterprise, _pick_enterprise),
    Step("kind", "Kind", _ask_kind, _take_kind, when=is_new, changeable=False),
    Step("born", "Birth year", _ask_born, _take_born),
    Step("object", "Occupation", _ask_object, _take_object),
    Step("sex", "Sex", _ask_sex, _take_sex),
    Step("phone", "Telephone", _ask_phone, _take_phone, optional=True),
)
STEPS = (
    Step("consent_how", "Consent", _ask_consent, _take_consent, _pick_consent),
    Step("consent_on", "Day of consent", _ask_consent_day, _take_consent_day),
    *_WHO,
    Step("double", "Double", _ask_double, _take_double, _pick_double, when=_is_double, changeable=False),
    Step("stage", "Stage", _ask_stage, _take_stage, when=_never, optional=True),
)
EDIT_STEPS = _WHO

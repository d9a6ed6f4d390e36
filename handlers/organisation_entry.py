"""/tochuc thành lập, tiếp nhận: an organisation comes into the books, guided or in one line."""

from collections.abc import Sequence
from typing import Any

from handlers import organisation_asking as asking
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from handlers.visit_steps import is_new, look_up
from models import Organisation, Unit
from outreach.errors import NotAllowed, UnknownEnterprise
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.organisation_conditions import check_founding, check_parts
from outreach.rules.organisation_line import OrganisationDraft, default_name, open_form, read_organisation_parts
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.rules.vocabulary.organisations import FORMS as FORM_WORDS
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import EnterpriseKind
from outreach.services.enterprises import enterprise_changes, enterprises
from outreach.services.organisations import organisation_founding, organisations
from outreach.services.organisations.organisation_founding import Founding
from outreach.services.talk.conversations import Draft
from outreach.texts import organisation_entries as texts
from outreach.texts import organisations as cards
from outreach.texts.labels import heading

_ANOTHER = 0


def begin(turn: Turn, told: OrganisationDraft) -> Sequence[Reply]:
    """Show the organisation that a line describes, or ask for what is missing. Raises NotAllowed."""
    if not turn.actor.at_least("member"):
        raise NotAllowed("member")
    said: dict[str, Any] = {"act": (told.act or OrganisationAct.FOUND).value, **asking.as_said(told)}
    if told.form is not None:
        said["form"] = told.form.value
    if told.whose:
        look_up(turn, said, told.whose)
    _know_same(turn, said)
    return asking.begin(turn, FORM, said, ready=told.day is not None)


def begin_at(turn: Turn, act: OrganisationAct, enterprise_id: int | None) -> Sequence[Reply]:
    """Begin what a button says, at an enterprise where there is one."""
    said: dict[str, Any] = {"act": act.value}
    if enterprise_id is not None:
        found = enterprises.find(turn.session, turn.actor, enterprise_id)
        if found is None:
            raise UnknownEnterprise("")
        said |= {"enterprise": found.id, "enterprise_name": found.name}
    return asking.begin(turn, FORM, said, ready=False)


def _know_same(turn: Turn, said: dict[str, Any]) -> None:
    """Keep in the draft which organisations of this kind the enterprise has."""
    for fact in ("same", "double"):
        said.pop(fact, None)
    if said.get("enterprise") and "form" in said:
        rows = organisation_founding.same_kind(turn.session, said["enterprise"], OrganisationForm(said["form"]))
        said["same"] = [row.id for row in rows]


def _ask_form(turn: Turn, draft: Draft) -> Question:
    del draft
    forms = [Option(heading(turn.speech, FORM_WORDS, form), form.value) for form in OrganisationForm]
    return Question(turn.speech.say("What kind of organisation is it?"), forms)


def _take_form(turn: Turn, draft: Draft, text: str) -> None:
    _pick_form(turn, draft, FORM_WORDS.require(text, "organisation_form").value)


def _pick_form(turn: Turn, draft: Draft, value: Any) -> None:
    draft.said["form"] = value
    _know_same(turn, draft.said)


def _ask_enterprise(turn: Turn, draft: Draft) -> Question:
    speech, asked = turn.speech, draft.said.get("_asked")
    if not asked:
        known = enterprises.recently_visited(turn.session, turn.actor, limit=6, own=True)
        recent = [Option(one.name, {"id": one.id, "name": one.name}) for one in known]
        return Question(speech.say("In which enterprise? Type its name, or choose:"), recent, width=1)
    options = [Option(one["name"], one) for one in asked["near"]]
    if asked["addable"]:
        options.append(Option(speech.word("+ Add “{name}”", name=asked["name"][:40]), {"new": asked["name"]}))
        options.append(Option(speech.word("In no enterprise"), {"none": asked["name"]}))
    if asked["several"]:
        text = speech.say("Which one is meant by *{name}*?", name=asked["name"])
    else:
        text = speech.say("I do not know an enterprise *{name}* yet. What is it?", name=asked["name"])
    return Question(text, options, width=1)


def _take_enterprise(turn: Turn, draft: Draft, text: str) -> None:
    draft.said.pop("_asked", None)
    look_up(turn, draft.said, text)
    _know_same(turn, draft.said)


def _pick_enterprise(turn: Turn, draft: Draft, value: Any) -> None:
    said = draft.said
    said.pop("_asked", None)
    said.pop("new", None)
    if "new" in value:
        said.update(enterprise=0, enterprise_name=value["new"], new=value["new"])
    elif "none" in value:
        form = OrganisationForm(said["form"])
        named = open_form(value["none"])[0] is not None
        said.update(enterprise=None, enterprise_name="")
        said.setdefault("name", value["none"] if named else default_name(form, value["none"]))
    else:
        said.update(enterprise=value["id"], enterprise_name=value["name"])
    _know_same(turn, said)


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    kinds = [Option(heading(turn.speech, ENTERPRISE_KINDS, kind), kind.value) for kind in EnterpriseKind]
    name = draft.said["enterprise_name"]
    return Question(turn.speech.say("What kind of enterprise is *{name}*?", name=name), kinds)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = ENTERPRISE_KINDS.require(text, "enterprise_kind").value


def _has_double(draft: Draft) -> bool:
    return bool(draft.said.get("same"))


def _ask_double(turn: Turn, draft: Draft) -> Question:
    rows = [turn.session.get_one(Organisation, one) for one in draft.said["same"]]
    options = [Option(row.name[:60], row.id) for row in rows]
    options.append(Option(turn.speech.word("Another organisation"), _ANOTHER))
    name = draft.said["enterprise_name"]
    return Question(turn.speech.say("*{name}* has one already. Is it this one?", name=name), options, width=1)


def _take_double(turn: Turn, draft: Draft, text: str) -> None:
    _take_name(turn, draft, text)
    draft.said["double"] = _ANOTHER


def _pick_double(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply] | None:
    if value == _ANOTHER:
        draft.said["double"] = _ANOTHER
        return None
    row = organisations.get(turn.session, turn.actor, int(value))
    (shown,) = organisations.cards(turn.session, [row])
    return [cards.card(turn.speech, shown, turn.today, may_write=True)]


def _needs_name(draft: Draft) -> bool:
    return "double" in draft.said


def _ask_name(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is it called, to be told apart? For example: Party cell no. 2"))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["name"] = parse_name(text)


def _ask_numbers(turn: Turn, draft: Draft) -> Question:
    return Question(texts.ask_numbers(turn.speech, OrganisationForm(draft.said["form"]).kind))


def _take_numbers(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    told, kind = asking.as_told(draft.said), OrganisationForm(draft.said["form"]).kind
    numbers = asking.read_some(text)
    if told.act is OrganisationAct.FOUND:
        check_founding(kind, numbers, told.day)
    check_parts(numbers)
    asking.keep_numbers(draft, text)


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview change what they name."""
    told = read_organisation_parts(split_parts(text), turn.today, None)
    if told.form is not None:
        _pick_form(turn, draft, told.form.value)
    draft.said.update(asking.as_said(told))


def _founding(said: dict[str, Any]) -> Founding:
    return Founding(
        OrganisationForm(said["form"]),
        asking.as_told(said),
        said["enterprise"] or None,
        said.get("enterprise_name", ""),
        another=said.get("double") == _ANOTHER,
    )


def _preview(turn: Turn, draft: Draft) -> Text:
    founding = _founding(draft.said)
    founded = organisation_founding.check(turn.session, turn.actor, founding)
    return texts.founding(turn.speech, founding.form, founding.told, founded, new=is_new(draft))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    if "new" in said:
        added = enterprise_changes.add_named(turn.session, turn.actor, said["new"], said["kind"], turn.now)
        said = {**said, "enterprise": added}
    done = organisation_founding.add(turn.session, turn.actor, _founding(said), turn.now)
    unit = turn.session.get(Unit, done.row.own_unit_id) if done.row.own_unit_id else None
    return [texts.written(turn.speech, done, unit.code if unit else "")]


FORM = Form(
    name="organisation_add",
    command="tochuc",
    role="member",
    steps=(
        Step("form", "Kind", _ask_form, _take_form, _pick_form),
        Step("enterprise", "Enterprise", _ask_enterprise, _take_enterprise, _pick_enterprise),
        Step("kind", "Kind", _ask_kind, _take_kind, when=is_new, changeable=False),
        Step("double", "Double", _ask_double, _take_double, _pick_double, when=_has_double, changeable=False),
        Step("name", "Name", _ask_name, _take_name, when=_needs_name),
        asking.DAY,
        Step("numbers", "Number", _ask_numbers, _take_numbers),
        asking.DECISION,
    ),
    preview=_preview,
    write=_write,
    more=_more,
)

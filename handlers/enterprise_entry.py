"""/dn moi: a new enterprise, guided or in one line."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from models import Enterprise
from outreach.errors import NotAllowed, OnlyInPrivate, OutOfScope, UnknownUnit, UnknownWord
from outreach.messages import Choice, Reply, Text
from outreach.rules.enterprise_line import EnterpriseDraft, read_enterprise_changes, read_new_enterprise
from outreach.rules.folding import tidy
from outreach.rules.lines import split_parts
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import EnterpriseKind
from outreach.services.enterprises import enterprise_cards, enterprise_changes, enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.units import units
from outreach.texts import enterprise_entries as texts
from outreach.texts import enterprises as cards
from outreach.texts.labels import heading

_ANOTHER = 0
_MOST_OPTIONS = 12


def add(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Show the enterprise that the parts describe, or ask for what is missing."""
    _check(turn)
    told = read_new_enterprise(parts)
    said = {**told.to_dict(), **_places(turn, told)}
    said.pop("others", None)
    if "unit" not in said:
        said.update(_default_unit(turn))
    if told.name is not None:
        _name(turn, said, told.name)
    return forms.begin(turn, FORM, said, ready=len(parts) > 1)


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry, with the name that was looked for."""
    if not turn.private:
        raise OnlyInPrivate("dn")
    return add(turn, [str(data["name"])] if "name" in data else [])


def _check(turn: Turn) -> None:
    if not turn.actor.at_least("member"):
        raise NotAllowed("member")


def _places(turn: Turn, told: EnterpriseDraft) -> dict[str, Any]:
    """The unit and the zone: what was opened by its word, and what only the database can tell from the rest."""
    said: dict[str, Any] = {}
    if told.unit is not None:
        said["unit"] = units.find_own(turn.session, turn.actor, told.unit).id
    zone = told.zone
    for part in told.others:
        unit = units.named(turn.session, turn.actor.sees, part)
        if "unit" not in said and (unit is not None or _looks_like_code(part)):
            said["unit"] = units.find_own(turn.session, turn.actor, part).id
        elif zone is None:
            zone = said["zone"] = tidy(part, one_line=True)
        else:
            raise UnknownWord(part, "part")
    return said


def _looks_like_code(text: str) -> bool:
    return " " not in text and "-" in text


def _default_unit(turn: Turn) -> dict[str, Any]:
    try:
        unit_id = enterprise_changes.default_unit(turn.session, turn.actor)
        units.check_own(turn.session, turn.actor, units.get(turn.session, turn.actor.sees, unit_id))
    except (UnknownUnit, OutOfScope):  # then it is asked
        return {}
    return {"unit": unit_id}


def _name(turn: Turn, said: dict[str, Any], name: str) -> None:
    said["name"] = name
    said["same"] = [one.id for one in enterprises.alike(turn.session, turn.actor, name)]
    said.pop("double", None)


def _ask_name(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is the enterprise called? Its full name is best."))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    _name(turn, draft.said, parse_name(text))


def _has_double(draft: Draft) -> bool:
    return bool(draft.said.get("same"))


def _ask_double(turn: Turn, draft: Draft) -> Question:
    same = [enterprises.find(turn.session, turn.actor, one) for one in draft.said["same"]]
    options = [Option(_told_apart(turn, one), one.id) for one in same if one is not None]
    options.append(Option(turn.speech.word("Another enterprise"), _ANOTHER))
    name = draft.said["name"]
    return Question(turn.speech.say("*{name}* is there already. Is it this one?", name=name), options, width=1)


def _told_apart(turn: Turn, row: Enterprise) -> str:
    return " – ".join(filter(None, [row.name[:40], *enterprise_cards.whereabouts(turn.session, row)]))


def _pick_double(turn: Turn, draft: Draft, value: Any) -> Sequence[Reply] | None:
    if value == _ANOTHER:
        draft.said["double"] = _ANOTHER
        return None
    shown = enterprise_cards.card(turn.session, turn.actor, int(value), turn.now)
    return [cards.card(turn.speech, shown, turn.today, private=turn.private, role=turn.actor.role)]


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, ENTERPRISE_KINDS, kind), kind.value) for kind in EnterpriseKind]
    return Question(turn.speech.say("What kind of enterprise is *{name}*?", name=draft.said["name"]), options)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = ENTERPRISE_KINDS.require(text, "enterprise_kind").value


def _ask_zone(turn: Turn, draft: Draft) -> Question:
    del draft
    zones = enterprise_changes.zones(turn.session, turn.actor, _MOST_OPTIONS)
    return Question(turn.speech.say("In which industrial zone? Choose or type."), [Option(one, one) for one in zones])


def _take_zone(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["zone"] = parse_name(text)


def _ask_unit(turn: Turn, draft: Draft) -> Question:
    del draft
    possible = units.in_scope(turn.session, turn.actor.sees)[:_MOST_OPTIONS]
    text = turn.speech.say("Which unit is in charge? Choose, or type a code.")
    return Question(text, [Option(one.code, one.id) for one in possible])


def _take_unit(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["unit"] = units.find_own(turn.session, turn.actor, text).id


def _more(turn: Turn, draft: Draft, text: str) -> None:
    told = read_enterprise_changes(split_parts(text))
    named = told.to_dict()
    if told.unit is not None:
        named["unit"] = units.find_own(turn.session, turn.actor, told.unit).id
    if told.name is not None:
        _name(turn, draft.said, told.name)
    draft.said.update(EnterpriseDraft.from_dict(draft.said).with_more(told).to_dict() | named)


def _preview(turn: Turn, draft: Draft) -> Text:
    told = EnterpriseDraft.from_dict(draft.said)
    unit = units.get(turn.session, turn.actor.sees, draft.said["unit"])
    new_zone = told.zone is not None and enterprise_changes.zone_is_new(turn.session, turn.actor, told.zone)
    return texts.preview(turn.speech, told, unit.code, new_zone=new_zone)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    told = EnterpriseDraft.from_dict(said)
    another = said.get("double") == _ANOTHER
    row = enterprise_changes.add(turn.session, turn.actor, told, said["unit"], turn.now, alike=another)
    log = Choice(turn.speech.word("Log a visit here"), "visit_of", {"enterprise": row.id})
    return [Reply(texts.added(turn.speech, row.name), ((log,),))]


FORM = Form(
    name="enterprise_add",
    command="dn",
    role="member",
    steps=(
        Step("name", "Name", _ask_name, _take_name),
        Step("double", "Double", _ask_double, _take_name, _pick_double, when=_has_double, changeable=False),
        Step("kind", "Kind", _ask_kind, _take_kind),
        Step("zone", "Zone", _ask_zone, _take_zone, optional=True),
        Step("unit", "In charge", _ask_unit, _take_unit),
    ),
    preview=_preview,
    write=_write,
    more=_more,
)

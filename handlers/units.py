"""/donvi: the tree of units: list, add, change, close, merge."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Unit
from outreach.actor import Scope
from outreach.errors import MissingPart, OnlyInPrivate
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.unit_line import UnitDraft, parse_code, parse_name, read_new_unit, read_unit_changes
from outreach.rules.vocabulary.commands import VERBS
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.places import UNIT_KINDS
from outreach.rules.vocabulary.terms import UnitKind, Verb
from outreach.services.talk.conversations import Draft
from outreach.services.units import unit_changes, units
from outreach.services.units.unit_changes import UnitFacts
from outreach.texts import units as texts
from outreach.texts.labels import heading

_VERBS = Openings(VERBS.phrases())
_MOST_OPTIONS = 12
_TOP = 0


def unit(turn: Turn) -> Sequence[Reply]:
    """The tree, the part of it under one unit, or a change shown first."""
    opening = _VERBS.open(turn.argument)
    if opening is None or (opening.meaning is Verb.LIST and not opening.rest):
        return [_list(turn, "" if opening else turn.argument)]
    parts = split_parts(opening.rest)
    match opening.meaning:
        case Verb.NEW:
            return _add(turn, parts)
        case Verb.MERGE:
            return _merge(turn, parts)
        case Verb.CLOSE | Verb.OFF | Verb.WITHDRAW:
            return _close(turn, parts)
        case Verb.EDIT | Verb.REPLACE:
            return _edit(turn, parts, read_unit_changes(parts[1:]))
        case Verb.RENAME:
            return _edit(turn, parts, UnitDraft(name=parse_name(parts[1]) if len(parts) > 1 else None))
    return [_list(turn, opening.rest)]


def new(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of a unit; what it asks is typed, so it happens in private."""
    del data
    if not turn.private:
        raise OnlyInPrivate("donvi")
    return _add(turn, [])


def _list(turn: Turn, text: str) -> Reply:
    scope = turn.actor.sees
    if text.strip():
        scope = Scope(units.find(turn.session, scope, text).id)
    return texts.listing(turn.speech, units.tree(turn.session, scope))


# --- adding ---


def _add(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    told = read_new_unit(parts)
    said: dict[str, Any] = {key: value for key, value in vars(told).items() if value is not None and key != "under"}
    if told.under is not None:
        said["under"] = _parent_id(turn, told.under)
    elif _may_be_top(turn) and not units.in_scope(turn.session, turn.actor.sees):
        said["under"] = _TOP
    if told.code:
        unit_changes.check_code(turn.session, turn.actor, told.code)
    return forms.begin(turn, ADD, said)


def _parent_id(turn: Turn, text: str) -> int:
    return units.find_own(turn.session, turn.actor, text).id or 0


def _may_be_top(turn: Turn) -> bool:
    return turn.actor.own.everything and turn.actor.sees.everything


def _ask_code(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is the unit's code? For example DCT-1"))


def _take_code(turn: Turn, draft: Draft, text: str) -> None:
    code = parse_code(text)
    unit_changes.check_code(turn.session, turn.actor, code)
    draft.said["code"] = code


def _ask_name(turn: Turn, draft: Draft) -> Question:
    return Question(turn.speech.say("What is *{code}* called?", code=draft.said["code"]))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["name"] = parse_name(text)


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, UNIT_KINDS, kind), kind.value) for kind in UnitKind]
    return Question(turn.speech.say("What kind of unit is *{code}*?", code=draft.said["code"]), options)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = UNIT_KINDS.require(text, "unit_kind").value


def _ask_under(turn: Turn, draft: Draft) -> Question:
    possible = units.in_scope(turn.session, turn.actor.sees)
    options = [Option(one.code, one.id) for one in possible[:_MOST_OPTIONS]]
    if _may_be_top(turn):
        options.append(Option(turn.speech.word("The top of the tree"), _TOP))
    text = turn.speech.say("Which unit does *{code}* stand under? Choose, or type a code.", code=draft.said["code"])
    return Question(text, options)


def _take_under(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["under"] = _parent_id(turn, text)


def _facts(said: dict[str, Any]) -> UnitFacts:
    return UnitFacts(said["code"], said["name"], said["kind"], said["under"])


def _preview_new(turn: Turn, draft: Draft) -> Text:
    facts = _facts(draft.said)
    unit_changes.check_name(turn.session, facts.name or "", facts.parent_id or None)
    return texts.preview(turn.speech, facts, _shown(turn, facts.parent_id))


def _write_new(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    added = unit_changes.add(turn.session, turn.actor, _facts(said), turn.today, turn.now)
    return [texts.added(turn.speech, added)]


def _shown(turn: Turn, unit_id: int | None) -> Unit | None:
    return units.get(turn.session, turn.actor.sees, unit_id) if unit_id else None


# --- changing ---


def _edit(turn: Turn, parts: list[str], told: UnitDraft) -> Sequence[Reply]:
    found = units.find_own(
        turn.session, turn.actor, _first(parts, turn.speech.word("/unit edit DCT-1; name Working group 1"))
    )
    said: dict[str, Any] = {"unit": found.id}
    if told != UnitDraft():
        said["changes"] = _changes(turn, told)
    return forms.begin(turn, EDIT, said)


def _first(parts: list[str], example: str) -> str:
    if not parts:
        raise MissingPart("unit", example)
    return parts[0]


def _changes(turn: Turn, told: UnitDraft) -> dict[str, Any]:
    facts = {"code": told.code, "name": told.name, "kind": told.kind}
    if told.under is not None:
        facts["parent_id"] = _parent_id(turn, told.under)  # type: ignore[assignment]
    return {key: value for key, value in facts.items() if value is not None}


def _ask_changes(turn: Turn, draft: Draft) -> Question:
    code = units.get(turn.session, turn.actor.sees, draft.said["unit"]).code
    return Question(
        turn.speech.say("What shall be changed of *{code}*? For example: name …; under …; code …", code=code)
    )


def _take_changes(turn: Turn, draft: Draft, text: str) -> None:
    told = _changes(turn, read_unit_changes(split_parts(text)))
    draft.said["changes"] = {**draft.said.get("changes", {}), **told}


def _preview_changes(turn: Turn, draft: Draft) -> Text:
    found = units.get(turn.session, turn.actor.sees, draft.said["unit"])
    facts = UnitFacts(**draft.said["changes"])
    unit_changes.check_change(turn.session, turn.actor, found, facts)
    before = turn.session.get(Unit, found.parent_id) if found.parent_id else None
    return texts.changes(turn.speech, found, facts, (before, _shown(turn, facts.parent_id)))


def _write_changes(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    facts = UnitFacts(**said["changes"])
    return [texts.changed(turn.speech, unit_changes.change(turn.session, turn.actor, said["unit"], facts, turn.now))]


# --- closing and merging ---


def _close(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    found = units.find_own(turn.session, turn.actor, _first(parts, "/donvi dong DCT-1"))
    unit_changes.check_close(turn.session, turn.actor, found)
    return forms.begin(turn, CLOSE, {"unit": found.id})


def _preview_closing(turn: Turn, draft: Draft) -> Text:
    return texts.closing(turn.speech, units.get(turn.session, turn.actor.sees, draft.said["unit"]))


def _write_closing(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    closed = unit_changes.close(turn.session, turn.actor, said["unit"], turn.today, turn.now)
    return [texts.closed(turn.speech, closed)]


def _merge(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    if len(parts) != 2:  # noqa: PLR2004 - one into another
        raise MissingPart("unit", "/donvi gop DCT-2; DCT-1")
    merged, into = (units.find_own(turn.session, turn.actor, part) for part in parts)
    unit_changes.check_merge(turn.session, turn.actor, merged, into)
    return forms.begin(turn, MERGE, {"merged": merged.id, "into": into.id})


def _preview_merger(turn: Turn, draft: Draft) -> Text:
    merged, into = (units.get(turn.session, turn.actor.sees, draft.said[key]) for key in ("merged", "into"))
    held = unit_changes.belongings(turn.session, merged.id or 0)
    return texts.merging(turn.speech, merged, into, held)


def _write_merger(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    merged, into = (units.get(turn.session, turn.actor.sees, said[key]) for key in ("merged", "into"))
    held = unit_changes.merge(turn.session, turn.actor, merged.id or 0, into.id or 0, turn.today, turn.now)
    return [texts.merged(turn.speech, merged, into, held)]


ADD = Form(
    name="unit_add",
    command="donvi",
    steps=(
        Step("code", "Code", _ask_code, _take_code),
        Step("name", "Name", _ask_name, _take_name),
        Step("kind", "Kind", _ask_kind, _take_kind),
        Step("under", "Under", _ask_under, _take_under),
    ),
    preview=_preview_new,
    write=_write_new,
)
EDIT = Form(
    name="unit_edit",
    command="donvi",
    steps=(Step("changes", "Changes", _ask_changes, _take_changes),),
    preview=_preview_changes,
    write=_write_changes,
    more=_take_changes,
)
CLOSE = Form("unit_close", "donvi", (), _preview_closing, _write_closing, save_label="Close it")
MERGE = Form("unit_merge", "donvi", (), _preview_merger, _write_merger, save_label="Merge them")

COMMANDS = [Command("donvi", "unit", unit, "admin", "The tree of units")]
FORMS = [ADD, EDIT, CLOSE, MERGE]
ACTS = {"unit_new": Act("donvi", new)}

"""/dn sua: what is known of an enterprise, changed fact by fact."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Question, Step
from handlers.turn import Turn
from models import Enterprise, Unit
from outreach.errors import MissingPart, NotAllowed, OnlyInPrivate, UnknownEnterprise, UnknownFact
from outreach.messages import Choice, Reply, Text, rows
from outreach.rules.enterprise_line import EnterpriseDraft, read_enterprise_changes
from outreach.rules.lines import split_parts
from outreach.services.enterprises import enterprise_cards, enterprise_changes, enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.units import units, visibility
from outreach.texts import enterprise_entries as texts


def edit(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Show what the parts change in the enterprise that the first of them names."""
    if not turn.actor.at_least("member"):
        raise NotAllowed("member")
    if not parts:
        raise MissingPart("enterprise", turn.speech.word("/enterprise edit Huy Hoang; workers 250"))
    told = _read(turn, parts[1:])
    _check_place(turn, told)
    found = enterprises.lookup(turn.session, turn.actor, turn.names, parts[0])
    if isinstance(found, enterprises.Certain):
        return _begin(turn, found.enterprise.id or 0, told)
    if isinstance(found, enterprises.Several):
        return [_which(turn, parts, found.enterprises)]
    raise UnknownEnterprise(parts[0], tuple(one.name for one in found.near))


def _read(turn: Turn, parts: list[str]) -> EnterpriseDraft:
    try:
        return read_enterprise_changes(parts)
    except UnknownFact:
        if turn.private:
            raise
        raise OnlyInPrivate("dn") from None  # what is not understood may be a person's name: a group is not told it


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin to change the enterprise of a card or of a choice; what was said with it is kept."""
    told = EnterpriseDraft.from_dict(data.get("changes", {})).with_more(read_enterprise_changes(data.get("parts", [])))
    if not turn.private and told == EnterpriseDraft():
        raise OnlyInPrivate("dn")
    _check_place(turn, told)
    return _begin(turn, int(data["enterprise"]), told)


def _check_place(turn: Turn, told: EnterpriseDraft) -> None:
    if told.contacts and not turn.private:  # a person's name
        raise OnlyInPrivate("dn")


def _which(turn: Turn, parts: list[str], found: Sequence[Enterprise]) -> Reply:
    data = [{"enterprise": one.id, "parts": parts[1:]} for one in found]
    choices = [Choice(one.name[:60], "enterprise_edit", each) for one, each in zip(found, data, strict=True)]
    return Reply(turn.speech.say("Which one is meant by *{name}*?", name=parts[0]), rows(choices, 1))


def _begin(turn: Turn, enterprise_id: int, told: EnterpriseDraft) -> Sequence[Reply]:
    said: dict[str, Any] = {"enterprise": enterprise_id}
    if told != EnterpriseDraft():
        said["changes"] = told.to_dict()
    return forms.begin(turn, FORM, said)


def _row(turn: Turn, said: dict[str, Any]) -> Enterprise:
    row = enterprises.find(turn.session, turn.actor, said["enterprise"])
    if row is None:
        raise UnknownEnterprise("")
    return row


def _unit_id(turn: Turn, told: EnterpriseDraft) -> int | None:
    if told.unit is None:
        return None
    return units.find(turn.session, visibility.committee(turn.session, turn.actor.sees), told.unit).id


def _ask_changes(turn: Turn, draft: Draft) -> Question:
    name = _row(turn, draft.said).name
    return Question(turn.speech.say("What shall be changed of *{name}*? For example: workers 250; zone …", name=name))


def _take_changes(turn: Turn, draft: Draft, text: str) -> None:
    told = read_enterprise_changes(split_parts(text))
    _check_place(turn, told)
    draft.said["changes"] = EnterpriseDraft.from_dict(draft.said.get("changes", {})).with_more(told).to_dict()


def _preview(turn: Turn, draft: Draft) -> Text:
    row, told = _row(turn, draft.said), EnterpriseDraft.from_dict(draft.said["changes"])
    draft.said["enterprise"] = row.id  # what is shown is what will be changed, should the one asked for be merged
    unit_id = _unit_id(turn, told)
    enterprise_changes.check_change(turn.session, turn.actor, row, told, unit_id)
    new_zone = told.zone is not None and enterprise_changes.zone_is_new(turn.session, turn.actor, told.zone)
    after = turn.session.get_one(Unit, unit_id).code if unit_id is not None else None
    return texts.changes(turn.speech, _before(turn, row), told, after, new_zone=new_zone)


def _before(turn: Turn, row: Enterprise) -> texts.Before:
    zone, unit = enterprise_cards.whereabouts(turn.session, row)
    return texts.Before(row.name, row.kind, zone, unit, row.tax_code or "", row.workers, row.members)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    into = _row(turn, said)
    if into.id != said["enterprise"]:
        return [_merged_meanwhile(turn, said, into)]
    told = EnterpriseDraft.from_dict(said["changes"])
    unit_id = _unit_id(turn, told)
    row = enterprise_changes.change(turn.session, turn.actor, said["enterprise"], told, turn.now, unit_id)
    return [Reply(texts.changed(turn.speech, row.name))]


def _merged_meanwhile(turn: Turn, said: dict[str, Any], into: Enterprise) -> Reply:
    data = {"enterprise": into.id, "changes": said["changes"]}
    gone = turn.session.get_one(Enterprise, said["enterprise"]).name
    return texts.merged_meanwhile(
        turn.speech, gone, into.name, Choice(turn.speech.word("See again"), "enterprise_edit", data)
    )


FORM = Form(
    name="enterprise_edit",
    command="dn",
    role="member",
    steps=(Step("changes", "Changes", _ask_changes, _take_changes),),
    preview=_preview,
    write=_write,
    more=_take_changes,
)

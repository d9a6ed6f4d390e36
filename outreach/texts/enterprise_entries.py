"""What is said when enterprises are added, changed and merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.messages import Choice, Reply, Text, join
from outreach.rules.enterprise_line import EnterpriseDraft
from outreach.services.enterprises.enterprise_merging import Moved
from outreach.texts.enterprises import body, contact_role, kind
from outreach.texts.speech import Speech


@dataclass(frozen=True)
class Before:
    """What an enterprise was called, and which facts it had, before a change."""

    name: str
    kind: str
    zone: str
    unit: str
    tax_code: str
    workers: int | None
    members: int | None


def preview(speech: Speech, draft: EnterpriseDraft, unit: str, *, new_zone: bool) -> Text:
    """The enterprise that will be added."""
    zone = speech.say("Zone: {zone} (new, will be added)" if new_zone else "Zone: {zone}", zone=draft.zone)
    return join(
        [
            speech.say("New enterprise: *{name}*", name=draft.name),
            speech.say("Kind: {kind}", kind=kind(speech, draft.kind or "")),
            *([zone] if draft.zone else []),
            speech.say("In charge: {unit}", unit=unit),
            *_numbers(speech, draft),
            *_lists(speech, draft),
        ]
    )


def added(speech: Speech, name: str) -> Text:
    """The enterprise has been added."""
    return speech.say("✓ Added: *{name}*", name=name)


def changes(speech: Speech, before: Before, draft: EnterpriseDraft, unit: str | None, *, new_zone: bool) -> Text:
    """What will change, each from what to what."""
    lines = [speech.say("Change *{name}*:", name=before.name)]
    if draft.name is not None:
        lines.append(_change(speech, "Name", before.name, draft.name))
    if draft.kind is not None:
        lines.append(_change(speech, "Kind", kind(speech, before.kind), kind(speech, draft.kind)))
    if draft.zone is not None:
        zone = speech.word("{zone} (new, will be added)", zone=draft.zone) if new_zone else draft.zone
        lines.append(_change(speech, "Zone", before.zone, zone))
    if unit is not None:
        lines.append(_change(speech, "In charge", before.unit, unit))
    if draft.tax_code is not None:
        lines.append(_change(speech, "Tax code", before.tax_code, draft.tax_code))
    if draft.workers is not None:
        lines.append(_change(speech, "Workers", _n(speech, before.workers), _n(speech, draft.workers)))
    if draft.members is not None:
        lines.append(_change(speech, "Party members", _n(speech, before.members), _n(speech, draft.members)))
    return join([*lines, *_lists(speech, draft)])


def changed(speech: Speech, name: str) -> Text:
    """The enterprise has been changed."""
    return speech.say("✓ Changed: *{name}*", name=name)


def merging(speech: Speech, gone: str, into: str, moved: Moved) -> Text:
    """The enterprises will be merged; what moves."""
    return join(
        [
            speech.say("Merge *{merged}*\ninto *{into}*?", merged=gone, into=into),
            speech.say("These move: {belongings}.", belongings=_moved(speech, moved)),
            speech.say("The name {name} will lead to {into}.", name=gone, into=into),
            speech.say("*This cannot be undone.*"),
        ]
    )


def merged(speech: Speech, gone: str, into: str, moved: Moved) -> Reply:
    """The enterprises have been merged."""
    said = speech.say("✓ Merged: {merged} is now part of *{into}*.", merged=gone, into=into)
    return Reply(join([said, speech.say("Moved: {belongings}.", belongings=_moved(speech, moved))]))


def merged_meanwhile(speech: Speech, gone: str, into: str, again: Choice) -> Reply:
    """The enterprise that was to be changed has been merged into another; ``again`` shows what would change there."""
    said = speech.say("*{merged}* has been merged into *{into}* meanwhile. Nothing was saved.", merged=gone, into=into)
    return Reply(said, ((again,),))


def told_apart(speech: Speech, name: str, unit: str, entered: date) -> str:
    """A label that tells two enterprises of the same name apart: by unit and day of entry."""
    return f"{name[:40]} ({unit}, {speech.day(entered)})"


def _change(speech: Speech, what: str, old: str, new: str) -> Text:
    return speech.say("{what}: {old} → *{new}*", what=speech.word(what), old=old or "–", new=new)


def _n(speech: Speech, number: int | None) -> str:
    return "" if number is None else speech.count(number)


def _numbers(speech: Speech, draft: EnterpriseDraft) -> list[Text]:
    lines = []
    if draft.tax_code:
        lines.append(speech.say("Tax code: {code}", code=draft.tax_code))
    if draft.workers is not None:
        lines.append(speech.say("Workers: {n}", n=speech.count(draft.workers)))
    if draft.members is not None:
        lines.append(speech.say("Party members: {n}", n=speech.count(draft.members)))
    return lines


def _lists(speech: Speech, draft: EnterpriseDraft) -> list[Text]:
    lines = []
    if draft.aliases:
        lines.append(speech.say("Also called: {names}", names=", ".join(draft.aliases)))
    for one in draft.bodies:
        members = f" ({speech.count(one.members)})" if one.members is not None else ""
        there = speech.word("there") if one.there else speech.word("not there")
        lines.append(Text(f"{_heading(body(speech, one.kind))}: {there}{members}"))
    for contact in draft.contacts:
        who = " – ".join(filter(None, [contact.name, contact.phone]))
        lines.append(Text(f"{_heading(contact_role(speech, contact.role))}: {who}"))
    return lines


def _heading(word: str) -> str:
    return word[:1].upper() + word[1:]


def _moved(speech: Speech, moved: Moved) -> str:
    counted: Sequence[tuple[str, str, int]] = (
        ("{n} visit", "{n} visits", moved.visits),
        ("{n} obstacle", "{n} obstacles", moved.obstacles),
        ("{n} next step", "{n} next steps", moved.next_steps),
        ("{n} contact", "{n} contacts", moved.contacts),
        ("{n} organisation", "{n} organisations", moved.organisations),
        ("{n} candidate", "{n} candidates", moved.candidates),
        ("{n} class", "{n} classes", moved.classes),
    )
    said = [speech.say_n(one, many, n).plain for one, many, n in counted if n]
    return ", ".join(said) or speech.word("nothing")

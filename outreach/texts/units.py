"""What is said about units: the tree, and what will change or has changed in it."""

from collections.abc import Sequence

from models import Unit
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.vocabulary.places import UNIT_KINDS
from outreach.rules.vocabulary.terms import UnitKind
from outreach.services.units.unit_changes import Belongings, UnitFacts
from outreach.services.units.units import Placed
from outreach.texts import refusals
from outreach.texts.labels import label
from outreach.texts.speech import Speech

_CODE = "DCT-1"


def named(unit: Unit) -> Text:
    """The code in bold, a dash and the name."""
    return bold(unit.code) + f" – {unit.name}"


def listing(speech: Speech, tree: Sequence[Placed]) -> Reply:
    """The tree, a unit a line, with the button to add one."""
    add = ((Choice(speech.word("Add a unit"), "unit_new"),),)
    if not tree:
        return Reply(speech.say("There is no unit yet. The first one is usually the committee."), add)
    lines = [_line(speech, placed) for placed in tree]
    hint = speech.say("To change: /donvi sua CODE; to merge: /donvi gop A; B; to close: /donvi dong CODE")
    head = speech.say_n("*{n} unit*", "*{n} units*", len(tree))
    return Reply(join([head, *lines, "", hint]), add, once=False)


def preview(speech: Speech, facts: UnitFacts, under: Unit | None) -> Text:
    """The unit that will be added."""
    where = named(under) if under else speech.say("the top of the tree")
    return join(
        [
            speech.say("New unit: *{code}*", code=facts.code),
            speech.say("Name: {name}", name=facts.name),
            speech.say("Kind: {kind}", kind=_kind(speech, facts.kind or "")),
            speech.say("Under: {unit}", unit=where),
        ]
    )


def added(speech: Speech, unit: Unit) -> Reply:
    """The unit has been added."""
    return Reply(speech.say("✓ Added: {unit}", unit=named(unit)))


def changes(speech: Speech, unit: Unit, facts: UnitFacts, under: tuple[Unit | None, Unit | None]) -> Text:
    """What will change, each from what to what; ``under`` is the parent before and after."""
    lines: list[Text] = [speech.say("Change {unit}:", unit=named(unit))]
    if facts.code is not None:
        lines.append(speech.say("Code: {old} → *{new}*", old=unit.code, new=facts.code))
    if facts.name is not None:
        lines.append(speech.say("Name: {old} → *{new}*", old=unit.name, new=facts.name))
    if facts.kind is not None:
        old, new = _kind(speech, unit.kind), _kind(speech, facts.kind)
        lines.append(speech.say("Kind: {old} → *{new}*", old=old, new=new))
    if facts.parent_id is not None:
        before, after = (parent.code if parent else speech.word("the top of the tree") for parent in under)
        lines.append(speech.say("Under: {old} → *{new}*", old=before, new=after))
    return join(lines)


def changed(speech: Speech, unit: Unit) -> Reply:
    """The unit has been changed."""
    return Reply(speech.say("✓ Changed: {unit}", unit=named(unit)))


def closing(speech: Speech, unit: Unit) -> Text:
    """The unit will be closed."""
    return speech.say(
        "Close {unit}?\nWhat was recorded for it still counts; nothing new can be recorded.", unit=named(unit)
    )


def closed(speech: Speech, unit: Unit) -> Reply:
    """The unit has been closed."""
    return Reply(speech.say("✓ Closed: {unit}", unit=named(unit)))


def merging(speech: Speech, merged: Unit, into: Unit, held: Belongings) -> Text:
    """The units will be merged; what moves."""
    return join(
        [
            speech.say("Merge {merged}\ninto {into}?", merged=named(merged), into=named(into)),
            speech.say("These move: {belongings}.", belongings=belongings(speech, held)),
            speech.say("Visits and figures of {code} stay and count for {into} too.", code=merged.code, into=into.code),
            speech.say("*This cannot be undone.*"),
        ]
    )


def merged(speech: Speech, gone: Unit, into: Unit, held: Belongings) -> Reply:
    """The units have been merged."""
    said = speech.say("✓ Merged: {code} is now part of {unit}.", code=gone.code, unit=named(into))
    return Reply(join([said, speech.say("Moved: {belongings}.", belongings=belongings(speech, held))]))


def _line(speech: Speech, placed: Placed) -> Text:
    kind = speech.say(" ({kind})", kind=_kind(speech, placed.unit.kind))
    return "· " * placed.depth + named(placed.unit) + kind


def _kind(speech: Speech, kind: str) -> str:
    return label(speech, UNIT_KINDS, UnitKind(kind))


def belongings(speech: Speech, held: Belongings) -> str:
    """What belongs to a unit, counted, in one list."""
    counted = (
        ("{n} unit below", "{n} units below", held.children),
        ("{n} enterprise", "{n} enterprises", held.enterprises),
        ("{n} person", "{n} people", held.people),
        ("{n} group chat", "{n} group chats", held.chats),
        ("{n} organisation", "{n} organisations", held.organisations),
        ("{n} candidate", "{n} candidates", held.candidates),
    )
    said = [speech.say_n(one, many, n).plain for one, many, n in counted if n]
    return ", ".join(said) or speech.word("nothing")


@refusals.sentence.register
def _(refusal: errors.BadCode, speech: Speech) -> Text:
    if refusal.reason == "reserved":
        return speech.say("The code {code} cannot be used. Please choose another.", code=bold(refusal.piece))
    said = speech.say(
        "{piece} cannot be a code: letters without marks, figures and dashes, at most 20.", piece=bold(refusal.piece)
    )
    return said + " " + speech.say("For example: {code}", code=refusal.instead or _CODE)


@refusals.sentence.register
def _(refusal: errors.BadName, speech: Speech) -> Text:
    return speech.say("{piece} cannot be a name: it needs letters.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.UnknownFact, speech: Speech) -> Text:
    said = speech.say("I do not understand {piece}.", piece=bold(refusal.piece))
    if refusal.about == "unit":
        return said + " " + speech.say("What can be changed: name …; under …; code …; the kind")
    return (
        said
        + " "
        + speech.say("What can be changed: workers 250; tax code …; zone …; unit …; union yes 120; director: …")
    )


@refusals.sentence.register
def _(refusal: errors.CodeTaken, speech: Speech) -> Text:
    return speech.say("The code {code} is taken already. Please choose another.", code=bold(refusal.code))


@refusals.sentence.register
def _(refusal: errors.NameTaken, speech: Speech) -> Text:
    return speech.say("{name} is there already, as {code}.", name=bold(refusal.name), code=bold(refusal.code))


@refusals.sentence.register
def _(refusal: errors.UnitCycle, speech: Speech) -> Text:
    return speech.say(
        "{unit} cannot stand under {parent}, which is itself or below it.",
        unit=bold(refusal.unit),
        parent=bold(refusal.parent),
    )


@refusals.sentence.register
def _(refusal: errors.UnitInUse, speech: Speech) -> Text:
    held = Belongings(
        refusal.children, refusal.enterprises, refusal.people, refusal.chats, refusal.organisations, refusal.candidates
    )
    return speech.say(
        "{unit} still has: {belongings}. Move them first, or merge it: /donvi gop {code}; OTHER-CODE",
        unit=bold(refusal.unit),
        belongings=belongings(speech, held),
        code=refusal.unit,
    )


@refusals.sentence.register
def _(refusal: errors.OwnUnit, speech: Speech) -> Text:
    return speech.say("{unit} is your own unit: somebody above must do that.", unit=bold(refusal.unit))


@refusals.sentence.register
def _(refusal: errors.IntoItself, speech: Speech) -> Text:
    return speech.say("{piece} cannot be merged into itself.", piece=bold(refusal.piece))

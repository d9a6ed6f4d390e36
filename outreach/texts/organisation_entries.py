"""What is said while something that happened to an organisation is entered, after it, and against it."""

from models import OrganisationEvent
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.organisation_conditions import Numbers, lacking
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.organisations import ACTS, FORMS, OrganisationForm
from outreach.services.organisations.organisation_changes import Changing
from outreach.services.organisations.organisation_entries import Told, Written
from outreach.services.organisations.organisation_founding import Founded
from outreach.services.organisations.organisations import numbers_of
from outreach.services.units.unit_changes import Belongings
from outreach.texts import refusals, units
from outreach.texts.admission_refusals import cited
from outreach.texts.labels import heading, label
from outreach.texts.organisations import numbers, short
from outreach.texts.speech import Speech


def founding(speech: Speech, form: OrganisationForm, told: Told, founded: Founded, *, new: bool) -> Text:
    """The organisation that will come into the books."""
    there_before = told.act is OrganisationAct.MEMBERS
    title = speech.say("Into the books: *{name}*", name=founded.name)
    lines = [title if there_before else _title(speech, told.act, founded.name)]
    if founded.enterprise:
        name = founded.enterprise
        lines.append(
            speech.say("Enterprise: {name} (new, will be added)", name=name)
            if new
            else speech.say("Enterprise: {name}", name=name)
        )
    lines += [speech.say("In charge: {unit}", unit=founded.unit.code), *_said(speech, form.kind, told)]
    if founded.taken_on is not None:
        lines.append(speech.say("It is the unit {code} of the tree.", code=founded.taken_on.code))
    if told.numbers is not None and (lacks := lacking(form.kind, told.numbers, told.day)) is not None:
        lines.append(short(speech, founded.name, lacks, told.numbers))
    return join(lines)


def change(speech: Speech, told: Told, changing: Changing) -> Text:
    """What will be written of an organisation that is there."""
    row, kind = changing.row, OrganisationKind(changing.row.kind)
    lines = [_title(speech, told.act, row.name)]
    if changing.into is not None:
        lines.append(speech.say("Into: *{name}*", name=changing.into.name))
    if told.name:
        lines.append(speech.say("New name: *{name}*", name=told.name))
    lines += _said(speech, kind, told, numbers_of(row))
    if changing.into is not None and told.numbers is None and changing.numbers is not None:
        together = numbers(speech, kind, changing.numbers)
        lines.append(speech.say("Together: {members}", members=together))
    if changing.moves:
        lines.append(speech.say("What belongs to its unit moves along. *This cannot be undone.*"))
    subject = changing.into or row
    ends = told.act is OrganisationAct.DISSOLVE
    if changing.numbers is not None and not ends and (lacks := lacking(kind, changing.numbers, told.day)) is not None:
        lines.append(short(speech, subject.name, lacks, changing.numbers))
    return join(lines)


def written(speech: Speech, done: Written, code: str) -> Reply:
    """The confirmation with its Undo button; with a warning where too few are left."""
    event, lines = done.event, [Text("✓ ") + line(speech, done.event, done.row.name)]
    if done.subject.id != done.row.id:
        lines.append(speech.say("Into: *{name}*", name=done.subject.name))
    if code:
        lines.append(speech.say("Code of the unit: {code}", code=code))
    told = numbers_of(done.subject)
    if (
        event.members is not None
        and told is not None
        and done.before is not None
        and done.before.members != told.members
    ):
        kind = OrganisationKind(done.subject.kind)
        lines.append(Text(f"{speech.count(done.before.members)} → {numbers(speech, kind, told)}"))
    if done.short is not None and told is not None:
        lines.append(short(speech, done.subject.name, done.short, told))
    undo = Choice(speech.word("Undo"), "undo", {"entry": done.entry_id})
    return Reply(join(lines), ((undo,),))


def line(speech: Speech, event: OrganisationEvent, name: str) -> Text:
    """An event in one line, as it stands in a person's own journal."""
    act = OrganisationAct(event.kind)
    said = speech.say(
        "{act}: *{name}*, {day}", act=heading(speech, ACTS, act), name=name, day=speech.day(event.happened_on)
    )
    told = numbers_of(event)
    if told is None or act is OrganisationAct.MERGE:
        return said
    return said + ", " + numbers(speech, OrganisationKind(event.organisation_kind), told)


def unknown(speech: Speech, form: OrganisationForm, piece: str, there: Choice, new: Choice) -> Reply:
    """Members were counted of an organisation that nobody has entered: it was there before, or is new."""
    said = speech.say(
        "{piece} is not in the books yet. Was it there before, or has it been founded now?",
        piece=bold(f"{label(speech, FORMS, form)} {piece}"),
    )
    return Reply(said, ((there,), (new,)))


def ask_numbers(speech: Speech, kind: OrganisationKind) -> Text:
    """The question how many there are."""
    if kind is OrganisationKind.PARTY_ORG:
        return speech.say("How many Party members? For example: 4, or: 5 members, 1 probationary, 4 transferred")
    return speech.say("How many members? For example: 25")


def _title(speech: Speech, act: OrganisationAct, name: str) -> Text:
    return speech.say("{act}: *{name}*", act=heading(speech, ACTS, act), name=name)


def _said(speech: Speech, kind: OrganisationKind, told: Told, before: Numbers | None = None) -> list[Text]:
    lines = [speech.say("Day: {day}", day=speech.day(told.day))]
    if told.numbers is not None:
        was = f"{speech.count(before.members)} → " if before and before.members != told.numbers.members else ""
        lines.append(speech.say("Number: {members}", members=was + numbers(speech, kind, told.numbers)))
    if told.decision:
        lines.append(speech.say("Decision: {number}", number=told.decision))
    return lines


@refusals.sentence.register
def _(refusal: errors.TooFewMembers, speech: Speech) -> Text:
    values = {
        "needed": bold(speech.count(refusal.needed)),
        "n": bold(speech.count(refusal.counted)),
    }
    match refusal.kind:
        case OrganisationKind.PARTY_ORG:
            said = speech.say("A Party organisation is founded with {needed} full members at least, not {n}.", **values)
        case OrganisationKind.TRADE_UNION:
            said = speech.say("A trade union is founded with {needed} members at least, not {n}.", **values)
        case _:
            said = speech.say("A youth-union branch is founded with {needed} members at least, not {n}.", **values)
    mend = speech.say("Please correct the number, or come back once there are enough.")
    return said + " " + mend + "\n" + speech.say("Rule: {rule}.", rule=cited(speech, refusal.rule))


@refusals.sentence.register
def _(refusal: errors.MoreThanMembers, speech: Speech) -> Text:
    values = {"n": bold(speech.count(refusal.number)), "members": bold(speech.count(refusal.members))}
    if refusal.part == "by_transfer":
        return speech.say("{n} by transfer cannot be part of {members} members. Please correct one of them.", **values)
    return speech.say("{n} probationary cannot be part of {members} members. Please correct one of them.", **values)


@refusals.sentence.register
def _(refusal: errors.AheadOfTime, speech: Speech) -> Text:
    return speech.say("{piece} has not come yet. Enter it once it has happened.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.UnknownOrganisation, speech: Speech) -> Text:
    if not refusal.piece:
        return speech.say("This organisation is not in the books any more.")
    said = speech.say("I do not know an organisation {piece}.", piece=bold(refusal.piece))
    if refusal.near:
        return said + " " + speech.say("Did you mean: {near}?", near=", ".join(refusal.near))
    return said + " " + speech.say("/tochuc lists them.")


@refusals.sentence.register
def _(refusal: errors.OrganisationClosed, speech: Speech) -> Text:
    values = {"name": bold(refusal.name), "day": speech.day(refusal.day)}
    if refusal.merged:
        return speech.say("{name} was merged into another on {day}: nothing more can be entered of it.", **values)
    return speech.say("{name} was dissolved on {day}: nothing more can be entered of it.", **values)


@refusals.sentence.register
def _(refusal: errors.TooEarly, speech: Speech) -> Text:
    values = {"name": bold(refusal.name), "day": bold(speech.day(refusal.day)), "since": speech.day(refusal.since)}
    if refusal.what == "founded":
        return speech.say("{day} is before {name} was founded ({since}). Please give a later day.", **values)
    return speech.say("Something has been entered of {name} for {since}; it cannot end before, on {day}.", **values)


@refusals.sentence.register
def _(refusal: errors.DifferentKinds, speech: Speech) -> Text:
    values = {"first": bold(refusal.first), "second": bold(refusal.second)}
    return speech.say("{first} cannot be merged into {second}: they are of different kinds.", **values)


@refusals.sentence.register
def _(refusal: errors.OrganisationTaken, speech: Speech) -> Text:
    return speech.say("{name} is there already. Another one needs a name of its own.", name=bold(refusal.name))


@refusals.sentence.register
def _(refusal: errors.OrganisationInUse, speech: Speech) -> Text:
    held = Belongings(
        refusal.children, refusal.enterprises, refusal.people, refusal.chats, refusal.organisations, refusal.candidates
    )
    return speech.say(
        "Its unit {code} still has: {belongings}. An administrator moves them first.",
        code=bold(refusal.code),
        belongings=units.belongings(speech, held),
    )


@refusals.sentence.register
def _(refusal: errors.OrganisationUnit, speech: Speech) -> Text:
    return speech.say(
        "{code} is the organisation {name}. Rename, merge or dissolve it with /tochuc.",
        code=bold(refusal.code),
        name=bold(refusal.name),
    )


@refusals.sentence.register
def _(refusal: errors.HeldByOrganisation, speech: Speech) -> Text:
    return speech.say("{name} is kept with its history. Change it with /tochuc.", name=bold(refusal.name))

"""What is said of handing everything over: what would move, what has, and what the successor is told."""

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.services.people.duties import Duties
from outreach.services.people.handover import HandedOver, Outlook
from outreach.texts import refusals
from outreach.texts.speech import Speech


def counts(speech: Speech, open_ones: Duties) -> list[str]:
    """How much of each kind is open; nothing of what there is none of."""
    told = (
        (open_ones.steps, speech.say_n("{n} open step", "{n} open steps", len(open_ones.steps))),
        (open_ones.visits, speech.say_n("{n} planned visit", "{n} planned visits", len(open_ones.visits))),
        (
            open_ones.candidates,
            speech.say_n("{n} candidate in charge", "{n} candidates in charge", len(open_ones.candidates)),
        ),
    )
    return [said.plain for duties, said in told if duties]


def asked(speech: Speech) -> Text:
    """The question who takes it on."""
    return speech.say("To whom? Choose, or type a name.")


def several(speech: Speech) -> Text:
    """The question which of several of that name."""
    return speech.say("Several have this name. Who is it?")


def preview(speech: Speech, seen: Outlook) -> Text:
    """What would move."""
    stays = speech.say_n(
        "{n} thing stays: {to} does not answer for its unit.",
        "{n} things stay: {to} does not answer for their units.",
        seen.staying,
        to=seen.to,
    )
    return join(
        [
            speech.say("Hand over from *{giver}* to *{to}*:", giver=seen.giver, to=seen.to),
            *(f"• {line}" for line in counts(speech, seen.moving)),
            stays if seen.staying else "",
            speech.say("What was logged keeps the name of whoever logged it."),
        ]
    )


def done(speech: Speech, handed: HandedOver) -> Reply:
    """It has moved."""
    what = ", ".join(counts(speech, handed.outlook.moving))
    said = speech.say("✓ Handed over to *{to}*: {what}.", to=handed.outlook.to, what=what)
    return Reply(said, ((Choice(speech.word("Undo"), "undo", {"entry": handed.entry.id}),),))


def described(speech: Speech, giver: str, to: str, moved: Duties) -> Text:
    """A handover in the journal; without names where none may stand."""
    what = ", ".join(counts(speech, moved))
    if not giver:
        return speech.say("Handover: {what}", what=what)
    return speech.say("Handover: {giver} → {to}\n{what}", giver=giver, to=to, what=what)


def received(speech: Speech, given: Duties) -> Reply:
    """What the successor is told: no name, only how much."""
    said = speech.say("Handed over to you: {what}.", what=bold(", ".join(counts(speech, given))))
    return Reply(said, ((Choice(speech.word("See the list"), "tasks", {"list": "mine", "page": 0}),),))


@refusals.sentence.register
def _(refusal: errors.NothingToHandOver, speech: Speech) -> Text:
    del refusal
    return speech.say("Nothing is open that could be handed over.")


@refusals.sentence.register
def _(refusal: errors.NobodyToTakeOn, speech: Speech) -> Text:
    del refusal
    return speech.say("Nobody else answers for this unit yet. An administrator invites somebody with /moi first.")


@refusals.sentence.register
def _(refusal: errors.UnknownColleague, speech: Speech) -> Text:
    return speech.say(
        "I find nobody called {piece} who could take this on. It must be a member, lead or administrator of the same "
        "unit or of one above it.",
        piece=bold(refusal.piece),
    )


@refusals.sentence.register
def _(refusal: errors.CannotTakeOn, speech: Speech) -> Text:
    name = bold(refusal.name)
    match refusal.reason:
        case "self":
            return speech.say("{name} has it already. Please choose somebody else.", name=name)
        case "viewer":
            return speech.say("{name} may only read. Please change the role first, or choose somebody else.", name=name)
    if refusal.unit:
        return speech.say(
            "{name} does not answer for {unit}. Please choose somebody of {unit} or of a unit above it.",
            name=name,
            unit=refusal.unit,
        )
    return speech.say("{name} does not answer for this unit. Please choose somebody else.", name=name)

"""What is said of requests to the committee (kiến nghị) and of its answers; never by whom they were brought."""

from collections.abc import Sequence

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.services.visits.answers import Unheard
from outreach.services.visits.proposals import Answered, ProposalCard
from outreach.texts import refusals
from outreach.texts.speech import Speech

_LINE, _LABEL = 120, 30


def card(speech: Speech, one: ProposalCard) -> Reply:
    """A proposal with its answer, and the button to answer it for whoever may."""
    return Reply(join([_head(speech, one), *_body(speech, one)]), rows(_answering(speech, [one])), once=False)


def listing(speech: Speech, name: str, found: Sequence[ProposalCard]) -> Reply:
    """All that is shown of an enterprise's proposals, in full."""
    if not found:
        return Reply(speech.say("No proposal has been noted at {enterprise} yet.", enterprise=bold(name)))
    head = speech.say("*Proposals: {enterprise}*", enterprise=name)
    parts = [join([_when(speech, one), *_body(speech, one)]) for one in found]
    return Reply(join([head, *parts], "\n\n"), rows(_answering(speech, found), 1), once=False)


def line(speech: Speech, one: ProposalCard) -> Text:
    """A proposal in one line, for the card of its enterprise."""
    text = _short(one.text or speech.word("a proposal"), _LINE)
    if one.answered_at is None:
        return speech.say("• {text} ({day}, waiting for an answer)", text=text, day=speech.day(one.visited_on))
    answered = speech.day(one.answered_at.astimezone(speech.zone).date())
    answer = _short(one.answer, _LINE)
    if not answer:
        return speech.say("• {text} (answered on {day})", text=text, day=answered)
    return speech.say("• {text} (answered on {day}: {answer})", text=text, day=answered, answer=answer)


def ask(speech: Speech, one: ProposalCard) -> Text:
    """The question what the committee answers."""
    hint = speech.say("What does the committee answer? The member who brought it reads it. Please write no one's name.")
    return join([_head(speech, one), *_body(speech, one), Text("\n") + hint])


def answering(speech: Speech, one: ProposalCard, text: str) -> Text:
    """The answer that will be written."""
    return join([_head(speech, one), *_body(speech, one), speech.say("Answer: {text}", text=text)])


def answered(speech: Speech, done: Answered) -> Reply:
    """The answer has been written."""
    where = speech.say("It stands on the card of {enterprise}.", enterprise=bold(done.card.enterprise))
    told = speech.say("Whoever brought it is being told.") if done.told else ""
    undo = Choice(speech.word("Undo"), "undo", {"entry": done.entry_id})
    return Reply(join([speech.say("✓ Answered."), where, told], " "), ((undo,),))


def told(speech: Speech, one: ProposalCard) -> Reply:
    """The message to the member who brought it: no free words stand in what comes unasked, a press shows them."""
    head = speech.say(
        "*Your proposal has been answered*\n{enterprise}, visit on {day}", enterprise=one.enterprise,
        day=speech.day(one.visited_on),
    )  # fmt: skip
    read_it = Choice(speech.word("Read the answer"), "proposal", {"proposal": one.id})
    return Reply(head, ((read_it, _open(speech, one.enterprise_id)),), once=False)


def told_withdrawn(speech: Speech, one: ProposalCard) -> Reply:
    """The message that an answer they have got is none any more."""
    said = speech.say(
        "The answer to your proposal at {enterprise} (visit on {day}) has been taken back. "
        "It waits for an answer again.",
        enterprise=bold(one.enterprise), day=speech.day(one.visited_on),
    )  # fmt: skip
    return Reply(said, ((_open(speech, one.enterprise_id),),), once=False)


def unheard(speech: Speech, one: Unheard) -> Text:
    """A line of the morning message: an answer whose own message never arrived."""
    return speech.say(
        "Proposal answered: {enterprise} (visit on {day})",
        enterprise=one.enterprise,
        day=speech.short_day(one.visited_on),
    )


def read(speech: Speech, one: Unheard) -> Choice:
    """The button that leads from that line to the answer."""
    label = speech.word("Read the answer: {enterprise}", enterprise=_short(one.enterprise, _LABEL))
    return Choice(label, "proposal", {"proposal": one.proposal_id})


def entry(speech: Speech, one: ProposalCard) -> Text:
    """An answer as it stands in its giver's journal."""
    head = speech.say(
        "Answer to the proposal at *{enterprise}*, visit on {day}",
        enterprise=one.enterprise,
        day=speech.day(one.visited_on),
    )
    return join([head, *(_body(speech, one) if one.text else [])])


def _head(speech: Speech, one: ProposalCard) -> Text:
    return join([speech.say("*Proposal: {enterprise}*", enterprise=one.enterprise), _when(speech, one)])


def _when(speech: Speech, one: ProposalCard) -> Text:
    return speech.say("Visit on {day}, {unit}", day=speech.day(one.visited_on), unit=one.unit)


def _body(speech: Speech, one: ProposalCard) -> list[Text]:
    if not one.text:
        said = [speech.say("On this channel names are not shown, and so nothing that was typed freely.")]
    else:
        said = [speech.say("What: {text}", text=one.text)]
    if one.answered_at is None:
        return said
    day = speech.day(one.answered_at.astimezone(speech.zone).date())
    if not one.answer:
        return [*said, speech.say("Answered on {day}.", day=day)]
    return [*said, speech.say("Answered on {day}: {answer}", day=day, answer=one.answer)]


def _answering(speech: Speech, found: Sequence[ProposalCard]) -> list[Choice]:
    mine = [one for one in found if one.may_answer]
    if len(mine) == 1:
        return [Choice(speech.word("Answer it"), "proposal_answer", {"proposal": mine[0].id})]
    return [
        Choice(speech.word("Answer: {text}", text=_label(speech, one)), "proposal_answer", {"proposal": one.id})
        for one in mine
    ]


def _label(speech: Speech, one: ProposalCard) -> str:
    return _short(one.text, _LABEL) or speech.short_day(one.visited_on)


def _open(speech: Speech, enterprise_id: int) -> Choice:
    return Choice(speech.word("Open the enterprise"), "enterprise", {"enterprise": enterprise_id})


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


@refusals.sentence.register
def _(refusal: errors.AlreadyAnswered, speech: Speech) -> Text:
    del refusal
    return speech.say("Somebody has answered this proposal already. Your answer was not saved; to read theirs: /dn")

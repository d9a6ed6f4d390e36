"""The card of a candidate, and a step of the way in one line."""

from collections.abc import Sequence
from datetime import date

from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.admission.stages import Detail, Details, ahead
from outreach.rules.candidate_code import code
from outreach.rules.class_code import code as class_code
from outreach.rules.vocabulary.admission import CONSENT_HOWS, EXITS, STAGES
from outreach.rules.vocabulary.admission_terms import ClassKind, ConsentHow, EventKind, Exit, Stage
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.services.admission.candidate_cards import Attended, Card, Past
from outreach.services.admission.candidate_papers import Paper
from outreach.texts import admission
from outreach.texts.candidates import called, paper_word, stage_of, who
from outreach.texts.labels import label
from outreach.texts.speech import Speech
from outreach.vault import UNREADABLE


def card(speech: Speech, shown: Card, today: date) -> Reply:
    """The card with the buttons for what can be done."""
    parts = [
        bold(called(speech, shown.id, shown.name)),
        *_facts(speech, shown),
        *_section(speech.say("*So far*"), [_past(speech, one) for one in shown.past]),
        *_section(speech.say("*Time limits*"), _limits(speech, shown, today)),
        *_recognised(speech, shown),
        *_section(speech.say("*Papers*"), _papers(speech, shown.papers) if shown.open else []),
        *_section(speech.say("*Classes*"), [_attended(speech, one) for one in shown.classes]),
    ]
    return Reply(join(parts), _buttons(speech, shown), once=False)


def event(speech: Speech, candidate_id: int, past: Past) -> Text:
    """A step in one line, by code and without a name: for the journal."""
    return Text(f"{code(candidate_id)}: ") + _what(speech, past)


def told(speech: Speech, details: Details) -> str:
    """The details of a step, those that were told."""
    return ", ".join(filter(None, [_vote(speech, details), *(_detail(speech, details, one) for one in _SAID)]))


_SAID = (Detail.CERTIFICATE_ON, Detail.NUMBER, Detail.RECEIVED_ON, Detail.REASON)


def _vote(speech: Speech, details: Details) -> str:
    if details.members is None or details.votes is None:
        return ""
    return speech.word(
        "{votes} of {members} full members in favour, {present} present",
        votes=str(details.votes),
        members=str(details.members),
        present=str(details.present if details.present is not None else "?"),
    )


def _detail(speech: Speech, details: Details, one: Detail) -> str:
    if not details.has(one):
        return ""
    value = getattr(details, one.value)
    if value == speech.word("stood there already when entered"):
        return str(value)
    return f"{admission.detail(speech, one)}: {speech.day(value) if isinstance(value, date) else value}"


def _facts(speech: Speech, shown: Card) -> list[Text]:
    lines = [Text(shown.enterprise), Text(who(speech, shown.object, shown.sex, shown.born))]
    if shown.phone:
        hidden = speech.word("cannot be read: its key is missing")
        lines.append(speech.say("Telephone: {phone}", phone=hidden if shown.phone == UNREADABLE else shown.phone))
    lines.append(speech.say("In charge: {unit}", unit=shown.unit))
    stage = bold(stage_of(speech, shown.stage, shown.exit))
    lines.append(speech.say("Stage: {stage}", stage=stage) if shown.open else speech.say("Ended: {stage}", stage=stage))
    if shown.consent:
        day, how, version = shown.consent
        how_word = label(speech, CONSENT_HOWS, ConsentHow(how))
        lines.append(
            speech.say("Agreed: {day}, {how} (text {version})", day=speech.day(day), how=how_word, version=version)
        )
    return lines


def _limits(speech: Speech, shown: Card, today: date) -> list[Text]:
    return [Text("• ") + admission.full_deadline(speech, one, today) for one in shown.deadlines]


def _recognised(speech: Speech, shown: Card) -> list[Text]:
    if shown.recognised_from is None or not shown.history.reached(Stage.FULL_MEMBER):
        return []
    return [admission.recognised_from(speech, shown.recognised_from)]


def _past(speech: Speech, one: Past) -> Text:
    return Text("• ") + _what(speech, one)


def _what(speech: Speech, one: Past) -> Text:
    day, details = speech.day(one.on), told(speech, one.details)
    match one.kind:
        case EventKind.MOVE:
            said = speech.say("{day}: moved to {unit}", day=day, unit=one.unit)
        case EventKind.EXIT:
            said = Text(f"{day}: {label(speech, EXITS, Exit(one.stage or ''))}")
        case _:
            said = Text(f"{day}: {label(speech, STAGES, Stage(one.stage or ''))}")
    return said + (f" ({details})" if details else "")


def _papers(speech: Speech, papers: Sequence[Paper]) -> list[Text]:
    there = [one for one in papers if one.present]
    missing = [paper_word(speech, one.kind) for one in papers if not one.present]
    lines = [Text("✓ " + paper(speech, one)) for one in there]
    if missing:
        lines.append(speech.say("Not there yet: {papers}", papers=", ".join(missing)))
    return lines


def paper(speech: Speech, one: Paper) -> str:
    """A paper that is there: its day and where it is kept, as far as they were told."""
    place = speech.word("kept: {place}", place=one.place) if one.place else ""
    return ", ".join(filter(None, [paper_word(speech, one.kind), speech.day(one.dated) if one.dated else "", place]))


def _attended(speech: Speech, one: Attended) -> Text:
    earned = speech.word("certificate {day}", day=speech.day(one.certificate_on)) if one.certificate_on else ""
    kind = label(speech, CLASS_KINDS, ClassKind(one.kind))
    return Text("• " + " · ".join(filter(None, [class_code(one.class_id), kind, speech.day(one.ends), earned])))


def _section(head: Text, lines: Sequence[Text]) -> list[Text]:
    return [Text("\n") + head, *lines] if lines else []


def _buttons(speech: Speech, shown: Card) -> tuple[tuple[Choice, ...], ...]:
    data = {"candidate": shown.id}
    correct = Choice(speech.word("Correct the last step"), "candidate_correct", data)
    edit = Choice(speech.word("Edit the facts"), "candidate_edit", data)
    privacy = Choice(speech.word("Personal data"), "privacy_of", data)
    if not shown.open:
        return rows([correct, edit, privacy])
    following = ahead(shown.history)[0]
    word = speech.word("Next: {stage}", stage=label(speech, STAGES, following))
    return (
        (Choice(word, "candidate_step", {**data, "stage": following.value}),),
        *rows(
            [
                Choice(speech.word("Another step"), "candidate_step", data),
                Choice(speech.word("Papers"), "candidate_papers", data),
                correct,
                edit,
                Choice(speech.word("Move to another unit"), "candidate_move", data),
                Choice(speech.word("Ends here"), "candidate_exit", data),
                privacy,
            ]
        ),
    )

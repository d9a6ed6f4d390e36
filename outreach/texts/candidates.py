"""What is said about candidates: the lists, the card, and why something cannot be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.admission.limits import LimitName
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.admission import DOCUMENT_KINDS, EXITS, OBJECTS, SEXES, STAGES
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Object, Sex, Stage
from outreach.rules.vocabulary.candidates import NEW_EXAMPLE, STEP_EXAMPLES
from outreach.services.admission.candidate_lists import Line, Page
from outreach.texts import admission, refusals
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech
from outreach.vault import UNREADABLE


def called(speech: Speech, candidate_id: int, name: str) -> str:
    """The code, and the name where it may be shown."""
    if name == UNREADABLE:
        return f"{code(candidate_id)} ({speech.word('name cannot be read: its key is missing')})"
    return f"{code(candidate_id)} {name}".strip()


def overview(speech: Speech, counts: Mapping[Stage, int], late: int, due: Page, today: date) -> Reply:
    """All open candidates: how many in each stage, and those whose time limit is nearest."""
    if not counts:
        said = speech.say(
            "Nobody is being followed yet. To add somebody who has agreed: {example}", example=NEW_EXAMPLE
        )
        return Reply(said, ((_add(speech),), (_limits(speech),)), once=False)
    total = sum(counts.values())
    parts = [
        speech.say_n("*{n} candidate is being followed*", "*{n} candidates are being followed*", total),
        *([speech.say_n("⚠ {n} time limit has passed", "⚠ {n} time limits have passed", late)] if late else []),
    ]
    if due.lines:
        parts += [Text("\n") + speech.say("*Nearest time limits*"), *(_due(speech, one, today) for one in due.lines)]
    parts.append(Text("\n") + speech.say("To find one: /ungvien and a code or a part of the name."))
    stages = [
        Choice(f"{heading(speech, STAGES, stage)} ({speech.count(count)})", "candidates_stage", {"stage": stage.value})
        for stage, count in counts.items()
    ]
    every = Choice(speech.word("All time limits"), "candidates_due", {"page": 0})
    last = ((every, _add(speech)), (_limits(speech),))
    return Reply(join(parts), (*_codes(due.lines), *rows(stages), *last), once=False)


def due_page(speech: Speech, page: Page, number: int, today: date) -> Reply:
    """One page of the list by time limit."""
    head = speech.say("*Nearest time limits*")
    more = [_more(speech, "candidates_due", {"page": number + 1})] if page.more else []
    return _listed(speech, head, [_due(speech, one, today) for one in page.lines], page, more)


def stage_page(speech: Speech, stage: Stage, page: Page, number: int, today: date) -> Reply:
    """One page of those who stand in a stage."""
    data = {"stage": stage.value, "page": number + 1}
    more = [_more(speech, "candidates_stage", data)] if page.more else []
    lines = [_since(speech, one, today) for one in page.lines]
    return _listed(speech, bold(heading(speech, STAGES, stage)), lines, page, more)


def found(speech: Speech, text: str, page: Page, today: date) -> Reply:
    """What a search by name found."""
    if not page.lines:
        said = speech.say("I find no candidate *{name}* among yours. A code looks like UV-0001.", name=text)
        return Reply(said, ((_add(speech),),))
    data = {"text": text, "before": page.lines[-1].id}
    more = [_more(speech, "candidates_found", data)] if page.more else []
    lines = [_since(speech, one, today) for one in page.lines]
    return _listed(speech, speech.say("Candidates called *{name}*:", name=text), lines, page, more)


def stage_of(speech: Speech, stage: str, exit_: str | None) -> str:
    """Where somebody stands, or how they left."""
    return label(speech, EXITS, Exit(exit_)) if exit_ else label(speech, STAGES, Stage(stage))


def paper_word(speech: Speech, kind: DocumentKind) -> str:
    """The word for a paper."""
    return label(speech, DOCUMENT_KINDS, kind)


def who(speech: Speech, object_: str | None, sex: str | None, born: int | None) -> str:
    """To which group somebody belongs, man or woman, born when; as far as it is known."""
    parts = [
        label(speech, OBJECTS, Object(object_)) if object_ else "",
        label(speech, SEXES, Sex(sex)) if sex else "",
        speech.word("born {year}", year=str(born)) if born else "",
    ]
    return " · ".join(filter(None, parts))


def _listed(speech: Speech, head: Text, lines: Sequence[Text], page: Page, more: Sequence[Choice]) -> Reply:
    if not lines:
        return Reply(join([head, speech.say("Nobody.")]), once=False)
    return Reply(join([head, *lines]), (*_codes(page.lines), *rows(more)), once=False)


def _due(speech: Speech, one: Line, today: date) -> Text:
    head = f"• {called(speech, one.id, one.name)} · {stage_of(speech, one.stage, one.exit)}"
    if one.due is None or one.due_limit is None:
        return Text(head)
    left = (one.due - today).days
    if left < 0:
        how = bold(speech.say_n("overdue by {n} day", "overdue by {n} days", -left).plain)
    else:
        how = speech.say_n("{n} day left", "{n} days left", left) if left else speech.say("today")
    name = admission.limit_name(speech, LimitName(one.due_limit))
    limit = speech.say("{limit} by {day} ({how})", limit=name, day=speech.day(one.due), how=how)
    return Text(head + " · ") + limit


def _since(speech: Speech, one: Line, today: date) -> Text:
    if one.due is not None and one.exit is None:
        return _due(speech, one, today)
    stage = stage_of(speech, one.stage, one.exit)
    who_ = called(speech, one.id, one.name)
    return speech.say("• {who} · {stage} since {day}", who=who_, stage=stage, day=speech.day(one.since))


def _codes(lines: Sequence[Line]) -> tuple[tuple[Choice, ...], ...]:
    return rows([Choice(code(one.id), "candidate", {"candidate": one.id}) for one in lines], 3)


def _more(speech: Speech, act: str, data: Mapping[str, object]) -> Choice:
    return Choice(speech.word("More"), act, data)


def _add(speech: Speech) -> Choice:
    return Choice(speech.word("+ Add a candidate"), "candidate_new")


def _limits(speech: Speech) -> Choice:
    return Choice(speech.word("Time limits and rules"), "limits")


@refusals.sentence.register
def _(refusal: errors.UnknownCandidate, speech: Speech) -> Text:
    return speech.say(
        "I know no candidate {piece} among yours. /ungvien lists them.", piece=bold(refusal.piece or "UV-…")
    )


@refusals.sentence.register
def _(refusal: errors.NamesForbidden, speech: Speech) -> Text:
    return speech.say(
        "Names of candidates are not allowed on this messenger: nothing was saved, please delete your message. "
        "Work with codes here (/ungvien UV-0001); new candidates are entered where names are allowed."
    )


@refusals.sentence.register
def _(refusal: errors.ConsentNeeded, speech: Speech) -> Text:
    return speech.say("Only somebody who has agreed is entered: when and how did they agree?")


@refusals.sentence.register
def _(refusal: errors.ConsentTooLate, speech: Speech) -> Text:
    return speech.say("The consent cannot be of {day}: that day has not come yet.", day=bold(speech.day(refusal.day)))


@refusals.sentence.register
def _(refusal: errors.CandidateTaken, speech: Speech) -> Text:
    return speech.say(
        "{code} has the same name and birth year in this enterprise and is on the way already. "
        "Please say whether it is somebody else.",
        code=bold(refusal.code),
    )


@refusals.sentence.register
def _(refusal: errors.BadBirthYear, speech: Speech) -> Text:
    return speech.say("{piece} is no birth year. Write it as 1998.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.BadPhone, speech: Speech) -> Text:
    return speech.say("{piece} is no telephone number. It has 9 to 12 figures.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.CandidateClosed, speech: Speech) -> Text:
    return speech.say(
        "{code} is on the way no more, so nothing can be added. If that was a mistake, correct the last step: "
        "/ungvien {code} edit",
        code=refusal.code,
    )


@refusals.sentence.register
def _(refusal: errors.SameUnit, speech: Speech) -> Text:
    return speech.say("{unit} is in charge already. Choose another unit.", unit=bold(refusal.unit))


@refusals.sentence.register
def _(refusal: errors.NotUnderstood, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.about:
        case "new":
            return speech.say("I do not understand {piece}. Example: {example}", piece=piece, example=NEW_EXAMPLE)
        case "paper":
            return speech.say(
                "I do not know the paper {piece}. Possible: {papers}.",
                piece=piece,
                papers=refusals.suggestions(speech, DOCUMENT_KINDS, ()),
            )
    return speech.say(
        "I do not understand {piece}. Examples: {examples}",
        piece=piece,
        examples=STEP_EXAMPLES,
    )

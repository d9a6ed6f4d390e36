"""What is said while a candidate is entered or taken a step further: questions, previews, confirmations."""

from collections.abc import Sequence
from datetime import date

from outreach.errors import DomainError
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.admission.limits import Limit, RuleSet
from outreach.rules.admission.stages import Departure, Detail, Step
from outreach.rules.candidate_code import code
from outreach.rules.candidate_consent import CONSENT_VERSION
from outreach.rules.candidate_line import CandidateDraft
from outreach.rules.vocabulary.admission import CONSENT_HOWS, DOCUMENT_KINDS, EXITS, STAGES
from outreach.rules.vocabulary.admission_terms import ConsentHow
from outreach.rules.vocabulary.candidates import NUMBER_EXAMPLE
from outreach.services.admission.candidate_events import Written
from outreach.services.admission.candidate_papers import Paper
from outreach.texts import admission, refusals
from outreach.texts.candidate_cards import paper, told
from outreach.texts.candidates import paper_word, who
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech


def consent_text(speech: Speech) -> Text:
    """What a candidate agrees to, with the version of the text (``CONSENT_VERSION`` changes with the words)."""
    return speech.say(
        "*Consent* (text {version}): “I agree that the Party committee keeps my name, year of birth, telephone number, "
        "place of work and the steps of my application, for this purpose alone and seen only by those in charge. I may "
        "ask what is kept, have it corrected, or withdraw at any time; then it is erased.”",
        version=CONSENT_VERSION,
    )


def new(speech: Speech, draft: CandidateDraft, enterprise: str, first: Step, notes: Sequence[Text]) -> Text:
    """A candidate as they will be entered."""
    return join([*_person(speech, draft, enterprise), _stage_line(speech, first), _consent(speech, draft), *notes])


def changed(speech: Speech, candidate_id: int, draft: CandidateDraft, enterprise: str) -> Text:
    """The facts of a candidate as they will be."""
    return join([bold(code(candidate_id)), *_person(speech, draft, enterprise)])


def added(speech: Speech, candidate_id: int, entry_id: int) -> Reply:
    """The confirmation: the code, which is all that is said of the person elsewhere."""
    said = speech.say(
        "✓ Entered as *{code}*. Everywhere but here say only this code, never the name.", code=code(candidate_id)
    )
    card = Choice(speech.word("Open {code}", code=code(candidate_id)), "candidate", {"candidate": candidate_id})
    return Reply(said, rows([_undo(speech, entry_id), card]))


def entered_line(speech: Speech, candidate_id: int, day: str) -> Text:
    """An entered candidate in one line, by code, for the journal."""
    return speech.say("{code}: entered on {day}", code=code(candidate_id), day=day)


def facts_saved(speech: Speech, candidate_id: int) -> Reply:
    """The confirmation of changed facts."""
    card = Choice(speech.word("Open {code}", code=code(candidate_id)), "candidate", {"candidate": candidate_id})
    return Reply(speech.say("✓ Saved: {code}", code=code(candidate_id)), ((card,),))


def age_unsure(speech: Speech, born: int) -> Text:
    """That the year of birth alone does not tell whether somebody is of age."""
    return Text("⚠ ") + admission.age_unsure(speech, born)


def refused(speech: Speech, refusal: DomainError) -> Text:
    """Why what is shown cannot be saved as it stands."""
    return Text("\n⚠ ") + refusals.sentence(refusal, speech)


def step(speech: Speech, called: str, one: Step) -> Text:
    """A step as it will be written."""
    stage = label(speech, STAGES, one.stage)
    details = told(speech, one.details)
    head = speech.say("*{who}*: {stage}, {day}", who=called, stage=stage, day=speech.day(one.on))
    return join([head, details[:1].upper() + details[1:]])


def outcome(speech: Speech, planned: Written, on: date, today: date) -> list[Text]:
    """What a step comes to: time limits met too late, and those that run now."""
    full = planned.recognised_from
    return [
        *(admission.late(speech, one, on) for one in planned.late),
        *([admission.recognised_from(speech, full)] if full else []),
        *(Text("→ ") + admission.full_deadline(speech, one, today) for one in planned.running.deadlines),
    ]


def advanced(speech: Speech, written: Written, one: Step, today: date, *, corrected: bool) -> Reply:
    """The confirmation of a step."""
    values = {"code": code(written.candidate_id), "stage": label(speech, STAGES, one.stage), "day": speech.day(one.on)}
    if corrected:
        head = speech.say("✓ Corrected: *{code}*, {stage}, {day}. The earlier entry is kept as withdrawn.", **values)
    else:
        head = speech.say("✓ Logged: *{code}*, {stage}, {day}", **values)
    return Reply(join([head, *outcome(speech, written, one.on, today)]), _after(speech, written))


def leaving(speech: Speech, called: str, departure: Departure, note: str) -> Text:
    """An exit as it will be written."""
    values = {"who": called, "exit": label(speech, EXITS, departure.exit), "day": speech.day(departure.on)}
    said = speech.say("*{who}* leaves the way: {exit}, {day}", **values)
    return join([said, speech.say("Note: {text}", text=note) if note else ""])


def left(speech: Speech, written: Written, departure: Departure, today: date) -> Reply:
    """The confirmation of an exit."""
    values = {"exit": label(speech, EXITS, departure.exit), "day": speech.day(departure.on)}
    head = speech.say("✓ Logged: *{code}* ends here: {exit}, {day}", code=code(written.candidate_id), **values)
    return Reply(join([head, *outcome(speech, written, departure.on, today)]), _after(speech, written))


def moving(speech: Speech, called: str, unit: str, on: date) -> Text:
    """A move as it will be written."""
    said = speech.say("*{who}* moves to {unit} from {day}", who=called, unit=bold(unit), day=speech.day(on))
    more = speech.say("No time limit begins anew. From then on only that unit sees the candidate.")
    return join([said, more])


def moved(speech: Speech, written: Written, unit: str, on: date) -> Reply:
    """The confirmation of a move."""
    values = {"code": code(written.candidate_id), "unit": unit, "day": speech.day(on)}
    said = speech.say("✓ *{code}* belongs to {unit} from {day} on.", **values)
    return Reply(said, ((_undo(speech, written.entry_id),),))


def papers(speech: Speech, candidate_id: int, known: Sequence[Paper]) -> Reply:
    """The papers of a dossier, each a button."""
    data = [{"candidate": candidate_id, "kind": one.kind.value} for one in known]
    labels = [("✓ " if one.present else "") + heading(speech, DOCUMENT_KINDS, one.kind) for one in known]
    choices = [Choice(word, "candidate_paper", each) for word, each in zip(labels, data, strict=True)]
    said = speech.say(
        "Papers of *{code}*. ✓: there. Choose one to change it. Only whether it is there, its day and where it is kept "
        "are noted; please never send the paper itself.",
        code=code(candidate_id),
    )
    return Reply(said, rows(choices, 1), once=False)


def paper_preview(speech: Speech, candidate_id: int, one: Paper) -> Text:
    """A paper as it will be noted."""
    if not one.present:
        return speech.say("*{code}*: {paper} – not there", code=code(candidate_id), paper=paper_word(speech, one.kind))
    return speech.say("*{code}*: ✓ {paper}", code=code(candidate_id), paper=paper(speech, one))


def paper_saved(speech: Speech, candidate_id: int, one: Paper) -> Reply:
    """The confirmation of a paper, and the way back to the others."""
    others = Choice(speech.word("Other papers"), "candidate_papers", {"candidate": candidate_id})
    card = Choice(speech.word("Open {code}", code=code(candidate_id)), "candidate", {"candidate": candidate_id})
    return Reply(speech.say("Noted.") + " " + paper_preview(speech, candidate_id, one), rows([others, card]))


def last_step(speech: Speech, line: Text, candidate_id: int, event_id: int, *, correctable: bool) -> Reply:
    """The last step, and what can be done about it."""
    data = {"candidate": candidate_id, "event": event_id}
    fix = [Choice(speech.word("Correct"), "candidate_fix", data)] if correctable else []
    drop = Choice(speech.word("Take it back"), "candidate_undo", data)
    said = join([speech.say("The last step:"), line])
    return Reply(said, rows([*fix, drop, Choice(speech.word("Leave it"), "keep")]))


def taken_back(speech: Speech, line: Text) -> Reply:
    """That the last step counts no more."""
    return Reply(speech.say("Undone: {entry}", entry=line), replaces=True)


def rule_set(speech: Speech, rules: RuleSet, others: Sequence[RuleSet], *, may_confirm: bool) -> Reply:
    """The limits of a rule set, each with whether it is confirmed; the other sets as buttons."""
    head = speech.say(
        "*Time limits under {rules}*, in force from {day}", rules=rules.name, day=speech.day(rules.effective)
    )
    lines = [_limit(speech, one) for one in rules.limits.values()]
    note = speech.say(
        "✓: an administrator has compared it with the document; •: from secondary sources, not confirmed yet. "
        "A candidate keeps the rules under which the dossier was opened."
    )
    data = [{"rule_set": rules.name, "limit": one.name.value, "stated": one.stated} for one in rules.limits.values()]
    open_ones = [
        Choice(speech.word("Confirm: {limit}", limit=admission.limit_name(speech, one.name)), "limit", each)
        for one, each in zip(rules.limits.values(), data, strict=True)
        if not one.confirmed
    ]
    sets = [Choice(one.name, "limits", {"rule_set": one.name}) for one in others]
    text = join([head, *lines, Text("\n") + note])
    return Reply(text, (*rows(open_ones if may_confirm else []), *rows(sets, 3)), once=False)


def ask_to_confirm(speech: Speech, one: Limit) -> Reply:
    """The question whether the document really says so."""
    data = {"rule_set": one.rule_set, "limit": one.name.value, "stated": one.stated}
    said = speech.say(
        "Does {rules} really say: *{limit}*? Please confirm only after comparing it with the document.",
        rules=one.rule_set,
        limit=admission.limit(speech, one),
    )
    return Reply(
        said, ((Choice(speech.word("Yes, compared"), "limit_confirm", data), Choice(speech.word("Leave it"), "keep")),)
    )


def confirmed(speech: Speech, one: Limit) -> Text:
    """That a limit is confirmed now."""
    return speech.say("✓ Confirmed for {rules}: {limit}", rules=one.rule_set, limit=admission.limit(speech, one))


def _limit(speech: Speech, one: Limit) -> Text:
    sign = "✓" if one.confirmed else "•"
    article = speech.word(" · art. {article}", article=one.citation.article) if one.citation.article else ""
    return Text(f"{sign} {admission.limit(speech, one)}{article}")


def _person(speech: Speech, draft: CandidateDraft, enterprise: str) -> list[Text]:
    lines = [bold(draft.name or ""), Text(enterprise or speech.word("in no enterprise"))]
    lines.append(Text(who(speech, draft.object, draft.sex, draft.born)))
    if draft.phone:
        lines.append(speech.say("Telephone: {phone}", phone=draft.phone))
    return lines


def _stage_line(speech: Speech, first: Step) -> Text:
    return speech.say("Stage: {stage}, from {day}", stage=label(speech, STAGES, first.stage), day=speech.day(first.on))


def _consent(speech: Speech, draft: CandidateDraft) -> Text:
    day, how = date.fromisoformat(draft.consent_on or ""), ConsentHow(draft.consent_how or "")
    how_word = label(speech, CONSENT_HOWS, how)
    return speech.say(
        "Agreed: {day}, {how} (text {version})", day=speech.day(day), how=how_word, version=CONSENT_VERSION
    )


def _after(speech: Speech, written: Written) -> tuple[tuple[Choice, ...], ...]:
    word = speech.word("Open {code}", code=code(written.candidate_id))
    return rows([_undo(speech, written.entry_id), Choice(word, "candidate", {"candidate": written.candidate_id})])


def _undo(speech: Speech, entry_id: int) -> Choice:
    return Choice(speech.word("Undo"), "undo", {"entry": entry_id})


def question(speech: Speech, detail: Detail) -> Text:
    """How a detail of a step is asked for."""
    match detail:
        case Detail.CERTIFICATE_ON:
            return speech.say("Of which day is the certificate? For example 25/6.")
        case Detail.MEMBERS:
            return speech.say("How many full members has the cell? Or all at once: “5/6 votes, 6 present”.")
        case Detail.PRESENT:
            return speech.say("How many of them were present?")
        case Detail.VOTES:
            return speech.say("How many voted in favour?")
        case Detail.NUMBER:
            return speech.say("What is the number of the decision? For example {example}.", example=NUMBER_EXAMPLE)
        case Detail.RECEIVED_ON:
            return speech.say("On which day did the cell receive the decision?")
        case Detail.REASON:
            return speech.say("Stages are skipped. For which reason?")

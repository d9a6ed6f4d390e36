"""What stands against a step of admission, in words: the rule, where it is written, and how to mend it."""

from outreach import errors
from outreach.messages import Text, bold
from outreach.rules.admission.citation import Citation
from outreach.rules.admission.stages import Detail
from outreach.rules.vocabulary.admission import DOCUMENT_KINDS, EXITS, STAGES
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.texts.labels import label
from outreach.texts.refusals import sentence
from outreach.texts.speech import Speech


def cited(speech: Speech, citation: Citation) -> str:
    """The document of a rule and how sure it is: 208-QĐ/TW, art. 4 (from secondary sources, not confirmed)."""
    where = citation.document
    if citation.article:
        where = speech.word("{document}, art. {article}", document=where, article=citation.article)
    if citation.confirmed:
        return speech.word("{document} (confirmed)", document=where)
    if citation.secondary:
        return speech.word("{document} (from secondary sources, not confirmed yet)", document=where)
    return speech.word("{document} (not confirmed yet)", document=where)


def detail(speech: Speech, one: Detail) -> str:
    """The word for what a stage asks for."""
    return speech.word(
        {
            Detail.CERTIFICATE_ON: "date of the certificate",
            Detail.MEMBERS: "full members of the cell",
            Detail.PRESENT: "full members present",
            Detail.VOTES: "votes in favour",
            Detail.NUMBER: "number of the decision",
            Detail.RECEIVED_ON: "day of receipt of the decision",
            Detail.REASON: "reason for skipping",
        }[one]
    )


def _stage(speech: Speech, stage: Stage) -> Text:
    return bold(label(speech, STAGES, stage))


def _by(speech: Speech, said: Text, rule: Citation) -> Text:
    """The sentence and the rule after it."""
    return said + "\n" + speech.say("Rule: {rule}.", rule=cited(speech, rule))


@sentence.register
def _(refusal: errors.WayEnded, speech: Speech) -> Text:
    day = speech.day(refusal.on)
    if refusal.exit is None:
        said = speech.say("Already a full member since {day}: there is no further step.", day=day)
    else:
        how = bold(label(speech, EXITS, refusal.exit))
        said = speech.say(
            "Nothing can follow: the way ended on {day} ({how}). If that was a mistake, correct it with /sua first.",
            day=day,
            how=how,
        )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.StepAhead, speech: Speech) -> Text:
    return speech.say(
        "{day} has not come yet. A step is entered once it has happened; please give another day.",
        day=bold(speech.day(refusal.on)),
    )


@sentence.register
def _(refusal: errors.StageTaken, speech: Speech) -> Text:
    said = speech.say(
        "The step {stage} was entered already, on {day}. To change it, correct it with /sua.",
        stage=_stage(speech, refusal.stage),
        day=speech.day(refusal.on),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.StageBehind, speech: Speech) -> Text:
    said = speech.say(
        "The step {stage} comes before {current}, which has been reached. "
        "To go back, withdraw or correct the wrong step with /sua.",
        stage=_stage(speech, refusal.stage),
        current=_stage(speech, refusal.current),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.StagesSkipped, speech: Speech) -> Text:
    said = speech.say(
        "Before {stage} comes: {between}. Enter that first, or give the reason why it is skipped.",
        stage=_stage(speech, refusal.stage),
        between=", ".join(label(speech, STAGES, stage) for stage in refusal.between),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.StageNeeds, speech: Speech) -> Text:
    said = speech.say(
        "{stage} needs the step {needed} first; this one cannot be skipped.",
        stage=_stage(speech, refusal.stage),
        needed=_stage(speech, refusal.needed),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.BeforePrevious, speech: Speech) -> Text:
    said = speech.say(
        "{day} is before the previous step, {previous} on {previous_day}. "
        "Please give that day or a later one, or correct the previous step with /sua.",
        day=bold(speech.day(refusal.on)),
        previous=label(speech, STAGES, refusal.previous),
        previous_day=speech.day(refusal.previous_on),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.CeremonyBeforeDecision, speech: Speech) -> Text:
    day = bold(speech.day(refusal.on))
    if refusal.decided_on is None:
        said = speech.say("No ceremony without a decision: please enter the decision of admission first.")
    elif refusal.received:
        said = speech.say(
            "The ceremony on {day} would be before the cell received the decision, on {decided}. "
            "Please check both days.",
            day=day,
            decided=speech.day(refusal.decided_on),
        )
    else:
        said = speech.say(
            "The ceremony on {day} would be before the decision, issued on {decided}. Please check both days.",
            day=day,
            decided=speech.day(refusal.decided_on),
        )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.ReceivedBeforeIssue, speech: Speech) -> Text:
    return speech.say(
        "Received on {received}, but issued only on {issued}: please check the two days.",
        received=bold(speech.day(refusal.received_on)),
        issued=speech.day(refusal.issued_on),
    )


@sentence.register
def _(refusal: errors.DetailsMissing, speech: Speech) -> Text:
    return speech.say(
        "For the step {stage} please also give: {details}.",
        stage=_stage(speech, refusal.stage),
        details=", ".join(detail(speech, Detail(one)) for one in refusal.details),
    )


@sentence.register
def _(refusal: errors.NoCertificate, speech: Speech) -> Text:
    said = speech.say(
        "On {day} there was no certificate of the awareness class yet. "
        "Please give the day of the certificate, or enter the step once it has been earned.",
        day=bold(speech.day(refusal.on)),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.CertificateExpired, speech: Speech) -> Text:
    said = speech.say(
        "The certificate of {earned} was valid for {months} months, until {until}: on {day} it had expired. "
        "What to do: take the awareness class again, record the new certificate, then enter this step.",
        earned=speech.day(refusal.earned_on),
        months=speech.count(refusal.months),
        until=bold(speech.day(refusal.until)),
        day=speech.day(refusal.on),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.PapersTooOld, speech: Speech) -> Text:
    said = speech.say(
        "When the cell met on {day}, this paper was older than {months} months: {paper}, of {dated}. "
        "Have it made or confirmed anew, record the new date, then enter this step.",
        day=bold(speech.day(refusal.on)),
        months=speech.count(refusal.months),
        paper=bold(label(speech, DOCUMENT_KINDS, refusal.kind)),
        dated=speech.day(refusal.dated),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.VoteImpossible, speech: Speech) -> Text:
    return speech.say(
        "{votes} votes, {present} present, {members} full members: these do not fit together. "
        "Votes are at most those present, and those present at most the full members.",
        votes=bold(speech.count(refusal.votes)),
        present=speech.count(refusal.present),
        members=speech.count(refusal.members),
    )


@sentence.register
def _(refusal: errors.CellTooSmall, speech: Speech) -> Text:
    said = speech.say_n(
        "A cell with {n} full member cannot vote: at least {needed} are needed. "
        "Ask the committee above how the admission is to be considered.",
        "A cell with {n} full members cannot vote: at least {needed} are needed. "
        "Ask the committee above how the admission is to be considered.",
        refusal.members,
        needed=speech.count(refusal.needed),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.NoQuorum, speech: Speech) -> Text:
    said = speech.say(
        "Only {present} of {members} full members were present. A vote passes with two thirds of the full members, "
        "so at least {needed} must be there: the cell has to meet again.",
        present=bold(speech.count(refusal.present)),
        members=speech.count(refusal.members),
        needed=speech.count(refusal.needed),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.VoteNotPassed, speech: Speech) -> Text:
    said = speech.say(
        "{votes} votes of {members} full members: it takes {needed} (two thirds) to pass. If the cell did not approve, "
        "end the way with the reason “not approved”; if it meets again, enter that meeting.",
        votes=bold(speech.count(refusal.votes)),
        members=speech.count(refusal.members),
        needed=speech.count(refusal.needed),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.TooYoung, speech: Speech) -> Text:
    said = speech.say(
        "Born in {born}: on {day} under {years}. Nobody is entered before that age.",
        born=bold(str(refusal.born)),
        day=speech.day(refusal.on),
        years=speech.count(refusal.years),
    )
    return _by(speech, said, refusal.rule)


@sentence.register
def _(refusal: errors.ProbationRunning, speech: Speech) -> Text:
    said = speech.say(
        "Probation lasts {months} months, until {until}: the cell reviews recognition from that day on, not on {day}.",
        months=speech.count(refusal.months),
        until=bold(speech.day(refusal.until)),
        day=speech.day(refusal.on),
    )
    return _by(speech, said, refusal.rule)

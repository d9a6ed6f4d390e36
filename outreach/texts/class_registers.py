"""What is said about the register of a class: what will be written and what was; and all that is refused of a class."""

from collections.abc import Sequence
from datetime import date

from models import PartyClass
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.services.classes.class_registers import Planned
from outreach.texts import admission, refusals
from outreach.texts.classes import codes, title
from outreach.texts.speech import Speech


def preview(speech: Speech, row: PartyClass, planned: Planned) -> Text:
    """What will be written into the register."""
    past = speech.say("⚠ This class ended on {day}.", day=speech.day(row.ends)) if _late(planned) else ""
    return join([title(speech, row), *_lines(speech, planned), past])


def written(speech: Speech, row: PartyClass, planned: Planned) -> Reply:
    """What was written, with the way to the class."""
    card = Choice(speech.word("Show the class"), "class", {"class": row.id})
    return Reply(join([speech.say("✓ Saved"), title(speech, row), *_lines(speech, planned)]), ((card,),))


def _late(planned: Planned) -> bool:
    return planned.past and bool(planned.change.enrolled)


def _lines(speech: Speech, planned: Planned) -> list[Text]:
    change = planned.change
    return [
        *_of(change.enrolled, speech.say("Enrolled: {codes}", codes=codes(change.enrolled))),
        *_of(change.already, speech.say("In the class already: {codes}", codes=codes(change.already))),
        *_of(change.removed, speech.say("Taken out of the class: {codes}", codes=codes(change.removed))),
        *_of(change.absent, speech.say("Absent: {codes}", codes=codes(change.absent))),
        *_of(change.present, speech.say("Attended: {codes}", codes=codes(change.present))),
        *(_certificates(speech, planned, change.certificate_on) if change.certificate_on and change.certified else []),
        *_uncertified(speech, planned),
        *_learners(speech, planned),
    ]


def _of(candidates: Sequence[int], said: Text) -> list[Text]:
    return [said] if candidates else []


def _certificates(speech: Speech, planned: Planned, day: date) -> list[Text]:
    given = planned.change.certified
    head = speech.say_n(
        "{n} certificate of {day}: {codes}", "{n} certificates of {day}: {codes}", len(given),
        day=speech.day(day), codes=codes(given),
    )  # fmt: skip
    if planned.kind is not ClassKind.AWARENESS_CLASS:
        return [head]
    entering = [each for each in given if each in planned.effect.entering]
    only = [each for each in given if each not in planned.effect.entering]
    return [
        head,
        *_of(entering, speech.say("→ enter the stage of the awareness class: {codes}", codes=codes(entering))),
        *_of(only, speech.say("→ certificate noted, stage unchanged (see /ungvien): {codes}", codes=codes(only))),
        *_valid_until(speech, planned),
    ]


def _valid_until(speech: Speech, planned: Planned) -> list[Text]:
    if planned.effect.valid is None:
        return []
    limit, day = planned.effect.valid
    time = speech.say_n("{n} month", "{n} months", int(limit.amount))
    rule = admission.cited(speech, limit.citation)
    return [speech.say("Valid for {time}, until {day} · {rule}", time=time, day=speech.day(day), rule=rule)]


def _uncertified(speech: Speech, planned: Planned) -> list[Text]:
    lost = planned.change.uncertified
    leaving = [each for each in lost if each in planned.effect.leaving]
    staying = [each for each in lost if each not in planned.effect.leaving]
    if planned.kind is not ClassKind.AWARENESS_CLASS:
        staying = []
    return [
        *_of(lost, speech.say("Certificate withdrawn: {codes}", codes=codes(lost))),
        *_of(leaving, speech.say("→ back to the stage before the class: {codes}", codes=codes(leaving))),
        *_of(staying, speech.say("→ stage unchanged; to correct it: /ungvien: {codes}", codes=codes(staying))),
    ]


def _learners(speech: Speech, planned: Planned) -> list[Text]:
    now, before = planned.change.learners, planned.change.book.learners
    if now is None or now == before:
        return []
    return [speech.say("Learners without a code: {was} → {now}", was=speech.count(before or 0), now=speech.count(now))]


@refusals.sentence.register
def _(refusal: errors.UnknownClass, speech: Speech) -> Text:
    return speech.say("I do not know a class {piece}. /lop lists those of your units.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.BadClassDays, speech: Speech) -> Text:
    if refusal.reason == "no_weekend":
        return speech.say("These days hold no Saturday or Sunday. Change the days, or leave out “weekend”.")
    return speech.say("{piece} is more than a year. Please check the years.", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.UnknownClassAct, speech: Speech) -> Text:
    return speech.say(
        "I do not understand {piece}. For a class you can write: add UV-0001, UV-0002; absent UV-0003; "
        "certificates 25/6; remove UV-0004; 45 learners; change 22/6-27/6.",
        piece=bold(refusal.piece),
    )


@refusals.sentence.register
def _(refusal: errors.NotEnrolled, speech: Speech) -> Text:
    return speech.say(
        "{code} is not in {party_class}. To enrol: /lop {party_class}; add {code}",
        code=refusal.code,
        party_class=refusal.party_class,
    )


@refusals.sentence.register
def _(refusal: errors.WrongClass, speech: Speech) -> Text:
    code = bold(refusal.code)
    if refusal.reason == "admitted":
        return speech.say("{code} is admitted already: the awareness class comes before the dossier.", code=code)
    return speech.say("{code} is not admitted yet: the new-member class is for probationary members.", code=code)


@refusals.sentence.register
def _(refusal: errors.AttendanceAhead, speech: Speech) -> Text:
    return speech.say(
        "The class begins on {day}: attendance is noted from that day on.", day=bold(speech.day(refusal.starts))
    )


@refusals.sentence.register
def _(refusal: errors.WasAbsent, speech: Speech) -> Text:
    return speech.say(
        "{code} was absent and gets no certificate. If that is wrong: attended {code}", code=bold(refusal.code)
    )


@refusals.sentence.register
def _(refusal: errors.HasCertificate, speech: Speech) -> Text:
    return speech.say(
        "{code} has a certificate of {day} from this class. If that is wrong, first write: withdraw certificate {code}",
        code=refusal.code,
        day=speech.day(refusal.day),
    )


@refusals.sentence.register
def _(refusal: errors.CertificateEarly, speech: Speech) -> Text:
    return speech.say(
        "{day} is before the end of the class ({ends}): a certificate is given on its last day or later.",
        day=bold(speech.day(refusal.day)),
        ends=speech.day(refusal.ends),
    )


@refusals.sentence.register
def _(refusal: errors.CertificateAhead, speech: Speech) -> Text:
    return speech.say(
        "{day} has not come yet: a certificate is noted once it has been given.", day=bold(speech.day(refusal.day))
    )


@refusals.sentence.register
def _(refusal: errors.NobodyToCertify, speech: Speech) -> Text:
    return speech.say(
        "In {party_class} nobody is waiting for a certificate: whoever attended has one.",
        party_class=bold(refusal.party_class),
    )


@refusals.sentence.register
def _(refusal: errors.NothingChanges, speech: Speech) -> Text:
    return speech.say(
        "This is how {party_class} stands already: nothing to save.", party_class=bold(refusal.party_class)
    )


@refusals.sentence.register
def _(refusal: errors.KindFixed, speech: Speech) -> Text:
    return speech.say(
        "Certificates have been given in {party_class}: it stays a class of its kind.",
        party_class=bold(refusal.party_class),
    )

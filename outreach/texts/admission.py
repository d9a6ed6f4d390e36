"""Time limits and rules of admission in words; importing this has the refusals of admission said too."""

from datetime import date

from outreach.messages import Text, bold
from outreach.rules.admission.deadlines import Deadline
from outreach.rules.admission.limits import CountedFrom, Limit, LimitName, LimitUnit
from outreach.texts.admission_refusals import cited, detail
from outreach.texts.speech import Speech

__all__ = [
    "age_unsure",
    "cited",
    "deadline",
    "detail",
    "full_deadline",
    "late",
    "limit",
    "limit_name",
    "recognised_from",
]


def limit_name(speech: Speech, name: LimitName) -> str:
    """What is limited, as it stands inside a sentence."""
    return speech.word(
        {
            LimitName.CERTIFICATE: "certificate of the awareness class",
            LimitName.PAPERS: "papers of the dossier",
            LimitName.DECISION: "decision of admission",
            LimitName.CEREMONY: "admission ceremony",
            LimitName.PROBATION: "end of probation",
            LimitName.RECOGNITION_REVIEW: "cell's review of recognition",
            LimitName.RECOGNITION_DECISION: "decision of recognition",
            LimitName.TRANSFER: "handing in the transfer papers",
            LimitName.VOTE: "vote of the cell",
            LimitName.AGE: "age",
            LimitName.CELL_MEMBERS: "size of the cell",
        }[name]
    )


def limit(speech: Speech, one: Limit) -> str:
    """A limit as its rule set has it: "admission ceremony: 30 working days from the issue of the decision"."""
    if one.counted_from is None:
        return speech.word("{limit}: {amount}", limit=limit_name(speech, one.name), amount=_amount(speech, one))
    return speech.word(
        "{limit}: {amount} from {event}",
        limit=limit_name(speech, one.name),
        amount=_amount(speech, one),
        event=_event(speech, one.counted_from),
    )


def _amount(speech: Speech, one: Limit) -> Text:
    whole = int(one.amount)
    match one.unit:
        case LimitUnit.MONTHS:
            return speech.say_n("{n} month", "{n} months", whole)
        case LimitUnit.WORKING_DAYS:
            return speech.say_n("{n} working day", "{n} working days", whole)
        case LimitUnit.YEARS:
            return speech.say_n("at least {n} year", "at least {n} years", whole)
        case LimitUnit.FULL_MEMBERS:
            return speech.say_n("at least {n} full member", "at least {n} full members", whole)
        case LimitUnit.SHARE:
            return speech.say("at least {share} of the full members in favour", share=str(one.amount))


def _event(speech: Speech, event: CountedFrom) -> str:
    return speech.word(
        {
            CountedFrom.CERTIFICATE: "the day of the certificate",
            CountedFrom.PAPER: "the day of the oldest paper",
            CountedFrom.CELL_VOTE: "the cell's resolution",
            CountedFrom.DECISION_ISSUED: "the issue of the decision",
            CountedFrom.DECISION_RECEIVED: "the receipt of the decision",
            CountedFrom.CEREMONY: "the ceremony",
            CountedFrom.PROBATION_END: "the end of probation",
            CountedFrom.RECOGNITION_REVIEW: "the cell's review of recognition",
            CountedFrom.TRANSFER: "the transfer",
        }[event]
    )


def deadline(speech: Speech, one: Deadline, today: date) -> Text:
    """A running limit in one line: "admission ceremony by 15/07/2026 (12 days left)"; bold when overdue."""
    name, day, left = limit_name(speech, one.limit.name), speech.day(one.due), one.days_left(today)
    if one.awaited:
        return speech.say("{limit}: {day}", limit=name, day=day)
    if left < 0:
        how = speech.say_n("overdue by {n} day", "overdue by {n} days", -left)
        return speech.say("{limit} by {day} ({how})", limit=name, day=day, how=bold(how.plain))
    how = speech.say_n("{n} day left", "{n} days left", left) if left else speech.say("today")
    return speech.say("{limit} by {day} ({how})", limit=name, day=day, how=how)


def full_deadline(speech: Speech, one: Deadline, today: date) -> Text:
    """As ``deadline``, and from what it counts, how long, and where that is written."""
    event = one.limit.counted_from
    said = deadline(speech, one, today) + "\n   "
    if event is not None:
        said += speech.say(
            "{amount} from {event}, {start}",
            amount=_amount(speech, one.limit),
            event=_event(speech, CountedFrom.DECISION_ISSUED if one.provisional else event),
            start=speech.day(one.start),
        )
    if one.provisional:
        said += " " + speech.say("(for now: the day of receipt is not entered yet)")
    return said + " · " + cited(speech, one.limit.citation)


def late(speech: Speech, one: Deadline, on: date) -> Text:
    """That a step on ``on`` came after the last day of a limit; it is entered all the same."""
    return speech.say_n(
        "⚠ {n} day late: {limit} was due by {day}. Rule: {rule}.",
        "⚠ {n} days late: {limit} was due by {day}. Rule: {rule}.",
        -one.days_left(on),
        limit=limit_name(speech, one.limit.name),
        day=speech.day(one.due),
        rule=cited(speech, one.limit.citation),
    )


def recognised_from(speech: Speech, day: date) -> Text:
    """The day from which full membership counts, however late the decision."""
    return speech.say("Full membership counts from {day}, the end of probation.", day=bold(speech.day(day)))


def age_unsure(speech: Speech, born: int) -> Text:
    """That the year of birth alone does not tell whether somebody is of age yet."""
    return speech.say(
        "Born in {born}: reaches the age of admission in the course of this year. Please check the birth certificate.",
        born=str(born),
    )

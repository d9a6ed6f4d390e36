"""Indicators in words: what they are called, and what one of them is counted in."""

from outreach import errors
from outreach.messages import Text, bold
from outreach.rules.numbers import TargetValue
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.terms import Indicator
from outreach.texts import labels, refusals
from outreach.texts.speech import Speech

_MEMBERS = ("{n} member", "{n} members")
_ORGS = ("{n} Party organisation", "{n} Party organisations")
_COUNTED = {
    Indicator.MEMBERS_ADMITTED: _MEMBERS,
    Indicator.MEMBERS_RECOGNISED: _MEMBERS,
    Indicator.PARTY_ORGS_FOUNDED: _ORGS,
    Indicator.PARTY_ORGS_REORGANISED: _ORGS,
    Indicator.TRADE_UNIONS_FOUNDED: ("{n} trade union", "{n} trade unions"),
    Indicator.YOUTH_UNIONS_FOUNDED: ("{n} youth-union branch", "{n} youth-union branches"),
    Indicator.ENTERPRISES_SURVEYED: ("{n} enterprise", "{n} enterprises"),
    Indicator.VISITS: ("{n} visit", "{n} visits"),
    Indicator.CLASSES_HELD: ("{n} class", "{n} classes"),
    Indicator.CLASS_LEARNERS: ("{n} learner", "{n} learners"),
    Indicator.ZONES_FOUNDED: ("{n} industrial zone", "{n} industrial zones"),
    Indicator.ENTERPRISES: ("{n} enterprise", "{n} enterprises"),
    Indicator.MEMBERS: _MEMBERS,
    Indicator.PARTY_ORGS: _ORGS,
    Indicator.ENTERPRISES_WITH_PARTY_ORG: ("{n} enterprise", "{n} enterprises"),
}


def name(speech: Speech, indicator: Indicator) -> str:
    """The indicator inside a sentence: kết nạp đảng viên."""
    return labels.label(speech, INDICATORS, indicator)


def heading(speech: Speech, indicator: Indicator) -> str:
    """The indicator at the beginning of a line or on a button."""
    return labels.heading(speech, INDICATORS, indicator)


def counted(speech: Speech, indicator: Indicator, number: int) -> str:
    """So many of what the indicator counts: 8 đảng viên."""
    return speech.say_n(*_COUNTED[indicator], number).plain


def value(speech: Speech, wanted: TargetValue) -> str:
    """A target's value as it was given: 140, từ 14, trên 140, 2–5."""
    number = speech.count(wanted.value)
    match wanted.kind:
        case "at_least":
            return speech.word("at least {number}", number=number)
        case "more_than":
            return speech.word("over {number}", number=number)
        case "range":
            return f"{number}–{speech.count(wanted.to or wanted.value)}"
    return number


@refusals.sentence.register
def _(refusal: errors.StockNotYet, speech: Speech) -> Text:
    named = bold(name(speech, Indicator(refusal.indicator)))
    return speech.say(
        "{indicator} is a level on a day, not a count over a period. Targets and figures of that kind are coming; "
        "for now please use counts such as {example}.",
        indicator=named,
        example=name(speech, Indicator.MEMBERS_ADMITTED),
    )

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
    """A target's value as it was given: 140, từ 14, trên 140, 2–5, 10% doanh nghiệp, tăng 10% đảng viên."""
    number = speech.count(wanted.value)
    match wanted.kind:
        case "at_least":
            return speech.word("at least {number}", number=number)
        case "more_than":
            return speech.word("over {number}", number=number)
        case "range":
            return f"{number}–{speech.count(wanted.to or wanted.value)}"
        case "ratio":
            return _share(speech, wanted)
        case "growth":
            return speech.word("growth of {share}", share=_share(speech, wanted))
    return number


def _share(speech: Speech, wanted: TargetValue) -> str:
    percent = speech.percent(wanted.percent)
    return f"{percent} {stock(speech, wanted.stock)}" if wanted.stock else percent


def stock(speech: Speech, indicator: Indicator) -> str:
    """A stock as it is counted, after a percentage: doanh nghiệp, đảng viên."""
    if indicator is Indicator.ENTERPRISES_WITH_PARTY_ORG:
        return name(speech, indicator)
    _, _, noun = counted(speech, indicator, 2).partition(" ")
    return noun


def lacking(speech: Speech, indicator: Indicator) -> Text:
    """That nothing is known of a stock yet, on which a target rests."""
    return speech.say("⚠ Not known yet: {indicator}. It is entered with /ketqua.", indicator=name(speech, indicator))


@refusals.sentence.register
def _(refusal: errors.ShareNotPossible, speech: Speech) -> Text:
    named = bold(name(speech, Indicator(refusal.indicator)))
    match refusal.reason:
        case "flow":
            return speech.say(
                "{indicator} is counted over a period, so it is no share of anything. Write a growth, such as "
                "“growth 10% members”, or a number of cases.",
                indicator=named,
            )
        case "level":
            return speech.say(
                "{indicator} is a level. Write the level wanted as a number, a share such as “10% enterprises”, or set "
                "the growth for what makes it grow, such as admissions.",
                indicator=named,
            )
    return speech.say("{indicator} cannot be so many percent of itself. Of what is it a share?", indicator=named)

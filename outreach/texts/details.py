"""What is told of one indicator beside its targets: its parts, its kinds of classes, the level of a stock."""

from datetime import date
from decimal import Decimal

from outreach.messages import Text, bold, join
from outreach.rules.pace import percent_of
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.details import Details, StockLevel
from outreach.services.progress.stocks import Level
from outreach.texts import classes, indicators, parts
from outreach.texts.speech import Speech


def details(speech: Speech, found: Details, code: str, *, private: bool) -> list[Text | str]:
    """The blocks that tell of one indicator; ``code`` is the unit's, free words are told in ``private`` alone."""
    blocks: list[Text | str] = [
        _stock(speech, found.stock, code) if found.stock else "",
        parts.breakdown(speech, found.parts, private=private) if found.parts else "",
        classes.totals(speech, found.classes) if found.classes else "",
    ]
    return [block for block in blocks if block]


def _stock(speech: Speech, each: StockLevel, code: str) -> Text:
    """A level on a day; where nothing is known of it, how it is entered."""
    title = speech.say(
        "{indicator}, {period}",
        indicator=bold(indicators.heading(speech, each.indicator)),
        period=speech.day(each.day),
    )
    if each.level is None:
        return join([title, _lacking(speech, each.indicator, code, each.day)])
    said = [bold(speech.count(each.level.count)), _compared(speech, each), _source(speech, each.level)]
    return join([title, join([*said, speech.say("no target set")], " · ")])


def _source(speech: Speech, level: Level) -> Text:
    if level.reported_on is None:
        return speech.say("counted from the records")
    return speech.say("reported on {day}", day=speech.day(level.reported_on))


def _compared(speech: Speech, each: StockLevel) -> Text | str:
    if each.level is None or each.enterprises is None or not each.enterprises.count:
        return ""
    percent = percent_of(each.level.count, each.enterprises.count) or Decimal(0)
    number = speech.count(each.enterprises.count)
    return speech.say("{percent} of {n} enterprises", percent=speech.percent(percent), n=number)


def _lacking(speech: Speech, indicator: Indicator, code: str, day: date) -> Text:
    return speech.say(
        "Not known yet: {indicator}. To enter it: /ketqua {indicator}; NUMBER; {code}; {day}",
        indicator=indicators.name(speech, indicator),
        code=code,
        day=speech.day(day),
    )

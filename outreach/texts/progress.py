"""Where a unit stands, in short lines for a phone."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from outreach import errors
from outreach.messages import Text, bold, join
from outreach.rules.pace import Progress
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import targets
from outreach.services.progress.progress import Overview, Share, Tally
from outreach.services.progress.standing import Line
from outreach.texts import details, indicators, periods, refusals
from outreach.texts import funnel as funnel_texts
from outreach.texts.speech import Speech

UNITS_SHOWN = 20


def overview(speech: Speech, found: Overview, *, detailed: bool, private: bool) -> Text:
    """The whole answer; ``detailed`` with the documents on which the targets rest, free words in ``private`` alone."""
    head = join([bold(found.place.name), _asked(speech, found)])
    fed = funnel_texts.feeding(speech, found.lines, found.day, found.funnel)
    blocks: list[Text | str] = [
        line(speech, each, found.day, detailed=detailed, fed=fed.get(each.target.id, "")) for each in found.lines
    ]
    blocks += [tally(speech, each) for each in found.tallies]
    if found.details is not None:
        blocks += details.details(speech, found.details, found.place.code, private=private)
    if not blocks:
        blocks = [speech.say("No target is set and nothing has been counted in this period.")]
    candidates = funnel_texts.block(speech, found.funnel) if detailed else ""
    return join([head, *blocks, candidates, shares(speech, found.shares)], "\n\n")


def _asked(speech: Speech, found: Overview) -> Text:
    if found.asked is None:
        return speech.say("As of {day}", day=speech.day(found.day))
    period = periods.name(speech, found.asked)
    if found.asked.ends <= found.day:
        return speech.say("Period: {period}", period=period)
    return speech.say("Period: {period}, as of {day}", period=period, day=speech.day(found.day))


def line(
    speech: Speech, each: Line, day: date, *, detailed: bool = False, change: int | None = None, fed: Text | str = ""
) -> Text:
    """A target in a few lines; ``change`` is what the last week brought, ``fed`` what can feed it."""
    basis = speech.say("Basis: {basis}", basis=each.target.basis) if detailed and each.target.basis else ""
    return join([_title(speech, each), _figures(speech, each, change), _pace(speech, each, day), fed, basis])


def _title(speech: Speech, each: Line) -> Text:
    target = each.target
    title = bold(indicators.heading(speech, Indicator(target.indicator)))
    said = speech.say("{indicator}, {period}", indicator=title, period=periods.name(speech, targets.period(target)))
    return said + (speech.say(" (due {day})", day=speech.day(target.deadline)) if target.deadline else "")


def _figures(speech: Speech, each: Line, change: int | None) -> Text:
    parts: list[Text | str] = [_fraction(speech, each), _changed(speech, change), _needed(speech, each.progress)]
    if each.assigned is not None:
        parts.append(
            speech.say(
                "assigned {given}/{value}",
                given=speech.count(each.assigned),
                value=speech.count(each.goal.value),
            )
        )
    return join(parts, " · ")


def _fraction(speech: Speech, each: Line) -> Text:
    actual = speech.count(each.progress.actual)
    wanted = indicators.value(speech, targets.value(each.target))
    if each.progress.completion is None:
        return speech.say("*{actual}* (target {value})", actual=actual, value=wanted)
    said = speech.say(
        "*{actual}/{value}* = {percent}",
        actual=actual,
        value=speech.count(each.goal.whole or each.goal.value),
        percent=speech.percent(each.progress.completion),
    )
    if each.target.kind != "exact":
        said = said + speech.say(" (target {value})", value=_wanted(speech, each, wanted))
    if each.published is not None:
        said = said + speech.say(" (the report says {percent})", percent=speech.percent(each.published.value))
    return said


def _wanted(speech: Speech, each: Line, value: str) -> str:
    """The target, and of a percentage what it comes to."""
    if each.base is None:
        return value
    if each.goal.whole is not None:
        needed = indicators.counted(speech, Indicator(each.target.indicator), each.goal.value)
        return speech.word("{value}: {needed}", value=value, needed=needed)
    base = indicators.counted(speech, each.base.stock, each.base.level)
    return speech.word("{value}: {base} on {day}", value=value, base=base, day=speech.day(each.base.day))


def _changed(speech: Speech, change: int | None) -> str:
    if not change:
        return ""
    sign = "+" if change > 0 else "−"
    return speech.word("{change} this week", change=f"{sign}{speech.count(abs(change))}")


def _needed(speech: Speech, progress: Progress) -> Text | str:
    if progress.met:
        return speech.say("target met")
    if not progress.still_needed:
        return ""
    return speech.say("{n} to go", n=speech.count(progress.still_needed))


def _pace(speech: Speech, each: Line, day: date) -> Text | str:
    """Ahead or behind as a count; once a period is over nothing is ahead or behind any more."""
    goal, progress = each.goal, each.progress
    if each.lacks is not None:
        return indicators.lacking(speech, each.lacks)
    if day < goal.starts:
        return speech.say("not begun yet")
    if day > goal.finish:
        return "" if progress.met else speech.say("time is up since {day}", day=speech.day(goal.finish))
    return join([_difference(speech, each), _rate(speech, progress)], " · ")


def _difference(speech: Speech, each: Line) -> Text:
    difference = each.progress.difference
    number, _, noun = indicators.counted(speech, Indicator(each.target.indicator), abs(difference)).partition(" ")
    if difference < 0:
        return speech.say("behind schedule by *{n}* {noun}", n=number, noun=noun)
    if difference > 0:
        return speech.say("ahead of schedule by *{n}* {noun}", n=number, noun=noun)
    return speech.say("on schedule")


def _rate(speech: Speech, progress: Progress) -> Text | str:
    if progress.rate is None:
        return ""
    value = speech.decimal(progress.rate.value)
    if progress.rate.unit == "week":
        return speech.say("needs {value} a week", value=value)
    return speech.say("needs {value} a month", value=value)


def tally(speech: Speech, each: Tally, *, change: int | None = None) -> Text:
    """A count without a target of its own; ``change`` is what the last week brought."""
    title = speech.say(
        "{indicator}, {period}",
        indicator=bold(indicators.heading(speech, each.indicator)),
        period=periods.name(speech, each.period),
    )
    return join(
        [title, join([bold(speech.count(each.actual)), _changed(speech, change), _no_target(speech, each)], " · ")]
    )


def _no_target(speech: Speech, each: Tally) -> Text:
    if each.larger is None:
        return speech.say("no target set")
    return speech.say(
        "within the target of {period}: {value}",
        period=periods.name(speech, targets.period(each.larger)),
        value=indicators.value(speech, targets.value(each.larger)),
    )


def shares(speech: Speech, found: Sequence[Share]) -> Text | str:
    """A line for each unit right below that has a target or a count; UNITS_SHOWN of them."""
    by_unit = [list(group) for _, group in groupby(found, key=lambda share: share.place.id)]
    if not by_unit:
        return ""
    lines: list[Text | str] = [speech.say("*Units below*")]
    lines += [_unit(speech, group) for group in by_unit[:UNITS_SHOWN]]
    if len(by_unit) > UNITS_SHOWN:
        lines.append(speech.say("and {n} more", n=speech.count(len(by_unit) - UNITS_SHOWN)))
    return join(lines)


def _unit(speech: Speech, group: Iterable[Share]) -> Text:
    each = list(group)
    said = join([_share(speech, share) for share in each], ", ")
    return speech.say("· {unit}: {said}", unit=each[0].place.name, said=said)


def _share(speech: Speech, share: Share) -> Text:
    named, actual = indicators.name(speech, share.indicator), speech.count(share.actual)
    if share.target is None:
        return speech.say("{indicator} *{actual}*", indicator=named, actual=actual)
    if share.target.kind == "range" or share.target.is_share:
        wanted = indicators.value(speech, share.target)
        return speech.say("{indicator} *{actual}* (target {value})", indicator=named, actual=actual, value=wanted)
    wanted = speech.count(share.target.value)
    return speech.say("{indicator} *{actual}/{value}*", indicator=named, actual=actual, value=wanted)


def which(speech: Speech) -> Text:
    """The question which of several roots is meant."""
    return speech.say("Which unit?")


@refusals.sentence.register
def _(refusal: errors.NoUnitYet, speech: Speech) -> Text:
    del refusal
    return speech.say("There is no unit yet. To add the first: /donvi moi CODE; name; committee")

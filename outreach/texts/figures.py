"""What is said of opening figures: the preview, what was saved, what is refused."""

from dataclasses import dataclass

from outreach import errors
from outreach.messages import Text, bold, join
from outreach.rules.vocabulary.terms import Indicator
from outreach.services import targets
from outreach.services.figures import Checked, Report
from outreach.texts import indicators, periods, refusals
from outreach.texts.speech import Speech


def preview(speech: Speech, unit: str, report: Report, checked: Checked) -> Text:
    """What will be written, what it replaces, and where that puts the target to which it belongs."""
    lines = [
        speech.say("*Figure* of {unit}", unit=bold(unit)),
        speech.say(
            "{indicator}: *{count}*",
            indicator=indicators.heading(speech, report.indicator),
            count=speech.count(report.count),
        ),
        _days(speech, report),
        speech.say("Source: {source}", source=report.source) if report.source else "",
        _standing(speech, checked),
        _published(speech, report, checked),
        _replacing(speech, report, checked),
    ]
    return join(lines)


def _days(speech: Speech, report: Report) -> Text:
    return speech.say(
        "From {starts} to {ends}", starts=speech.day(report.period.starts), ends=speech.day(report.period.ends)
    )


def _standing(speech: Speech, checked: Checked) -> Text | str:
    if checked.target is None or checked.progress is None:
        return speech.say("No target is set for these days.")
    period = periods.name(speech, targets.period(checked.target))
    wanted = indicators.value(speech, targets.value(checked.target))
    actual = speech.count(checked.progress.actual)
    if checked.progress.completion is None:
        return speech.say("So far, {period}: *{actual}* (target {value})", period=period, actual=actual, value=wanted)
    return speech.say(
        "So far, {period}: *{actual}/{value}* = {percent}",
        period=period,
        actual=actual,
        value=speech.count(checked.target.value),
        percent=speech.percent(checked.progress.completion),
    )


def _published(speech: Speech, report: Report, checked: Checked) -> Text | str:
    if report.percent is None:
        return ""
    said = speech.percent(report.percent.value)
    if checked.progress is None or checked.progress.completion is None:
        return speech.say("Published: {percent}", percent=said)
    if not checked.flagged:
        return speech.say("Published: {percent}, which fits.", percent=said)
    return speech.say(
        "⚠ The report says {percent}, computed it is {computed}. Both are kept.",
        percent=bold(said),
        computed=bold(speech.percent(checked.progress.completion)),
    )


def _replacing(speech: Speech, report: Report, checked: Checked) -> Text | str:
    old = checked.replaces
    if old is None:
        return ""
    return speech.say(
        "⚠ Replaces the earlier figure from the same day: {old} (until {day}) → {new}",
        old=speech.count(old.count),
        day=speech.day(old.ends),
        new=speech.count(report.count),
    )


def saved(speech: Speech, unit: str, report: Report) -> Text:
    """That the figure counts now."""
    return speech.say(
        "✓ Saved for {unit}: {indicator} {count}, {starts} – {ends}. /tiendo shows where it stands.",
        unit=bold(unit),
        indicator=indicators.name(speech, report.indicator),
        count=bold(speech.count(report.count)),
        starts=speech.day(report.period.starts),
        ends=speech.day(report.period.ends),
    )


def label(speech: Speech, indicator: str, count: int, period: str) -> Text:
    """A figure in one line, for the journal."""
    named = indicators.name(speech, Indicator(indicator))
    return speech.say(
        "Figure: {indicator} {count}, {period}", indicator=named, count=speech.count(count), period=period
    )


@refusals.sentence.register
def _(refusal: errors.FigureOverlaps, speech: Speech) -> Text:
    return speech.say(
        "{unit} has already reported *{count}* for {starts} – {ends}, and these days overlap. "
        "To replace that figure, report from {starts} on; else choose days outside it.",
        unit=bold(refusal.unit),
        count=speech.count(refusal.count),
        starts=speech.day(refusal.starts),
        ends=speech.day(refusal.ends),
    )


@refusals.sentence.register
def _(refusal: errors.FigureAhead, speech: Speech) -> Text:
    return speech.say(
        "{day} has not come yet: a figure covers days up to today. Write for example 1/1/2024-17/6/2024.",
        day=bold(speech.day(refusal.day)),
    )


@dataclass(frozen=True)
class Asked:
    """The questions of the guided entry."""

    speech: Speech

    def indicator(self) -> Text:
        """What was counted."""
        return self.speech.say("What is reported?")

    def unit(self) -> Text:
        """Whose figure it is."""
        return self.speech.say("Of which unit? Choose, or write its code or name.")

    def period(self) -> Text:
        """Over which days."""
        return self.speech.say("Over which days? Choose (up to today), or write: 1/1/2024-17/6/2024.")

    def count(self) -> Text:
        """How many."""
        return self.speech.say("How many? For example: 79.")

    def percent(self) -> Text:
        """The completion that the report prints, if any."""
        return self.speech.say("Does the report give a percentage? Write it, such as 56,4%, or skip.")

    def source(self) -> Text:
        """Where the figure comes from."""
        return self.speech.say("Where does the figure come from? Write it, or skip.")

"""What is said of opening figures: the preview, what was saved, what is refused."""

from dataclasses import dataclass
from typing import Any

from outreach import errors
from outreach.messages import Text, bold, join
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import targets
from outreach.services.progress.figures import Checked
from outreach.services.progress.reported import Report
from outreach.services.progress.standing import Line
from outreach.texts import indicators, parts, periods, refusals
from outreach.texts.speech import Speech


def preview(speech: Speech, unit: str, checked: Checked) -> Text:
    """What will be written, what it replaces, and where that puts the target to which it belongs."""
    report = checked.report
    lines = [
        speech.say("*Figure* of {unit}", unit=bold(unit)),
        *_counts(speech, checked),
        days(speech, report),
        *parts.told(speech, report, checked.learners.report if checked.learners else None),
        speech.say("Source: {source}", source=report.source) if report.source else "",
        _standing(speech, checked),
        _published(speech, checked),
        _replacing(speech, checked),
        _replacing(speech, checked.learners) if checked.learners else "",
    ]
    return join(lines)


def _counts(speech: Speech, checked: Checked) -> list[Text]:
    both = [checked.report, *([checked.learners.report] if checked.learners else [])]
    return [
        speech.say(
            "{indicator}: *{count}*",
            indicator=indicators.heading(speech, report.indicator),
            count=speech.count(report.count),
        )
        for report in both
    ]


def days(speech: Speech, report: Report) -> Text:
    """The days that are covered; of a stock the one day."""
    if report.indicator.is_stock:
        return speech.say("On {day}", day=speech.day(report.period.ends))
    return speech.say(
        "From {starts} to {ends}", starts=speech.day(report.period.starts), ends=speech.day(report.period.ends)
    )


def _standing(speech: Speech, checked: Checked) -> Text | str:
    if checked.parts_only:
        return speech.say("This count has been reported already: only its parts are added, it is not counted again.")
    if checked.line is None:
        return speech.say("No target is set for these days.")
    period = periods.name(speech, targets.period(checked.line.target))
    return speech.say("So far, {period}: {said}", period=period, said=_said(speech, checked.line))


def _said(speech: Speech, line: Line) -> Text:
    actual, wanted = speech.count(line.progress.actual), indicators.value(speech, targets.value(line.target))
    if line.lacks is not None:
        return join([bold(actual), indicators.lacking(speech, line.lacks)], " · ")
    if line.progress.completion is None:
        return speech.say("*{actual}* (target {value})", actual=actual, value=wanted)
    whole = speech.count(line.goal.whole or line.goal.value)
    percent = speech.percent(line.progress.completion)
    return speech.say("*{actual}/{value}* = {percent}", actual=actual, value=whole, percent=percent)


def _published(speech: Speech, checked: Checked) -> Text | str:
    if checked.report.percent is None:
        return ""
    said = speech.percent(checked.report.percent.value)
    completion = checked.line.progress.completion if checked.line else None
    if checked.line is None or completion is None:
        return speech.say("Published: {percent}", percent=said)
    if checked.line.published is None:
        return speech.say("Published: {percent}, which fits.", percent=said)
    return speech.say(
        "⚠ The report says {percent}, computed it is {computed}. Both are kept.",
        percent=bold(said),
        computed=bold(speech.percent(completion)),
    )


def _replacing(speech: Speech, checked: Checked) -> Text | str:
    old = checked.replaces
    if old is None:
        return ""
    if (old.count, old.ends) == (checked.report.count, checked.report.period.ends):
        return speech.say("This has been reported before.")
    return speech.say(
        "⚠ Replaces the earlier figure from the same day: {old} (until {day}) → {new}",
        old=speech.count(old.count),
        day=speech.day(old.ends),
        new=speech.count(checked.report.count),
    )


def saved(speech: Speech, unit: str, report: Report) -> Text:
    """That the figure counts now."""
    said: dict[str, Any] = {
        "unit": bold(unit),
        "indicator": indicators.name(speech, report.indicator),
        "count": bold(speech.count(report.count)),
    }
    if report.indicator.is_stock:
        day = speech.day(report.period.ends)
        return speech.say(
            "✓ Saved for {unit}: {indicator} {count}, {day}. /tiendo shows where it stands.", day=day, **said
        )
    return speech.say(
        "✓ Saved for {unit}: {indicator} {count}, {starts} – {ends}. /tiendo shows where it stands.",
        starts=speech.day(report.period.starts),
        ends=speech.day(report.period.ends),
        **said,
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

    def period(self, indicator: Indicator) -> Text:
        """Over which days; of a stock on which day."""
        if indicator.is_stock:
            return self.speech.say("On which day? Choose, or write: 17/3/2024.")
        return self.speech.say("Over which days? Choose (up to today), or write: 1/1/2024-17/6/2024.")

    def count(self) -> Text:
        """How many."""
        return self.speech.say("How many? For example: 79.")

    def parts(self) -> Text:
        """Of what the count is made up."""
        return self.speech.say("Of what is it made up? For example: enterprises 242 (41,22%), students 5.")

    def percent(self) -> Text:
        """The completion that the report prints, if any."""
        return self.speech.say("Does the report give a percentage? Write it, such as 56,4%, or skip.")

    def source(self) -> Text:
        """Where the figure comes from."""
        return self.speech.say("Where does the figure come from? Write it, or skip.")

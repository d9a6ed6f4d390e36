"""What is said of targets: the preview, the list, the withdrawal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models import Target
from outreach import errors
from outreach.messages import Text, bold, join
from outreach.rules.numbers import TargetValue
from outreach.rules.vocabulary.terms import Indicator, TargetForm
from outreach.services.progress import targets
from outreach.services.progress.goals import Aim
from outreach.services.progress.targets import Wish
from outreach.texts import indicators, periods, refusals
from outreach.texts.speech import Speech

SHOWN = 60


def label(speech: Speech, target: Target) -> str:
    """A target in one line: kết nạp đảng viên, năm 2024: 140."""
    return speech.word(
        "{indicator}, {period}: {value}",
        indicator=indicators.name(speech, Indicator(target.indicator)),
        period=periods.name(speech, targets.period(target)),
        value=indicators.value(speech, targets.value(target)),
    )


def preview(speech: Speech, unit: str, wish: Wish, earlier: Target | None, aim: Aim) -> Text:
    """What will be written, what it replaces, and what a percentage comes to (``aim``)."""
    lines = [
        speech.say("*Target* for {unit}", unit=bold(unit)),
        speech.say("Indicator: {indicator}", indicator=indicators.name(speech, wish.indicator)),
        speech.say("Period: {period}", period=periods.name(speech, wish.period)),
        speech.say("Value: *{value}*", value=indicators.value(speech, wish.value)),
        _comes_to(speech, aim),
        speech.say("Deadline: {day}", day=speech.day(wish.deadline)) if wish.deadline else "",
        speech.say("Basis: {basis}", basis=wish.basis) if wish.basis else "",
        speech.say("Pledged by the unit itself") if wish.form is TargetForm.PLEDGED else "",
        _replacing(speech, wish, earlier),
    ]
    return join(lines)


def _comes_to(speech: Speech, aim: Aim) -> Text | str:
    if aim.lacks is not None:
        return indicators.lacking(speech, aim.lacks)
    if aim.base is None:
        return ""
    return speech.say(
        "That is *{needed}* of {base} ({day})",
        needed=speech.count(aim.goal.needed),
        base=indicators.counted(speech, aim.base.stock, aim.base.level),
        day=speech.day(aim.base.day),
    )


def _replacing(speech: Speech, wish: Wish, earlier: Target | None) -> Text | str:
    if earlier is None:
        return ""
    old = join([indicators.value(speech, targets.value(earlier)), _deadline(speech, earlier.deadline)], ", ")
    new = join([indicators.value(speech, wish.value), _deadline(speech, wish.deadline)], ", ")
    return speech.say("⚠ Replaces the present target: {old} → {new}", old=old, new=new)


def saved(speech: Speech, unit: str, target: Target) -> Text:
    """That the target is in force."""
    return speech.say("✓ Target saved for {unit}: {target}.", unit=bold(unit), target=label(speech, target))


def listing(speech: Speech, found: Sequence[Target], names: Mapping[int, str]) -> Text:
    """The targets by unit; the first SHOWN of them."""
    if not found:
        return speech.say("No target is in force yet. To set one: /chitieu admissions; 2024; 140; UNIT-CODE")
    lines: list[Text | str] = [speech.say("*Targets in force*")]
    for place, target in enumerate(found[:SHOWN]):
        if place == 0 or found[place - 1].unit_id != target.unit_id:
            lines.append("\n" + bold(names[target.unit_id]))
        lines.append(join(["· " + _sentence(speech, target), _deadline(speech, target.deadline)], " – "))
    if len(found) > SHOWN:
        lines.append(speech.say("and {n} more", n=speech.count(len(found) - SHOWN)))
    return join(lines)


def _sentence(speech: Speech, target: Target) -> Text:
    return speech.say(
        "{indicator}, {period}: *{value}*",
        indicator=indicators.name(speech, Indicator(target.indicator)),
        period=periods.name(speech, targets.period(target)),
        value=indicators.value(speech, targets.value(target)),
    )


def _deadline(speech: Speech, deadline: date | None) -> Text | str:
    return speech.say("due {day}", day=speech.day(deadline)) if deadline else ""


def which(speech: Speech) -> Text:
    """The question which target shall go."""
    return speech.say("Which target shall be withdrawn?")


def sure(speech: Speech, unit: str, target: Target) -> Text:
    """The question before a target is withdrawn."""
    return speech.say(
        "Withdraw this target of {unit}?\n{target}\nCounts stay; only the target goes.",
        unit=bold(unit),
        target=label(speech, target),
    )


def withdrawn(speech: Speech, unit: str, target: Target) -> Text:
    """That the target is gone."""
    return speech.say("✓ Withdrawn for {unit}: {target}.", unit=bold(unit), target=label(speech, target))


@dataclass(frozen=True)
class Asked:
    """The questions of the guided entry."""

    speech: Speech

    def indicator(self) -> Text:
        """What is to be counted."""
        return self.speech.say("What is the target about?")

    def unit(self) -> Text:
        """For whom."""
        return self.speech.say("For which unit? Choose, or write its code or name.")

    def period(self) -> Text:
        """Over which time."""
        return self.speech.say("For which period? Choose, or write: 2025, Q1 2025, term 2020-2025, 1/1/2025-30/6/2025.")

    def value(self) -> Text:
        """How many."""
        return self.speech.say("How many? For example: 140, from 14, over 140, from 2 to 5; or in percent: 10%.")

    def stock(self, value: TargetValue) -> Text:
        """Of what a percentage is."""
        return self.speech.say("{percent} of what?", percent=bold(self.speech.percent(value.percent)))

    def deadline(self) -> Text:
        """Until when, if before the end."""
        return self.speech.say("An own deadline within the period? Write the day, such as 31/8/2025, or skip.")

    def basis(self) -> Text:
        """On what document."""
        return self.speech.say("On which document does it rest? For example: KH 77-KH/TU. Or skip.")


@refusals.sentence.register
def _(refusal: errors.NoSuchTarget, speech: Speech) -> Text:
    return speech.say("{unit} has no such target in force. /chitieu lists them.", unit=bold(refusal.unit))

"""The funnel in words: who could be admitted next, as numbers."""

from collections.abc import Iterable, Sequence
from datetime import date

from outreach.messages import Text, join
from outreach.rules.vocabulary.admission import STAGES
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.funnel import Funnel, Limits
from outreach.services.progress.standing import Line
from outreach.texts import labels
from outreach.texts.speech import Speech


def feeding(speech: Speech, lines: Iterable[Line], day: date, found: Funnel) -> dict[int | None, Text]:
    """How many dossiers can feed what is still needed, by the target under which that is told.

    That is the first of admissions that is running and not met: the same again under the next would tell nothing.
    """
    hungry = next((each.target.id for each in lines if _hungry(each, day)), None)
    if hungry is None or not found.stages:
        return {}
    if not found.in_hand:
        return {hungry: speech.say("no dossier in hand")}
    return {hungry: speech.say_n("*{n}* dossier in hand", "*{n}* dossiers in hand", found.in_hand)}


def _hungry(each: Line, day: date) -> bool:
    running = each.goal.starts <= day <= each.goal.finish and not each.progress.met
    return running and each.target.indicator == Indicator.MEMBERS_ADMITTED


def block(speech: Speech, found: Funnel) -> Text | str:
    """How many stand in each stage; nothing when there is nobody."""
    return join([_before(speech, found), _after(speech, found)])


def steps(speech: Speech, entered: Sequence[tuple[Stage, int]]) -> Text | str:
    """How many have entered which stage in the week."""
    return speech.say("New steps this week: {stages}", stages=_listed(speech, entered)) if entered else ""


def _before(speech: Speech, found: Funnel) -> Text | str:
    if not found.before:
        return ""
    head = speech.say("*Candidates: {n}*", n=speech.count(sum(number for _, number in found.before)))
    return join([head, _listed(speech, found.before)])


def _listed(speech: Speech, stages: Sequence[tuple[Stage, int]]) -> str:
    return ", ".join(f"{labels.label(speech, STAGES, stage)} {speech.count(number)}" for stage, number in stages)


def _after(speech: Speech, found: Funnel) -> Text | str:
    if not found.awaiting:
        return ""
    return speech.say("Probationary members awaiting recognition: *{n}*", n=speech.count(found.awaiting))


def overdue(speech: Speech, limits: Limits) -> Text | str:
    """How many time limits have run out."""
    return (
        speech.say("*Overdue time limits of dossiers: {n}*", n=speech.count(limits.overdue)) if limits.overdue else ""
    )


def ahead(speech: Speech, limits: Limits) -> Text | str:
    """How many time limits run out in the days ahead, a line of the list of what comes."""
    return (
        speech.say_n("· {n} time limit of dossiers", "· {n} time limits of dossiers", limits.ahead)
        if limits.ahead
        else ""
    )

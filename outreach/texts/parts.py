"""The parts of a count in words: as they were told, and as far as they may be said."""

from collections.abc import Iterable, Mapping

from outreach import errors
from outreach.messages import Text, bold, join
from outreach.rules.class_totals import ClassTotal
from outreach.rules.numbers import Percent
from outreach.rules.pace import percent_of
from outreach.rules.parts_line import PartDraft
from outreach.rules.suppression import Shown
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.figure_parts import PEOPLE, words_of
from outreach.rules.vocabulary.indicators import PARTS_EXAMPLE
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.breakdowns import Breakdown, Named
from outreach.services.progress.reported import Report
from outreach.texts import classes, labels, refusals
from outreach.texts.speech import Speech

_KNOWN = [meaning.value for words in words_of(Indicator.MEMBERS_ADMITTED)[:2] for meaning in words.meanings()]
_EVERY_KIND = (Indicator.MEMBERS_ADMITTED, Indicator.CLASSES_HELD, Indicator.PARTY_ORGS_FOUNDED)


def label(speech: Speech, part: str) -> str:
    """What a part is called inside a sentence: cán bộ quản lý, học sinh sinh viên, liên doanh."""
    for indicator in _EVERY_KIND:
        for words in words_of(indicator):
            for meaning in words.meanings():
                if meaning.value == part:
                    return labels.label(speech, words, meaning)
    return part


def told(speech: Speech, report: Report, learners: Report | None) -> list[Text | str]:
    """The parts of a report as they will be written; of classes with those who learnt in them."""
    if report.indicator is Indicator.CLASSES_HELD:
        return [classes.totals(speech, _totals(report, learners))] if report.parts else []
    inside = [_told(speech, part) for part in report.parts if not part.apart]
    apart = [_told(speech, part) for part in report.parts if part.apart]
    return [
        speech.say("Of which: {parts}", parts=join(inside, ", ")) if inside else "",
        speech.say("Apart: {parts}", parts=join(apart, ", ")) if apart else "",
    ]


def _told(speech: Speech, part: PartDraft) -> Text:
    name, count = label(speech, part.part) if part.part else part.name, speech.count(part.count)
    if part.percent is None:
        return speech.say("{name} *{count}*", name=name, count=count)
    return speech.say(
        "{name} *{count}* ({percent})", name=name, count=count, percent=speech.percent(part.percent.value)
    )


def _totals(report: Report, learners: Report | None) -> list[ClassTotal]:
    learnt = {(part.part, part.name, part.apart): part.count for part in (learners.parts if learners else ())}
    found = [
        ClassTotal(
            ClassKind(part.part), part.count, learnt.get((part.part, part.name, part.apart)), part.apart, part.name
        )
        for part in report.parts
        if part.part
    ]
    return sorted(found, key=lambda total: total.apart)


def _which(part: PartDraft) -> tuple[str | None, str, bool]:
    return part.part, part.name, part.apart


def breakdown(speech: Speech, found: Breakdown, *, private: bool) -> Text | str:
    """The parts of a count as far as they may be said; free words in ``private`` only."""
    published = found.published or {}
    of_people = found.indicator in PEOPLE
    named = [each for each in found.named if private]
    lines: list[Text | str] = [
        _line(speech, found.objects, published),
        _line(speech, found.sexes, published),
        _line(speech, found.kinds, published, percents=False),
        join([_named(speech, each) for each in named], ", "),
    ]
    said = join([speech.say("Of which {parts}", parts=line) for line in lines if line])
    apart = join([_named(speech, each if private else Named("", each.shown)) for each in found.apart], ", ")
    beside = speech.say("Reported apart: {parts}", parts=apart) if found.apart else ""
    return join([said, beside, _note(speech, found) if of_people else ""])


def _line(
    speech: Speech, parts: Iterable[Shown], published: Mapping[str, Percent], *, percents: bool = True
) -> Text | str:
    return join([_part(speech, each, published, percents=percents) for each in parts], "; ")


def _part(speech: Speech, each: Shown, published: Mapping[str, Percent], *, percents: bool) -> Text:
    name = label(speech, each.key)
    if each.count is None:
        return _hidden(speech, name, each)
    percent = percent_of(each.count, each.total) if percents else None
    said = speech.say("{name} *{count}*", name=name, count=speech.count(each.count))
    if percent is not None:
        said = said + f" = {speech.percent(percent)}"
    if other := published.get(each.key):
        said = said + speech.say(" (the report says {percent})", percent=speech.percent(other.value))
    inside = join([_part(speech, one, published, percents=percents) for one in each.inside], ", ")
    return said + speech.say(", of which {parts}", parts=inside) if inside else said


def _hidden(speech: Speech, name: str, each: Shown) -> Text:
    if each.few:
        return speech.say("{name} <3", name=name)
    return speech.say("{name} (not told)", name=name)


def _named(speech: Speech, each: Named) -> Text:
    name = each.name or (label(speech, each.shown.key) if each.shown.key else speech.word("unnamed"))
    if each.shown.count is None:
        return _hidden(speech, name, each.shown)
    return speech.say("{name} *{count}*", name=name, count=speech.count(each.shown.count))


def _note(speech: Speech, found: Breakdown) -> Text | str:
    """Why something is hidden, where something is."""
    every = [*found.objects, *(one for each in found.objects for one in each.inside), *found.sexes]
    every += [each.shown for each in (*found.named, *found.apart)]
    if all(each.count is not None for each in every):
        return ""
    return speech.say("Counts of people below 3 are not told, nor what would give them away.")


@refusals.sentence.register
def _(refusal: errors.BadPart, speech: Speech) -> Text:
    return speech.say(
        "{piece}: a part needs its name and its number, such as “students 5”. Example: {example}",
        piece=bold(refusal.piece),
        example=PARTS_EXAMPLE,
    )


@refusals.sentence.register
def _(refusal: errors.PartTooSmall, speech: Speech) -> Text:
    known = join([label(speech, part) for part in _KNOWN], ", ")
    return speech.say(
        "{piece}: in your own words a part has 3 people or more (no person's name here). Known are: {known}.",
        piece=bold(f"{refusal.name} {refusal.count}"),
        known=known,
    )


@refusals.sentence.register
def _(refusal: errors.PartsExceed, speech: Speech) -> Text:
    count, whole = bold(speech.count(refusal.count)), bold(speech.count(refusal.whole))
    named = label(speech, refusal.part) if refusal.part else refusal.name
    if not named:
        return speech.say("The parts make {count} together, more than the whole of {whole}.", count=count, whole=whole)
    return speech.say("{part}: {count} is more than the whole of {whole}.", part=bold(named), count=count, whole=whole)


@refusals.sentence.register
def _(refusal: errors.PartsDiffer, speech: Speech) -> Text:
    return speech.say(
        "{unit} has reported *{actual}* in all for {starts} – {ends}, not {count}. Report the parts with that number, "
        "or correct the figures first.",
        unit=bold(refusal.unit),
        actual=speech.count(refusal.actual),
        count=bold(speech.count(refusal.count)),
        starts=speech.day(refusal.starts),
        ends=speech.day(refusal.ends),
    )

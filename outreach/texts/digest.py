"""The weekly summary in words: short enough for one message, and without any person's name."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from outreach.messages import Text, bold, join
from outreach.rules.vocabulary.visits import OBSTACLES
from outreach.services.progress.coming import DayAhead
from outreach.services.progress.standing import Line
from outreach.services.progress.week import Changed, Kind, Week
from outreach.services.units.tree import Place
from outreach.texts import funnel, labels, periods
from outreach.texts import progress as progress_texts
from outreach.texts.speech import Speech

T = TypeVar("T")
LIMIT = 4096
CAPS = (40, 20, 12, 8, 5, 3, 1)
LONGEST_NAME = 60
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def summary(speech: Speech, week: Week) -> Text:
    """The whole summary; long lists are shortened until it fits one message of every messenger's larger kind."""
    text = Text()
    for cap in CAPS:
        text = _summary(speech, week, cap)
        if utf16(text.plain) <= LIMIT:
            break
    return text


def utf16(text: str) -> int:
    """The length as messengers count it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _summary(speech: Speech, week: Week, cap: int) -> Text:
    targets = [each.what for each in week.changes if isinstance(each.what, Line)]
    fed = funnel.feeding(speech, targets, week.through, week.funnel)
    parts: list[Text | str] = [
        _head(speech, week),
        speech.say("Nothing new was logged in this week. The figures stand as they were.") if week.quiet else "",
        *_capped(speech, week.changes, cap, lambda each: _changed(speech, week, each, fed)),
        join([funnel.block(speech, week.funnel), funnel.steps(speech, week.entered)]),
        _visits(speech, week, cap),
        _obstacles(speech, week, cap),
        _overdue(speech, week, cap),
        _ahead(speech, week, cap),
    ]
    return join(parts, "\n\n")


def _head(speech: Speech, week: Week) -> Text:
    named = periods.week(speech, week.period)
    title = speech.say("*Summary of {week}*", week=named)
    if week.through < week.period.ends:
        title = speech.say("*Summary of {week}*, up to {day}", week=named, day=speech.short_day(week.through))
    return join([title, bold(_short(week.place.name))])


def _changed(speech: Speech, week: Week, each: Changed, fed: Mapping[int | None, Text]) -> Text:
    if isinstance(each.what, Line):
        feeding = fed.get(each.what.target.id, "")
        return progress_texts.line(speech, each.what, week.through, change=each.change, fed=feeding)
    return progress_texts.tally(speech, each.what, change=each.change)


def _visits(speech: Speech, week: Week, cap: int) -> Text:
    head = speech.say("*Visits this week: {n}*", n=speech.count(week.visits))
    groups = list(week.visits_by_group)
    lines = _capped(speech, groups, cap, lambda each: _group(speech, *each))
    if week.own and groups:
        lines.insert(0, speech.say("· logged by the unit itself: {n}", n=speech.count(week.own)))
    if week.proposals:
        lines.append(speech.say("Proposals to the committee: {n}", n=speech.count(week.proposals)))
    return join([head, *lines])


def _group(speech: Speech, place: Place, number: int) -> Text:
    return speech.say("· {unit}: {n}", unit=_short(place.name), n=speech.count(number))


def _obstacles(speech: Speech, week: Week, cap: int) -> Text | str:
    lines: list[Text | str] = []
    if week.opened:
        kinds = _kinds(speech, week.opened, cap)
        lines.append(speech.say("*Obstacles met: {n}* ({kinds})", n=_sum(speech, week.opened), kinds=kinds))
    if week.cleared:
        kinds = _kinds(speech, week.cleared, cap)
        lines.append(speech.say("*Obstacles cleared: {n}* ({kinds})", n=_sum(speech, week.cleared), kinds=kinds))
    return join(lines)


def _sum(speech: Speech, found: Sequence[tuple[Kind, int]]) -> str:
    return speech.count(sum(number for _, number in found))


def _kinds(speech: Speech, found: Sequence[tuple[Kind, int]], cap: int) -> Text:
    return join(_capped(speech, found, cap, lambda each: f"{_kind(speech, each[0])} {speech.count(each[1])}"), ", ")


def _kind(speech: Speech, kind: Kind) -> str:
    return speech.word("other") if kind is None else labels.label(speech, OBSTACLES, kind)


def _overdue(speech: Speech, week: Week, cap: int) -> Text:
    late = funnel.overdue(speech, week.limits)
    if not week.overdue:
        return join([speech.say("No step is overdue."), late])
    head = speech.say("*Overdue steps: {n}*", n=speech.count(week.overdue))
    return join([head, *_capped(speech, week.overdue_by_group, cap, lambda each: _group(speech, *each)), late])


def _ahead(speech: Speech, week: Week, cap: int) -> Text:
    lines = [*(_day(speech, each, cap) for each in week.ahead), funnel.ahead(speech, week.limits)]
    if not any(lines):
        return speech.say("Nothing is due in the next seven days.")
    return join([speech.say("*The next seven days*"), *lines])


def _day(speech: Speech, each: DayAhead, cap: int) -> Text:
    day = f"{speech.word(_WEEKDAYS[each.day.weekday()])} {speech.short_day(each.day)}"
    parts: list[Text | str] = []
    if each.classes:
        parts.append(speech.say_n("{n} class begins", "{n} classes begin", each.classes))
    if each.ceremonies:
        parts.append(speech.say_n("{n} admission ceremony", "{n} admission ceremonies", each.ceremonies))
    if each.visited:
        names = join(_capped(speech, each.visited, cap, _short), ", ")
        parts.append(speech.say("visit {names}", names=names))
    if each.steps:
        names = join(_capped(speech, each.enterprises, cap, _short), ", ")
        parts.append(speech.say_n("{n} step – {names}", "{n} steps – {names}", each.steps, names=names))
    return speech.say("· {day}: {what}", day=day, what=join(parts, "; "))


def _capped(speech: Speech, every: Sequence[T], cap: int, say: Callable[[T], Text | str]) -> list[Text | str]:
    said = [say(each) for each in every[:cap]]
    if len(every) > cap:
        said.append(speech.say("and {n} more", n=speech.count(len(every) - cap)))
    return said


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"

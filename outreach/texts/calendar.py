"""What is said about the days off: the public ones by name, and those that the office adds."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.vocabulary.settings import HOLIDAYS, Holiday
from outreach.services.tasks.calendars import Year
from outreach.texts import refusals
from outreach.texts.days import full_day
from outreach.texts.labels import heading
from outreach.texts.speech import Speech

_DAY = timedelta(days=1)
_MOST = 6  # days that can be taken back by a button; others in one line


def year(speech: Speech, known: Year, today: date, *, may_change: bool) -> Reply:
    """The days off of a year; for who may change them, how."""
    public = [_stretch(speech, *stretch) for stretch in _stretches(known.public.off)]
    worked = [
        speech.say("• {day}: worked in exchange", day=speech.short_day(day)) for day in sorted(known.public.worked)
    ]
    lines = [
        speech.say("*Days off in {year}*", year=known.year),
        *public,
        *worked,
        speech.say("Saturdays and Sundays are off."),
        *_added(speech, known.added),
    ]
    if may_change:
        lines.append(speech.say("In one line: /caidat off 24/12 · /caidat made up 9/1/2027 · /caidat remove day 24/12"))
    return Reply(join(lines), _choices(speech, known, today, may_change=may_change))


def _added(speech: Speech, added: Mapping[date, bool]) -> list[Text]:
    if not added:
        return []
    return [speech.say("*Added here*"), *(_said(speech, day, worked=worked) for day, worked in added.items())]


def _said(speech: Speech, day: date, *, worked: bool) -> Text:
    if worked:
        return speech.say("• {day}: worked", day=speech.short_day(day))
    return speech.say("• {day}: off", day=speech.short_day(day))


def _stretches(off: Mapping[date, Holiday]) -> Iterator[tuple[date, date, Holiday]]:
    """Days that follow each other under one name."""
    first = last = None
    for day in [*sorted(off), None]:
        if first is not None and last is not None and (day != last + _DAY or (day and off[day] is not off[first])):
            yield first, last, off[first]
            first = None
        first, last = first or day, day


def _stretch(speech: Speech, first: date, last: date, name: Holiday) -> Text:
    days = speech.short_day(first) if first == last else f"{speech.short_day(first)}–{speech.short_day(last)}"
    return Text(f"• {days}: {heading(speech, HOLIDAYS, name)}")


def _choices(speech: Speech, known: Year, today: date, *, may_change: bool) -> tuple[tuple[Choice, ...], ...]:
    others = [Choice(str(one), "settings_calendar", {"year": one}) for one in (known.year - 1, known.year + 1)]
    if not may_change:
        return rows(others)
    adding = [
        Choice(speech.word("Add a day off"), "settings_day", {"working": False}),
        Choice(speech.word("Add a working Saturday"), "settings_day", {"working": True}),
    ]
    ahead = [day for day in known.added if day >= today][:_MOST]
    back = [Choice(_back(speech, day), "settings_day_back", {"day": day.isoformat()}) for day in ahead]
    return (*rows(adding, 1), *rows(back), tuple(others))


def _back(speech: Speech, day: date) -> str:
    return speech.word("Remove {day}", day=speech.short_day(day))


def asked_day(speech: Speech, *, working: bool) -> Text:
    """Ask for the day."""
    if working:
        return speech.say("Which Saturday is worked? As 9/1/2027")
    return speech.say("Which day is off? As 24/12 or 24/12/2026")


def setting(speech: Speech, day: date, *, working: bool) -> Text:
    """The day that will be set."""
    named = bold(full_day(speech, day))
    said = speech.say("Set {day} as a day off?", day=named)
    if working:
        said = speech.say("Set {day} as a working day?", day=named)
    return join([said, _for_all(speech)])


def removing(speech: Speech, day: date, *, working: bool) -> Text:
    """The day that will be again as everywhere."""
    named = bold(full_day(speech, day))
    said = speech.say("Take back that {day} is off?", day=named)
    if working:
        said = speech.say("Take back that {day} is worked?", day=named)
    return join([said, _for_all(speech)])


def _for_all(speech: Speech) -> Text:
    return speech.say("This holds for all units: reminders move, and time limits in working days are counted anew.")


def changed(speech: Speech, day: date, number: int) -> Reply:
    """The calendar has changed; how many time limits are being counted anew."""
    said = [speech.say("✓ The calendar is changed: {day}", day=bold(full_day(speech, day)))]
    if number:
        said.append(
            speech.say_n(
                "The time limit of {n} candidate is being counted anew.",
                "The time limits of {n} candidates are being counted anew.",
                number,
            )
        )
    return Reply(join(said))


@refusals.sentence.register
def _(refusal: errors.BadCalendarDay, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.reason:
        case "past":
            return speech.say("{piece} is over. The calendar is set from today on.", piece=piece)
        case "off":
            return speech.say("{piece} is off already: a weekend or a public holiday.", piece=piece)
        case "working":
            return speech.say("{piece} is a working day already.", piece=piece)
        case "no_saturday":
            return speech.say("{piece} is no Saturday: only a Saturday is worked in exchange.", piece=piece)
        case "twice":
            return speech.say("{piece} has been set so before.", piece=piece)
    return speech.say("Nothing has been set for {piece}: there is nothing to remove.", piece=piece)


@refusals.sentence.register
def _(refusal: errors.NotTheCalendar, speech: Speech) -> Text:
    return speech.say(
        "Days off hold for all units: they are set by the administrator of the whole committee. "
        "Please ask there; /caidat calendar shows them."
    )

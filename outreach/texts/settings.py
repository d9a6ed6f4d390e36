"""What is said about a person's settings: the menu, the morning hour, quiet hours; and a group's."""

from collections.abc import Sequence
from datetime import datetime, time

from models import BoundChat
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.tasks.quiet import Quiet
from outreach.rules.vocabulary.languages import LANGUAGES, Language
from outreach.services.people.personal import Personal
from outreach.texts import refusals
from outreach.texts.labels import heading
from outreach.texts.speech import Speech

MORNINGS = (time(6, 30), time(7), time(7, 30), time(8))
QUIETS = (Quiet(time(21), time(6, 30)), Quiet(time(22), time(6)))


def hour(at: time) -> str:
    """07:15."""
    return f"{at:%H:%M}"


def hours(quiet: Quiet) -> str:
    """21:00–06:30."""
    return f"{hour(quiet.start)}–{hour(quiet.end)}"


def menu(
    speech: Speech, own: Personal, accounts_line: Text, quota_lines: Sequence[Text], *,
    reads_only: bool, administers: bool,
) -> Reply:  # fmt: skip
    """What holds for the reader, and what can be set; for administrators also how far a messenger's quota reaches."""
    lines = [
        speech.say("*Your settings*"),
        speech.say("Language: {language}", language=_language(speech, speech.language)),
        Text() if reads_only else _morning(speech, own),
        _quiet(speech, own.quiet),
        _away(speech, own),
        accounts_line,
        *quota_lines,
        speech.say("In one line: /caidat quiet 21h-6h30")
        if reads_only
        else speech.say("In one line: /caidat morning 7h15 · /caidat quiet 21h-6h30"),
    ]
    return Reply(join(lines), _choices(speech, reads_only=reads_only, administers=administers))


def _choices(speech: Speech, *, reads_only: bool, administers: bool) -> tuple[tuple[Choice, ...], ...]:
    personal = [
        Choice(speech.word("Language"), "settings_language"),
        *([] if reads_only else [Choice(speech.word("Morning hour"), "settings_morning")]),
        Choice(speech.word("Quiet hours"), "settings_quiet"),
        *([] if reads_only else [Choice(speech.word("Absence"), "away")]),
        Choice(speech.word("Accounts"), "accounts"),
    ]
    house = [
        Choice(speech.word("Reminder rules"), "settings_rules"),
        Choice(speech.word("Days off"), "settings_calendar"),
    ]
    return rows([*personal, *house] if administers else personal)


def group_menu(speech: Speech, chat: BoundChat) -> Reply:
    """What holds for the group's weekly summary, and what can be set."""
    lines = [
        speech.say("*The weekly summary of this group*"),
        speech.say("Language: {language}", language=_language(speech, chat.language or speech.language)),
        _quiet(speech, Quiet.of(chat.quiet_from, chat.quiet_to)),
    ]
    choices = [
        Choice(speech.word("Language"), "settings_language"),
        Choice(speech.word("Quiet hours"), "settings_quiet"),
    ]
    return Reply(join(lines), rows(choices))


def _language(speech: Speech, language: str) -> str:
    return heading(Speech(language, speech.zone), LANGUAGES, Language(language))


def _morning(speech: Speech, own: Personal) -> Text:
    if own.off:
        return speech.say("Morning message: off")
    return speech.say("Morning message: {at}, on working days", at=hour(own.arrives))


def _quiet(speech: Speech, quiet: Quiet | None) -> Text:
    if quiet is None:
        return speech.say("Quiet hours: none")
    return speech.say("Quiet hours: {hours}", hours=hours(quiet))


def _away(speech: Speech, own: Personal) -> Text:
    if own.away is None:
        return Text()
    first, last = own.away
    return speech.say("Away: {first} – {last}", first=speech.day(first), last=speech.day(last))


def asked_morning(speech: Speech, own: Personal) -> Text:
    """Ask for the hour."""
    return join([
        _morning(speech, own),
        speech.say("When shall the morning message come? Choose an hour, or type one such as 7h15."),
    ])  # fmt: skip


def morning_hour(speech: Speech, own: Personal) -> Text:
    """The hour that will be set."""
    return join([speech.say("Morning message at *{at}*, on working days", at=hour(own.at)), _put_off(speech, own)])


def switching(speech: Speech, *, on: bool) -> Text:
    """The morning message will be on again, or off."""
    return speech.say("Turn the morning message on again?") if on else speech.say("Turn the morning message off?")


def morning_set(speech: Speech, own: Personal, following: datetime) -> Reply:
    """The morning message comes at the hour; when the next one may."""
    said = speech.say(
        "✓ The morning message comes at *{at}* on working days, when there is something to tell. Next: {when}",
        at=hour(own.arrives),
        when=speech.moment(following),
    )
    return Reply(join([said, _put_off(speech, own)]), replaces=True)


def morning_off(speech: Speech) -> Reply:
    """No morning message any more; what goes on all the same."""
    return Reply(
        speech.say(
            "✓ The morning message is off. /viec shows your tasks at any time.\n"
            "What stays overdue is still told to your lead, and then to the administrators.\n"
            "On again: /caidat morning on"
        ),
        replaces=True,
    )


def _put_off(speech: Speech, own: Personal) -> Text:
    if own.quiet is None or own.off or own.arrives == own.at:
        return Text()
    return speech.say(
        "{at} lies in your quiet hours ({hours}): the message comes when they end, at {end}.",
        at=hour(own.at),
        hours=hours(own.quiet),
        end=hour(own.quiet.end),
    )


def asked_quiet(speech: Speech, quiet: Quiet | None, *, private: bool) -> Text:
    """Ask from when to when."""
    asked = speech.say("When shall nothing come unasked? Choose, or type it as 21h-6h30.")
    if not private:
        asked = speech.say("When shall nothing come into this group unasked? In other hours: /caidat quiet 21h-6h30")
    return join([_quiet(speech, quiet), asked])


def quiet_hours(speech: Speech, quiet: Quiet | None) -> Text:
    """The quiet hours that will be set."""
    return _quiet(speech, quiet)


def quiet_set(speech: Speech, own: Personal) -> Reply:
    """The quiet hours are set, or there are none any more."""
    if own.quiet is None:
        return Reply(speech.say("✓ You have no quiet hours any more."), replaces=True)
    said = speech.say(
        "✓ Quiet hours {hours}: nothing comes unasked then. Whatever you ask is answered at once.",
        hours=bold(hours(own.quiet)),
    )
    return Reply(join([said, _put_off(speech, own)]), replaces=True)


def group_quiet_set(speech: Speech, quiet: Quiet | None) -> Reply:
    """The same for a group."""
    if quiet is None:
        return Reply(speech.say("✓ This group has no quiet hours any more."), replaces=True)
    return Reply(
        speech.say(
            "✓ Quiet hours of this group {hours}: a summary that is due then comes at {end}.",
            hours=bold(hours(quiet)),
            end=hour(quiet.end),
        ),
        replaces=True,
    )


@refusals.sentence.register
def _(refusal: errors.BadQuietHours, speech: Speech) -> Text:
    return speech.say(
        "Quiet hours {hours} leave less than an hour of the day: nothing could ever reach you. "
        "Leave at least an hour, as in 21h-6h30.",
        hours=bold(hours(Quiet(refusal.start, refusal.end))),
    )


@refusals.sentence.register
def _(refusal: errors.BadHours, speech: Speech) -> Text:
    return speech.say("{piece} is no stretch of the day. It looks like: 21h-6h30", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.NoMorningMessage, speech: Speech) -> Text:
    return speech.say("The morning message is for those who have tasks: members, leads and administrators.")

"""What is said of requests and their legal clock; by whom is told by codes alone."""

from collections.abc import Sequence
from datetime import date

from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.privacy import REQUEST_KINDS, RequestKind
from outreach.services.privacy.privacy_requests import Request
from outreach.services.privacy.retention import Soon
from outreach.texts.labels import label
from outreach.texts.speech import Speech

_MOST = 10


def kind(speech: Speech, which: RequestKind) -> str:
    """The word for what is asked for."""
    return label(speech, REQUEST_KINDS, which)


def listing(speech: Speech, found: Sequence[Request], soon: Sequence[Soon], today: date) -> Reply:
    """The open requests, each with a button, and who will be anonymised within a month."""
    if found:
        head = speech.say_n("*{n} open request*", "*{n} open requests*", len(found))
    else:
        head = speech.say("No request is open. A candidate asks for something: /quyenrieng UV-0001 request")
    lines = [line(speech, one, today) for one in found[:_MOST]]
    choices = [
        Choice(f"{code(one.candidate_id)}: {kind(speech, one.kind)}", "privacy_one", {"request": one.id})
        for one in found[:_MOST]
    ]
    return Reply(join([head, *lines, *_more(speech, len(found)), *_soon(speech, soon)]), rows(choices, 1), once=False)


def line(speech: Speech, one: Request, today: date) -> Text:
    """A request in one line, with the limit that comes next."""
    who, what, day = bold(code(one.candidate_id)), kind(speech, one.kind), speech.day(one.due)
    if one.due < today:
        late = speech.count((today - one.due).days)
        return speech.say("• {code}: {what}. Overdue since {day} ({n} days)", code=who, what=what, day=day, n=late)
    if one.acknowledged:
        return speech.say("• {code}: {what}. To be done by {day}", code=who, what=what, day=day)
    return speech.say("• {code}: {what}. To be acknowledged by {day}", code=who, what=what, day=day)


def one(speech: Speech, request: Request, today: date) -> Reply:
    """A request with what can be done about it."""
    data = {"request": request.id}
    choices = [] if request.acknowledged else [Choice(speech.word("Acknowledged"), "privacy_acknowledge", data)]
    choices.append(Choice(speech.word("Dealt with"), "privacy_done", data))
    choices.append(Choice(speech.word("See the data"), "privacy_of", {"candidate": request.candidate_id}))
    return Reply(join([line(speech, request, today), _clock(speech, request)]), rows(choices), replaces=True)


def _clock(speech: Speech, request: Request) -> Text:
    return speech.say(
        "Asked on {asked}: acknowledge by {first} (2 working days), act by {last} (15 days; Law 91/2025/QH15).",
        asked=speech.day(request.asked_on),
        first=speech.day(request.clock.acknowledge),
        last=speech.day(request.clock.act),
    )


def which_kind(speech: Speech, candidate_id: int) -> Text:
    """The question what is asked for."""
    return speech.say("What does {code} ask for?", code=bold(code(candidate_id)))


def which_day(speech: Speech) -> Text:
    """The question on which day it was asked."""
    return speech.say("On which day was it asked? The legal clock runs from then.")


def entering(speech: Speech, candidate_id: int, which: RequestKind, asked_on: date) -> Text:
    """The request that will be entered."""
    who, what, day = bold(code(candidate_id)), kind(speech, which), speech.day(asked_on)
    return speech.say("Request of {code}: {what}, asked on {day}", code=who, what=what, day=day)


def entered(speech: Speech, request: Request, today: date) -> Reply:
    """The request has been entered, and what comes next."""
    shown = one(speech, request, today)
    return Reply(join([speech.say("✓ The request is noted."), shown.text]), shown.choices)


def acknowledged(speech: Speech, request: Request, today: date) -> Reply:
    """It has been acknowledged."""
    shown = one(speech, request, today)
    return Reply(join([speech.say("✓ Acknowledged."), shown.text]), shown.choices, replaces=True)


def done(speech: Speech, request: Request) -> Reply:
    """It has been dealt with."""
    said = speech.say(
        "✓ {code}: {what}. The request is done.", code=bold(code(request.candidate_id)), what=kind(speech, request.kind)
    )
    return Reply(said, replaces=True)


def _more(speech: Speech, number: int) -> list[Text]:
    return [speech.say("• and {n} more", n=speech.count(number - _MOST))] if number > _MOST else []


def _soon(speech: Speech, soon: Sequence[Soon]) -> list[Text]:
    if not soon:
        return []
    lines = [
        speech.say("• {code}: closed on {closed}, anonymised from {day}", code=bold(code(each.candidate_id)),
                   closed=speech.day(each.closed_on), day=speech.day(each.on))
        for each in soon
    ]  # fmt: skip
    return [Text("\n") + speech.say("*Soon anonymised* (12 months after the way ended)"), *lines]

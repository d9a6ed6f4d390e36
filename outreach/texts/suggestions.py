"""What is said about whom to visit next: each enterprise with the reasons in words, and what can be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.short_name import short_name
from outreach.rules.tasks.ranking import Reason, Why
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.terms import Indicator, Obstacle
from outreach.rules.vocabulary.visits import OBSTACLES
from outreach.services.tasks.suggestions import AT_ONCE, Suggested, Suggestions
from outreach.texts import refusals
from outreach.texts.labels import label
from outreach.texts.speech import Speech

_REASONS = 3
_LONGEST_LABEL = 60
_LONGEST_STEP = 60


def listed(speech: Speech, told: Suggestions, where: Sequence[str], data: Mapping[str, Any], *, private: bool) -> Reply:
    """The best of the list, numbered anew each time, as the buttons are; ``data`` says where was looked, what seen."""
    seen = list(data["seen"])
    head = bold(" – ".join([speech.word("Whom to visit next"), *where]))
    if not told.found:
        return Reply(join([head, _nothing(speech, seen)]))
    if len(told.found) == 1 and not seen:
        only = told.found[0]
        return Reply(join([head, _item(speech, only, "", _REASONS, private=private)], "\n\n"),
                     _actions(speech, only, data, private=private), once=False)  # fmt: skip
    items = [
        _item(speech, one, f"{number}. ", _REASONS, private=private) for number, one in enumerate(told.found, start=1)
    ]
    buttons = [
        Choice(f"{number}. {short_name(one.name)}"[:_LONGEST_LABEL], "suggestion", {**data, "enterprise": one.id})
        for number, one in enumerate(told.found, start=1)
    ]
    more = [Choice(speech.word("{n} more", n=AT_ONCE), "suggest_more", {**data, "seen": seen + _ids(told)})]
    return Reply(join([head, *items], "\n\n"), rows([*buttons, *(more if told.more else [])], 1), once=False)


def one(speech: Speech, told: Suggested, data: Mapping[str, Any], *, private: bool) -> Reply:
    """One enterprise with all its reasons, and what can be done with it."""
    said = _item(speech, told, "", len(told.reasons), private=private)
    if not told.reasons:
        said = join([said, speech.say("Nothing presses here at the moment.")])
    return Reply(said, _actions(speech, told, data, private=private), once=False)


def not_now(speech: Speech, name: str, until: str, data: Mapping[str, Any]) -> Reply:
    """That it will not be suggested for a while, and the way to others."""
    said = speech.say("*{name}* will not be suggested to you before {day}.", name=name, day=until)
    others = Choice(speech.word("Others"), "suggest_more", {**data, "seen": []})
    return Reply(said, ((others,),), replaces=True)


def _ids(told: Suggestions) -> list[int]:
    return [one.id for one in told.found]


def _nothing(speech: Speech, seen: Sequence[int]) -> Text:
    if seen:
        return speech.say("There are no more suggestions.")
    return speech.say("No visit presses: all have been visited lately, or a visit is planned. What is ahead: /lich")


def _actions(
    speech: Speech, told: Suggested, data: Mapping[str, Any], *, private: bool
) -> tuple[tuple[Choice, ...], ...]:
    there = {"enterprise": told.id}
    guided = [
        Choice(speech.word("Plan a visit"), "plan_visit", there),
        Choice(speech.word("Log a visit here"), "visit_of", there),
    ]
    others = [
        Choice(speech.word("Open"), "enterprise", there),
        Choice(speech.word("Another time"), "suggest_later", {**data, **there}),
    ]
    return rows([*(guided if private else []), *others])


def _item(speech: Speech, told: Suggested, number: str, most: int, *, private: bool) -> Text:
    head = bold(number + told.name) + (f" – {told.zone}" if told.zone else "")
    visited = [speech.say("Last visit: {day}", day=speech.day(told.visited_on))] if told.visited_on else []
    reasons = [Text("• ") + _reason(speech, told, reason, private=private) for reason in told.reasons[:most]]
    return join([head, *visited, *reasons])


def _reason(speech: Speech, told: Suggested, reason: Reason, *, private: bool) -> Text:
    match reason.why:
        case Why.OVERDUE:
            return _overdue(speech, told, reason)
        case Why.CANDIDATES:
            return _candidates(speech, told, reason, private=private)
        case Why.FOUNDING:
            return speech.say("{n} full members, no Party organisation yet", n=reason.number)
        case Why.CLEARED:
            return _cleared(speech, told, reason)
        case Why.AGREED:
            return speech.say("has agreed, no Party organisation yet")
        case Why.STALE:
            return _stale(speech, told, reason)
        case Why.TARGET:
            indicator = label(speech, INDICATORS, Indicator(reason.about or ""))
            return speech.say("target “{indicator}”: behind by {n}", indicator=indicator, n=speech.count(reason.number))


def _overdue(speech: Speech, told: Suggested, reason: Reason) -> Text:
    days = speech.count(reason.number)
    if reason.count > 1:
        return speech.say("{n} next steps overdue, one by {days} days", n=speech.count(reason.count), days=days)
    if told.missed and told.due is not None:
        return speech.say("a visit was planned for {day} and not made", day=speech.day(told.due))
    if told.step:
        return speech.say("next step {days} days overdue: {step}", days=days, step=_short(told.step))
    return speech.say("next step {days} days overdue", days=days)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_STEP else line[: _LONGEST_STEP - 1].rstrip() + "…"


def _candidates(speech: Speech, told: Suggested, reason: Reason, *, private: bool) -> Text:
    """In a group neither how many nor when: colleagues at a small enterprise would know who is meant."""
    if not private or told.limit is None:
        return speech.say("a candidate's time limit is near or over")
    day = speech.day(told.limit)
    if reason.number == 1:
        return speech.say("a candidate's time limit is on {day}", day=day)
    return speech.say("{n} candidates' time limits, the first on {day}", n=speech.count(reason.number), day=day)


def _cleared(speech: Speech, told: Suggested, reason: Reason) -> Text:
    obstacle = label(speech, OBSTACLES, Obstacle(reason.about or ""))
    others = reason.number - 1 if told.place else reason.number
    if not told.place:
        where = speech.say_n("{n} other enterprise", "{n} other enterprises", others)
    elif others:
        where = speech.say_n("{place} and {n} other", "{place} and {n} others", others, place=told.place)
    else:
        where = Text(told.place)
    return speech.say("“{obstacle}”: lately cleared at {where}", obstacle=obstacle, where=where)


def _stale(speech: Speech, told: Suggested, reason: Reason) -> Text:
    days = speech.count(reason.number)
    if told.visited_on is None and not reason.number:
        return speech.say("never visited, new in the list")
    if told.visited_on is None:
        return speech.say("never visited, {days} days in the list", days=days)
    return speech.say("not visited for {days} days", days=days)


@refusals.sentence.register
def _(refusal: errors.UnknownArea, speech: Speech) -> Text:
    said = speech.say("I know neither a unit nor an industrial zone {piece} here.", piece=bold(refusal.piece))
    if refusal.near:
        return said + " " + speech.say("Did you mean: {near}?", near=", ".join(refusal.near))
    return said + " " + speech.say("For example: /goiy DCT-1, or /goiy KCN Thang Long")

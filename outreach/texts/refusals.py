"""Every refusal in words: what is wrong, and how it should look. The one place for it."""

from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any

from outreach import errors
from outreach.messages import Link, Reply, Text, bold
from outreach.rules.vocabulary.admission import EXITS, OBJECTS, SEXES, STAGES
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.rules.vocabulary.commands import WEEKDAYS
from outreach.rules.vocabulary.indicators import INDICATORS, STOCKS
from outreach.rules.vocabulary.languages import LANGUAGES
from outreach.rules.vocabulary.organisations import FORMS
from outreach.rules.vocabulary.people import ROLES
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS, MASS_ORGANISATIONS, UNIT_KINDS
from outreach.rules.vocabulary.privacy import REQUEST_KINDS
from outreach.rules.vocabulary.settings import TOPICS
from outreach.rules.vocabulary.tasks import TASK_RULES
from outreach.rules.vocabulary.visits import OBSTACLES, OUTCOMES, PURPOSES
from outreach.rules.vocabulary.words import Words
from outreach.texts.labels import label
from outreach.texts.speech import Speech

# What an unknown word was taken for: its name in a sentence, and the words that would have been known.
ABOUT: Mapping[str, tuple[str, Words[Any] | None]] = {
    "indicator": ("indicator", INDICATORS),
    "stock": ("stock", STOCKS),
    "outcome": ("outcome", OUTCOMES),
    "purpose": ("purpose", PURPOSES),
    "obstacle": ("obstacle", OBSTACLES),
    "enterprise_kind": ("kind of enterprise", ENTERPRISE_KINDS),
    "unit_kind": ("kind of unit", UNIT_KINDS),
    "mass_organisation": ("mass organisation", MASS_ORGANISATIONS),
    "role": ("role", ROLES),
    "weekday": ("weekday", WEEKDAYS),
    "organisation_form": ("kind of organisation", FORMS),
    "language": ("language", LANGUAGES),
    "object": ("occupation", OBJECTS),
    "sex": ("sex", SEXES),
    "stage": ("stage", STAGES),
    "exit": ("reason for leaving", EXITS),
    "part": ("part", None),
    "class_kind": ("kind of class", CLASS_KINDS),
    "request": ("request", REQUEST_KINDS),
    "task_rule": ("reminder rule", TASK_RULES),
    "setting": ("setting", TOPICS),
}


def replies(speech: Speech, refusal: errors.DomainError, *, pressed: bool) -> list[Reply]:
    """What is said to ``refusal``; at a pressed button that is stale or another's, a short word is enough."""
    said = sentence(refusal, speech)
    if pressed and isinstance(refusal, errors.StaleChoice | errors.NotYourChoice):
        return [Reply(Text(), toast=said.plain)]
    return [Reply(said, links=_links(speech, refusal))]


def unexpected(speech: Speech, number: int) -> Reply:
    """What is said when something failed that nobody foresaw."""
    return Reply(
        speech.say(
            "Something failed on my side and *nothing was saved*. Please send it again; "
            "if it fails once more, tell your administrator: error no. {number}.",
            number=number,
        )
    )


@singledispatch
def sentence(refusal: errors.DomainError, speech: Speech) -> Text:
    """The sentence for ``refusal``; each type has its own."""
    message = f"no sentence for {type(refusal).__name__} in {speech.language}"
    raise NotImplementedError(message)


def _readable(speech: Speech, piece: str) -> str:
    """What was typed; or, where it was kept as an identifier, the word for that."""
    for words in (words for _, words in ABOUT.values() if words is not None):
        for meaning in words.meanings():
            if meaning.value == piece:
                return label(speech, words, meaning)
    return piece


def suggestions(speech: Speech, words: Words[Any], near: Sequence[str]) -> str:
    """The words that are meant perhaps, or else all that there are."""
    return ", ".join(label(speech, words, one) for one in words.meanings() if not near or one.value in near)


def _links(speech: Speech, refusal: errors.DomainError) -> tuple[Link, ...]:
    if isinstance(refusal, errors.OnlyInPrivate):
        return (Link(speech.word("Open the private chat"), refusal.start),)
    return ()


@sentence.register
def _(refusal: errors.BadDate, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.reason:
        case "impossible":
            return speech.say("There is no such day as {piece}. Write it as 15/7 or 15/7/2024.", piece=piece)
        case "future":
            return speech.say("{piece} has not come yet. A visit is logged once it has taken place.", piece=piece)
        case "past":
            return speech.say("{piece} is past already. A next step needs a day from today on.", piece=piece)
        case "too_old":
            return speech.say("{piece} is more than ten years ago. Please check the year.", piece=piece)
        case "too_far":
            return speech.say("{piece} is more than five years ahead. Please check the year.", piece=piece)
    return speech.say("I do not understand {piece} as a day. Write it as 15/7, “yesterday” or “Thursday”.", piece=piece)


@sentence.register
def _(refusal: errors.BadPeriod, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    if refusal.reason == "reversed":
        return speech.say("{piece}: the end comes before the beginning.", piece=piece)
    if refusal.reason == "impossible":
        return speech.say("{piece}: there is no such day, week or month.", piece=piece)
    if refusal.reason == "no_week":
        return speech.say("A summary is of one week: /bantin last week. For other periods: /tiendo.")
    return speech.say(
        "I do not know the period {piece}. Examples: 2024, Q1 2023, June 2024, term 2020-2025, 1/1/2024-17/6/2024.",
        piece=piece,
    )


@sentence.register
def _(refusal: errors.BadCount, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.reason:
        case "negative":
            return speech.say("{piece}: a count cannot be below 0.", piece=piece)
        case "not_whole":
            return speech.say("{piece}: a count is a whole number, such as 79 or 1.461.", piece=piece)
        case "absurd":
            return speech.say("{piece} is too large to be right. Please check the number.", piece=piece)
    return speech.say("{piece} is not a number. A count looks like 79 or 1.461.", piece=piece)


@sentence.register
def _(refusal: errors.BadPercent, speech: Speech) -> Text:
    return speech.say("{piece} is not a percentage. It looks like 56,4%.", piece=bold(refusal.piece))


@sentence.register
def _(refusal: errors.BadTargetValue, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.reason:
        case "reversed":
            return speech.say("{piece}: the first number must be the smaller one, as in “from 2 to 5”.", piece=piece)
        case "zero":
            return speech.say("{piece}: a target is at least 1.", piece=piece)
        case "share":
            return speech.say(
                "{piece}: write “10% enterprises” for a share, “growth 10% members” for more.", piece=piece
            )
    return speech.say("{piece} is no target value. Examples: 140, from 14, over 140, from 2 to 5, 10%.", piece=piece)


@sentence.register
def _(refusal: errors.MissingPart, speech: Speech) -> Text:
    return speech.say(
        "{part} is missing. Example: {example}", part=bold(speech.word(refusal.part)), example=refusal.example
    )


@sentence.register
def _(refusal: errors.DateOutsidePeriod, speech: Speech) -> Text:
    return speech.say(
        "{day} lies outside {starts} – {ends}.",
        day=bold(speech.day(refusal.day)),
        starts=speech.day(refusal.starts),
        ends=speech.day(refusal.ends),
    )


@sentence.register
def _(refusal: errors.NumberOff, speech: Speech) -> Text:
    if refusal.most == 1:
        return speech.say("There is one choice here: 1.")
    return speech.say("Choose a number from 1 to {most}.", most=speech.count(refusal.most))


@sentence.register
def _(refusal: errors.StaleChoice, speech: Speech) -> Text:
    return speech.say("This choice is no longer valid: the question has been answered or has run out.")


@sentence.register
def _(refusal: errors.NotYourChoice, speech: Speech) -> Text:
    return speech.say("This choice is for the person who asked.")


@sentence.register
def _(refusal: errors.NotAllowed, speech: Speech) -> Text:
    match refusal.role:
        case "member":
            return speech.say("You may read here, but logging needs the role of a member. Ask your administrator.")
        case "lead":
            return speech.say("This is for group leads. Ask your lead or your administrator.")
    return speech.say("This is for administrators.")


@sentence.register
def _(refusal: errors.NotInvited, speech: Speech) -> Text:
    return speech.say(
        "Hello! I am an automated assistant for people who have been invited. "
        "If you have a code, send: /start CODE. If not, ask the person in charge of your group for one."
    )


@sentence.register
def _(refusal: errors.UnboundChat, speech: Speech) -> Text:
    return speech.say("This group is not bound to a unit yet. An administrator binds it here with: /gan UNIT-CODE")


@sentence.register
def _(refusal: errors.OnlyInPrivate, speech: Speech) -> Text:
    return speech.say("Let us do this in our private chat.")


@sentence.register
def _(refusal: errors.OnlyInGroup, speech: Speech) -> Text:
    return speech.say("This command is given in the group that it is about.")


@sentence.register
def _(refusal: errors.TextNeeded, speech: Speech) -> Text:
    return speech.say("I read text only: please write it. What you had entered is still there.")


@sentence.register
def _(refusal: errors.TooLong, speech: Speech) -> Text:
    return speech.say(
        "This is too long: {length} characters, at most {limit} fit. Nothing was saved; please shorten it.",
        length=speech.count(refusal.length),
        limit=speech.count(refusal.limit),
    )


@sentence.register
def _(refusal: errors.UnknownUnit, speech: Speech) -> Text:
    if not refusal.piece:
        if not refusal.near:
            return speech.say("This unit cannot be seen here any more.")
        return speech.say("Which unit? Please add one of: {near}", near=", ".join(refusal.near))
    said = speech.say("I do not know a unit {piece}.", piece=bold(refusal.piece))
    if not refusal.near:
        return said + " " + speech.say("/donvi lists them.")
    return said + " " + speech.say("Did you mean: {near}?", near=", ".join(refusal.near))


@sentence.register
def _(refusal: errors.UnknownWord, speech: Speech) -> Text:
    about, piece = ABOUT.get(refusal.about), bold(refusal.piece)
    if about is None:
        return speech.say("I do not understand {piece}.", piece=piece)
    name, words = about
    said = speech.say("I do not understand the {about} {piece}.", about=speech.word(name), piece=piece)
    possible = suggestions(speech, words, refusal.near) if words is not None else ""
    return said + " " + speech.say("Possible: {words}.", words=possible) if possible else said


@sentence.register
def _(refusal: errors.Twice, speech: Speech) -> Text:
    return speech.say(
        "{first} and {second} contradict each other. Please keep one.",
        first=bold(_readable(speech, refusal.first)),
        second=bold(_readable(speech, refusal.second)),
    )


@sentence.register
def _(refusal: errors.UnknownEnterprise, speech: Speech) -> Text:
    if not refusal.piece:
        return speech.say("This enterprise is not in the list any more.")
    said = speech.say("I do not know an enterprise {piece}.", piece=bold(refusal.piece))
    if not refusal.near:
        return said + " " + speech.say("To add it: /dn moi NAME; kind; zone; unit")
    return said + " " + speech.say("Did you mean: {near}?", near=", ".join(refusal.near))


@sentence.register
def _(refusal: errors.OutOfScope, speech: Speech) -> Text:
    if not refusal.unit:
        return speech.say("That unit is not yours to write for.")
    return speech.say("{unit} is not yours to write for.", unit=bold(refusal.unit))


@sentence.register
def _(refusal: errors.BadInvitation, speech: Speech) -> Text:
    return speech.say("This code is not valid (any more). Ask the person who gave it to you for a new one.")

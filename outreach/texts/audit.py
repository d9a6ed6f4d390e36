"""What is said of the log: who did what, a line each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules import class_code
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.audit import ACT_KINDS, ACTS, LOGGED_FIELDS, SUBJECTS, Act, ActKind, LoggedField, Subject
from outreach.rules.vocabulary.words import Words
from outreach.services.journal.audit_reading import Doing, Page
from outreach.services.journal.audit_subjects import Thing
from outreach.texts import refusals
from outreach.texts.labels import label
from outreach.texts.speech import Speech

_MOST_THINGS = 12
_LONGEST_LABEL = 60
# what was changed goes without saying
_SAYS_ALL = {Act.ADVANCE, Act.EXIT, Act.MOVE, Act.REQUEST, Act.ENROL, Act.ATTEND, Act.CERTIFY}


def page(speech: Speech, shown: Page, about: str, today: date, moves: Sequence[Choice]) -> Reply:
    """A page of the log; ``about`` says what was asked for, nothing when everything was."""
    head = speech.say("*The log* · {about}", about=about) if about else speech.say("*The log*")
    lines = [_line(speech, doing, today) for doing in shown.doings]
    if not lines:
        lines = [speech.say("Nothing of the kind is in the log.")]
    hint = Text() if about else "\n" + speech.say("To narrow it: /nhatky Lan; June; reads · /nhatky UV-0042")
    return Reply(join([head, *lines, hint]), rows(moves), once=False)


def which(speech: Speech, text: str, choices: Sequence[tuple[str, Mapping[str, Any]]]) -> Reply:
    """Several people or enterprises are called so: the question which is meant."""
    buttons = [Choice(called[:_LONGEST_LABEL], "audit", data) for called, data in choices]
    return Reply(speech.say("Who or what is meant by *{name}*?", name=text), rows(buttons, 1), once=False)


def kind(speech: Speech, which_kind: ActKind) -> str:
    """The word for reads or writes."""
    return label(speech, ACT_KINDS, which_kind)


def act(speech: Speech, which_act: Act) -> str:
    """The word for an act."""
    return label(speech, ACTS, which_act)


def _line(speech: Speech, doing: Doing, today: date) -> Text:
    fields = () if doing.act in _SAYS_ALL else doing.fields
    done = " ".join([_word(speech, ACTS, doing.act), ", ".join(_fields(speech, fields))]).strip()
    return join([_moment(speech, doing.at, today), _who(speech, doing), done, _things(speech, doing)], " · ")


def _moment(speech: Speech, at: datetime, today: date) -> str:
    local = at.astimezone(speech.zone)
    day = speech.short_day(local.date()) if local.year == today.year else speech.day(local.date())
    return f"{local:%H:%M} {day}"


def _who(speech: Speech, doing: Doing) -> Text:
    if doing.person_id is not None:
        return bold(doing.who) if doing.who else speech.say("somebody outside your units")
    return speech.say("a stranger") if doing.act == Act.WRONG_CODE else speech.say("the program")


def _word(speech: Speech, words: Words[Any], written: str) -> str:
    """The word for what stands in the log; itself, should another version of the program have written it."""
    known = {meaning.value: meaning for meaning in words.meanings()}
    return label(speech, words, known[written]) if written in known else written


def _fields(speech: Speech, fields: Sequence[str]) -> list[str]:
    return [label(speech, LOGGED_FIELDS, LoggedField(each)) for each in fields if each in set(LoggedField)]


def _things(speech: Speech, doing: Doing) -> str:
    if not doing.things:
        return _word(speech, SUBJECTS, doing.subject)
    said = [_thing(speech, one) for one in doing.things[:_MOST_THINGS]]
    more = len(doing.things) - _MOST_THINGS
    return ", ".join([*said, *([speech.word("and {n} more of them", n=speech.count(more))] if more > 0 else [])])


def _thing(speech: Speech, one: Thing) -> str:
    match one.subject:
        case Subject.CANDIDATE | Subject.ADMISSION | Subject.CEREMONY | Subject.ENROLMENT:
            return code(one.candidate or 0)
        case Subject.CLASS:
            return class_code.code(one.id or 0)
        case Subject.ENTERPRISE:
            return one.enterprise
        case Subject.VISIT:
            day = speech.day(one.day) if one.day else ""
            return speech.word("visit on {day} to {enterprise}", day=day, enterprise=one.enterprise)
        case Subject.REQUEST:
            return f"{label(speech, SUBJECTS, one.subject)} {code(one.candidate or 0)}"
    called = one.name or one.person or one.enterprise or one.unit
    return f"{label(speech, SUBJECTS, one.subject)} {called}".strip()


@refusals.sentence.register
def _(refusal: errors.UnknownFilter, speech: Speech) -> Text:
    return speech.say(
        "I find no {piece} in your units. The log is searched by a person, a code such as UV-0042, an enterprise, "
        "a unit, a day or period, and “reads” or “writes”.",
        piece=bold(refusal.piece),
    )

"""What follows ``/viec``: a list, or what is to be done with the tasks of some numbers or of an enterprise."""

import re
from dataclasses import dataclass

from outreach.rules.dates import looks_like_date
from outreach.rules.folding import fold, tidy
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.todo import AND, FOR, TODO_LISTS, TODO_VERBS, UP_TO, TodoList, TodoVerb

# A number of the list; what belongs to a day (20/7, 3-4) is none.
_NUMBER = re.compile(r"#?(\d{1,3})(?![\d/.:-])\.?")
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:[-–]|{'|'.join(UP_TO)})\s*(\d{{1,3}})(?![\d/.])", re.IGNORECASE)
_MORE = re.compile(rf"\s*(?:[,;+&]|\b(?:{'|'.join(AND)})\b)?\s*", re.IGNORECASE)
_MOST = 20
_SEVERAL = frozenset({TodoVerb.DONE})
_WITH_A_DAY = frozenset({TodoVerb.LATER, TodoVerb.DUE})


@dataclass(frozen=True)
class TodoLine:
    """What was asked for: a ``list``; or a ``verb`` (none: to see it) for the tasks of ``numbers`` or like ``words``.

    ``rest`` is what the verb takes, as typed: a day, a person, what holds it up.
    """

    list: TodoList | None = None
    verb: TodoVerb | None = None
    numbers: tuple[int, ...] = ()
    words: str = ""
    rest: str = ""


def read_todo(text: str) -> TodoLine:
    """The meaning of ``text``, in which number and verb may stand in either order: "xong 3", "3 xong", "giao 3 Lan"."""
    said = tidy(text, one_line=True)
    if not fold(said):
        return TodoLine(list=TodoList.MINE)
    if which := TODO_LISTS.find(said):
        return TodoLine(list=which)
    numbers, rest = _numbers(said, several=True)
    if numbers:
        opening = TODO_VERBS.open(rest)
        if opening and opening.sure:
            return _of_verb(opening.meaning, opening.rest, numbers)
        return TodoLine(numbers=numbers, rest=rest) if not rest else TodoLine(words=said)
    opening = TODO_VERBS.open(said)
    if opening and opening.sure:
        return _of_verb(opening.meaning, opening.rest, ())
    return TodoLine(words=said)


def _of_verb(verb: TodoVerb, text: str, numbers: tuple[int, ...]) -> TodoLine:
    if verb is TodoVerb.HAND_ALL:
        if not text and not numbers:
            return TodoLine(verb=verb)
        verb = TodoVerb.HAND  # of one thing it says the same
    if not numbers:
        numbers, text = _numbers_after(verb, text)
    if numbers:
        return TodoLine(verb=verb, numbers=numbers, rest=_without_for(text) if verb is TodoVerb.HAND else text)
    words, rest = _words_and_rest(verb, text)
    return TodoLine(verb=verb, words=words, rest=rest)


def _numbers_after(verb: TodoVerb, text: str) -> tuple[tuple[int, ...], str]:
    if verb in _WITH_A_DAY and looks_like_date(text):  # "3 ngày nữa" is a day, and no third task
        return (), text
    return _numbers(text, several=verb in _SEVERAL)


def _numbers(text: str, *, several: bool) -> tuple[tuple[int, ...], str]:
    """The numbers that ``text`` begins with, and what follows them."""
    if several and (run := _RANGE.match(text)) and int(run[1]) <= int(run[2]) < int(run[1]) + _MOST:
        return tuple(range(int(run[1]), int(run[2]) + 1)), text[run.end() :].strip(" ;,:")
    found: list[int] = []
    at = 0
    while (one := _NUMBER.match(text, at)) and (several or not found) and len(found) < _MOST:
        found.append(int(one[1]))
        at = one.end()
        if several and (more := _MORE.match(text, at)):
            at = more.end()
    return tuple(dict.fromkeys(found)), text[at:].strip(" ;,:")


def _words_and_rest(verb: TodoVerb, text: str) -> tuple[str, str]:
    """The words for a task, and what the verb takes: after a semicolon; or from where a day, or "cho", begins."""
    parts = split_parts(text)
    if len(parts) > 1:
        rest = "; ".join(parts[1:])
        return parts[0], _without_for(rest) if verb is TodoVerb.HAND else rest
    if verb in _WITH_A_DAY:
        return _before_a_day(text)
    if verb is TodoVerb.HAND:
        return _before_for(text)
    return text, ""


def _before_a_day(text: str) -> tuple[str, str]:
    words = text.split()
    for start in range(len(words)):
        if looks_like_date(" ".join(words[start:])):
            return " ".join(words[:start]), " ".join(words[start:])
    return text, ""


def _before_for(text: str) -> tuple[str, str]:
    words = text.split()
    places = [place for place, word in enumerate(words) if word.lower() in FOR and place + 1 < len(words)]
    if not places:
        return text, ""
    return " ".join(words[: places[-1]]), " ".join(words[places[-1] + 1 :])


def _without_for(text: str) -> str:
    words = text.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in FOR else text

"""What follows /caidat: the topic, stretches of the day, and what is set for a rule of reminders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from outreach.errors import BadHour, BadHours, NotADayCount, UnknownWord
from outreach.rules.binding_line import parse_hour
from outreach.rules.folding import either, fold, plain
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.settings import DAYS, FROM, LEAD, NEAREST, SWITCHES, TOPICS, UP_TO, Switch, Topic
from outreach.rules.vocabulary.tasks import TASK_RULES, TaskRule

_TOPICS: Final = Openings(TOPICS.phrases())
_RULES: Final = Openings([(rule.value, rule) for rule in TASK_RULES.meanings()] + list(TASK_RULES.phrases()))
_SWITCHES: Final = Openings(SWITCHES.phrases())
_OF_DAYS: Final = {Topic.OFF_DAY, Topic.WORKED_DAY, Topic.CALENDAR, Topic.PUBLIC_DAY}
_OPENER: Final = re.compile(rf"{either(FROM)} ")
_DASH: Final = re.compile(r"(.+?) ?- ?(.+)")
_UP_TO: Final = [re.compile(rf"(.+) {either([word])} (.+)") for word in UP_TO]
_COUNT: Final = re.compile(rf"(?:{either(LEAD)} )?([0-9]{{1,4}})(?: ?{either(DAYS)})?(?: {either(LEAD)})?")
_MEANT_AS_DAYS: Final = re.compile(rf"^[-+]?[0-9]|\b{either(DAYS)}$|^{either(LEAD)} [0-9]")


@dataclass(frozen=True)
class RuleWish:
    """What is asked for ``rule``: a switch, so many days, both, or neither (to see it); ``unit`` as it was typed."""

    rule: TaskRule
    switch: Switch | None = None
    days: int | None = None
    unit: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything is to change."""
        return self.switch is not None or self.days is not None


def topic_of(text: str) -> tuple[Topic | None, str]:
    """What is to be set, and the words after it; a switch may stand before ("tắt giờ sáng", "bỏ yên tĩnh")."""
    opened = _TOPICS.open(text)
    if opened is not None and opened.meaning is Topic.PUBLIC_DAY:
        return _taken_back(opened.rest)
    if opened is not None:
        return opened.meaning, opened.rest
    switch = _SWITCHES.open(text)
    if switch is not None and (after := _TOPICS.open(switch.rest)) is not None:
        return after.meaning, f"{after.rest} {switch.phrase}".strip()
    return None, text


def _taken_back(rest: str) -> tuple[Topic, str]:
    """Of a day, what has been set for it; of anything else, that it is off."""
    opened = _TOPICS.open(rest)
    if opened is None:
        return Topic.PUBLIC_DAY, rest
    if opened.meaning in _OF_DAYS:
        return Topic.PUBLIC_DAY, opened.rest
    return opened.meaning, f"{opened.rest} {SWITCHES.canonical(Switch.OFF)}".strip()


def parse_hours(text: str) -> tuple[time, time]:
    """From when to when: 21h-6h30, từ 21h đến 6h30, 9h tối tới 6h sáng. Raises BadHours."""
    typed = _OPENER.sub("", plain(text), count=1)
    for form in (_DASH, *_UP_TO):
        found = form.fullmatch(typed)
        if found is None:
            continue
        try:
            return parse_hour(found[1]), parse_hour(found[2])
        except BadHour:
            continue
    raise BadHours(text.strip())


def means_nearest(text: str) -> bool:
    """Whether it says: where I last wrote."""
    return SWITCHES.find(text) is Switch.DEFAULT or fold(text) in {fold(phrase) for phrase in NEAREST}


def parse_days(text: str, rule: TaskRule) -> int:
    """A number of days: 45, 45 ngày, trước 3 ngày. Raises NotADayCount."""
    found = _COUNT.fullmatch(plain(text))
    if found is None:
        raise NotADayCount(text.strip(), rule.value)
    return int(found[1])


def read_rule(parts: Sequence[str]) -> RuleWish:
    """Which rule, and what is set for it: ``lâu chưa thăm; 45 ngày``, ``kiến nghị tắt``, ``tắt kiến nghị; DCT-1``.

    Raises:
        UnknownWord: the first part names no rule.
        NotADayCount: a number that is no number of days.

    """
    head = parts[0]
    switch = _SWITCHES.open(head)
    wish = _named(switch.rest if switch is not None and _RULES.open(switch.rest) is not None else head)
    said = [part for part in (wish.unit, *parts[1:]) if part]
    if switch is not None and _RULES.open(switch.rest) is not None:
        said.insert(0, switch.phrase)
    return _with(RuleWish(wish.rule), said)


def _named(text: str) -> RuleWish:
    """The rule that ``text`` opens with; what follows stands for the moment where the unit will."""
    opened = _RULES.open(text)
    if opened is None or not opened.sure:
        raise UnknownWord(text, "task_rule", tuple(near.value for near in TASK_RULES.near(text)))
    return RuleWish(opened.meaning, unit=opened.rest)


def _with(wish: RuleWish, said: Sequence[str]) -> RuleWish:
    switch, days, unit = wish.switch, wish.days, wish.unit
    for part in said:
        if (meant := SWITCHES.find(part)) is not None:
            switch = meant
        elif _MEANT_AS_DAYS.search(plain(part)):
            days = parse_days(part, wish.rule)
        else:
            unit = part
    return RuleWish(wish.rule, switch, days, unit)

"""When a group gets its summary: ``thứ 2 08:00``, in whatever pieces it is typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from outreach.errors import BadHour, BadWeekday
from outreach.rules.folding import either, plain
from outreach.rules.vocabulary.commands import WEEKDAYS
from outreach.rules.vocabulary.hours import AFTERNOON, AT, EVERY, HOUR_MARKS, MINUTE_MARKS, MORNING, Every
from outreach.rules.vocabulary.openings import Openings

_HOUR = re.compile(
    rf"(?:{either(AT)} )?(?P<hour>[0-9]{{1,2}})(?: ?(?::|{either(HOUR_MARKS)}) ?(?P<minute>[0-9]{{2}})?)?"
    rf"(?: ?{either(MINUTE_MARKS)})?(?: ?(?:(?P<morning>{either(MORNING)})|(?P<afternoon>{either(AFTERNOON)})))?"
)
_DAYS = Openings(WEEKDAYS.phrases())
_EVERY = Openings((phrase, Every.WEEK) for phrase in EVERY)
_NOON, _DAY, _HOURLY = 12, 24, 60


@dataclass(frozen=True)
class Schedule:
    """A day of the week (Monday 0) and a wall time; what was not said is Monday 08:00."""

    weekday: int = 0
    at: time = time(8)


def parse_hour(text: str) -> time:
    """A wall time written 08:00, 8h, 8h30, 8 giờ sáng or 2 pm. Raises BadHour."""
    found = _HOUR.fullmatch(plain(text))
    if not found:
        raise BadHour(text.strip())
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["afternoon"] and hour < _NOON:
        hour += _NOON
    if hour >= _DAY or minute >= _HOURLY:
        raise BadHour(text.strip())
    return time(hour, minute)


def read_schedule(parts: Sequence[str]) -> Schedule:
    """The day and the hour that the parts say, together or apart.

    Raises BadWeekday for words that are no day, BadHour for what stands where the hour is due.
    """
    weekday, at = None, None
    for part in parts:
        day, rest = _leading_weekday(part)
        weekday = day if day is not None else weekday
        if rest:
            at = _hour(part, rest, has_day=day is not None)
    default = Schedule()
    return Schedule(default.weekday if weekday is None else weekday, at or default.at)


def _leading_weekday(part: str) -> tuple[int | None, str]:
    every = _EVERY.open(part)
    text = every.rest if every is not None and every.rest else part
    day = _DAYS.open(text)
    if day is None or not day.sure:  # "thứ 9" begins with "thu", which is Thursday only where no mark says otherwise
        return None, text
    tail = _EVERY.open(day.rest)
    return day.meaning.number, tail.rest if tail is not None else day.rest


def _hour(part: str, rest: str, *, has_day: bool) -> time:
    try:
        return parse_hour(rest)
    except BadHour:
        if has_day or rest[:1].isdecimal():
            raise
        raise BadWeekday(part) from None

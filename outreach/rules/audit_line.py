"""A question to the log, ``/nhatky Lan; tháng 6; đọc``, from free words; who and where stay words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from outreach.errors import BadDate, Twice
from outreach.rules.candidate_code import parse_code
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import strip_marks
from outreach.rules.lines import split_parts
from outreach.rules.periods import Period, period_of, split_tail
from outreach.rules.vocabulary.audit import ACT_KINDS, ACTS, Act, ActKind
from outreach.rules.vocabulary.calendar import DAY_LEADS

T = TypeVar("T")
_DAY_LEADS = frozenset(map(strip_marks, DAY_LEADS))
_MOST_WORDS = 5  # of a day: "thứ 6 tuần trước", with one to spare


@dataclass
class AuditQuestion:
    """What is asked: acts of a kind or a single act, on a candidate, in a period; ``names`` only the database knows."""

    names: list[str] = field(default_factory=list)
    candidate: int | None = None
    period: Period | None = None
    kind: ActKind | None = None
    act: Act | None = None


def read_audit(text: str, today: date) -> AuditQuestion:
    """What ``text`` asks, in any order, between semicolons or not; all may lack.

    Raises BadPeriod and BadDate (a day that there is not), and Twice for two periods, kinds, acts or codes.
    """
    asked = AuditQuestion()
    for part in split_parts(text):
        _take(asked, part, today)
    return asked


def _take(asked: AuditQuestion, part: str, today: date) -> None:
    if (act := ACTS.find(part)) is not None and ACT_KINDS.find(part) is None:
        asked.act = _once("act", asked.act, act, part)
        return
    rest, period = split_tail(part, today)
    if period is None:
        rest, period = _peel(part, lambda tail: _day(tail, today, whole=tail == part))
    if period is not None:
        asked.period = _once("period", asked.period, period, part)
    rest, kind = _peel(rest, ACT_KINDS.find)
    if kind is not None:
        asked.kind = _once("act", asked.kind, kind, part)
    rest, candidate = _peel(rest, parse_code)
    if candidate is not None:
        asked.candidate = _once("candidate", asked.candidate, candidate, part)
    if rest:
        asked.names.append(rest)


def _peel(text: str, read: Callable[[str], T | None]) -> tuple[str, T | None]:
    """The words at the end or the beginning of ``text`` as ``read`` understands them, after what is left of it."""
    words = text.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        for piece, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            found = read(" ".join(piece))
            if found is not None:
                return " ".join(rest).strip(" ,:-"), found
    return text, None


def _day(text: str, today: date, *, whole: bool) -> Period | None:
    """The day, as a period. "Mai" is somebody's name here: nothing is logged tomorrow; so is what could be a name."""
    if not looks_like_date(text) or not (whole or _surely_a_day(text)):
        return None
    try:
        return period_of("dates", parse_date(text, today, "past"))
    except BadDate as error:
        if error.reason == "future":
            return None
        raise


def _surely_a_day(text: str) -> bool:
    return any(sign.isdecimal() for sign in text) or strip_marks(text).split()[0] in _DAY_LEADS


def _once(part: str, before: T | None, now: T, piece: str) -> T:
    if before is not None and before != now:
        raise Twice(part, _readable(before), piece)
    return now


def _readable(said: object) -> str:
    if isinstance(said, Period):
        return f"{said.starts:%d/%m/%Y} – {said.ends:%d/%m/%Y}"
    return str(said)

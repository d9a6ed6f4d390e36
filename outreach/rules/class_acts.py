"""What is to be done with a class, from the parts of a line: ``thêm UV-0001, uv7; vắng uv7; chứng nhận 25/6``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.errors import UnknownCandidate, UnknownClassAct
from outreach.rules.candidate_code import leading_code
from outreach.rules.class_days import nearest_day
from outreach.rules.folding import fold, tidy
from outreach.rules.numbers import parse_count
from outreach.rules.vocabulary.classes import AND, CLASS_ACTS, EVERYBODY, FILLERS, LEARNER_WORDS, ClassAct

_COUNTED = re.compile(r"([0-9][0-9. ]*?)\s*([^\W\d][^;,]*)")
_CODES = re.compile(r"\buv[\s.:#–-]*[0-9]+(?![\w/])", re.IGNORECASE)


@dataclass(frozen=True)
class Acts:
    """What is to be done, candidates by their ids. ``certify`` without ``certified`` is for all who attended.

    ``absent`` and ``present`` are those named; ``rest_present``: whoever has no mark was there. ``certificate_on``
    None with ``certify``: the day is yet to be told.
    """

    enrol: tuple[int, ...] = ()
    remove: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    present: tuple[int, ...] = ()
    rest_present: bool = False
    certify: bool = False
    certified: tuple[int, ...] = ()
    certificate_on: date | None = None
    uncertify: tuple[int, ...] = ()
    learners: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """What is to be done, JSON-safe, for a draft."""
        kept: dict[str, Any] = {act: list(getattr(self, act)) for act in _LISTS if getattr(self, act)}
        kept |= {act: True for act in ("rest_present", "certify") if getattr(self, act)}
        if self.certificate_on is not None:
            kept["certificate_on"] = self.certificate_on.isoformat()
        if self.learners is not None:
            kept["learners"] = self.learners
        return kept

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Acts":
        """What ``to_dict`` gave; other keys are passed over."""
        day = data.get("certificate_on")
        return cls(
            **{act: tuple(data.get(act, ())) for act in _LISTS},
            rest_present=bool(data.get("rest_present")),
            certify=bool(data.get("certify")),
            certificate_on=date.fromisoformat(day) if day else None,
            learners=data.get("learners"),
        )

    def with_more(self, more: "Acts") -> "Acts":
        """Both together; single values are those of ``more``, where it has them."""
        both = self.to_dict() | more.to_dict()
        both |= {act: list(dict.fromkeys((*getattr(self, act), *getattr(more, act)))) for act in _LISTS}
        return Acts.from_dict(both)


_LISTS = ("enrol", "remove", "absent", "present", "certified", "uncertify")
_BY_CODE = {
    ClassAct.ENROL: "enrol",
    ClassAct.REMOVE: "remove",
    ClassAct.ABSENT: "absent",
    ClassAct.PRESENT: "present",
    ClassAct.UNCERTIFY: "uncertify",
}


_KNOWN = frozenset({*_BY_CODE, ClassAct.LEARNERS, ClassAct.CERTIFY})


def read_acts(parts: Sequence[str], today: date) -> Acts:
    """What the ``parts`` after a class's code say is to be done.

    Raises UnknownClassAct for a part that says nothing known, UnknownCandidate for what is no code, BadDate, BadCount.
    """
    acts = Acts()
    for part in parts:
        acts = acts.with_more(_read(tidy(part, one_line=True), today))
    return acts


def asked_for(parts: Sequence[str]) -> ClassAct | None:
    """The act that is named alone ("vắng"), so that whom it is about is to be asked for."""
    opening = CLASS_ACTS.open(parts[0]) if len(parts) == 1 else None
    return opening.meaning if opening is not None and opening.sure and not opening.rest else None


def read_codes(text: str) -> tuple[int, ...]:
    """The candidates in "UV-0001, UV-0003 uv7" by their ids, each once. Raises UnknownCandidate for what is no code."""
    found, rest = _codes(text)
    if rest or not found:
        raise UnknownCandidate(rest or text.strip())
    return found


def _read(part: str, today: date) -> Acts:
    counted = _COUNTED.fullmatch(part)
    if counted and LEARNER_WORDS.find(counted[2]) is not None:
        return Acts(learners=parse_count(counted[1]))
    opening = CLASS_ACTS.open(part)
    if opening is None or opening.meaning not in _KNOWN:
        found, rest = _codes(part)  # codes alone are to be enrolled
        if found and not rest:
            return Acts(enrol=found)
        raise UnknownClassAct(part)
    if opening.meaning is ClassAct.LEARNERS:
        return Acts(learners=parse_count(opening.rest))
    if opening.meaning is ClassAct.CERTIFY:
        return _certificates(opening.rest, today)
    if opening.meaning is ClassAct.PRESENT and (not opening.rest or fold(opening.rest) in EVERYBODY):
        return Acts(rest_present=True)
    return Acts.from_dict({_BY_CODE[opening.meaning]: read_codes(opening.rest)})


def _certificates(text: str, today: date) -> Acts:
    found, rest = _codes(text)
    day = " ".join(word for word in rest.split() if fold(word) not in FILLERS).strip(" .:–-")
    return Acts(certify=True, certified=found, certificate_on=nearest_day(day, today) if day else None)


def _codes(text: str) -> tuple[tuple[int, ...], str]:
    """The codes within ``text``, and what else stands there."""
    found: list[int] = []

    def take(typed: re.Match[str]) -> str:
        code = leading_code(typed[0])
        if code is None:  # more figures than any code has
            return typed[0]
        found.append(code[0])
        return " "

    rest = _CODES.sub(take, text)
    words = [word for word in re.split(r"[\s,+&]+", rest) if fold(word) not in AND]
    return tuple(dict.fromkeys(found)), " ".join(words)

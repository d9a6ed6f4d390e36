"""A new candidate in one line: ``moi Nguyễn Văn A; Huy Hoàng; công nhân; nữ; 1998; đồng ý 12/6``."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, Self

from outreach.errors import BadBirthYear, BadName, BadPhone, ConsentTooLate, NotUnderstood, StepAhead, Twice
from outreach.rules.candidate_days import past_day
from outreach.rules.dates import looks_like_date
from outreach.rules.folding import fold, plain, tidy
from outreach.rules.lines import split_commas, split_parts
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.admission import CONSENT_HOWS, OBJECTS, SEXES
from outreach.rules.vocabulary.candidates import NEW_PARTS, NO_ENTERPRISE, NewPart

LONGEST_NAME: Final = 80
_OLDEST: Final = 100
_YOUNGEST: Final = 16
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT_YEAR = re.compile(r"[0-9]{2}")
_BIRTHDAY = re.compile(r"[0-3]?[0-9][/. -][01]?[0-9][/. -]((?:19|20)[0-9]{2})")
_PHONE = re.compile(r"\+?[0-9]{9,12}")
_SEPARATORS = re.compile(r"[\s.()-]+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class CandidateDraft:
    """What was said of a new candidate. ``enterprise`` is the name as typed; "" where there is none to be named."""

    name: str | None = None
    enterprise: str | None = None
    object: str | None = None
    sex: str | None = None
    born: int | None = None
    phone: str | None = None
    consent_on: str | None = None
    consent_how: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """What was said, JSON-safe, for a draft in the database."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The draft that ``to_dict`` gave; what ``data`` lacks was not said."""
        return cls(**{key: data[key] for key in cls.__dataclass_fields__ if key in data})


def new_parts(text: str) -> list[str]:
    """The parts of a new candidate's line; between commas where there is no semicolon: a name has none."""
    parts = split_parts(text)
    return split_commas(parts[0]) if len(parts) == 1 else parts


def read_new_candidate(parts: Sequence[str], today: date) -> CandidateDraft:
    """What the parts of a new candidate's line say: first the name, then anything in any order.

    Raises BadName, BadDate, BadBirthYear, BadPhone; Twice for a fact said twice; NotUnderstood for a second part
    that could be an enterprise.
    """
    if not parts:
        return CandidateDraft()
    opening = NEW_PARTS.open(parts[0])
    named = opening.rest if opening and opening.meaning is NewPart.NAME and opening.colon else parts[0]
    return read_more(CandidateDraft(name=parse_person(named)), parts[1:], today)


def read_more(draft: CandidateDraft, parts: Sequence[str], today: date) -> CandidateDraft:
    """``draft`` with what ``parts`` add. Raises as ``read_new_candidate``."""
    for part in parts:
        for fact, value in _facts(part, today).items():
            earlier = getattr(draft, fact)
            if earlier is not None and earlier != value:
                if fact == "enterprise":
                    raise NotUnderstood(part, "new")
                raise Twice(fact, str(earlier), str(value))
            draft = replace(draft, **{fact: value})
    return draft


def parse_person(text: str) -> str:
    """A person's name as it is kept: letters, no figures. Raises BadName, TooLong."""
    name = parse_name(text)
    if len(name) > LONGEST_NAME or any(letter.isdigit() for letter in name):
        raise BadName(name)
    return name


def parse_born(text: str, today: date) -> int:
    """A year of birth: 1998, 98, or the year of 12/3/1998; the day itself is not kept. Raises BadBirthYear."""
    typed = plain(text)
    if _SHORT_YEAR.fullmatch(typed):
        typed = str(_grown_up(int(typed), today))
    found = _BIRTHDAY.fullmatch(typed)
    year = found[1] if found else typed
    if not _YEAR.fullmatch(year) or not today.year - _OLDEST < int(year) <= today.year:
        raise BadBirthYear(text.strip())
    return int(year)


def _grown_up(year: int, today: date) -> int:
    """The year of two figures: nobody younger than sixteen is entered."""
    century = today.year // 100 * 100
    return century + year if century + year <= today.year - _YOUNGEST else century - 100 + year


def parse_phone(text: str) -> str:
    """A telephone number without spaces and dots. Raises BadPhone."""
    typed = _SEPARATORS.sub("", text)
    if not _PHONE.fullmatch(typed):
        raise BadPhone(text.strip())
    return typed


def says_no_enterprise(text: str) -> bool:
    """Whether ``text`` says that somebody works in no enterprise."""
    return fold(text) in NO_ENTERPRISE


def read_consent(text: str, today: date) -> dict[str, str]:
    """When and how somebody agreed, as far as ``text`` says: "12/6 bằng văn bản".

    Raises BadDate, ConsentTooLate, NotUnderstood.
    """
    words = [word.span() for word in _WORD.finditer(text)]
    for first, last in _stretches(len(words)):
        start, end = words[first][0], words[last][1]
        if looks_like_date(text[start:end]):
            day = _day_of_consent(text[start:end], today)
            rest = tidy(f"{text[:start]} {text[end:]}", one_line=True)
            return {"consent_on": day.isoformat(), **_how(rest)}
    return _how(text)


def _day_of_consent(text: str, today: date) -> date:
    try:
        return past_day(text, today)
    except StepAhead as refusal:
        raise ConsentTooLate(refusal.on) from None


def _stretches(count: int) -> list[tuple[int, int]]:
    """All runs of words, the longest first."""
    return [(start, start + length - 1) for length in range(count, 0, -1) for start in range(count - length + 1)]


def _how(text: str) -> dict[str, str]:
    words = text.strip(" ,.:()-–")
    if not words:
        return {}
    way = CONSENT_HOWS.find(words) or CONSENT_HOWS.within(words)
    if way is None:
        raise NotUnderstood(words, "new")
    return {"consent_how": way.value}


def _facts(part: str, today: date) -> dict[str, Any]:
    opening = NEW_PARTS.open(part)
    if opening is not None and (opening.sure or opening.colon or opening.meaning is not NewPart.NAME):
        opened = _opened(opening.meaning, opening.rest, today)
        if opened is not None and (opening.rest or opening.meaning is NewPart.CONSENT):
            return opened
    if (work := OBJECTS.find(part)) is not None:
        return {"object": work.value}
    if (sex := SEXES.find(part)) is not None:
        return {"sex": sex.value}
    typed = plain(part)
    if _YEAR.fullmatch(typed) or _BIRTHDAY.fullmatch(typed):
        return {"born": parse_born(part, today)}
    if _PHONE.fullmatch(_SEPARATORS.sub("", part)):
        return {"phone": parse_phone(part)}
    if says_no_enterprise(part):
        return {"enterprise": ""}
    return {"enterprise": tidy(part, one_line=True)}


def _opened(meaning: NewPart, rest: str, today: date) -> dict[str, Any] | None:
    match meaning:
        case NewPart.CONSENT:
            return read_consent(rest, today)
        case NewPart.BORN:
            return {"born": parse_born(rest, today)} if any(map(str.isdigit, rest)) else None
        case NewPart.PHONE:
            return {"phone": parse_phone(rest)} if any(map(str.isdigit, rest)) else None
        case NewPart.OBJECT:
            return {"object": OBJECTS.require(rest, "object").value}
        case NewPart.SEX:
            return {"sex": SEXES.require(rest, "sex").value}
        case NewPart.ENTERPRISE:
            return {"enterprise": "" if says_no_enterprise(rest) else rest}
    return None

"""``/tochuc`` in one line: ``thành lập chi bộ; Huy Hoàng; 27/2/2019; 4 đảng viên, 4 chuyển đến; QĐ 12-QĐ/ĐU``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from outreach.errors import AheadOfTime, BadDate, Twice, UnknownWord
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import strip_marks, tidy
from outreach.rules.lines import split_parts
from outreach.rules.organisation_conditions import Numbers
from outreach.rules.organisation_numbers import read_numbers
from outreach.rules.target_line import parse_reference
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.rules.vocabulary.organisations import (
    ACT_OPENINGS,
    BECOMES,
    BEFORE_ENTERPRISE,
    DECISION_MARKS,
    FORM_OPENINGS,
    FORMS,
    INTO,
    NOT_BECOMES,
    PART_OPENINGS,
    OrganisationForm,
    OrganisationPart,
)

_YEARS_BACK: Final = 100  # what is older than the Party is a slip of the finger
_DECISION = re.compile(rf"[0-9]+ ?[-/].*(?:{'|'.join(DECISION_MARKS)}).*")
_CODE = re.compile(r"\w+-\S+")  # CB-0001 is no cell called 0001
_INTO = re.compile(rf"\s(?:{'|'.join(INTO)})\s", re.IGNORECASE)
_BECOMES = re.compile(rf"\s(?:{'|'.join(BECOMES)})\s(?!(?:{'|'.join(NOT_BECOMES)})\b)")
_AT = re.compile(rf"^(?:{'|'.join(BEFORE_ENTERPRISE)})\s+(?=\S)")
_FOUNDING: Final = frozenset({OrganisationAct.FOUND, OrganisationAct.RECEIVE})


@dataclass(frozen=True)
class OrganisationDraft:
    """What a line says. ``whose`` is the enterprise or the organisation as typed, ``into`` the other of a merger.

    ``name`` is what it is to be called. Without an ``act`` the line looks for something.
    """

    act: OrganisationAct | None = None
    form: OrganisationForm | None = None
    whose: str = ""
    into: str = ""
    name: str = ""
    day: date | None = None
    numbers: Numbers | None = None
    decision: str = ""


@dataclass
class _Gathering:
    """What has been read so far; ``texts`` are what only the act, or the database, can tell."""

    today: date
    act: OrganisationAct | None = None
    form: OrganisationForm | None = None
    said: dict[str, tuple[Any, str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def say(self, fact: str, value: object, piece: str) -> bool:
        """Takes ``value`` from the words ``piece``; always True. Raises Twice when another was said before."""
        if self.said.setdefault(fact, (value, piece))[0] != value:
            raise Twice(fact, self.said[fact][1], piece)
        return True

    def value(self, fact: str) -> Any:
        """What was said of it, or None."""
        return self.said.get(fact, (None, ""))[0]


def read_organisation_line(text: str, today: date) -> OrganisationDraft:
    """What a line says: first what happens to what, then the rest in any order.

    A line without an act that says how many there are is a count of members. Raises BadDate, AheadOfTime, BadCount,
    BadName, TooLong, Twice; UnknownWord for a text that nothing explains.
    """
    head, *rest = split_parts(text) or [""]
    gathering = _Gathering(today)
    _read_head(gathering, tidy(head, one_line=True))
    _read_parts(gathering, rest)
    if gathering.act is None and gathering.said:
        gathering.act = OrganisationAct.MEMBERS
    return _draft(gathering)


def read_organisation_parts(parts: Sequence[str], today: date, form: OrganisationForm | None) -> OrganisationDraft:
    """What parts typed under a preview say: day, numbers, decision, name. Errors as ``read_organisation_line``."""
    gathering = _Gathering(today, OrganisationAct.MEMBERS, form)
    _read_parts(gathering, parts)
    if gathering.texts:
        raise UnknownWord(gathering.texts[0], "part")
    return _draft(gathering)


def parse_happened(text: str, today: date) -> date:
    """A day on which something has happened. Raises BadDate; AheadOfTime for one that has not come yet."""
    try:
        return parse_date(text, today, "past", _YEARS_BACK)
    except BadDate as error:
        if error.reason == "future":
            raise AheadOfTime(error.piece) from None
        raise BadDate(error.piece, "impossible" if error.reason == "too_old" else error.reason) from None


def open_form(text: str) -> tuple[OrganisationForm | None, str]:
    """The form that ``text`` begins with and the rest: "chi bộ Huy Hoàng" is a cell, and Huy Hoàng's."""
    opening = FORM_OPENINGS.open(text)
    if opening is None or not opening.sure or _CODE.fullmatch(text):
        return None, text
    return opening.meaning, opening.rest


def default_name(form: OrganisationForm, enterprise: str) -> str:
    """What an organisation is called where nobody says otherwise."""
    word = FORMS.canonical(form)
    return f"{word[:1].upper()}{word[1:]} {enterprise}"


def _read_head(gathering: _Gathering, head: str) -> None:
    opening = ACT_OPENINGS.open(head)
    if opening is not None and (opening.sure or not opening.rest or FORM_OPENINGS.open(opening.rest)):
        gathering.act, head = opening.meaning, opening.rest
    pieces = [head]
    if gathering.act is OrganisationAct.MERGE:
        pieces = _INTO.split(head, maxsplit=1)
    elif gathering.act is OrganisationAct.RENAME:
        pieces = _BECOMES.split(head, maxsplit=1)
    gathering.form, pieces[0] = open_form(pieces[0])
    gathering.texts += [piece.strip() for piece in pieces if piece.strip()]


def _read_parts(gathering: _Gathering, parts: Sequence[str]) -> None:
    for part in (tidy(part, one_line=True).strip(" ,") for part in parts):
        if part and not any(way(gathering, part) for way in (_day, _decision, _numbers, _opened, _form)):
            gathering.texts.append(part)


# Each way of reading returns whether it took the part.


def _day(gathering: _Gathering, part: str) -> bool:
    return looks_like_date(part) and gathering.say("day", parse_happened(part, gathering.today), part)


def _decision(gathering: _Gathering, part: str) -> bool:
    if not _DECISION.fullmatch(strip_marks(part)):
        return False
    return gathering.say("decision", parse_reference(part), part)


def _numbers(gathering: _Gathering, part: str) -> bool:
    numbers = read_numbers(part)
    return numbers is not None and gathering.say("numbers", numbers, part)


def _opened(gathering: _Gathering, part: str) -> bool:
    opening = PART_OPENINGS.open(part)
    if opening is None or not opening.rest or not (opening.sure or opening.colon):
        return False
    match opening.meaning:
        case OrganisationPart.DECISION:
            return gathering.say("decision", parse_reference(opening.rest), part)
        case OrganisationPart.NAME:
            return gathering.say("name", parse_name(opening.rest), part)
    return _day(gathering, opening.rest)


def _form(gathering: _Gathering, part: str) -> bool:
    form = FORMS.find(part)
    if form is None or gathering.form is not None:
        return False
    gathering.form = form
    return True


def _draft(gathering: _Gathering) -> OrganisationDraft:
    texts = gathering.texts
    into = name = ""
    if gathering.act in _FOUNDING and gathering.form is None and len(texts) > 1 and open_form(texts[0])[0] is None:
        near = tuple(form.value for form in FORMS.near(texts[0]))
        raise UnknownWord(texts[0], "organisation_form", near)
    if gathering.act is OrganisationAct.MERGE and len(texts) > 1:
        into = texts.pop(1)
    elif len(texts) > 1 and (gathering.act is OrganisationAct.RENAME or _is_a_name(gathering, texts[1])):
        name = parse_name(texts.pop(1))
    if len(texts) > 1:
        raise UnknownWord(texts[1], "part")
    whose = "".join(texts)
    if whose and gathering.form is None:
        gathering.form, whose = open_form(whose)
    return OrganisationDraft(
        act=gathering.act,
        form=gathering.form,
        whose=_AT.sub("", whose),
        into=into,
        name=gathering.value("name") or name,
        day=gathering.value("day"),
        numbers=gathering.value("numbers"),
        decision=gathering.value("decision") or "",
    )


def _is_a_name(gathering: _Gathering, text: str) -> bool:
    """A second text names what is founded when it begins as such names do: "Chi bộ số 2"."""
    return gathering.act in _FOUNDING and open_form(text)[0] is not None

"""``/donvi`` in one line: ``moi DCT-1; Đoàn công tác số 1; tổ công tác; thuộc DU-HN``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.errors import BadCode, BadName, TooLong, Twice, UnknownFact, UnknownWord
from outreach.rules.folding import fold, strip_marks, tidy
from outreach.rules.vocabulary.codes import CODE_LETTERS
from outreach.rules.vocabulary.commands import FIELDS, VERBS
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.places import UNIT_KINDS
from outreach.rules.vocabulary.terms import Field, UnitKind

LONGEST_NAME = 200
LONGEST_CODE = 20
_CODE = re.compile(rf"(?=.*[{CODE_LETTERS}])[{CODE_LETTERS}0-9-]{{1,{LONGEST_CODE}}}")
_NO_CODE = re.compile(r"[^A-Z0-9]+")
_FIELDS = Openings(FIELDS.phrases())
_MEANT = frozenset({Field.UNDER, Field.CODE, Field.NAME, Field.KIND})


@dataclass(frozen=True)
class UnitDraft:
    """What a line says of a unit; ``under`` is the parent as typed. What was not said is None."""

    code: str | None = None
    name: str | None = None
    kind: UnitKind | None = None
    under: str | None = None


def parse_code(text: str) -> str:
    """A unit's code in print form: capitals without marks, figures and dashes, at most 20, at least one letter.

    A letter, since a number alone would be read as a count or a year; no verb such as MOI, since a command would
    take it for that. Raises BadCode with one that would do.
    """
    typed = tidy(text, one_line=True).upper()
    if VERBS.find(typed) is not None:
        raise BadCode(typed, reason="reserved")
    if _CODE.fullmatch(typed) and typed.strip("-"):
        return typed
    instead = _NO_CODE.sub("-", strip_marks(typed).upper()).strip("-")[:LONGEST_CODE].strip("-")
    raise BadCode(text.strip(), instead if _CODE.fullmatch(instead) else "")


def parse_name(text: str) -> str:
    """A name as it is stored. Raises BadName when it has no letters, TooLong beyond 200 characters."""
    name = tidy(text, one_line=True)
    if len(name) > LONGEST_NAME:
        raise TooLong(len(name), LONGEST_NAME)
    if not any(letter.isalpha() for letter in name) or not fold(name):
        raise BadName(name)
    return name


def read_new_unit(parts: Sequence[str]) -> UnitDraft:
    """What the parts of a new unit's line say: first the code, then name, kind and parent in any order.

    Raises BadCode, BadName, Twice (two kinds or parents), UnknownWord (a part that is no kind, the name being known).
    """
    said: dict[str, str] = {}
    for place, part in enumerate(parts):
        meaning, value = _meaning(part, said) if place else (Field.CODE, _value(part, Field.CODE))
        _put(said, meaning, value)
    return _draft(said)


def read_unit_changes(parts: Sequence[str]) -> UnitDraft:
    """What the parts after the code change: ``tên …``, ``thuộc …``, ``mã …``, or a kind.

    Raises UnknownFact for a part that says none of these; BadCode, BadName, Twice.
    """
    said: dict[str, str] = {}
    for part in parts:
        opening = _FIELDS.open(part)
        if opening is not None and opening.meaning in _MEANT and opening.rest:
            _put(said, opening.meaning, opening.rest)
        else:
            if UNIT_KINDS.find(part) is None:
                raise UnknownFact(part, "unit")
            _put(said, Field.KIND, part)
    return _draft(said)


def _meaning(part: str, said: dict[str, str]) -> tuple[Field, str]:
    opening = _FIELDS.open(part)
    if opening is not None and opening.meaning in _MEANT and opening.rest and (opening.sure or opening.colon):
        return opening.meaning, opening.rest
    if UNIT_KINDS.find(part) is not None and Field.KIND not in said:
        return Field.KIND, part
    if Field.NAME not in said:
        if UNIT_KINDS.find(part) is None:
            return Field.NAME, part
        said[Field.NAME] = said.pop(Field.KIND)  # "Đảng ủy; đảng ủy": the first was the name
        return Field.KIND, part
    raise UnknownWord(part, "unit_kind", tuple(near.value for near in UNIT_KINDS.near(part)))


def _value(part: str, field: Field) -> str:
    opening = _FIELDS.open(part)
    return opening.rest if opening is not None and opening.meaning is field and opening.rest else part


def _put(said: dict[str, str], field: Field, value: str) -> None:
    if field.value in said and fold(said[field.value]) != fold(value):
        raise Twice(field.value, said[field.value], value)
    said[field.value] = value


def _draft(said: dict[str, str]) -> UnitDraft:
    code, name, kind = said.get(Field.CODE), said.get(Field.NAME), said.get(Field.KIND)
    return UnitDraft(
        parse_code(code) if code else None,
        parse_name(name) if name else None,
        UNIT_KINDS.require(kind, "unit_kind") if kind else None,
        said.get(Field.UNDER),
    )

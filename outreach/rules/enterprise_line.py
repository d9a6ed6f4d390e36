"""``/dn`` in one line: ``moi Công ty TNHH Huy Hoàng; tư nhân; KCN Thăng Long; DCT-1`` and ``sua Huy Hoàng; MST …``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from outreach.errors import BadTaxCode, Twice, UnknownFact
from outreach.rules.folding import fold, plain, tidy
from outreach.rules.numbers import parse_count
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.commands import FIELDS
from outreach.rules.vocabulary.enterprises import (
    BODY_OPENINGS,
    CONTACT_OPENINGS,
    PRESENCE_OPENINGS,
    Presence,
)
from outreach.rules.vocabulary.openings import Opening, Openings
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import Field

_FIELDS = Openings(FIELDS.phrases())
_TAX_CODE = re.compile(r"([0-9]{10}|[0-9]{12})|([0-9]{10})-?([0-9]{3})")
_PHONE = re.compile(r"\+?\d[\d .]{7,14}\d")
_COUNTED = re.compile(r"([\d. ]*\d) +(\D+)")  # "250 lao động"
_COUNTS: frozenset[Field] = frozenset({Field.WORKERS, Field.MEMBERS})
_TEXTS = frozenset({Field.NAME, Field.UNIT, Field.KIND, Field.TAX_CODE, Field.ALIAS})


@dataclass(frozen=True)
class Body:
    """A mass organisation in an enterprise: ``members`` None where the number was not said."""

    kind: str
    there: bool
    members: int | None = None


@dataclass(frozen=True)
class ContactDraft:
    """Who answers for an enterprise in ``role``."""

    role: str
    name: str
    phone: str


@dataclass
class EnterpriseDraft:
    """What a line says of an enterprise. ``others`` are parts that only the database can tell: a unit or a zone."""

    name: str | None = None
    kind: str | None = None
    zone: str | None = None
    unit: str | None = None
    tax_code: str | None = None
    workers: int | None = None
    members: int | None = None
    aliases: list[str] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    contacts: list[ContactDraft] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """What was said, JSON-safe, for a draft in the database."""
        return {fact: value for fact, value in asdict(self).items() if value not in (None, [])}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What ``to_dict`` gave; keys that are no facts of an enterprise are passed over."""
        facts = {one.name: data[one.name] for one in fields(cls) if one.name in data}
        facts["bodies"] = [Body(**body) for body in data.get("bodies", ())]
        facts["contacts"] = [ContactDraft(**contact) for contact in data.get("contacts", ())]
        return cls(**facts)

    def with_more(self, more: "EnterpriseDraft") -> "EnterpriseDraft":
        """This draft with what ``more`` says: lists grow, single facts are replaced."""
        both = {**self.to_dict(), **more.to_dict()}
        for fact in ("aliases", "bodies", "contacts"):
            both[fact] = [*self.to_dict().get(fact, ()), *more.to_dict().get(fact, ())]
        return EnterpriseDraft.from_dict(both)


def parse_tax_code(text: str) -> str:
    """A tax code in print form: 0101234567, or 0101234567-001 for a branch. Raises BadTaxCode."""
    found = _TAX_CODE.fullmatch(plain(text).replace(" ", "").replace(".", ""))
    if not found:
        raise BadTaxCode(text.strip())
    return found[1] or f"{found[2]}-{found[3]}"


def zone_key(text: str) -> str:
    """What tells zones apart: "KCN Thăng Long" and "khu công nghiệp Thăng Long" are one."""
    opening = _FIELDS.open(text)
    is_zone = opening is not None and opening.meaning is Field.ZONE and opening.rest
    return fold(opening.rest if opening is not None and is_zone else text)


def read_new_enterprise(parts: Sequence[str]) -> EnterpriseDraft:
    """What the parts of a new enterprise's line say: first the name, then anything in any order.

    Raises BadName, BadTaxCode, BadCount for a part that is wrong, Twice for a fact said twice.
    """
    draft = EnterpriseDraft(name=parse_name(parts[0]) if parts else None)
    for part in parts[1:]:
        if not _take(draft, part):
            draft.others.append(part)
    return draft


def read_enterprise_changes(parts: Sequence[str]) -> EnterpriseDraft:
    """What the parts after the name change, each opened by its word (``lao động 250``), or a kind.

    Raises UnknownFact for a part that says nothing known; BadName, BadTaxCode, BadCount, Twice.
    """
    draft = EnterpriseDraft()
    for part in parts:
        if not _take(draft, part):
            raise UnknownFact(part, "enterprise")
    return draft


def _take(draft: EnterpriseDraft, part: str) -> bool:
    """Take ``part`` into ``draft``; False when it says nothing by itself."""
    kind = ENTERPRISE_KINDS.find(part)
    if kind is not None:
        _set(draft, Field.KIND, kind.value)
        return True
    return _take_contact(draft, part) or _take_body(draft, part) or _take_field(draft, part)


def _take_field(draft: EnterpriseDraft, part: str) -> bool:
    counted = _COUNTED.fullmatch(part)
    fact = FIELDS.find(counted[2]) if counted else None
    if counted and fact is not None and fact in _COUNTS:
        _set(draft, fact, parse_count(counted[1]))
        return True
    opening = _FIELDS.open(part)
    if opening is None or not opening.rest:
        return False
    if opening.meaning in _COUNTS:
        _set(draft, opening.meaning, parse_count(_signed(part, opening.rest)))
        return True
    if opening.meaning is Field.ZONE:
        _set(draft, Field.ZONE, tidy(opening.rest if opening.colon else part, one_line=True))
        return True
    return opening.meaning in _TEXTS and _take_text(draft, opening)


def _signed(part: str, rest: str) -> str:
    """The figure with the minus before it, which an opening takes for a dash between words."""
    return f"-{rest}" if part.removesuffix(rest).endswith("-") else rest


def _take_text(draft: EnterpriseDraft, opening: Opening[Field]) -> bool:
    rest = opening.rest
    match opening.meaning:
        case Field.ALIAS:
            draft.aliases.append(parse_name(rest))
        case Field.NAME:
            _set(draft, Field.NAME, parse_name(rest))
        case Field.TAX_CODE:
            _set(draft, Field.TAX_CODE, parse_tax_code(rest))
        case Field.KIND:
            _set(draft, Field.KIND, ENTERPRISE_KINDS.require(rest, "enterprise_kind").value)
        case _:
            _set(draft, opening.meaning, rest)
    return True


def _take_body(draft: EnterpriseDraft, part: str) -> bool:
    opening = BODY_OPENINGS.open(part)
    if opening is None or opening.colon:
        return False
    presence = PRESENCE_OPENINGS.open(opening.rest)
    if presence is None:
        return False
    there = presence.meaning is Presence.THERE
    figure = re.match(r"[\d. ]*\d", presence.rest) if there else None
    draft.bodies.append(Body(opening.meaning.value, there, parse_count(figure[0]) if figure else None))
    return True


def _take_contact(draft: EnterpriseDraft, part: str) -> bool:
    opening = CONTACT_OPENINGS.open(part)
    if opening is None or not opening.colon or not opening.rest:
        return False
    phone = _PHONE.search(opening.rest)
    name = tidy(_PHONE.sub(" ", opening.rest), one_line=True).strip(" ,.-–")
    draft.contacts.append(ContactDraft(opening.meaning.value, name, phone[0] if phone else ""))
    return True


def _set(draft: EnterpriseDraft, fact: Field, value: str | int) -> None:
    earlier = getattr(draft, fact.value)
    if earlier is not None and earlier != value:
        raise Twice(fact.value, str(earlier), str(value))
    setattr(draft, fact.value, value)

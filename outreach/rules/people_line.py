"""Whom a visit met, from free words: roles where they are known, the words as typed where not."""

from dataclasses import dataclass
from datetime import date

from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.folding import fold
from outreach.rules.lines import split_list
from outreach.rules.vocabulary.parts import HONORIFICS, NOT_THE_HOLDER, ROLE_OPENINGS
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.terms import ContactRole


@dataclass(frozen=True)
class Met:
    """The roles met, everybody else as typed, and the day if one stood beside a role ("HR hôm qua")."""

    roles: tuple[ContactRole, ...]
    other: tuple[str, ...]
    day: date | None = None


def read_met(text: str, today: date) -> Met:
    """Whom the list in ``text`` names. "chị Hoa HR" is the role and stays as typed too. Raises BadDate."""
    roles, other, day = [], [], None
    for item in split_list(text):
        role, name = _role_and_name(item)
        if role:
            roles.append(role)
        if name and role and looks_like_date(name):
            day = parse_date(name, today, "past")
        elif name or not role:
            other.append(item)
    return Met(tuple(roles), tuple(item for item in other if fold(item)), day)


def is_named(text: str) -> bool:
    """Whether ``text`` begins as somebody's name does: "Lan", "chị Lan"; in capitals throughout nothing tells."""
    words = text.strip("( ").split()
    return bool(words) and (fold(words[0]) in HONORIFICS or (words[0][0].isupper() and not text.isupper()))


def _role_and_name(item: str) -> tuple[ContactRole | None, str]:
    """The role in ``item`` and what else stands there; a role only if the rest is a name or a day."""
    if role := CONTACT_ROLES.find(item):
        return role, ""
    opening = ROLE_OPENINGS.open(item)
    if opening and opening.sure and (is_named(opening.rest) or looks_like_date(opening.rest)):
        return opening.meaning, opening.rest
    return _role_at_the_end(item.split())


def _role_at_the_end(words: list[str]) -> tuple[ContactRole | None, str]:
    if not words or fold(words[0]) not in HONORIFICS or NOT_THE_HOLDER & {fold(word) for word in words[1:]}:
        return None, ""
    for start in range(1, len(words)):
        if role := CONTACT_ROLES.find(" ".join(words[start:])):
            return role, " ".join(words[1:start])
    return None, ""

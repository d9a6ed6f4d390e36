"""How many members an organisation needs, and where that is written (DOMAIN.md §4, s)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from outreach.errors import MoreThanMembers, TooFewMembers
from outreach.rules.admission.citation import Citation
from outreach.rules.admission.limits import LimitName, in_force
from outreach.rules.vocabulary.admission_terms import OrganisationKind
from outreach.rules.vocabulary.organisations import CHARTERS

_UNIONS: Final = {OrganisationKind.TRADE_UNION: 5, OrganisationKind.YOUTH_UNION: 3}


@dataclass(frozen=True)
class Numbers:
    """How many an organisation has; ``probationary`` and ``by_transfer`` are part of the ``members``."""

    members: int
    probationary: int | None = None
    by_transfer: int | None = None

    @property
    def full(self) -> int:
        """The members who are full ones; all, where it was not said that some are not."""
        return self.members - (self.probationary or 0)


@dataclass(frozen=True)
class Condition:
    """An organisation of ``kind`` needs ``needed`` members; full ones in the Party."""

    kind: OrganisationKind
    needed: int
    citation: Citation

    def counted(self, numbers: Numbers) -> int:
        """Those of ``numbers`` who count for it."""
        return numbers.full if self.kind is OrganisationKind.PARTY_ORG else numbers.members


def condition(kind: OrganisationKind, day: date) -> Condition:
    """What an organisation of ``kind`` needs on ``day``."""
    if kind is OrganisationKind.PARTY_ORG:
        limit = in_force(day)[LimitName.CELL_MEMBERS]
        return Condition(kind, int(limit.amount), limit.citation)
    return Condition(kind, _UNIONS[kind], Citation(CHARTERS[kind]))


def check_parts(numbers: Numbers) -> None:
    """Pass if no part is larger than the whole. Raises MoreThanMembers."""
    if (numbers.probationary or 0) > numbers.members:
        raise MoreThanMembers("probationary", numbers.probationary or 0, numbers.members)
    if (numbers.by_transfer or 0) > numbers.members:
        raise MoreThanMembers("by_transfer", numbers.by_transfer or 0, numbers.members)


def check_founding(kind: OrganisationKind, numbers: Numbers, day: date) -> None:
    """Pass if so many may found one. Raises TooFewMembers, MoreThanMembers."""
    check_parts(numbers)
    if (short := lacking(kind, numbers, day)) is not None:
        raise TooFewMembers(kind, short.counted(numbers), short.needed, short.citation)


def lacking(kind: OrganisationKind, numbers: Numbers, day: date) -> Condition | None:
    """The condition that ``numbers`` do not meet, or None."""
    needs = condition(kind, day)
    return needs if needs.counted(numbers) < needs.needed else None

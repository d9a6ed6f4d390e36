"""How far an enterprise has come on the way to a Party organisation: what visits and events say together."""

from dataclasses import dataclass
from typing import Final

from outreach.rules.vocabulary.organisations import FoundingStage
from outreach.rules.vocabulary.terms import Outcome, Purpose

# Whoever was not met has said nothing.
TELLING: Final = frozenset(Outcome) - {Outcome.NO_CONTACT}


@dataclass(frozen=True)
class Groundwork:
    """What is known of an enterprise.

    ``purposes`` are those of all its visits, ``outcome`` the latest that tells something; ``people`` are its Party
    members and candidates together, ``needed`` how many full members found a cell; ``has_party_org``: one is open.
    """

    visited: bool = False
    purposes: frozenset[Purpose] = frozenset()
    outcome: Outcome | None = None
    people: int = 0
    needed: int = 3
    has_party_org: bool = False


def stage_of(known: Groundwork) -> FoundingStage:
    """The furthest stage that ``known`` bears out; one that has agreed and then refuses is persuaded anew."""
    if known.has_party_org:
        return FoundingStage.FOUNDED
    if known.outcome is Outcome.AGREED:
        ready = known.people >= known.needed or Purpose.DOSSIER_SUPPORT in known.purposes
        return FoundingStage.PREPARING if ready else FoundingStage.AGREED
    if known.outcome is not None or known.purposes & {Purpose.PERSUASION, Purpose.DOSSIER_SUPPORT}:
        return FoundingStage.PERSUADING
    return FoundingStage.SURVEYED if known.visited else FoundingStage.KNOWN

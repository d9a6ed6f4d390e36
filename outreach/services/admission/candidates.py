"""Candidates: finding one, and who may see them. Only in private, only those of the actor's own units (DOMAIN §5)."""

from datetime import datetime

from sqlmodel import Session

from models import Candidate
from outreach.actor import Actor
from outreach.errors import CandidateErased, NotAllowed, OnlyInPrivate, UnknownCandidate
from outreach.rules.candidate_code import code
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.vault import UNREADABLE, KeyLostError, vault_of


def check(actor: Actor) -> None:
    """Refuse whoever may not work with candidates, and every chat but a private one.

    Raises:
        NotAllowed: the actor is no member.
        OnlyInPrivate: this is a group.

    """
    if not actor.at_least("member"):
        raise NotAllowed("member")
    if not actor.private:
        raise OnlyInPrivate("ungvien")


def find(session: Session, actor: Actor, candidate_id: int, piece: str = "") -> Candidate:
    """The candidate with this id, if one of the actor's own units is in charge; ``piece`` is what was typed.

    Raises:
        NotAllowed, OnlyInPrivate: as ``check``.
        UnknownCandidate: there is none; one of another unit is as unknown.
        CandidateErased: the person's data have been erased; what is left is a number.

    """
    check(actor)
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.withdrawn_at is not None:
        raise UnknownCandidate(piece or code(candidate_id))
    if not visibility.covers(session, actor.own, candidate.unit_id):
        raise UnknownCandidate(piece or code(candidate_id))
    if candidate.anonymised_at is not None:
        raise CandidateErased(code(candidate_id))
    return candidate


def name(session: Session, actor: Actor, candidate: Candidate, now: datetime) -> str:
    """The candidate's name, for the actor who has found them; that it was read is logged.

    Nothing where names are forbidden on the channel or the person is anonymised; ``UNREADABLE`` where the key is lost.
    """
    if candidate.name_sealed is None or not actor.private or not names_allowed(session, actor.channel):
        return ""
    try:
        said = vault_of(session).open(candidate.name_sealed)
    except KeyLostError:
        return UNREADABLE
    audit.note(session, actor, "read", "candidate", candidate.id, now, "name")
    return said

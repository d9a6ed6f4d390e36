"""Names of candidates: sealed, and found again through keyed hashes of their folded words."""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import ColumnElement, SQLColumnExpression, delete, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Candidate, CandidateWord
from outreach.actor import Actor
from outreach.rules.folding import fold
from outreach.services.units import visibility
from outreach.vault import KeyLostError, Vault, vault_of

_MOST_WORDS = 8
_COUNTED = 20_000  # beyond, one word is as common as another


def put(session: Session, candidate: Candidate, name: str, born: int) -> None:
    """Seal name and birth year, and write the hashes by which both are found; the candidate has its id."""
    vault = vault_of(session)
    candidate.name_sealed, candidate.born_sealed = vault.seal(name), vault.seal(str(born))
    _write(session, vault, candidate, name, born)


def drop(session: Session, candidate: Candidate) -> None:
    """Forget the name, the birth year and every hash of them."""
    candidate.name_sealed = candidate.born_sealed = candidate.identity_digest = None
    session.execute(delete(CandidateWord).where(col(CandidateWord.candidate_id) == candidate.id))
    session.add(candidate)


def reindex(session: Session, after: int = 0, limit: int = 500) -> int | None:
    """Write the hashes of the next ``limit`` candidates anew with the first key; the last id done, None at the end.

    Call it again with that id until it gives None. It may be broken off and begun again at any place: what stands
    there already is written once more. A name that none of the keys opens keeps the hashes that it has.
    """
    vault = vault_of(session)
    query = select(Candidate).where(col(Candidate.id) > after).order_by(col(Candidate.id)).limit(limit)
    batch = list(session.exec(query))
    for candidate in batch:
        if candidate.name_sealed is not None:
            with suppress(KeyLostError):
                born = vault.open(candidate.born_sealed)
                _write(session, vault, candidate, vault.open(candidate.name_sealed), int(born) if born else 0)
    session.flush()
    return batch[-1].id if batch else None


def _write(session: Session, vault: Vault, candidate: Candidate, name: str, born: int) -> None:
    candidate.identity_digest = vault.digest(_identity(name, born))
    session.execute(delete(CandidateWord).where(col(CandidateWord.candidate_id) == candidate.id))
    session.add_all(CandidateWord(digest=vault.digest(word), candidate_id=candidate.id or 0) for word in _words(name))
    session.add(candidate)


def _identity(name: str, born: int) -> str:
    return f"{fold(name)}/{born}"


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(fold(text).split()))[:_MOST_WORDS]


def same(session: Session, actor: Actor, enterprise_id: int | None, name: str, born: int) -> Candidate | None:
    """The open candidate of the same name and birth year in the same enterprise, among those in the actor's scope."""
    query = (
        select(Candidate)
        .where(col(Candidate.identity_digest).in_(vault_of(session).digests(_identity(name, born))))
        .where(col(Candidate.enterprise_id).is_not_distinct_from(enterprise_id), col(Candidate.closed_on).is_(None))
        .where(visibility.within(col(Candidate.unit_id), actor.own))
        .order_by(col(Candidate.id))
        .limit(1)
    )
    return session.exec(query).first()


def search(session: Session, actor: Actor, text: str, limit: int, before: int | None = None) -> list[Candidate]:
    """Candidates in the actor's scope whose names hold every word of ``text``, the latest entered first.

    ``before``: only those entered before this one. Case, tone marks and the order of the words do not matter.
    """
    groups = [vault_of(session).digests(word) for word in _words(text)]
    if not groups:
        return []
    rarest, *others = sorted(groups, key=lambda digests: _frequency(session, digests))
    first = aliased(CandidateWord)
    query = (
        select(Candidate)
        .join(first, col(first.candidate_id) == col(Candidate.id))
        .where(_one_of(col(first.digest), rarest), *(_has(col(first.candidate_id), digests) for digests in others))
        .where(visibility.within(col(Candidate.unit_id), actor.own))
        .order_by(col(first.candidate_id).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(col(first.candidate_id) < before)
    return list(session.exec(query))


def _frequency(session: Session, digests: Sequence[bytes]) -> int:
    some = select(CandidateWord.candidate_id).where(_one_of(col(CandidateWord.digest), digests)).limit(_COUNTED)
    return session.exec(select(func.count()).select_from(some.subquery())).one()


def _one_of(column: SQLColumnExpression[bytes], digests: Sequence[bytes]) -> ColumnElement[bool]:
    # an equality where there is one key: only so do the rows come in the order of the index
    return column == digests[0] if len(digests) == 1 else column.in_(digests)


def _has(candidate_id: SQLColumnExpression[int], digests: Sequence[bytes]) -> ColumnElement[bool]:
    other = aliased(CandidateWord)
    return exists().where(col(other.candidate_id) == candidate_id, _one_of(col(other.digest), digests))

"""The papers of a dossier: there or not, of which day, where they are kept. Never the papers themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import CandidateDocument
from outreach.actor import Actor
from outreach.errors import CandidateClosed, TooLong
from outreach.rules.admission.checks import check_day
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.admission_terms import DocumentKind
from outreach.services.admission import candidate_history, candidates
from outreach.services.journal import audit
from outreach.vault import KeyLostError, vault_of

LONGEST_PLACE = 200


@dataclass(frozen=True)
class Paper:
    """A paper as it stands: not ``present`` where nothing was entered yet."""

    kind: DocumentKind
    present: bool = False
    dated: date | None = None
    place: str = ""


def listed(session: Session, actor: Actor, candidate_id: int) -> list[Paper]:
    """Every paper of a dossier, entered or not, in the order in which they come up.

    Raises:
        UnknownCandidate: as ``candidates.find``.

    """
    candidates.find(session, actor, candidate_id)
    query = select(CandidateDocument).where(CandidateDocument.candidate_id == candidate_id)
    known = {row.kind: _paper(session, row) for row in session.exec(query)}
    return [known.get(kind.value, Paper(kind)) for kind in DocumentKind]


def put(session: Session, actor: Actor, candidate_id: int, paper: Paper, today: date, now: datetime) -> None:
    """Note that a paper is there or not; the time limits that run from it follow.

    Raises:
        UnknownCandidate: as ``candidates.find``.
        CandidateClosed: they are on the way no more.
        StepAhead: the paper's day has not come.
        TooLong: the place has more than LONGEST_PLACE characters.

    """
    candidate = candidates.find(session, actor, candidate_id)
    if candidate.closed_on is not None:
        raise CandidateClosed(code(candidate_id))
    if paper.dated is not None:
        check_day(paper.dated, today)
    if len(paper.place) > LONGEST_PLACE:
        raise TooLong(len(paper.place), LONGEST_PLACE)
    query = select(CandidateDocument).where(
        CandidateDocument.candidate_id == candidate_id, col(CandidateDocument.kind) == paper.kind.value
    )
    row = session.exec(query).first() or CandidateDocument(
        candidate_id=candidate_id, kind=paper.kind.value, present=False, changed_by_id=0, changed_at=now
    )
    row.present, row.dated = paper.present, paper.dated if paper.present else None
    row.place_sealed = vault_of(session).seal(paper.place) if paper.place and paper.present else None
    row.changed_by_id, row.changed_at = actor.person_id or 0, now
    session.add(row)
    session.flush()
    audit.note(session, actor, "change", "candidate", candidate_id, now, "document")
    candidate_history.settle(session, candidate, today)


def _paper(session: Session, row: CandidateDocument) -> Paper:
    try:
        place = vault_of(session).open(row.place_sealed)
    except KeyLostError:
        place = ""
    return Paper(DocumentKind(row.kind), row.present, row.dated, place)

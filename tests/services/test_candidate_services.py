"""What the conversation does not show of candidates: keyed hashes and rotation, the row in step with its events."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from models import Candidate, CandidateWord, Enrolment, PartyClass
from outreach.actor import Actor
from outreach.errors import ConsentNeeded, NotAllowed, OnlyInPrivate, UnknownCandidate
from outreach.rules.admission.stages import Details, Step
from outreach.rules.candidate_line import CandidateDraft
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.admission import (
    candidate_entry,
    candidate_events,
    candidate_history,
    candidate_lists,
    candidate_names,
    candidates,
)
from outreach.vault import Vault, new_key
from tests.conversation import ZONE, House

NOW, TODAY = datetime(2026, 8, 20, 9, 0, tzinfo=ZONE), date(2026, 8, 20)
AN = CandidateDraft("Nguyễn Văn An", None, "worker", "male", 1998, None, "2026-06-12", "paper")
BINH = CandidateDraft("Lê Thị Bình", None, "worker", "female", 1999, None, "2026-06-12", "paper")
FIRST = Step(Stage.OUTSTANDING, date(2026, 6, 12))


@pytest.fixture
def group(house: House) -> Actor:
    """A member of a working group in their private chat."""
    unit = house.unit("DCT-1", "Đoàn công tác số 1")
    lan = house.person("Trần Thị Lan", "member", unit)
    return Actor(lan.person_id, "member", unit.id, channel="telegram", user=lan.user)


def add(house: House, actor: Actor, *drafts: CandidateDraft) -> None:
    with house.session() as session, session.begin():
        for draft in drafts:
            candidate_entry.add(session, actor, draft, None, FIRST, TODAY, NOW)


def with_vault(house: House, vault: Vault) -> Session:
    session = house.session()
    session.info["vault"] = vault
    return session


def found(session: Session, actor: Actor, text: str) -> list[int | None]:
    return [row.id for row in candidate_names.search(session, actor, text, 9)]


def test_a_rotation_in_progress_still_finds(house, group):
    old, new = new_key(), new_key()
    both = Vault([new, old])
    for vault, draft in ((Vault([old]), AN), (both, BINH)):
        with with_vault(house, vault) as session, session.begin():
            candidate_entry.add(session, group, draft, None, FIRST, TODAY, NOW)
    with with_vault(house, both) as session:
        assert (found(session, group, "van an"), found(session, group, "thi binh")) == ([1], [2])
        assert candidate_names.same(session, group, None, "nguyễn văn an", 1998).id == 1
    with with_vault(house, both) as session, session.begin():
        assert candidate_names.reindex(session, 0, limit=1) == 1
        assert candidate_names.reindex(session, 1, limit=1) == 2
        assert candidate_names.reindex(session, 2, limit=1) is None
    words = len(house.read(select(CandidateWord)))
    with with_vault(house, Vault([new])) as session:
        assert (found(session, group, "an nguyen"), found(session, group, "binh")) == ([1], [2])
        assert candidate_names.same(session, group, None, "Nguyễn Văn An", 1998).id == 1
    assert words == 6, "the hashes of the old key are gone"


def test_another_key_finds_nothing(house, group):
    add(house, group, AN)
    with with_vault(house, Vault([new_key()])) as session:
        assert found(session, group, "an") == []
        shown = candidate_lists.in_stage(session, group, Stage.OUTSTANDING, 0, NOW)
        assert [line.name for line in shown.lines] == [candidates.UNREADABLE], "the list works without the name"


def test_dropping_a_name_leaves_no_hash(house, group):
    add(house, group, AN)
    with house.session() as session, session.begin():
        candidate_names.drop(session, session.get_one(Candidate, 1))
    (row,) = house.read(select(Candidate))
    assert (row.name_sealed, row.born_sealed, row.identity_digest) == (None, None, None)
    assert house.read(select(CandidateWord)) == []


def test_who_may_find_whom(house, group):
    add(house, group, AN)
    other = house.unit("DCT-2", "Đoàn công tác số 2")
    with house.session() as session:
        for actor, refusal in (
            (Actor(9, "viewer", group.unit_id), NotAllowed),
            (Actor(9, "lead", group.unit_id, private=False, chat_unit_id=group.unit_id), OnlyInPrivate),
            (Actor(9, "lead", other.id), UnknownCandidate),
        ):
            with pytest.raises(refusal):
                candidates.find(session, actor, 1)
        with pytest.raises(UnknownCandidate):
            candidates.find(session, group, 2)
        assert candidates.find(session, group, 1).id == 1


def test_nobody_is_entered_without_consent(house, group):
    with house.session() as session, pytest.raises(ConsentNeeded):
        candidate_entry.add(session, group, CandidateDraft("Lê C", born=1990), None, FIRST, TODAY, NOW)
    assert house.read(select(Candidate)) == []


def test_a_certificate_of_a_class_starts_the_months(house, group):
    add(house, group, AN)
    with house.session() as session, session.begin():
        candidate_events.advance(session, group, 1, Step(Stage.SYMPATHISER, date(2026, 6, 20)), TODAY, NOW)
        candidate_events.advance(session, group, 1, Step(Stage.AWARENESS_CLASS, date(2026, 7, 1)), TODAY, NOW)
    assert house.read(select(Candidate.due)) == [None]
    course = house.add(
        PartyClass(
            kind="awareness_class", unit_id=group.unit_id, starts=date(2026, 6, 25), ends=date(2026, 7, 1),
            entered_by_id=group.person_id, entered_at=NOW,
        )
    )  # fmt: skip
    house.add(
        Enrolment(
            party_class_id=course.id, candidate_id=1, attended=True, certificate_on=date(2026, 7, 5),
            entered_by_id=group.person_id, entered_at=NOW, changed_at=NOW,
        )
    )  # fmt: skip
    with house.session() as session, session.begin():
        candidate_history.settle(session, session.get_one(Candidate, 1), TODAY)
    assert house.read(select(Candidate.due)) == [date(2031, 7, 5)]
    assert house.read(select(Candidate.due_limit)) == ["certificate"]


def test_a_lost_key_leaves_the_days_readable(house, group):
    add(house, group, AN)
    told = Details(certificate_on=date(2026, 7, 5))
    with house.session() as session, session.begin():
        candidate_events.advance(session, group, 1, Step(Stage.SYMPATHISER, date(2026, 6, 20)), TODAY, NOW)
        candidate_events.advance(session, group, 1, Step(Stage.AWARENESS_CLASS, date(2026, 7, 1), told), TODAY, NOW)
    with with_vault(house, Vault([new_key()])) as session:
        history = candidate_history.read(session, session.get_one(Candidate, 1))
    assert (history.last.stage, history.last.details, history.born) == (Stage.AWARENESS_CLASS, Details(), None)

"""A candidate put there with everything that can be kept on one, for tests about what becomes of it."""

from datetime import date, timedelta

from models import (
    AdmissionEvent,
    Candidate,
    CandidateDocument,
    Consent,
    Enrolment,
    PartyClass,
)  # fmt: skip
from outreach.actor import Actor
from outreach.rules.admission.stages import Details
from outreach.services.admission import candidate_names
from outreach.services.journal import audit

NAME, BORN, PHONE = "Đặng Thị Thùy Linh", 1998, "0912 345 678"
WAY = (
    ("outstanding", date(2024, 1, 10), Details()),
    ("sympathiser", date(2024, 2, 1), Details()),
    ("awareness_class", date(2024, 3, 15), Details(certificate_on=date(2024, 3, 20))),
    ("dossier", date(2024, 4, 2), Details()),
    ("vetting", date(2024, 4, 20), Details()),
    ("opinions", date(2024, 5, 2), Details()),
    ("cell_vote", date(2024, 5, 10), Details(members=6, present=6, votes=5, reason="chi bộ họp về bạn Thùy Linh")),
    ("committee_review", date(2024, 5, 20), Details()),
    ("decision", date(2024, 5, 28), Details(number="12-QĐ/ĐU")),
    ("probationary", date(2024, 6, 3), Details()),
)


def add_candidate(house, unit, by, firm=None, steps=10, name=NAME, born=BORN, phone=PHONE):
    """A candidate of the unit as entered by ``by`` (a chat's person id), who has taken the first ``steps`` steps."""
    now, seal = house.clock.now(), house.vault.seal
    who = {"entered_by_id": by, "entered_at": now}
    stage, stage_on, _ = WAY[steps - 1]
    with house.session() as session, session.begin():
        row = Candidate(
            unit_id=unit.id, enterprise_id=firm.id if firm else None, phone_sealed=seal(phone), object="worker",
            sex="female", stage=stage, stage_on=stage_on, rule_set="24-QĐ/TW", due=stage_on + timedelta(days=400),
            due_limit="recognition", **who,
        )  # fmt: skip
        session.add(row)
        session.flush()
        candidate_names.put(session, row, name, born)
        session.add(
            Consent(candidate_id=row.id, given_on=date(2024, 1, 9), how="paper", text_version="1", recorded_by_id=by,
                    recorded_at=now)
        )  # fmt: skip
        for what, day, details in WAY[:steps]:
            event = AdmissionEvent(
                candidate_id=row.id, kind="stage", stage=what, happened_on=day, unit_id=unit.id, object="worker",
                sex="female", details_sealed=seal(details.written()), **who,
            )  # fmt: skip
            session.add(event)
        session.flush()
        audit.enter(session, Actor(person_id=by, role="member"), "candidate", row.id, now)
        session.add(
            CandidateDocument(
                candidate_id=row.id, kind="application", present=True, dated=date(2024, 4, 2),
                place_sealed=seal(f"tủ của {name}"), changed_by_id=by, changed_at=now,
            )
        )  # fmt: skip
        learnt = PartyClass(
            kind="awareness_class", unit_id=unit.id, starts=date(2024, 3, 11), ends=date(2024, 3, 15), **who
        )
        session.add(learnt)
        session.flush()
        session.add(
            Enrolment(party_class_id=learnt.id, candidate_id=row.id, attended=True, certificate_on=date(2024, 3, 20),
                      changed_at=now, **who)
        )  # fmt: skip
        session.flush()
        return row.id

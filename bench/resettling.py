"""How long it takes to count anew the time limits of 10,000 candidates after a day off has been added, on SQLite.

Each waits for the ceremony, with nine events and two papers; and how long one batch holds others up.

python -m bench.resettling
"""

from datetime import date, timedelta
from time import perf_counter, process_time

from sqlalchemy import func, insert, select
from sqlmodel import col

from bench._land import NOW, TODAY, land
from jobs import resettling
from models import AdmissionEvent, Candidate, CandidateDocument
from outreach.actor import Actor
from outreach.rules.admission.stages import ORDER, Details
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.tasks import calendars
from tests.conversation import ZONE, House

CANDIDATES = 10_000
WAY = ORDER[:9]
DECIDED = date(2024, 5, 28)
TOLD = {Stage.AWARENESS_CLASS, Stage.CELL_VOTE, Stage.DECISION}
ADMIN = Actor(person_id=1, role="admin")


def main() -> None:
    with land(visits=1_000, groups=40) as house:
        _candidates(house)
        began = perf_counter()
        house.store.write_here(
            lambda session: calendars.add(session, ADMIN, date(2024, 6, 20), TODAY, NOW, working=False)
        )
        print(f"day added in {(perf_counter() - began) * 1000:.0f} ms")
        began, worked, batches, more = perf_counter(), process_time(), list[float](), True
        while more:
            before = perf_counter()
            more = house.store.write_here(lambda session: resettling.run(session, NOW, ZONE))
            batches.append(perf_counter() - before)
        print(
            f"{CANDIDATES} candidates counted anew in {perf_counter() - began:.2f} s (processor "
            f"{process_time() - worked:.2f} s), the longest of {len(batches)} batches {max(batches):.3f} s"
        )
        moved = select(func.count()).where(col(Candidate.due) == date(2024, 7, 10))
        assert house.read(moved) == [(CANDIDATES,)]


def _candidates(house: House) -> None:
    by = {"entered_by_id": 1, "entered_at": NOW}
    told = house.vault.seal(Details(number="12-QĐ/ĐU").written())
    rows = [
        {"id": number, "unit_id": 2 + number % 40, "stage": WAY[-1].value, "stage_on": DECIDED,
         "due": date(2024, 7, 9), "due_limit": "ceremony", "rule_set": "24-QĐ/TW", **by}
        for number in range(1, CANDIDATES + 1)
    ]  # fmt: skip
    events = [
        {"candidate_id": row["id"], "kind": "stage", "stage": stage.value, "unit_id": row["unit_id"],
         "happened_on": DECIDED - timedelta(days=10 * (len(WAY) - 1 - place)),
         "details_sealed": told if stage in TOLD else None, **by}
        for row in rows
        for place, stage in enumerate(WAY)
    ]  # fmt: skip
    papers = [
        {"candidate_id": row["id"], "kind": kind, "present": True, "dated": DECIDED - timedelta(days=60),
         "changed_by_id": 1, "changed_at": NOW}
        for row in rows
        for kind in ("application", "certificate")
    ]  # fmt: skip
    with house.session() as session, session.begin():
        session.execute(insert(Candidate), rows)
        session.execute(insert(AdmissionEvent), events)
        session.execute(insert(CandidateDocument), papers)


if __name__ == "__main__":
    main()

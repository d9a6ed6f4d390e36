"""How long the sources of tasks take for all units at once: 100,000 enterprises, 500 units, 1,000,000 visits on SQLite.

python -m bench.sources [visits]
"""

import random
import sys
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import insert, update
from sqlmodel import Session, select

from bench._land import COMMITTEES, NOW, TODAY, land
from models import Candidate, Enrolment, Enterprise, Organisation, PartyClass, Person, PrivacyRequest, Proposal, Unit
from outreach.services.tasks import (
    behind,
    classes,
    founding,
    privacy_requests,
    proposals,
    short,
    silent,
    unvisited,
)  # fmt: skip
from outreach.services.tasks.rule_settings import settings
from tests.conversation import House

GROUPS, ENTERPRISES, CANDIDATES, ROUNDS = 491, 100_000, 20_000, 7
VISITS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
SOURCES: dict[str, Callable[..., list[object]]] = {
    "class_ahead": classes.tasks, "proposal": proposals.tasks, "privacy_request": privacy_requests.tasks,
    "enterprise_unvisited": unvisited.tasks, "unit_silent": silent.tasks, "target_behind": behind.tasks,
    "founding_ready": founding.tasks, "cell_short": short.tasks,
}  # fmt: skip


def main() -> None:
    with land(VISITS, GROUPS, ENTERPRISES) as house:
        with house.session() as session, session.begin():
            _fill(session)
        units = house.read(select(Unit.id))
        for name, source in SOURCES.items():
            number, everywhere = _timed(house, source, units)
            _, one = _timed(house, source, units[-1:])
            print(f"{name:22} {number:6} tasks   all units {everywhere * 1000:6.1f} ms   one unit {one * 1000:5.1f} ms")
        _, persons = _timed(house, classes.of_persons, range(2, 502))
        print(f"classes of 500 people {persons * 1000:6.1f} ms")


def _timed(house: House, source: Callable[..., list[object]], which: object) -> tuple[int, float]:
    """The median over rounds, each in a transaction of its own."""
    times, found = [], list[object]()
    for _ in range(ROUNDS):
        with house.store.readers() as session:
            known = settings(session)
            began = perf_counter()
            found = source(session, which, known, TODAY)
            times.append(perf_counter() - began)
    return len(found), median(times)


def _fill(session: Session) -> None:
    """People, candidates, classes, organisations, proposals and requests."""
    dice, first = random.Random(3), 2 + COMMITTEES
    who = {"entered_by_id": 1, "entered_at": NOW - timedelta(days=90)}
    session.execute(update(Unit).values(created_at=NOW - timedelta(days=400)))
    session.execute(update(Enterprise).values(entered_at=NOW - timedelta(days=400)))
    session.execute(
        insert(Person),
        [{"name_sealed": b"x", "role": "member", "unit_id": first + n % GROUPS, "joined_at": NOW} for n in range(5000)],
    )  # fmt: skip
    session.execute(
        insert(Candidate),
        [
            {"id": n, "unit_id": first + n % GROUPS, "enterprise_id": dice.randint(1, ENTERPRISES // 4),
             "stage": stage, "stage_on": TODAY, "closed_on": TODAY if stage == "full_member" else None,
             "person_id": 2 + n % 5000, **who}
            for n in range(1, CANDIDATES + 1)
            for stage in [dice.choice(["dossier", "full_member"])]
        ],
    )  # fmt: skip
    session.execute(update(Enterprise).where(Enterprise.id % 50 == 0).values(members=4))
    session.execute(
        insert(Organisation),
        [
            {"kind": "party_org", "form": "cell", "name": f"Chi bộ {n}", "folded": f"chi bo {n}",
             "enterprise_id": n * 20, "unit_id": first + n % GROUPS, "members": 2 + n % 9, **who}
            for n in range(1, 5001)
        ],
    )  # fmt: skip
    session.execute(
        insert(PartyClass),
        [
            {"id": n, "kind": "awareness_class", "unit_id": first + n % GROUPS, "starts": day, "ends": day, **who}
            for n in range(1, 2001)
            for day in [TODAY + timedelta(days=dice.randrange(-700, 14))]
        ],
    )  # fmt: skip
    session.execute(
        insert(Enrolment),
        [
            {"party_class_id": 1 + n % 2000, "candidate_id": n, "changed_at": NOW, **who}
            for n in range(1, CANDIDATES + 1)
        ],
    )  # fmt: skip
    session.execute(
        insert(Proposal),
        [
            {"visit_id": n * 33, "text_sealed": b"x", "answered_at": NOW if n % 15 else None}
            for n in range(1, VISITS // 33)
        ],
    )  # fmt: skip
    session.execute(
        insert(PrivacyRequest),
        [
            {"candidate_id": n, "unit_id": first, "kind": "export", "asked_on": TODAY, "acknowledge_by": TODAY,
             "act_by": TODAY, **who}
            for n in range(1, 200)
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()

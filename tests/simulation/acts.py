"""What happens in the town, done in the product: by its services, as a press of a button would."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import delete, insert
from sqlmodel import Session

from models import Account, CalendarDay, Candidate, Enterprise, JobRun, NextStep, Person, Unit, Unreachable
from outreach.actor import Actor
from outreach.rules.admission.limits import LimitName
from outreach.rules.spans import Period
from outreach.rules.tasks.quiet import Quiet
from outreach.rules.visit_draft import VisitDraft
from outreach.services.enterprises import enterprise_muting
from outreach.services.people import away, changes, personal
from outreach.services.tasks import handed, planning, steps
from outreach.services.visits import visits
from tests.conversation import ZONE
from tests.simulation.town import HEAD, Applicant, Town

ADMINISTRATOR = Actor(HEAD, "admin", None)


def settle(session: Session, town: Town, now: datetime, seal: Callable[[str], bytes]) -> None:
    """Put the town into the database as it is on its first day."""
    made = {"created_at": at(town.first.replace(year=town.first.year - 1))}
    rows = [
        {"id": n, "code": f"U-{n}", "name": f"Unit {n}", "folded": f"unit {n}", "kind": "committee", "parent_id": above}
        for n, above in town.parents.items()
    ]
    session.execute(insert(Unit), [row | made for row in rows])
    for one in town.people.values():
        quiet = one.quiet or (None, None)
        add_person(session, one.id, one.role, one.unit, now, seal)
        row = session.get_one(Person, one.id)
        row.morning_at, row.quiet_from, row.quiet_to, row.planned_until = one.hour, *quiet, now
    session.execute(
        insert(Enterprise),
        [
            {"id": firm.id, "name": f"Công ty F{firm.id}", "folded": f"cong ty f{firm.id}", "kind": "private",
             "unit_id": firm.unit, "entered_at": at(firm.seen), "changed_at": now}
            for firm in town.firms.values()
        ],
    )  # fmt: skip
    for applicant in town.applicants.values():
        session.add(candidate(applicant, at(applicant.since)))
    for step in town.steps.values():
        session.add(
            NextStep(
                enterprise_id=step.firm, unit_id=step.unit, text_sealed=seal(f"S{step.id}"), due=step.due,
                person_id=step.owner, entered_by_id=HEAD, entered_at=at(step.since),
            )
        )  # fmt: skip
        session.flush()
    session.add_all(JobRun(job=job, ran_until=now) for job in ("morning", "digest"))


def at(day: date) -> datetime:
    """Noon of the day."""
    return datetime.combine(day, time(12), UTC)


def add_person(
    session: Session, number: int, role: str, unit: int | None, now: datetime, seal: Callable[[str], bytes]
) -> None:
    """Somebody with an account of their own."""
    session.add(Person(id=number, name_sealed=seal(f"Người {number}"), role=role, unit_id=unit, joined_at=now))
    session.flush()
    session.add(Account(person_id=number, channel="telegram", user_id=chat_of(number), linked_at=now))
    session.flush()


def chat_of(person: int) -> str:
    """The chat of a person."""
    return str(10_000 + person)


def candidate(one: Applicant, entered_at: datetime) -> Candidate:
    """The row of a candidate, with nothing but what reminders are computed from."""
    return Candidate(
        id=one.id, unit_id=one.unit, person_id=one.owner, stage="dossier", stage_on=one.since, due=one.due,
        due_limit=LimitName.PAPERS.value if one.due else None, entered_by_id=HEAD, entered_at=entered_at,
    )  # fmt: skip


@dataclass(frozen=True)
class Acts:
    """One event in one transaction; methods are named as those of ``Town``."""

    session: Session
    town: Town
    now: datetime
    seal: Callable[[str], bytes]

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def plan(self, owner: int, firm: int, today: date, due: date | None, kind: str) -> None:
        step = len(self.town.steps)  # just planned there
        said = planning.Plan(firm, f"S{step}", due, owner, kind)
        assert planning.plan(self.session, ADMINISTRATOR, said, today, self.now).step_id == step
        handed.tell(self.session, ADMINISTRATOR, owner, [f"step:{step}"], self.now)

    def done(self, step: int) -> None:
        steps.done(self.session, ADMINISTRATOR, f"step:{step}", self.today, self.now)

    def move(self, step: int, due: date) -> None:
        steps.move(self.session, ADMINISTRATOR, f"step:{step}", due, self.today, self.now)

    def postpone(self, step: int, person: int, until: date, today: date) -> None:
        steps.postpone(self.session, self._actor(person), f"step:{step}", until, today, self.now)

    def hand(self, step: int, person: int) -> None:
        steps.hand_over(self.session, ADMINISTRATOR, f"step:{step}", person, self.today, self.now)
        handed.tell(self.session, ADMINISTRATOR, person, [f"step:{step}"], self.now)

    def visit(self, firm: int, person: int, today: date) -> None:
        visits.log(self.session, self._actor(person), firm, VisitDraft(), today, self.now)

    def mute(self, firm: int, until: date) -> None:
        enterprise_muting.mute(self.session, ADMINISTRATOR, firm, until, self.now)

    def go_away(self, person: int, stand_in: int, starts: date, ends: date) -> None:
        days = Period("day", starts, ends)
        away.go(self.session, self._actor(person), person, stand_in, days, self.today, self.now)

    def leave(self, person: int) -> None:
        changes.remove(self.session, ADMINISTRATOR, person, self.now)

    def join(self, person: int, unit: int, today: date) -> None:
        add_person(self.session, person, "member", unit, self.now, self.seal)

    def block(self, person: int) -> None:
        gone = Unreachable(channel="telegram", chat_id=chat_of(person), reason="blocked", since=self.now)
        self.session.merge(gone)

    def unblock(self, person: int) -> None:
        self.session.execute(delete(Unreachable).where(Unreachable.chat_id == chat_of(person)))

    def wake(self, person: int, hour: time) -> None:
        personal.wake(self.session, self._actor(person), hour, self.now)

    def switch(self, person: int, off: bool) -> None:
        personal.switch_mornings(self.session, self._actor(person), self.now, off=off)

    def rest(self, person: int, quiet: tuple[time, time] | None) -> None:
        personal.rest(self.session, self._actor(person), Quiet(*quiet) if quiet else None, self.now)

    def change_day(self, day: date, working: bool) -> None:
        self.session.merge(CalendarDay(day=day, working=working, changed_by_id=HEAD, changed_at=self.now))

    def apply(self, applicant: int, unit: int, owner: int | None, today: date, due: date | None) -> None:
        self.session.add(candidate(Applicant(applicant, unit, owner, today, due), self.now))

    def pass_on(self, applicant: int, due: date | None, today: date) -> None:
        row = self.session.get_one(Candidate, applicant)
        row.due, row.due_limit, row.stage_on = due, LimitName.PAPERS.value if due else None, today

    def celebrate(self, applicant: int, on: date) -> None:
        self.session.get_one(Candidate, applicant).ceremony_on = on

    def close(self, applicant: int) -> None:
        self.session.get_one(Candidate, applicant).closed_on = self.today

    def _actor(self, person: int) -> Actor:
        row = self.session.get_one(Person, person)
        return Actor(person, row.role, row.unit_id)

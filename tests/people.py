"""A small committee with two groups, for tests about what becomes of people and of what is theirs."""

from datetime import date
from types import SimpleNamespace

from sqlmodel import select

from models import Candidate, NextStep, Outbox, Person, Unit
from tests.candidates import add_candidate
from tests.conversation import Chat, House
from tests.transcripts.test_visits import add_enterprise


def committee(house: House) -> SimpleNamespace:
    """DU-HN with DCT-1 (Lan, Nam, and Hoa who leads) and DCT-2 (Bình), an administrator of everything, one below."""
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    one, two = (house.unit(f"DCT-{n}", f"Đoàn công tác số {n}", under=top) for n in (1, 2))
    return SimpleNamespace(
        house=house, top=top, one=one, two=two,
        firm=add_enterprise(house, "Công ty TNHH Huy Hoàng", one),
        admin=house.person("Quản Trị", "admin"),
        local=house.person("Vũ Thị Thu", "admin", top),
        lan=house.person("Trần Thị Lan", "member", one),
        nam=house.person("Lê Văn Nam", "member", one),
        hoa=house.person("Đỗ Thị Hoa", "lead", one),
        binh=house.person("Ngô Văn Bình", "member", two),
    )  # fmt: skip


def step(land: SimpleNamespace, who: Chat, unit: Unit | None = None, *, kind: str = "step", named: bool = True) -> int:
    """Something that is open of the person; not ``named``: they entered it for nobody in particular."""
    house = land.house
    row = house.add(
        NextStep(
            enterprise_id=land.firm.id, unit_id=(unit or land.one).id, text_sealed=house.vault.seal("trình hồ sơ"),
            due=date(2024, 6, 20), kind=kind, person_id=who.person_id if named else None,
            entered_by_id=who.person_id, entered_at=house.clock.now(),
        )
    )  # fmt: skip
    return row.id


def candidate(land: SimpleNamespace, who: Chat, unit: Unit | None = None) -> int:
    """A candidate whom the person takes care of, with no time limit running."""
    house = land.house
    number = add_candidate(house, unit or land.one, who.person_id, steps=4)
    with house.session() as session, session.begin():
        row = session.get(Candidate, number)
        row.person_id, row.due, row.due_limit = who.person_id, None, None
    return number


def load(land: SimpleNamespace, who: Chat) -> SimpleNamespace:
    """Two steps, one of them named for nobody, a planned visit and a candidate."""
    return SimpleNamespace(
        steps=[step(land, who), step(land, who, named=False)],
        visit=step(land, who, kind="visit"),
        candidate=candidate(land, who),
    )


def owners(house: House) -> list[int | None]:
    """Who is named for each step, in the order in which they were entered."""
    return house.read(select(NextStep.person_id).order_by(NextStep.id))


def change(house: House, who: Chat, **facts) -> None:
    """Change a person behind the bot's back."""
    with house.session() as session, session.begin():
        for name, value in facts.items():
            setattr(session.get(Person, who.person_id), name, value)


def person(house: House, who: Chat) -> Person:
    """The person as committed."""
    return house.read(select(Person).where(Person.id == who.person_id))[0]


def waiting(house: House, who: Chat, rule: str) -> list[str]:
    """The states of what was planned for the person under a rule."""
    return house.read(select(Outbox.state).where(Outbox.rule == rule, Outbox.chat_id == who.chat).order_by(Outbox.id))

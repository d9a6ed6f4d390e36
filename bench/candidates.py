"""How long the answers of /ungvien take among 200,000 candidates on SQLite: lists, search by name, time limits.

The whole way through the dispatcher, asked by an administrator of everything, by one of a committee (an eighth), and by
a member of a group.

python -m bench.candidates
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, product
from statistics import median, quantiles
from time import perf_counter, process_time

from sqlalchemy import insert
from sqlmodel import Session

from bench._land import COMMITTEES, NOW, TODAY, land
from bot import inbox
from models import AdmissionEvent, Candidate, CandidateWord, Unit
from outreach.messages import Address, Incoming
from outreach.rules.folding import fold
from outreach.rules.vocabulary.admission_terms import Object, Sex, Stage
from tests.conversation import Chat, House

CANDIDATES, GROUPS, ROUNDS = 200_000, 40, 40
# as often as people are called so
FAMILY = {"Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Vũ": 4, "Đặng": 3, "Bùi": 3, "Đỗ": 3, "Hồ": 2}
MIDDLE = {"Văn": 35, "Thị": 40, "Đức": 6, "Minh": 6, "Ngọc": 5, "Quang": 4, "Hữu": 4}
GIVEN = "An Anh Bảo Bình Cường Châu Dũng Đạt Giang Hà Hải Hạnh Hoa Hòa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Oanh"
STAGES = {
    Stage.OUTSTANDING: 30, Stage.SYMPATHISER: 20, Stage.AWARENESS_CLASS: 20, Stage.DOSSIER: 10, Stage.VETTING: 5,
    Stage.OPINIONS: 3, Stage.CELL_VOTE: 2, Stage.COMMITTEE_REVIEW: 1, Stage.DECISION: 1, Stage.PROBATIONARY: 8,
}  # fmt: skip
ASKED = {
    "/ungvien": "Đang theo dõi",
    "/ungvien đến hạn": "UV-",
    "/ungvien UV-0777": "UV-0777",
    "/ungvien nguyen": "UV-",
    "/ungvien nguyen van": "UV-",
    "/ungvien nguyen thi an": "UV-",
    "/ungvien tuyet van le": "Lê Tuyết Vân",
    "/ungvien ho huu oanh": "UV-",
    "/ungvien khong co ai": "Không có ứng viên",
}


def main() -> None:
    with land(visits=1_000, groups=GROUPS) as house:
        with house.session() as session, session.begin():
            _candidates(session, house)
        asking = {
            "everything": Chat(house, "1100", "1100"),
            "committee": house.person("Chi", "admin", _unit(house, 2), "2001"),
            "group": house.person("Lan", "member", _unit(house, 2 + COMMITTEES), "2002"),
        }
        numbers = count()
        for (whose, chat), (line, answer) in product(asking.items(), ASKED.items()):
            screen = chat.says(line).screen
            assert whose != "everything" or answer in screen, screen
            _report(f"{whose:10} {line}", [_timed(house, chat, line, next(numbers)) for _ in range(ROUNDS)])
        _by_stage(house, asking["everything"], numbers)


def _by_stage(house: House, chat: Chat, numbers: Iterator[int]) -> None:
    """The list of one stage, whose button is pressed again and again."""
    chat.says("/ungvien")
    press = next(b.press for row in chat.answers[0].buttons for b in row if b.label.startswith("Quần chúng ưu tú"))
    _report("everything one stage", [_timed(house, chat, "", next(numbers), press) for _ in range(ROUNDS)])


def _report(what: str, times: list[tuple[float, float]]) -> None:
    """Beside the time that passed that of the processor alone, which other programs on the machine do not lengthen."""
    passed, worked = zip(*times, strict=True)
    print(f"{what:40} p50 {_middle(passed)}   p95 {_slow(passed)}   processor p95 {_slow(worked)}")


def _middle(times: tuple[float, ...]) -> str:
    return f"{median(times) * 1000:6.1f} ms"


def _slow(times: tuple[float, ...]) -> str:
    return f"{quantiles(times, n=20)[-1] * 1000:6.1f} ms"


def _timed(house: House, chat: Chat, line: str, number: int, press: str | None = None) -> tuple[float, float]:
    """Only what the bot does: from the entry in the inbox to the committed answer in the outbox."""
    kind, now = "press" if press else "text", house.clock.now()
    event = Incoming(f"bench-{number}", Address("telegram", chat.chat), chat.user, kind, now, text=line, press=press)
    house.store.write_here(lambda session: inbox.store(session, [event], now))
    began, worked = perf_counter(), process_time()
    house.store.write_here(house.dispatcher.handle_one)
    return perf_counter() - began, process_time() - worked


def _unit(house: House, number: int) -> Unit:
    with house.session() as session:
        return session.get_one(Unit, number)


def _candidates(session: Session, house: House) -> None:
    dice, vault = random.Random(7), house.vault
    names = [_name(dice) for _ in range(CANDIDATES)]
    names[CANDIDATES // 3] = "Lê Tuyết Vân"
    words = {word: vault.digest(word) for name in set(names) for word in fold(name).split()}
    stages = dice.choices(list(STAGES), list(STAGES.values()), k=CANDIDATES)
    sealed = {name: vault.seal(name) for name in set(names)}
    born = vault.seal("1998")
    rows = [
        _row(number, sealed[name], born, stage, dice)
        for number, (name, stage) in enumerate(zip(names, stages, strict=True), 1)
    ]
    for start in range(0, CANDIDATES, 10_000):
        session.execute(insert(Candidate), rows[start : start + 10_000])
    session.execute(insert(AdmissionEvent), [_event(row) for row in rows])
    session.execute(
        insert(CandidateWord),
        [
            {"candidate_id": number, "digest": words[word]}
            for number, name in enumerate(names, 1)
            for word in dict.fromkeys(fold(name).split())
        ],
    )


def _name(dice: random.Random) -> str:
    family = dice.choices(list(FAMILY), list(FAMILY.values()))[0]
    middle = dice.choices(list(MIDDLE), list(MIDDLE.values()))[0]
    return f"{family} {middle} {dice.choice(GIVEN.split())}"


def _row(number: int, sealed: bytes, born: bytes, stage: Stage, dice: random.Random) -> dict[str, object]:
    closed = TODAY - timedelta(days=dice.randrange(300)) if number % 10 == 0 else None
    runs = closed is None and stage not in {Stage.OUTSTANDING, Stage.SYMPATHISER}
    return {
        "id": number, "unit_id": 2 + COMMITTEES + number % GROUPS, "enterprise_id": 1 + number % 20_000,
        "name_sealed": sealed, "born_sealed": born, "object": Object.WORKER.value, "sex": Sex.FEMALE.value,
        "stage": stage.value, "stage_on": TODAY - timedelta(days=dice.randrange(700)), "closed_on": closed,
        "exit": "withdrawn" if closed else None, "entered_by_id": 1, "entered_at": NOW,
        "due": TODAY + timedelta(days=dice.randrange(-60, 1500)) if runs else None,
        "due_limit": "certificate" if runs else None,
    }  # fmt: skip


def _event(row: dict[str, object]) -> dict[str, object]:
    return {
        "candidate_id": row["id"], "kind": "stage", "stage": row["stage"], "happened_on": row["stage_on"],
        "unit_id": row["unit_id"], "entered_by_id": 1, "entered_at": NOW,
    }  # fmt: skip


if __name__ == "__main__":
    main()

"""How long it takes to find one of 20,000 enterprises by name, with the index brought up to date each time.

Run with ``python -m bench.enterprises``. Prints the first reading of the names, and p50/p95/max of a lookup.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from models import Enterprise, EnterpriseAlias, Unit
from models.db import open_engine, writing
from models.migrate import migrate
from outreach.actor import Actor
from outreach.rules.folding import fold_name
from outreach.services.enterprises import enterprises

COUNT, LOOKUPS = 20_000, 400
START = datetime(2024, 6, 17, 2, 0, tzinfo=UTC)
_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV", "DNTN")
_TRADES = ("Cơ khí", "May mặc", "Điện tử", "Bao bì", "Thực phẩm", "Vật liệu xây dựng", "Hóa chất", "Gỗ", "Nhựa", "Giấy")
_WORDS = """
Huy Hoàng Thiên Phú Việt Bắc Đức Giang Thăng Long Hòa Bình Minh Anh Tân Á Đại Thành Nam Phong Hưng Thịnh Phát Lộc Kim
Sơn Hải Đông Tây Nguyên Quang Trường An Khánh Bảo Ngọc Lan Mai Trúc Sao Mặt Trời
""".split()  # noqa: SIM905 - forty words read better so
_ENDS = ("", "", "Việt Nam", "2", "Hà Nội")


def company(dice: random.Random) -> str:
    """A made-up company name."""
    own = " ".join(dice.sample(_WORDS, dice.choice((2, 2, 3))))
    return f"{dice.choice(_FORMS)} {dice.choice(_TRADES)} {own} {dice.choice(_ENDS)}".strip()


def fill(session: Session, dice: random.Random) -> list[str]:
    """Put the enterprises there, three in ten with another name; gives back the names."""
    unit = Unit(code="DU", name="Đảng ủy", folded="dang uy", kind="committee", created_at=START)
    session.add(unit)
    session.flush()
    called = [company(dice) for _ in range(COUNT)]
    for number, name in enumerate(called):
        at = START + timedelta(seconds=number // 100)  # as an import would: many in the same instant
        session.add(
            Enterprise(
                name=name, folded=fold_name(name), kind="private", unit_id=unit.id or 0, entered_at=at, changed_at=at
            )
        )  # fmt: skip
    session.flush()
    for number in range(0, COUNT, 3):
        alias = f"{called[number].split()[-1]} {number}"
        session.add(EnterpriseAlias(enterprise_id=number + 1, name=alias, folded=fold_name(alias)))
    session.commit()
    return called


def questions(called: list[str], dice: random.Random) -> Iterator[str]:
    """What people would type: whole names, pieces of them, misspelt ones."""
    for _ in range(LOOKUPS):
        words = dice.choice(called).split()
        kind = dice.random()
        if kind < 0.4:
            yield " ".join(words[-3:])
        elif kind < 0.7:
            yield fold_name(" ".join(words))
        else:
            letters = list(fold_name(" ".join(words[-3:])))
            spot = dice.randrange(len(letters))
            letters[spot] = dice.choice("abcdeghik")
            yield "".join(letters)


def main() -> None:
    """Measure and print."""
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(engine)
        sessions = writing(engine)
        with sessions() as session:
            called = fill(session, dice)
        known, actor = enterprises.EnterpriseNames(), Actor(person_id=1, role="member", unit_id=1)
        with sessions() as session:
            began = time.perf_counter()
            enterprises.refresh(session, known)
            print(f"first reading of {COUNT} enterprises: {(time.perf_counter() - began) * 1000:.0f} ms")
        spans = []
        for number, text in enumerate(questions(called, dice)):
            with sessions() as session:
                if number % 10 == 0:
                    change(session, dice, number)
                began = time.perf_counter()
                enterprises.lookup(session, actor, known, text)
                spans.append((time.perf_counter() - began) * 1000)
        engine.dispose()
    cuts = statistics.quantiles(spans, n=100)
    print(f"lookup, {LOOKUPS} times: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, max {max(spans):.1f} ms")


def change(session: Session, dice: random.Random, number: int) -> None:
    """Rename one enterprise, as another process would."""
    row = session.get_one(Enterprise, dice.randrange(1, COUNT))
    row.name = company(dice)
    row.changed_at = START + timedelta(minutes=10, seconds=number)
    session.add(row)
    session.commit()


if __name__ == "__main__":
    main()

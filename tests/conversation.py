"""Tests are conversations: ``chat.says("/tham …")``, ``chat.sees("Đã ghi")``, on the real dispatcher and database.

A ``House`` is the bot without a messenger: what somebody says is stored in the inbox, handled by the dispatcher, and
what the bot says is read from the outbox, as delivery would read it. ``Chat`` is one person in one chat.
"""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event
from sqlmodel import Session, select

from bot import inbox
from bot.dispatcher import Dispatcher
from bot.store import Store
from handlers.index import all_routes
from models import Account, Outbox, Person, Unit
from models.db import open_engine
from outreach.messages import Address, Incoming
from outreach.rules.folding import fold
from outreach.services.talk.outbox import Outgoing, open_payload
from outreach.vault import Vault, new_key

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2024, 6, 17, 9, 0, tzinfo=ZONE)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.instant = start.astimezone(UTC)

    def now(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def pass_by(self, **span: float) -> None:
        self.instant += timedelta(**span)


@cache
def engine_at(url: str) -> Engine:
    """One engine for all houses at an address: the statements that it has compiled serve the next test too."""
    engine = open_engine(url)
    if engine.dialect.name == "sqlite":  # what a power cut would cost is tested on the real program alone
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return engine


class House:
    """The bot without a messenger. ``restart()`` forgets everything that is not in the database."""

    def __init__(self, url: str, start: datetime = START, language: str = "vi") -> None:
        self.clock, self.language = Clock(start), language
        self.vault = Vault([new_key()])
        self.store = Store(engine_at(url), self.vault)
        self._events = itertools.count(1)
        self._messages = itertools.count(100)
        self._seen = 0
        self.restart()

    def restart(self) -> None:
        self.dispatcher = Dispatcher(all_routes(), self.clock, ZONE, self.language)

    def close(self) -> None:
        self.store.close()

    def read(self, query):
        """All rows of a query, through a session of its own: what is committed."""
        with self.store.readers() as session:
            return list(session.exec(query))

    def session(self) -> Session:
        return self.store.sessions()

    def add(self, *rows):
        with self.session() as session, session.begin():
            session.add_all(rows)
        return rows[0] if len(rows) == 1 else rows

    def unit(self, code: str, name: str, kind: str = "working_group", under: Unit | None = None) -> Unit:
        """A unit put there without a conversation, for tests about something else."""
        return self.add(
            Unit(
                code=code, name=name, folded=fold(name), kind=kind, parent_id=under.id if under else None,
                created_at=self.clock.now(),
            )
        )  # fmt: skip

    def person(self, name: str, role: str, unit: Unit | None = None, user: str | None = None) -> "Chat":
        """The private chat of a person put there without an invitation."""
        user = user or str(1000 + next(self._messages))
        person = self.add(
            Person(
                name_sealed=self.vault.seal(name), role=role, unit_id=unit.id if unit else None,
                joined_at=self.clock.now(),
            )
        )  # fmt: skip
        self.add(Account(person_id=person.id, channel="telegram", user_id=user, linked_at=self.clock.now()))
        return Chat(self, user, user, person_id=person.id)

    def outsider(self, user: str = "666") -> "Chat":
        """The private chat of somebody who was never invited."""
        return Chat(self, user, user)

    def handle(self) -> None:
        """Let the dispatcher work until nothing waits."""
        while self.store.write_here(self.dispatcher.handle_one) is not None:
            pass

    def sent(self, chat: str) -> list[tuple[Outbox, Outgoing]]:
        """All that has been said into a chat and not been delivered, in order."""
        with self.store.readers() as session:
            rows = session.exec(
                select(Outbox).where(Outbox.chat_id == chat, Outbox.state == "waiting").order_by(Outbox.id)
            )
            return [(row, open_payload(session, row)) for row in rows]


@dataclass
class Chat:
    """What one person does in one chat, and what they see there. A negative chat id is a group's."""

    house: House
    chat: str
    user: str
    person_id: int | None = None
    toast: str = ""
    channel: str = "telegram"
    language: str | None = "vi"
    _from: int = field(default=0, repr=False)

    def in_group(self, chat: str = "-500") -> "Chat":
        """The same person in a group."""
        return Chat(self.house, chat, self.user, self.person_id, channel=self.channel)

    @property
    def private(self) -> bool:
        return not self.chat.startswith("-")

    def says(self, text: str, **more) -> "Chat":
        """Send a text, and let it be handled. The new answers are what ``sees`` looks at."""
        return self.does("text", text=text, **more)

    def does(self, kind: str, **more) -> "Chat":
        sent = self.house.sent(self.chat)
        self._from = sent[-1][0].id if sent else 0
        event = {
            "event": str(next(self.house._events)),
            "address": Address(self.channel, self.chat),
            "user": self.user,
            "kind": kind,
            "sent_at": self.house.clock.now(),
            "private": self.private,
            "message": str(next(self.house._messages)),
            "language": self.language,
        } | more
        with self.house.session() as session, session.begin():
            inbox.store(session, [Incoming(**event)], self.house.clock.now())
        handled = True
        while handled:
            handled = self.house.store.write_here(self.house.dispatcher.handle_one)
            if handled and handled.incoming and handled.incoming.event == event["event"]:
                self.toast = handled.toast
        return self

    def presses(self, label: str, message: Outgoing | None = None) -> "Chat":
        """Press the button whose label begins with ``label``, in the latest message that has it."""
        for shown in [message] if message else reversed(self.all):
            for row in shown.buttons:
                for button in row:
                    if button.press and button.label.removeprefix("✓ ").startswith(label):
                        return self.does("press", press=button.press, press_id="1")
        raise AssertionError(f"no button {label!r} in:\n{self.screen}")

    @property
    def all(self) -> list[Outgoing]:
        return [message for _, message in self.house.sent(self.chat)]

    @property
    def answers(self) -> list[Outgoing]:
        """What the bot said to the last thing that was done here."""
        return [message for row, message in self.house.sent(self.chat) if row.id > self._from]

    @property
    def screen(self) -> str:
        """The last answers as a person sees them, buttons in brackets."""
        return "\n---\n".join(_shown(message) for message in self.answers) or f"(nothing; toast: {self.toast!r})"

    @property
    def labels(self) -> list[str]:
        return [button.label for message in self.answers for row in message.buttons for button in row]

    def sees(self, *pieces: str) -> "Chat":
        for piece in pieces:
            assert piece in self.screen, f"{piece!r} is not in:\n{self.screen}"
        return self

    def sees_no(self, *pieces: str) -> "Chat":
        for piece in pieces:
            assert piece not in self.screen, f"{piece!r} is in:\n{self.screen}"
        return self

    def sees_nothing(self) -> "Chat":
        assert not self.answers, f"something was said:\n{self.screen}"
        return self


def _shown(message: Outgoing) -> str:
    rows = [" ".join(f"[{button.label}]" for button in row) for row in message.buttons]
    return "\n".join([message.text.plain, *rows])

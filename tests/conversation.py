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
from sqlmodel import Session, col, select

from bot import inbox, sending
from bot.dispatcher import Dispatcher
from bot.store import Store
from handlers.index import all_routes
from jobs.jobs import Jobs
from models import Account, Offer, Outbox, Person, Unit
from models.db import open_engine
from outreach.composing.index import Teller
from outreach.messages import Address, Incoming
from outreach.rules.folding import fold
from outreach.services.talk.offers import WITH_BUTTONS
from outreach.services.talk.outbox import Button, Outgoing, open_payload
from outreach.services.talk.quotas import Allowance
from outreach.vault import Vault, new_key
from tests.screens import as_seen, in_words

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
    """The bot without a messenger. ``restart()`` forgets everything that is not in the database.

    ``channel`` is the messenger on which people speak unless told otherwise.
    """

    def __init__(
        self, url: str, start: datetime = START, language: str = "vi", channel: str = "telegram"
    ) -> None:  # fmt: skip
        self.clock, self.language, self.channel = Clock(start), language, channel
        self.vault = Vault([new_key()])
        self.store = Store(engine_at(url), self.vault)
        self.allowances: dict[str, Allowance] = {}
        self._events = itertools.count(1)
        self._messages = itertools.count(100)
        self._seen = 0
        self._worded: list[tuple[Outbox, Outgoing]] = []
        self.restart()

    def restart(self) -> None:
        self.dispatcher = Dispatcher(all_routes(), self.clock, ZONE, self.language, allowances=self.allowances)

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

    def person(
        self, name: str, role: str, unit: Unit | None = None, user: str | None = None, channel: str = ""
    ) -> "Chat":
        """The private chat of a person put there without an invitation."""
        user, channel = user or str(1000 + next(self._messages)), channel or self.channel
        person = self.add(
            Person(
                name_sealed=self.vault.seal(name), role=role, unit_id=unit.id if unit else None,
                joined_at=self.clock.now(),
            )
        )  # fmt: skip
        self.add(Account(person_id=person.id, channel=channel, user_id=user, linked_at=self.clock.now()))
        return Chat(self, user, user, person_id=person.id, channel=channel)

    def outsider(self, user: str = "666") -> "Chat":
        """The private chat of somebody who was never invited."""
        return Chat(self, user, user, channel=self.channel)

    def handle(self) -> None:
        """Let the dispatcher work until nothing waits."""
        while self.store.write_here(self.dispatcher.handle_one) is not None:
            pass

    def sent(self, chat: str) -> list[tuple[Outbox, Outgoing]]:
        """All that has been said into a chat and not been delivered, and what was put into words, in order."""
        return [(row, message) for row, message in self.everything() if message.address.chat == chat]

    def everything(self) -> list[tuple[Outbox, Outgoing]]:
        """As ``sent``, of all chats."""
        said = select(Outbox).where(Outbox.state == "waiting", col(Outbox.payload_sealed).is_not(None))
        with self.store.readers() as session:
            found = [(row, open_payload(session, row)) for row in session.exec(said)]
        return sorted(found + self._worded, key=lambda each: each[0].id)

    def plans(self) -> None:
        """Let the jobs plan what is due at this instant."""
        jobs = Jobs(ZONE, self.language)
        while self.store.write_here(lambda session: jobs.plan(session, self.clock.now())):
            pass

    def delivers(self) -> list[Outgoing]:
        """Put into words and send what was only planned and is due: from then on the chats see it."""
        teller, now = Teller(ZONE, self.language), self.clock.now()
        waiting = select(Outbox).where(Outbox.state == "waiting", col(Outbox.plan_sealed).is_not(None))
        with self.session() as session, session.begin():  # answers that nobody has delivered stay, to be looked at
            for row in session.exec(waiting.where(Outbox.stale_at <= now)):
                sending.close(row, "stale", "too old")
        said, means = [], sending.Means(self.allowances)
        for row in self.read(waiting.where(Outbox.not_before <= now).order_by(Outbox.id)):
            message = self.store.write_here(
                lambda session, row=row: sending.prepare(session, row.id, teller, now, means)
            )
            if message is not None:
                self.store.write_here(lambda session, row=row: sending.sent(session, row.id, f"{row.id}", now, means))
                self._worded.append((row, message))
                said.append(message)
        return said

    def words(self, rule: str) -> Outgoing | None:
        """What the one waiting message of a rule would say now; it goes on waiting."""
        (number,) = self.read(select(Outbox.id).where(Outbox.rule == rule, Outbox.state == "waiting"))
        teller, now = Teller(ZONE, self.language), self.clock.now()
        return self.store.write_here(lambda session: sending.prepare(session, number, teller, now))

    def mornings(self, instant: datetime) -> list[Outgoing]:
        """Go on to the instant, and let what is due then be planned and sent."""
        self.clock.set(instant)
        self.plans()
        return self.delivers()

    def fates(self, rule: str) -> list[tuple[str, str | None]]:
        """What became of each message of a rule, and why."""
        rows = self.read(select(Outbox).where(Outbox.rule == rule).order_by(Outbox.id))
        return [(row.state, row.reason) for row in rows]


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
            inbox.store(session, [Incoming(**event)], self.house.clock.now(), self.house.allowances)
        handled = True
        while handled:
            handled = self.house.store.write_here(self.house.dispatcher.handle_one)
            if handled and handled.incoming and handled.incoming.event == event["event"]:
                self.toast = handled.toast
        return self

    def presses(self, label: str, message: Outgoing | None = None) -> "Chat":
        """Press the button whose label begins with ``label``, in the latest message that has it."""
        latest = None if self.channel in WITH_BUTTONS else self._latest()
        for shown in [message] if message else reversed(self.all):
            buttons = [button for row in shown.buttons for button in row if button.press]
            if latest and buttons and not buttons[0].press.startswith(latest):
                continue  # an earlier message, or another person's: a number does not mean it
            for place, button in enumerate(buttons, 1):
                if button.label.removeprefix("✓ ").startswith(label):
                    return self._chooses(shown, place, button)
        raise AssertionError(f"no button {label!r} in:\n{self.screen}")

    def _chooses(self, shown: Outgoing, place: int, button: Button) -> "Chat":
        """Press the button; where there are none, type the number that stands before it, or the word."""
        if self.channel in WITH_BUTTONS:
            return self.does("press", press=button.press, press_id="1")
        return self.does("text", text=button.label if in_words(shown) else str(place))

    def _latest(self) -> str:
        """What the buttons of the latest choices for this person here begin with."""
        mine = (col(Offer.user_id) == self.user) | col(Offer.user_id).is_(None)
        return f"{max(self.house.read(select(Offer.id).where(Offer.chat_id == self.chat, mine)), default=0)}:"

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
        said = self.all
        shown = [as_seen(message, said[: said.index(message)]) for message in self.answers]
        return "\n---\n".join(shown) or f"(nothing; toast: {self.toast!r})"

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

    def sees_stale(self) -> "Chat":
        """The choice counts no more: a short word at a pressed button, a sentence to a typed number."""
        shown = self.toast if self.channel in WITH_BUTTONS else self.screen
        assert "không còn dùng được" in shown or "no longer valid" in shown, f"not stale: {shown!r}"
        return self.sees_nothing() if self.channel in WITH_BUTTONS else self

    def cannot_press(self, label: str, message: Outgoing | None = None, why: str = "không còn dùng được") -> "Chat":
        """A button of an earlier message, or another's, says no; a typed number never means one."""
        if self.channel in WITH_BUTTONS:
            self.presses(label, message).sees_nothing()
            assert why in self.toast, self.toast
        return self

    def sees_nothing(self) -> "Chat":
        assert not self.answers, f"something was said:\n{self.screen}"
        return self

"""The world of the matrix: three units with people and secrets of their own, somebody of each role, four chats.

Every message is handled in a savepoint that is taken back, so that one world serves all cells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from sqlmodel import Session

from handlers.index import all_routes
from handlers.routes import answer
from handlers.turn import Turn
from models import (
    Account,
    AdmissionEvent,
    BoundChat,
    Candidate,
    Consent,
    Contact,
    Enrolment,
    Enterprise,
    Entry,
    NextStep,
    PartyClass,
    Person,
    PrivacyRequest,
    Unit,
    Visit,
)
from outreach.errors import DomainError
from outreach.messages import Address, Incoming, Reply
from outreach.rules.folding import fold, fold_name
from outreach.services.enterprises.enterprises import EnterpriseNames
from outreach.services.people import people
from outreach.services.units import visibility
from outreach.texts import refusals
from outreach.texts.speech import Speech
from tests.conversation import ZONE, House

ROLES = ("outsider", "viewer", "member", "lead", "admin", "admin of everything")
CHATS = {"private": "", "group of DCT-7": "-1", "group of DCT-8": "-2", "unbound group": "-9"}
WORDS = {"OnlyInPrivate": "link", "OnlyInGroup": "group", "NotAllowed": "role", "NotInvited": "invite",
         "UnboundChat": "bind", "OutOfScope": "scope"}  # fmt: skip
NOBODY = {"DCT": "DCT-9", "UV": "UV-9999", "LOP": "LOP-9999", "": "Zzyzx"}  # by how the name begins


@dataclass(frozen=True)
class Home:
    """A unit with what belongs to it; ``secrets`` are the names of its people, in clear."""

    unit: Unit
    enterprise: Enterprise
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What came of a line: the refusal's name, or none, and all that was shown."""

    error: str
    text: str
    replies: tuple[Reply, ...]

    def without(self, piece: str) -> tuple[str, str]:
        """What remains to be told from it when ``piece`` is not looked at."""
        return self.error, self.text.replace(piece, "…")


class World:
    """DU-TL over DCT-7 and DCT-8, and far away DU-XA; the people of DCT-7 are those who ask."""

    def __init__(self, house: House) -> None:
        self.house, self.now, self.names = house, house.clock.now(), EnterpriseNames()
        self.routes, self.speech = all_routes(), Speech("vi", ZONE)
        with house.session() as session, session.begin():
            self._build(session)

    @cached_property
    def session(self) -> Session:
        """The one session of all that is only tried."""
        session = self.house.session()
        session.begin()
        return session

    def close(self) -> None:
        self.session.rollback()
        self.session.close()

    def _build(self, session: Session) -> None:
        def unit(code: str, name: str, kind: str, under: Unit | None = None) -> Unit:
            row = Unit(code=code, name=name, folded=fold(name), kind=kind, parent_id=under.id if under else None,
                       created_at=self.now)  # fmt: skip
            return self._put(session, row)

        top = unit("DU-TL", "Đảng ủy các KCN Hà Nội", "committee")
        far = unit("DU-XA", "Đảng ủy các KCN Lào Cai", "committee")
        one = unit("DCT-7", "Đoàn công tác Thăng Long", "working_group", top)
        two = unit("DCT-8", "Đoàn công tác Quang Minh", "working_group", top)
        self._people(session, one, top)
        self.homes = [
            self._home(session, one, "Công ty TNHH Đại Dương", ("Bùi Xuân Khiêm", "Giàng Thị Mảy", "Tống Phước Đạt")),
            self._home(session, two, "Công ty CP Thiên Phú", ("Lò Văn Xôm", "Quách Ngọc Ngoan", "Ứng Hoàng Vĩ")),
            self._home(session, far, "Công ty CP Apatit", ("Vừ A Dếnh", "Hảng Seo Páo", "Sùng Thị Chứ")),
        ]
        for chat, bound in (("-1", one), ("-2", two)):
            session.add(BoundChat(channel=self.house.channel, chat_id=chat, unit_id=bound.id, at=time(8),
                                  bound_by_id=self.ids["admin"], bound_at=self.now, starts_at=self.now))  # fmt: skip

    def _put(self, session: Session, row):
        session.add(row)
        session.flush()
        return row

    def _person(self, session: Session, name: str, role: str, unit: Unit | None, user: str) -> int:
        sealed = self.house.vault.seal(name)
        row = Person(name_sealed=sealed, role=role, unit_id=unit.id if unit else None, joined_at=self.now)
        person = self._put(session, row)
        session.add(Account(person_id=person.id, channel=self.house.channel, user_id=user, linked_at=self.now))
        return person.id

    def _people(self, session: Session, one: Unit, top: Unit) -> None:
        posts = {"viewer": one, "member": one, "lead": one, "admin": one, "admin of everything": None}
        self.staff = tuple(f"Người {role}" for role in posts)
        self.ids = {
            role: self._person(session, f"Người {role}", role.partition(" ")[0], unit, f"u-{role}")
            for role, unit in posts.items()
        }
        self._person(session, "Quản trị cấp trên", "admin", top, "u-top")  # else the last administrator is in the way

    def _home(self, session: Session, unit: Unit, name: str, secrets: tuple[str, ...]) -> Home:
        seal, entered = self.house.vault.seal, {"entered_at": self.now}
        contact, applicant, colleague = secrets
        author = self._person(session, colleague, "member", unit, f"u-{unit.code}")
        firm = self._put(session, Enterprise(name=name, folded=fold_name(name), kind="private", unit_id=unit.id,
                                             changed_at=self.now, **entered))  # fmt: skip
        session.add(Contact(enterprise_id=firm.id, role="owner", name_sealed=seal(contact), phone_sealed=seal(contact),
                            changed_at=self.now))  # fmt: skip
        for writer in [author, *(self.ids.values() if unit.code == "DCT-7" else ())]:
            visit = self._put(session, Visit(enterprise_id=firm.id, unit_id=unit.id, visited_on=date(2024, 6, 3),
                                             note_sealed=seal(contact), entered_by_id=writer, **entered))  # fmt: skip
            session.add(Entry(person_id=writer, kind="visit", subject_id=visit.id, **entered))
        session.add(NextStep(enterprise_id=firm.id, unit_id=unit.id, text_sealed=seal(contact), due=date(2024, 6, 20),
                             person_sealed=seal(colleague), **entered))  # fmt: skip
        self._candidate(session, unit, firm, applicant, author)
        return Home(unit, firm, secrets)

    def _candidate(self, session: Session, unit: Unit, firm: Enterprise, name: str, author: int) -> None:
        seal, who = self.house.vault.seal, {"entered_by_id": author, "entered_at": self.now}
        row = self._put(session, Candidate(unit_id=unit.id, enterprise_id=firm.id, name_sealed=seal(name),
                                           phone_sealed=seal(name), stage="dossier", stage_on=date(2024, 6, 3),
                                           rule_set="24-QĐ/TW", **who))  # fmt: skip
        session.add(Consent(candidate_id=row.id, given_on=date(2024, 6, 1), how="paper", text_version="1",
                            recorded_by_id=author, recorded_at=self.now))  # fmt: skip
        learnt = self._put(session, PartyClass(kind="awareness_class", unit_id=unit.id, starts=date(2024, 6, 1),
                                               ends=date(2024, 6, 2), **who))  # fmt: skip
        session.add(Enrolment(party_class_id=learnt.id, candidate_id=row.id, changed_at=self.now, **who))
        session.add(PrivacyRequest(candidate_id=row.id, unit_id=unit.id, kind="export", asked_on=date(2024, 6, 14),
                                   acknowledge_by=date(2024, 6, 18), act_by=date(2024, 6, 29), **who))  # fmt: skip
        session.add(AdmissionEvent(candidate_id=row.id, kind="stage", stage="dossier", unit_id=unit.id,
                                   happened_on=date(2024, 6, 3), details_sealed=None, **who))  # fmt: skip

    def says(self, role: str, chat: str, line: str) -> Said:
        """What somebody of ``role`` is told when they send ``line`` there; then it is as if they never had."""
        user, private = f"u-{role}", chat == "private"
        incoming = Incoming(event="1", address=Address(self.house.channel, CHATS[chat] or user), user=user, kind="text",
                            sent_at=self.now, private=private, text=line, message="1")  # fmt: skip
        with self.session.begin_nested() as savepoint:
            actor, _ = people.recognise(self.session, incoming, "vi")
            turn = Turn(self.session, actor, incoming, self.now, self.speech, self.names)
            error = ""
            try:
                replies = tuple(answer(self.routes, turn))
            except DomainError as refusal:
                error = type(refusal).__name__
                replies = tuple(refusals.replies(self.speech, refusal, pressed=False))
            self.covered = {
                home.unit.code for home in self.homes if visibility.covers(self.session, actor.sees, home.unit.id)
            }
            savepoint.rollback()
        return Said(error, _shown(replies), replies)


def _shown(replies: Iterable[Reply]) -> str:
    pieces = []
    for reply in replies:
        pieces += [reply.text.plain, *(choice.label for row in reply.choices for choice in row)]
        pieces += [f"{link.label} {link.start}" for link in reply.links]
    return "\n".join(pieces)

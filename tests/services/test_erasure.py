"""Nothing of an erased person remains anywhere, whatever it was sealed in; the counts stay."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, inspect, text
from sqlmodel import SQLModel, select

from models import AdmissionEvent, Candidate, Consent, Enrolment, Inbox, NextStep, Offer, Outbox, Visit
from outreach.actor import Actor
from outreach.errors import CandidateErased
from outreach.messages import Address, Reply, Text
from outreach.rules.folding import fold
from outreach.rules.mentions import Identity, named_in
from outreach.services.privacy import erasure
from outreach.services.talk import outbox
from outreach.vault import KeyLostError, Vault, new_key
from tests.candidates import BORN, NAME, PHONE, add_candidate
from tests.transcripts.test_visits import add_enterprise

FIGURES = "912345678"


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def lan(house):
    house.du = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.firm = add_enterprise(house, "Công ty TNHH Huy Hoàng", house.one)
    house.chief = house.person("Phạm Thu Hoa", "admin", house.du)
    lan = house.person("Trần Thị Lan", "member", house.one)
    house.linh = add_candidate(house, house.one, lan.person_id, house.firm)
    return lan


def busy_day(house, lan):
    """The person is named wherever a person can be: notes, answers, buttons, drafts, events that failed."""
    lan.says(
        f"/tham Huy Hoàng; đồng ý; gặp {NAME}; đi cùng {NAME}; hẹn 20/6 gọi {NAME} {PHONE}; giao {NAME} nộp đơn 21/6; "
        f"kiến nghị giúp {NAME}; vướng {fold(NAME)} chưa yên tâm; {unicodedata.normalize('NFD', NAME)} rất tốt"
    )
    house.chief.says("/quyenrieng UV-0001").says("/quyenrieng UV-0001 xuất")
    lan.says("/tham").says("Huy Hoàng").says(f"gặp {NAME}")
    house.chief.says("/quyenrieng UV-0001 xóa")
    house.add(
        Inbox(channel=house.channel, event_id="f1", chat_id=lan.chat, state="failed", error="KeyError",
              payload_sealed=house.vault.seal_json({"text": f"/ungvien moi {NAME}"}), received_at=house.clock.now())
    )  # fmt: skip


def erase(house, chat, *, notes=True, candidate=1):
    actor = Actor(chat.person_id, "member", house.one.id, channel=house.channel, user=chat.user)
    return house.store.write_here(
        lambda session: erasure.erase(session, actor, candidate, date(2024, 6, 17), house.clock.now(), notes=notes)
    )


def everything(house):
    """Every value of every column of every table: as it is, and opened where it is sealed."""
    with house.store.readers() as session:
        for name, table in SQLModel.metadata.tables.items():
            columns = list(table.columns)
            for row in session.execute(table.select()):
                for column, value in zip(columns, row, strict=True):
                    yield f"{name}.{column.name}", str(value)
                    if isinstance(column.type, LargeBinary) and value is not None:
                        yield f"{name}.{column.name} opened", unseal(house, bytes(value))


def unseal(house, value: bytes) -> str:
    try:
        return house.vault.open(value)
    except KeyLostError:
        return ""


def names(where: str, value: str) -> bool:
    figures = "".join(figure for figure in value if figure.isdecimal())
    sealed = where.endswith("opened")
    return fold(NAME) in fold(value) or FIGURES in figures or (sealed and str(BORN) in value)


def test_nothing_remains_in_any_table(house, lan):
    busy_day(house, lan)
    before = {where for where, value in everything(house) if names(where, value)}
    assert {
        "candidate.name_sealed opened", "candidate.phone_sealed opened", "candidate.born_sealed opened",
        "visit.note_sealed opened", "visit_participant.name_sealed opened", "proposal.text_sealed opened",
        "next_step.text_sealed opened", "obstacle.text_sealed opened", "outbox.payload_sealed opened",
        "conversation.draft_sealed opened", "inbox.payload_sealed opened", "candidate_document.place_sealed opened",
    } <= before, "the test would see it"  # fmt: skip
    erase(house, lan)
    assert [(where, value) for where, value in everything(house) if names(where, value)] == []


def test_nothing_remains_in_what_was_planned_without_a_visit(house, lan):
    where = house.read(select(Candidate.enterprise_id))[0]
    house.add(
        NextStep(
            enterprise_id=where, unit_id=house.one.id, text_sealed=house.vault.seal(f"gọi {NAME}"),
            held_sealed=house.vault.seal(f"chờ {NAME} ký"), entered_at=house.clock.now(), person_id=lan.person_id,
        )
    )  # fmt: skip
    erase(house, lan, notes=False)
    assert [(where, value) for where, value in everything(house) if names(where, value)] == []
    assert house.read(select(Candidate.person_id, Candidate.ceremony_on, Candidate.due)) == [(None, None, None)]


def test_nothing_remains_of_who_was_entered_in_chat(house, lan):
    """Typed, searched, listed, shown, corrected half-way: by the member, the chief, and in drafts that wait."""
    name, phone, who = "Tạ Thị Hồng Nhung", "0987 654 321", Identity(2, "Tạ Thị Hồng Nhung", "0987654321")
    lan.says(f"/ungvien moi {name}; Huy Hoàng; công nhân; nữ; 1999; đồng ý 10/6 bằng văn bản; ĐT {phone}").presses(
        "Ghi"
    )
    lan.sees("UV-0002").says("/ungvien hồng nhung").sees(name).says("/ungvien UV-0002").says("/ungvien")
    lan.says("/ungvien UV-0002 cảm tình 12/6").presses("Ghi").says("/ungvien UV-0002").presses("Giấy tờ")
    house.chief.says("/ungvien ta thi").says("/quyenrieng UV-0002 yêu cầu xóa").presses("Hôm nay")
    lan.says(f"/ungvien moi {name}; Huy Hoàng; 1999")
    assert [where for where, value in everything(house) if named_in(who, value)]
    erase(house, lan, candidate=2)
    assert [(where, value) for where, value in everything(house) if named_in(who, value)] == []
    lan.says("/ungvien hồng nhung").sees("Không có ứng viên nào tên")
    lan.says("/hoantac").sees_no("Nhung", "UV-0002")
    lan.says("/ungvien uv1").sees(NAME)


def test_notes_about_a_former_place_of_work_are_found_too(house, lan):
    """The enterprise was corrected before the erasure: what was written about the old one names the person still."""
    add_enterprise(house, "Công ty CP Sao Mai", house.one)
    lan.says(f"/tham Sao Mai; gặp {NAME}; hẹn 20/6 gọi {NAME}")
    who = Identity(1, NAME)
    assert [where for where, value in everything(house) if named_in(who, value) and "visit" in where]
    erase(house, lan)
    assert [(where, value) for where, value in everything(house) if named_in(who, value)] == []


def test_no_digest_of_the_name_remains(house, lan):
    erase(house, lan)
    words = [*(house.vault.digest(word) for word in fold(NAME).split()), house.vault.digest(f"{fold(NAME)}/{BORN}")]
    kept = {value for _, value in everything(house)}
    assert not kept & {str(word) for word in words}


@on_sqlite
def test_not_even_what_was_sealed_remains_in_the_files(house, lan):
    """The very bytes of the sealed columns are gone from the file and from its log, which is emptied at once."""
    busy_day(house, lan)
    tokens = [bytes(house.read(select(Candidate.identity_digest))[0])]
    for query in (
        select(Candidate.name_sealed), select(Candidate.phone_sealed), select(Candidate.born_sealed),
        select(AdmissionEvent.details_sealed), select(Visit.note_sealed), select(NextStep.text_sealed),
        select(NextStep.person_sealed), select(Offer.choices_sealed), select(Outbox.payload_sealed),
    ):  # fmt: skip
        tokens += [bytes(token) for token in house.read(query) if token and names("opened", house.vault.open(token))]
    assert len(tokens) > 8
    files = [Path(f"{house.store.engine.url.database}{ending}") for ending in ("", "-wal")]
    there = b"".join(file.read_bytes() for file in files)
    assert all(token in there for token in tokens)
    erase(house, lan)
    assert files[1].stat().st_size == 0
    left = b"".join(file.read_bytes() for file in files)
    assert [token for token in tokens if token in left] == []


@on_sqlite
def test_a_reader_in_the_way_is_waited_for_at_the_next_writing(house, lan):
    busy_day(house, lan)
    sealed = bytes(house.read(select(Candidate.name_sealed))[0])
    log = Path(f"{house.store.engine.url.database}-wal")
    with house.store.readers() as session:
        session.execute(text("SELECT count(*) FROM candidate")).one()
        erase(house, lan)
        assert log.stat().st_size > 0
    house.chief.says("/trogiup")
    assert log.stat().st_size == 0
    assert sealed not in Path(f"{house.store.engine.url.database}").read_bytes()


def test_the_counts_stay(house, lan):
    house.chief.says("/chitieu kết nạp; 2024; 5; DU-HN").presses("Ghi")
    before = counted(house)
    house.chief.says("/tiendo").sees("1/5")
    figures = house.chief.screen
    erase(house, lan)
    assert counted(house) == before
    house.chief.says("/tiendo").sees("1/5")
    strip = [line for line in figures.splitlines() if "1/5" in line]
    assert [line for line in house.chief.screen.splitlines() if "1/5" in line] == strip


def counted(house):
    columns = ("candidate_id", "kind", "stage", "happened_on", "unit_id", "object", "sex", "withdrawn_at")
    events = house.read(select(AdmissionEvent).order_by(AdmissionEvent.id))
    learnt = house.read(select(Enrolment).order_by(Enrolment.id))
    return [[getattr(row, column) for column in columns] for row in events], [
        (row.party_class_id, row.attended, row.certificate_on) for row in learnt
    ]


@on_sqlite
def test_that_there_was_a_consent_stays(house, lan):
    erase(house, lan)
    (consent,) = house.read(select(Consent))
    assert (consent.given_on, consent.withdrawn_on) == (date(2024, 1, 9), date(2024, 6, 17))


@on_sqlite
def test_what_is_left_of_the_person_is_a_number(house, lan):
    erase(house, lan)
    (row,) = house.read(select(Candidate))
    gone = ("name_sealed", "phone_sealed", "born_sealed", "identity_digest", "enterprise_id", "object", "sex", "due")
    assert [getattr(row, column) for column in gone] == [None] * len(gone)
    assert (row.stage, row.unit_id, row.anonymised_at) == ("probationary", house.one.id, house.clock.now())


@on_sqlite
def test_what_others_wait_for_is_left_alone(house, lan):
    """Of another candidate, and of nobody: messages, buttons and drafts stay."""
    other = add_candidate(house, house.one, lan.person_id, name="Bùi Văn Cường", phone="0977000111")
    lan.says(f"/quyenrieng UV-000{other}")
    house.chief.says("/trogiup")
    busy_day(house, lan)
    erase(house, lan)
    lan.presses("Nhận tệp dữ liệu", next(m for m in lan.all if "Bùi Văn Cường" in m.text.plain)).sees("UV-0002")
    cleared = house.read(select(Outbox).where(Outbox.state == "cleared"))
    assert {row.reason for row in cleared} == {"erased"}
    assert any("trogiup" in m.text.plain or "làm được" in m.text.plain for m in house.chief.all)


def test_a_button_that_was_about_the_person_is_stale(house, lan):
    lan.says("/quyenrieng UV-0001")
    shown = lan.answers[0]
    erase(house, lan)
    lan.cannot_press("Nhận tệp dữ liệu", shown)
    assert all(house.vault.open_json(row.choices_sealed) == [] for row in house.read(select(Offer)))


def test_who_has_read_the_name_and_gone_elsewhere_is_looked_at_too(house, lan):
    """Moved to another unit since, but what they were shown still waits in their chat."""
    stranger = house.person("Lê Văn Minh", "member", house.one)
    stranger.says("/quyenrieng UV-0001").sees(NAME)
    with house.session() as session, session.begin():
        two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
        session.execute(text("UPDATE person SET unit_id = :unit WHERE id = :id"),
                        {"unit": two.id, "id": stranger.person_id})  # fmt: skip
    erase(house, lan)
    assert not [where for where, value in everything(house) if names(where, value)]


@on_sqlite
def test_a_message_planned_for_others_goes_too(house, lan):
    def plan(session):
        address = Address(house.channel, house.chief.chat)
        return outbox.plan(session, "k", address, Reply(Text(f"việc: {NAME}")), house.clock.now(), rule="notice")

    house.store.write_here(plan)
    erase(house, lan)
    (row,) = house.read(select(Outbox).where(Outbox.key == "k"))
    assert (row.state, row.reason, row.payload_sealed) == ("cleared", "erased", None)


@on_sqlite
def test_what_is_erased_cannot_be_erased_again(house, lan):
    erase(house, lan)
    with pytest.raises(CandidateErased):
        erase(house, lan)


@on_sqlite
def test_a_lost_key_does_not_keep_anybody_from_being_erased(house, lan):
    busy_day(house, lan)
    house.store.vault = Vault([new_key()])
    house.store.sessions.kw["info"] = {"vault": house.store.vault}
    erase(house, lan)
    (row,) = house.read(select(Candidate))
    assert (row.name_sealed, row.phone_sealed, row.born_sealed) == (None, None, None)


def test_every_sealed_column_is_known_to_the_test(house):
    """A new column that is sealed stands in the tables that ``everything`` opens."""
    sealed = {
        f"{name}.{column['name']}"
        for name in SQLModel.metadata.tables
        for column in inspect(house.store.engine).get_columns(name)
        if column["name"].endswith("_sealed")
    }
    opened = {
        f"{name}.{column.name}"
        for name, table in SQLModel.metadata.tables.items()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert sealed <= opened

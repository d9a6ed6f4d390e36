"""Keys: what was sealed with an old one still reads, rotating leaves nothing behind, a lost one harms nothing else."""

import re

import pytest
from sqlalchemy import LargeBinary, create_engine, func, text
from sqlmodel import SQLModel, select

from bot import doctor, keys, rotation, sending, settings
from bot.holding import AlreadyRunningError, holding
from bot.settings import SettingsError
from bot.store import Store
from models import Candidate, CandidateWord, Contact, Inbox, Outbox, Person, Visit
from outreach.actor import Actor
from outreach.composing.index import Teller
from outreach.rules.folding import fold
from outreach.services.admission import candidate_names
from outreach.vault import Vault, keys_beside, new_key
from tests.conversation import ZONE, Chat, House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what no database changes
NAME, NOTE, DIRECTOR = "Trần Thị Lan", "nhớ gọi cho chị Lụa", "Phạm Văn Giám"


@pytest.fixture
def old() -> str:
    return new_key()


@pytest.fixture
def new() -> str:
    return new_key()


def use(house: House, *given: str) -> None:
    """Restart the house with these keys."""
    house.vault = Vault(given)
    house.store = Store(house.store.engine, house.vault)
    house.restart()


@pytest.fixture
def lan(house: House, old) -> Chat:
    """Lan, a lead, after a day's work: a visit with a note and a step, a contact, a draft under way, a candidate."""
    use(house, old)
    unit = house.unit("DCT-1", "Đoàn công tác số 1", "committee")
    house.person("Nguyễn Văn Quang", "admin")
    lan = house.person(NAME, "lead", unit)
    lan.says(f"/tham Huy Hoàng; đồng ý; vướng thiếu phòng họp; hẹn 15/7 trình hồ sơ; đi cùng Minh; {NOTE}")
    lan.presses("+ Thêm").presses("Tư nhân").presses("Ghi").sees("Đã ghi")
    lan.says(f"/dn sửa Huy Hoàng; giám đốc: {DIRECTOR}, 0912345678").presses("Ghi")
    someone = house.add(
        Candidate(
            unit_id=unit.id, enterprise_id=1, stage="dossier", stage_on=house.clock.now().date(),
            entered_by_id=lan.person_id, entered_at=house.clock.now(),
        )
    )  # fmt: skip
    with house.session() as session, session.begin():
        session.add(someone)
        candidate_names.put(session, someone, "Vũ Văn Ánh", 1998)
    lan.says("/tham").sees("[Thôi]")
    return lan


def told(house: House, *given: str) -> settings.Settings:
    url = house.store.engine.url.render_as_string(hide_password=False)
    return settings.load(_env_file=None, database_url=url, encryption_keys=",".join(given))


def rotates(house: House, *given: str) -> str:
    """As the operator does it: no bot is running, and so nobody is connected."""
    house.store.engine.dispose()
    return rotation.rotate(told(house, *given), new=False)


def reads_everything(lan: Chat) -> None:
    lan.says("/dn huy hoang").sees(DIRECTOR, "trình hồ sơ", "thiếu phòng họp")
    lan.says("/hoantac").sees(NOTE, "Minh")
    with lan.house.session() as session:
        (found,) = candidate_names.search(session, _actor(lan), "van anh", 5)
        assert lan.house.vault.open(found.name_sealed) == "Vũ Văn Ánh"


def _actor(chat: Chat) -> Actor:
    return Actor(chat.person_id, "lead", 1)


def test_what_the_old_key_sealed_still_reads_beside_a_new_one(house, lan, old, new):
    use(house, new, old)
    lan.presses("Huy Hoàng").sees("[Thôi]")  # the draft and its button were sealed with the old key
    reads_everything(lan)


def test_after_rotation_the_old_key_may_go(house, lan, old, new):
    said = rotates(house, new, old)
    assert re.match(r"\d{2} values are sealed with the first key now, and none with another\. The other keys may", said)
    use(house, new)
    lan.presses("Huy Hoàng").sees("[Thôi]")
    reads_everything(lan)
    lan.says("/tham Huy Hoàng; từ chối; họp nhanh").presses("Ghi")
    assert house.read(select(Candidate.identity_digest)) == [house.vault.digest(f"{fold('Vũ Văn Ánh')}/1998")]
    assert len(house.read(select(CandidateWord))) == 3


def test_nothing_in_any_table_is_left_for_the_old_key(house, lan, old, new):
    rotates(house, new, old)
    use(house, new)
    assert house.store.read_here(keys.lost) == {}
    use(house, old)
    unread = house.store.read_here(keys.lost)
    with house.session() as session:
        columns = [column for table in keys.sealed_tables() for column in keys.sealed_columns(table)]
        total = sum(session.execute(select(func.count(column))).scalar() for column in columns)
    assert unread.total() == total > 20


def test_every_column_that_is_no_hash_is_found_by_its_name():
    """A sealed column by another name would be forgotten at the next rotation."""
    hashes = {"audit_seal.hash", "audit_seal.prints", "candidate.identity_digest", "candidate_word.digest"}
    binary = {
        str(column) for table in SQLModel.metadata.sorted_tables for column in table.columns
        if isinstance(column.type, LargeBinary)
    }  # fmt: skip
    sealed = {str(column) for table in keys.sealed_tables() for column in keys.sealed_columns(table)}
    assert binary - sealed == hashes
    assert {"inbox.payload_sealed", "outbox.payload_sealed", "conversation.draft_sealed"} <= sealed


@on_sqlite
def test_it_goes_in_batches_and_goes_on_where_it_was_broken_off(house, lan, old, new, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 3)
    use(house, new, old)
    real, calls = keys._reseal_batch, []

    def breaks(session, **more):
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(session, **more)

    monkeypatch.setattr(keys, "_reseal_batch", breaks)
    with pytest.raises(KeyboardInterrupt):
        keys.reseal(house.store)
    use(house, old)
    half = house.store.read_here(keys.lost).total()
    assert half > 0
    reads = house.store.read_here(lambda session: [one for (one,) in session.execute(select(Visit.note_sealed))])
    assert reads
    use(house, new, old)
    tally = keys.reseal(house.store)
    assert tally.resealed.total() > 0
    assert keys.reseal(house.store).resealed.total() == 0
    use(house, new)
    reads_everything(lan)


def test_what_somebody_writes_meanwhile_stays(house, lan, old, new, monkeypatch):
    """Between reading a value and writing it anew, somebody else may have written another."""
    use(house, new, old)
    real = Vault.reseal

    def slowly(vault, token):
        anew = real(vault, token)
        if anew is not None and vault.open(token) == DIRECTOR:
            _contact(session_now, vault.seal("Người Mới"))
        return anew

    session_now = None

    def batch(session, **more):
        nonlocal session_now
        session_now = session
        return real_batch(session, **more)

    real_batch = keys._reseal_batch
    monkeypatch.setattr(keys, "_reseal_batch", batch)
    monkeypatch.setattr(Vault, "reseal", slowly)
    keys.reseal(house.store)
    assert house.vault.open(house.read(select(Contact.name_sealed))[0]) == "Người Mới"


def _contact(session, sealed: bytes) -> None:
    session.execute(text("UPDATE contact SET name_sealed = :sealed"), {"sealed": sealed})


def test_it_is_refused_while_a_bot_works_on_the_database(house, lan, old, new):
    if house.store.engine.dialect.name == "sqlite":
        held = holding(house.store.engine, "nhipcau")
        with pytest.raises(AlreadyRunningError):
            rotation.rotate(told(house, new, old), new=False)
        held.release()
    else:  # whoever is connected may be a worker that stands by
        with pytest.raises(AlreadyRunningError):
            rotation.rotate(told(house, new, old), new=False)
    use(house, old)
    reads_everything(lan)
    assert "may now be dropped" in rotates(house, new, old)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_stranger_on_the_server_is_no_bot(house, lan, old, new):
    url = house.store.engine.url.set(drivername="postgresql+psycopg")
    other = create_engine(url)
    with other.connect() as connection:
        connection.execute(text("SELECT 1"))
        assert "may now be dropped" in rotates(house, new, old)
    other.dispose()


@on_sqlite
def test_one_key_is_nothing_to_rotate(house, lan, old):
    house.store.engine.dispose()
    with pytest.raises(SettingsError, match=r"only one key.*nhipcau keys new"):
        rotation.rotate(told(house, old), new=False)
    with pytest.raises(SettingsError, match="--new is for the key file"):
        rotation.rotate(told(house, old), new=True)


def test_what_no_key_opens_is_said_and_the_rest_is_rotated(house, lan, old, new):
    stray = Vault([new_key()])
    with house.session() as session, session.begin():
        session.add(Person(name_sealed=stray.seal("Ai Đó"), role="viewer", joined_at=house.clock.now()))
        someone = Candidate(
            unit_id=1, stage="dossier", stage_on=house.clock.now().date(), entered_by_id=1,
            entered_at=house.clock.now(), name_sealed=stray.seal("Ai Đó"), born_sealed=stray.seal("1999"),
        )  # fmt: skip
        session.add(someone)
    complaint = r"3 values .*\(candidate.born_sealed 1, candidate.name_sealed 1, person.name_sealed 1\): add that key"
    with pytest.raises(SettingsError, match=complaint):
        rotates(house, new, old)
    use(house, new)
    reads_everything(lan)


@on_sqlite
def test_the_key_file_gets_a_new_first_key_and_keeps_the_old_one(house, lan, old):
    path = told(house).key_file
    path.write_text(old + "\n")
    path.chmod(0o600)
    house.store.engine.dispose()
    with pytest.raises(SettingsError, match="--new, which makes one"):
        rotation.rotate(told(house), new=False)
    assert "leave its first line" in rotation.rotate(told(house), new=True)
    first, second = keys_beside(path)
    assert (second, path.stat().st_mode & 0o777) == (old, 0o600)
    path.write_text(first + "\n")
    use(house, *keys_beside(path))
    reads_everything(lan)
    assert list(path.parent.glob("nhipcau.[0-9]*")) == []  # nothing half written lies about


# --- a lost key ---


@pytest.fixture
def lost(house: House, lan, old, new) -> Chat:
    """All has been delivered, and the old key is gone: what it sealed stays shut."""
    lan.offered = lan.answers[0]
    with house.session() as session, session.begin():
        session.execute(text("UPDATE outbox SET state = 'sent'"))
    use(house, new)
    return lan


@on_sqlite
def test_a_card_is_shown_with_what_can_be_read(lost):
    lost.says("/dn huy hoang").sees("Huy Hoàng", "tư nhân", "17/06/2024 – đồng ý", "\ufffd không đọc được: thiếu khóa")
    lost.sees_no(DIRECTOR, "trình hồ sơ")


@on_sqlite
def test_a_visit_is_logged_and_undone_as_ever(house, lost):
    lost.says("/tham Huy Hoàng; quan tâm; vướng ca kíp; họp nhanh").presses("Ghi").sees("Đã ghi")
    lost.says("/hoantac").sees("họp nhanh").presses("Hoàn tác").sees("Đã hoàn tác")
    lost.says("/hoantac").sees("17/06/2024: Huy Hoàng", "thiếu khóa").presses("Hoàn tác").sees("Đã hoàn tác")
    assert all(visit.withdrawn_at for visit in house.read(select(Visit)))


@on_sqlite
def test_a_visit_that_cannot_be_read_is_not_written_anew(house, lost):
    """Saved again, the sign for what cannot be read would take the place of what was said."""
    lost.says("/sua").presses("Buổi").presses("Sửa").sees("không đọc được: thiếu khóa mã hóa")
    lost.says("/sua từ chối").sees("không đọc được: thiếu khóa mã hóa")
    assert len(house.read(select(Visit))) == 1


@on_sqlite
def test_a_draft_that_cannot_be_read_is_begun_anew(lost):
    assert lost.presses("Huy Hoàng", lost.offered).toast
    lost.says("/tham").sees("[Thôi]")


@on_sqlite
def test_candidates_are_listed_by_their_codes_and_go_on_their_way(house, lost, new):
    for asked in ("/ungvien uv1", "/ungvien thời gian", "/ungvien"):
        lost.says(asked)
        assert "Vũ Văn Ánh" not in lost.screen
    lost.says("/ungvien uv1").sees("UV-0001 (tên không đọc được: thiếu khóa)", "hồ sơ", "Huy Hoàng")
    lost.says("/ungvien mới Tống Thị Ngân; Huy Hoàng; công nhân; nữ; 1990; đồng ý 12/6 bằng văn bản")
    lost.presses("Ghi").sees("UV-0002")
    lost.says("/ungvien ngan").sees("UV-0002 Tống Thị Ngân")
    lost.says("/quyenrieng UV-0001").sees("UV-0001").sees_no("Ánh")


@on_sqlite
def test_people_are_listed_with_their_roles(house, lost):
    Chat(house, "1100", "1100").says("/moi").sees("\ufffd – trưởng đoàn, DCT-1", "không đọc được: thiếu khóa")


@on_sqlite
def test_the_log_tells_what_was_done_without_the_name(house, lost):
    Chat(house, "1100", "1100").says("/nhatky").sees("\ufffd · sửa đầu mối · Huy Hoàng", "không đọc được: thiếu khóa")


@on_sqlite
def test_the_keys_put_back_bring_everything_back(house, lost, old, new):
    lost.says("/dn huy hoang").sees("thiếu khóa")
    use(house, new, old)
    reads_everything(lost)


@on_sqlite
def test_messages_that_cannot_be_opened_do_not_hold_up_the_others(house, lan, new):
    """What waits in inbox and outbox from before is given up; what comes after it goes its way."""
    use(house, new)
    waiting = house.read(select(Outbox.id).where(Outbox.state == "waiting").order_by(Outbox.id))
    teller, now = Teller(ZONE, "vi"), house.clock.now()
    for number in waiting:
        gone = house.store.write_here(lambda session, it=number: sending.prepare(session, it, teller, now))
        assert gone is None
    assert {row.reason for row in house.read(select(Outbox))} == {"key lost"}
    house.add(
        Inbox(
            channel="telegram", event_id="x", chat_id=lan.chat, payload_sealed=Vault([new_key()]).seal("{}"),
            received_at=house.clock.now(),
        )
    )  # fmt: skip
    lan.says("/dn huy hoang").sees("tư nhân")
    assert house.read(select(Inbox.error).where(Inbox.event_id == "x")) == ["unreadable"]


@on_sqlite
def test_doctor_says_which_columns_cannot_be_read(house, lost):
    findings = house.store.read_here(lambda session: doctor._database(session, house.clock.now(), ZONE))
    (unread,) = [finding for finding in findings if "cannot be read" in finding.what]
    assert "contact.name_sealed 1" in unread.what
    assert "person.name_sealed 2" in unread.what
    assert "ENCRYPTION_KEYS" in unread.mend

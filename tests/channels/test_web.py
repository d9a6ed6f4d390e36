"""The web door over HTTP: files by signed links, webhooks with their secret, and nothing else."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlmodel import select

from bot import inbox
from bot.channels.base import Door
from bot.channels.zalo_read import read_raw
from bot.links import VALID_FOR, Links
from bot.web import Web
from models import Inbox, SharedFile
from outreach.texts.speech import Speech
from tests.channels.test_zalo_read import fixture
from tests.conversation import ZONE, House
from tests.sandbox.conftest import png

SECRET = "a-long-random-word"
HEADER = "X-Bot-Api-Secret-Token"


class Stage:
    """A web door before a real database; ``broken`` makes storing fail."""

    def __init__(self, house: House) -> None:
        self.house, self.broken = house, False
        self.links = Links("http://127.0.0.1", house.vault)
        doors = {"zalo": Door(HEADER, SECRET, self.take)}
        self.web = Web(0, house.store, house.clock, self.links, doors, Speech("vi", ZONE), host="127.0.0.1")

    async def take(self, event: Any) -> None:
        if self.broken:
            raise ConnectionError
        came = read_raw(event, "Nhịp Cầu", self.house.clock.now())
        assert came is not None
        await self.house.store.write(lambda session: inbox.store(session, [came], self.house.clock.now()))

    def share(self, name: str, content: bytes) -> str:
        """The path of the link to a file."""
        expires_at = self.house.clock.now() + VALID_FOR
        row = self.house.add(
            SharedFile(name=name, content_sealed=self.house.vault.seal_bytes(content), expires_at=expires_at)
        )
        return self.links.to(row.id, name, expires_at).removeprefix("http://127.0.0.1")

    def came(self) -> Sequence[Inbox]:
        return self.house.read(select(Inbox))


@pytest.fixture
async def stage(house: House) -> AsyncIterator[Stage]:
    stage = Stage(house)
    await stage.web.start()
    yield stage
    await stage.web.stop()


@pytest.fixture
async def http(stage: Stage) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{stage.web.port}") as session:
        yield session


async def test_a_picture_is_shown(stage, http):
    answer = await http.get(stage.share("tuần 24.png", png()))
    assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", png())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_is_downloaded_never_shown(stage, http):
    answer = await http.get(stage.share("trang.html", b"<script>"))
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_a_link_that_was_tampered_with_leads_nowhere(stage, http):
    path = stage.share("a.png", png())
    other = stage.share("b.png", png())
    _, _, file, until, signature, name = path.split("/")
    changed = [
        f"/f/{other.split('/')[2]}/{until}/{signature}/{name}",
        f"/f/{file}/{int(until) + 1}/{signature}/{name}",
        f"/f/{file}/{until}/{'0' * len(signature)}/{name}",
        f"/f/{file}/{until}/{signature[:-1]}/{name}",
        f"/f/{file}/{until}/ký/{name}",
        f"/f/{file}/{until}//{name}",
        f"/f/{file}",
        "/f/",
        "/",
    ]
    assert [(await http.get(one)).status for one in changed] == [404] * len(changed)


async def test_a_link_runs_out_with_a_sentence(stage, http):
    path = stage.share("a.png", png())
    stage.house.clock.pass_by(days=VALID_FOR.days)
    answer = await http.get(path)
    assert answer.status == 410
    assert await answer.text() == "Đường dẫn này đã hết hạn. Xin hỏi lại bot để nhận đường dẫn mới."


async def test_a_file_that_is_gone_has_run_out(stage, http):
    expires_at = stage.house.clock.now() + timedelta(days=1)
    path = stage.links.to(404, "a.png", expires_at).removeprefix("http://127.0.0.1")
    assert (await http.get(path)).status == 410


async def test_a_file_sealed_with_a_lost_key_has_run_out(stage, http):
    row = stage.house.add(
        SharedFile(name="a.png", content_sealed=b"of another key", expires_at=stage.house.clock.now() + VALID_FOR)
    )
    path = stage.links.to(row.id, "a.png", row.expires_at).removeprefix("http://127.0.0.1")
    assert (await http.get(path)).status == 410


async def test_the_webhook_answers_when_the_event_is_stored(stage, http):
    answer = await http.post("/hook/zalo", json=fixture("text_private"), headers={HEADER: SECRET})
    assert answer.status == 200
    (entry,) = stage.came()
    assert (entry.channel, entry.event_id) == ("zalo", "2d758cb5e222177a4e35")


async def test_the_same_event_twice_is_stored_once(stage, http):
    for name in ("text_private", "text_bare", "text_private"):
        assert (await http.post("/hook/zalo", json=fixture(name), headers={HEADER: SECRET})).status == 200
    assert len(stage.came()) == 2


async def test_what_could_not_be_stored_is_asked_for_again(stage, http):
    stage.broken = True
    assert (await http.post("/hook/zalo", json=fixture("text_private"), headers={HEADER: SECRET})).status == 500
    stage.broken = False
    assert (await http.post("/hook/zalo", json=fixture("text_private"), headers={HEADER: SECRET})).status == 200
    assert len(stage.came()) == 1


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "a-long-random-worm"}, {HEADER: "a-long"}])
async def test_nobody_comes_in_without_the_secret(stage, http, headers):
    assert (await http.post("/hook/zalo", json=fixture("text_private"), headers=headers)).status == 403
    assert stage.came() == []


async def test_other_doors_are_not_there(stage, http):
    assert (await http.post("/hook/telegram", json={}, headers={HEADER: SECRET})).status == 404
    assert (await http.post("/hook/zalo", data=b"{", headers={HEADER: SECRET})).status == 400
    assert (await (await http.get("/health")).json()) == {"ok": True}

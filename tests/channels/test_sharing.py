"""Pictures and files where there are no uploads: by signed links, never what is personal; else the text alone."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlmodel import select

from bot import sending
from bot.channels.base import AwayError
from bot.channels.zalo import ZaloChannel
from bot.links import VALID_FOR, Links
from bot.sending import Means
from bot.sharing import Sharing
from bot.web import Web
from jobs.housekeeping import EVERY, tidy
from models import Outbox, SharedFile
from outreach.composing.index import Teller
from outreach.messages import Address, Attachment, Reply, Text
from outreach.services.talk import outbox
from outreach.services.talk.outbox import Outgoing
from outreach.texts.speech import Speech
from sandbox import Fault, SandboxClock, SandboxServer, World
from sandbox.zaloapi import ids
from tests.conversation import ZONE, House
from tests.sandbox.conftest import png

PICTURE = Attachment("tuần 24.png", png(), personal=False)
TABLE = Attachment("tuần-24.xlsx", b"PK-table", personal=False)


class Stage:
    """A web door, a Zalo channel and the sandbox that fetches pictures; what is sent goes as delivery sends it."""

    def __init__(self, house: House, world: World, server: SandboxServer) -> None:
        self.house, self.world = house, world
        self.lan = world.add_person("Lan", app="zalo")
        world.says(self.lan, text="/start")
        self.channel = ZaloChannel("zalo-token", f"{server.url}/zalo", house.clock)
        self.web = Web(
            0, house.store, house.clock, Links("http://unused", house.vault), {}, Speech("vi", ZONE), host="127.0.0.1"
        )

    @property
    def links(self) -> Links:
        return Links(f"http://127.0.0.1:{self.web.port}", self.house.vault)

    def plans(self, file: Attachment, words: str = "Bản tin tuần 24", key: str = "p") -> None:
        to, now = Address("zalo", ids.user(self.lan)), self.house.clock.now()
        with self.house.session() as session, session.begin():
            outbox.plan(session, key, to, Reply(Text(words), file=file), now, rule="notice")

    def prepare(self, links: Links | None) -> Outgoing | None:
        (number,) = self.house.read(select(Outbox.id).where(Outbox.state == "waiting"))
        teller, now = Teller(ZONE, "vi"), self.house.clock.now()
        means = Means(sharing=Sharing(links))
        return self.house.store.write_here(lambda session: sending.prepare(session, number, teller, now, means))

    def shown(self) -> dict:
        return self.world.messages(self.lan)[-1]


@pytest.fixture
async def stage(house: House) -> AsyncIterator[Stage]:
    world = World(SandboxClock(datetime(2024, 6, 17, 9, tzinfo=ZONE)))
    server = SandboxServer(world)
    await server.start()
    stage = Stage(house, world, server)
    await stage.web.start()
    await stage.channel.start()
    yield stage
    await stage.channel.stop()
    await stage.web.stop()
    await server.stop()


async def test_zalo_fetches_a_picture_by_its_link(stage):
    stage.plans(PICTURE)
    await stage.channel.send(stage.prepare(stage.links))
    assert stage.shown()["caption"] == "Bản tin tuần 24"
    media = list(stage.world.scene.media.values())
    assert [each.content for each in media] == [PICTURE.content]


async def test_another_file_is_a_line_with_its_link(stage):
    import aiohttp  # noqa: PLC0415

    stage.plans(TABLE)
    await stage.channel.send(stage.prepare(stage.links))
    words, line = stage.shown()["text"].split("\n")
    assert words == "Bản tin tuần 24"
    name, _, link = line.partition(": ")
    assert name == "tuần-24.xlsx"
    async with aiohttp.ClientSession() as http, http.get(link) as answer:
        assert (answer.status, await answer.read()) == (200, TABLE.content)


@pytest.mark.parametrize("file", [PICTURE, TABLE])
async def test_without_an_address_the_text_goes_alone_and_whole(stage, file):
    stage.plans(file)
    await stage.channel.send(stage.prepare(None))
    assert stage.shown()["text"] == "Bản tin tuần 24"
    assert not stage.house.read(select(SharedFile))


async def test_a_picture_that_zalo_cannot_fetch_leaves_the_text(stage):
    stage.plans(PICTURE)
    message = stage.prepare(stage.links)
    stage.house.clock.pass_by(days=VALID_FOR.days)
    await stage.channel.send(message)
    assert stage.shown()["text"] == "Bản tin tuần 24"


async def test_a_message_tried_again_keeps_its_file(stage):
    stage.plans(PICTURE)
    first = stage.prepare(stage.links)
    stage.world.zalo.faults.add(Fault("status", method="sendPhoto", status=503, times=1))
    with pytest.raises(AwayError):
        await stage.channel.send(first)
    stage.house.clock.pass_by(minutes=5)
    second = stage.prepare(stage.links)
    assert second.link == first.link
    await stage.channel.send(second)
    assert [each.content for each in stage.world.scene.media.values()] == [PICTURE.content]
    assert len(stage.house.read(select(SharedFile))) == 1


async def test_a_long_text_leaves_room_for_the_link(stage):
    stage.plans(TABLE, "\n".join(["Đảng ủy các KCN Hà Nội"] * 60))
    message = stage.prepare(stage.links)
    assert len(message.text.plain) <= 2000 - outbox.LINK_ROOM
    await stage.channel.send(message)
    assert stage.shown()["text"].endswith(message.link)


@pytest.mark.parametrize("to", ["zgr-1", "u1"])
def test_a_personal_file_is_never_made_into_a_link(house, to):
    personal = Reply(Text("số liệu"), file=Attachment("a.txt", b"1"))
    with house.session() as session, pytest.raises(outbox.CannotAttachError):
        outbox.answer(session, Address("zalo", to), "u1", [personal], house.clock.now(), key="g")


def test_expired_files_are_thrown_away(house):
    now = house.clock.now()
    for days in (1, 3):
        house.add(SharedFile(name="a.png", content_sealed=b"1", expires_at=now + VALID_FOR / 3 * days))
    with house.session() as session, session.begin():
        tidy(session, now + VALID_FOR / 3)
    assert len(house.read(select(SharedFile))) == 1
    with house.session() as session, session.begin():
        tidy(session, now + VALID_FOR + EVERY)
    assert not house.read(select(SharedFile))

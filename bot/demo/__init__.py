"""``nhipcau demo``: the production code path on the sandbox, with a committee's figures and a few weeks of visits."""

import shutil
import sys
from pathlib import Path

from bot import settings
from bot.app import App
from bot.demo import seeding
from bot.demo.seeding import Cast
from sandbox import Group, SandboxClock, SandboxServer, World
from sandbox import Person as Somebody
from sandbox.zaloapi import ids

FOLDER = Path("data/demo")
TOKEN = "123456789:AAE-the-demo-has-a-token-of-its-own"  # noqa: S105 - opens nothing but the sandbox
ZALO_TOKEN = "the-demo-has-one-on-zalo-too"  # noqa: S105 - nor this


def scenarios() -> list[str]:
    """The names of the committees whose figures can be loaded."""
    return sorted(path.stem for path in seeding.SCENARIOS.glob("*.json"))


async def run(port: int, scenario: str) -> None:
    """Serve the page and run the bot until stopped. Each start begins anew."""
    story = seeding.read(scenario)
    shutil.rmtree(FOLDER, ignore_errors=True)
    world = World(clock=SandboxClock(story.begins), token=TOKEN, username="NhipCauBot")
    server = SandboxServer(world, port=port)
    await server.start()
    cast = people(world)
    group = world.add_group(story.title, [cast["admin"], cast["lead"], cast["lan"], cast["minh"]], with_bot=True)
    on_zalo = zalo_people(world)
    zalo_group = world.add_group(story.title, on_zalo.values(), with_bot=True)
    app = prepared(world, server.url, story, (cast, group), (on_zalo, zalo_group))
    await app.start()
    for somebody in [*on_zalo.values(), *(cast[role] for role in ("admin", "lead", "lan", "minh"))]:
        world.says(somebody, None, "/start")
    print(f"\n  Nhịp Cầu: {server.url}   (Ctrl+C: stop)\n", file=sys.stderr)  # noqa: T201 - what the user waits for
    try:
        await app.wait()
    finally:
        await app.stop()
        await server.stop()


def people(world: World) -> dict[str, Somebody]:
    """Those whom one can be on the page."""
    return {
        "lan": world.add_person("Trần Thị Lan", id=1001, label="thành viên"),
        "minh": world.add_person("Lê Văn Minh", id=1002, label="thành viên"),
        "lead": world.add_person("Phạm Thu Hà", id=1003, label="trưởng đoàn"),
        "admin": world.add_person("Nguyễn Văn Quang", id=1004, label="quản trị"),
        "outsider": world.add_person("Người lạ", id=1005, label="người ngoài"),
    }


def zalo_people(world: World) -> dict[str, Somebody]:
    """Those whom one can be on Zalo: Lan, who is on Telegram too, and the lead of another group."""
    return {
        "lan": world.add_person("Trần Thị Lan", id=1006, label="thành viên", app="zalo"),
        "hai": world.add_person("Đỗ Văn Hải", id=1007, label="trưởng đoàn", app="zalo"),
    }


Troupe = tuple[dict[str, Somebody], Group]


def prepared(world: World, url: str, story: seeding.Story, telegram: Troupe, zalo: Troupe) -> App:
    """The bot on a fresh database that holds the story, for the people and the group of each messenger."""
    app = App(
        settings.load(
            _env_file=None,
            telegram_token=TOKEN,
            telegram_api_url=url,
            zalo_token=ZALO_TOKEN,
            zalo_api_url=f"{url}/zalo",
            zalo_monthly_messages=None,
            database_url=f"sqlite:///{FOLDER / 'nhipcau.db'}",
            encryption_keys="",
            public_url="",
            log_format="console",
            timezone="Asia/Ho_Chi_Minh",
            language="vi",
            simulated_now=world.clock.now().isoformat(),
        )
    )
    (here, group), (there, zalo_group) = telegram, zalo
    on_zalo = Cast({part: (ids.user(one), one.name) for part, one in there.items()}, ids.chat(zalo_group))
    cast = Cast({part: (str(one.id), one.name) for part, one in here.items()}, str(group.id), on_zalo)
    now = world.clock.now()
    app.store.write_here(lambda session: seeding.tell(session, story, cast, now))
    return app

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

FOLDER = Path("data/demo")
TOKEN = "123456789:AAE-the-demo-has-a-token-of-its-own"  # noqa: S105 - opens nothing but the sandbox


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
    app = prepared(world, server.url, story, cast, group)
    await app.start()
    for role in ("admin", "lead", "lan", "minh"):
        world.says(cast[role], None, "/start")
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


def prepared(world: World, url: str, story: seeding.Story, cast: dict[str, Somebody], group: Group) -> App:
    """The bot on a fresh database that holds the story."""
    app = App(
        settings.load(
            _env_file=None,
            telegram_token=TOKEN,
            telegram_api_url=url,
            database_url=f"sqlite:///{FOLDER / 'nhipcau.db'}",
            encryption_keys="",
            public_url="",
            log_format="console",
            timezone="Asia/Ho_Chi_Minh",
            language="vi",
            simulated_now=world.clock.now().isoformat(),
        )
    )
    ids = Cast({name: (str(person.id), person.name) for name, person in cast.items()}, str(group.id))
    now = world.clock.now()
    app.store.write_here(lambda session: seeding.tell(session, story, ids, now))
    return app

"""How much memory planning and sending the Monday's summaries of 200 chats takes: the real program, 100,000 visits.

python -m bench.planning_memory
"""

import asyncio
from datetime import timedelta

from bench._land import NOW, land
from bench._program import megabytes, stop, town, until
from models import BoundChat, JobRun

CHATS = 200


async def main() -> None:
    with land(visits=100_000, groups=CHATS - 9) as house:
        async with town(NOW, house.store.engine.url.render_as_string(hide_password=False)) as place:
            boss = place.world.add_person(name="An")
            groups = [place.world.add_group(f"Tổ {n}", [boss], with_bot=True) for n in range(CHATS)]
            bound = {"bound_by_id": 1, "bound_at": NOW, "starts_at": NOW, "weekday": 0}
            house.add(JobRun(job="digest", ran_until=NOW))
            house.add(
                *(
                    BoundChat(channel="telegram", chat_id=str(group.id), unit_id=n + 1, **bound)
                    for n, group in enumerate(groups)
                )
            )
            program = await place.launch(limits=False)
            await until(lambda: sum(_posts(place, group) for group in groups) >= CHATS)  # that the bot has come in
            before = megabytes(program)
            place.world.clock.advance(timedelta(days=7))
            await until(lambda: all(_posts(place, group) > 1 for group in groups), 120)
            print(f"memory: {before:.0f} MB before, {megabytes(program, 'VmHWM'):.0f} MB at most, after it", end=" ")
            print(f"{megabytes(program):.0f} MB ({CHATS} summaries)")
            await stop(program)


def _posts(place, group) -> int:
    return sum(message["from"]["is_bot"] for message in place.world.messages(group) if "text" in message)


if __name__ == "__main__":
    asyncio.run(main())

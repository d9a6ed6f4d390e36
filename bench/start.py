"""From start to the first poll, and the memory of a bot that idles (bounds: 2 s, 120 MB).

python -m bench.start
"""

import asyncio
import statistics
import time
from datetime import UTC, datetime

from bench._program import Town, megabytes, stop, town, until

TIMES = 5
IDLE = 6.0  # long enough for the first tick of the jobs


async def main() -> None:
    async with town(datetime(2024, 6, 17, 2, tzinfo=UTC)) as place:
        starts = [await _start(place) for _ in range(TIMES)]
        program = await place.launch()
        await asyncio.sleep(IDLE)
        print(f"start to first poll: {statistics.median(starts):.2f} s (of {TIMES}, longest {max(starts):.2f} s)")
        print(f"memory, idle: {megabytes(program):.0f} MB")
        await stop(program)


async def _start(place: Town) -> float:
    polled, began = place.asked("getUpdates"), time.perf_counter()
    program = await place.launch()
    await until(lambda: place.asked("getUpdates") > polled)
    took = time.perf_counter() - began
    await stop(program)
    return took


if __name__ == "__main__":
    asyncio.run(main())

from collections.abc import AsyncIterator

import pytest

from tests.conversation import House
from tests.delivery.rig import Rig


@pytest.fixture
async def rig(house: House) -> AsyncIterator[Rig]:
    rig = Rig(house)
    yield rig
    rig.messenger.released.set()
    await rig.supervisor.stop()

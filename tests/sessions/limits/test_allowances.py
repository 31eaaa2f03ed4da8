"""How much one client may ask for."""

import pytest

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_flood_of_frames_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        for _ in range(150):
            await socket.communicator.send_to(text_data='{"type":"heartbeat"}')
        outputs = [await socket.communicator.receive_output(timeout=5) for _ in range(101)]

    assert outputs[-1] == {"type": "websocket.close", "code": 4429}

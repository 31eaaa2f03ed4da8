"""What goes wrong with a frame is told, and the socket stays."""

import pytest
from django.utils import timezone

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_message_to_a_closed_session_is_refused_and_the_socket_stays(session, token):
    session.status, session.completed_at = "completed", timezone.now()
    await session.asave()
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Encore !")
        error = await socket.receive()

    assert (error["data"]["detail"], error["data"]["code"]) == (
        "processing_failed",
        "session_closed",
    )
    assert error["data"]["message"] == "Cannot add messages to a completed or abandoned session"

"""Everybody in a session is told the same."""

import pytest

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


async def test_two_sockets_hear_the_same_turn(session, token):
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        await one.send("user_message", content="Bonjour !")
        first, second = await one.until("turn_result"), await two.until("turn_result")

    assert first == second

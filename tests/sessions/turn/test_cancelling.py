"""A cancelled turn keeps what was said."""

import pytest

from sessions.models import Turn
from tests.rig.fake_models import REPLY
from tests.sessions.conftest import connected, kinds

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_cancelled_turn_keeps_what_was_said_and_what_was_learned(session, token, gateway):
    gateway.latency = 3.0
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.")
        await socket.until("assistant_delta")
        await socket.send("cancel")
        (*_, result) = await socket.until("turn_result")

    reply = result["data"]["assistant_turn"]["message"]["content"]
    turn = await Turn.objects.aget()
    assert 0 < len(reply) < len(REPLY)
    assert turn.status == "cancelled"
    assert result["data"]["xp_awarded"] == 10


async def test_a_turn_cancelled_before_the_first_word_has_no_reply(session, token, gateway):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.")
        (accepted,) = await socket.until("turn_accepted")
        await socket.send("cancel", turn_id=accepted["data"]["turn_id"])
        frames = await socket.until("turn_result")

    assert "turn_cancelled" in kinds(frames)
    assert frames[-1]["data"]["assistant_turn"] is None
    assert frames[-1]["data"]["error_feedback"]["errors"][0]["suggestion"] == "J'aime"

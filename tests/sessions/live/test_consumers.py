"""The socket, as apps use it: through routing and sign-in, with a model behind a real server."""

import uuid

import pytest

from sessions.models import Message, Turn
from tests.sessions.conftest import connected, kinds, said_in

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_turn_is_acknowledged_streamed_and_ended(session, token):
    key = str(uuid.uuid4())
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Je aime Paris.", client_message_id=key)
        frames = await socket.until("turn_result")

    accepted, *middle, result = frames
    turn = result["data"]
    assert accepted["type"] == "turn_accepted"
    assert accepted["data"]["client_message_id"] == key
    assert (accepted["data"]["sequence_number"], accepted["data"]["waiting"]) == (1, False)
    assert set(kinds(middle)) == {"assistant_delta", "feedback"}
    assert said_in(middle) == turn["assistant_turn"]["message"]["content"]
    assert turn["turn_id"] == accepted["data"]["turn_id"]
    assert turn["user_message"]["client_message_id"] == key
    assert [e["suggestion"] for e in turn["error_feedback"]["errors"]] == ["J'aime"]
    assert turn["error_feedback"]["metadata"]["llm_provider"] == "openai"
    (feedback,) = [f for f in middle if f["type"] == "feedback"]
    assert feedback["data"]["error_feedback"] == turn["error_feedback"]


async def test_the_same_message_from_two_sockets_is_one_turn(session, token):
    key = str(uuid.uuid4())
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        for socket in (one, two):
            await socket.send("user_message", content="Bonjour !", client_message_id=key)
        first, second = await one.until("turn_result"), await two.until("turn_result")

    assert first[-1] == second[-1]
    assert await Turn.objects.acount() == 1
    assert await Message.objects.acount() == 2


async def test_heartbeats_are_answered_during_a_turn(session, token, gateway):
    gateway.latency = 2.0
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        await socket.until("turn_accepted")
        await socket.send("heartbeat")
        before = await socket.until("heartbeat")
        await socket.until("turn_result")

    assert "turn_result" not in kinds(before)


async def test_typing_is_told_to_every_socket(session, learner, token):
    async with connected(session.pk, token=token) as one, connected(session.pk, token=token) as two:
        await one.receive()
        await two.receive()
        await one.send("typing", is_typing=False)
        told = [await one.receive(), await two.receive()]

    assert (
        told == [{"type": "typing", "data": {"user_id": str(learner.pk), "is_typing": False}}] * 2
    )

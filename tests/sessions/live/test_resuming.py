"""What a socket is told when it opens."""

import uuid

import pytest

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


async def test_a_socket_is_greeted_with_the_session(session, learner, token):
    async with connected(session.pk, token=token) as socket:
        ready = await socket.receive()

    assert ready["type"] == "session_ready"
    assert ready["data"]["session"]["id"] == str(session.pk)
    assert ready["data"]["active_user_ids"] == [str(learner.pk)]
    assert (ready["data"]["last_sequence"], ready["data"]["pending_turn"]) == (0, None)


async def test_what_a_socket_missed_comes_first(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        await socket.until("turn_result")

    async with connected(session.pk, token=token, query="?after_sequence=1") as socket:
        missed, ready = await socket.receive(), await socket.receive()

    assert missed["type"] == "missed"
    assert [m["sequence_number"] for m in missed["data"]["items"]] == [2]
    assert (ready["type"], ready["data"]["last_sequence"]) == ("session_ready", 2)


async def test_a_turn_outlives_its_socket_and_is_there_on_return(session, token, gateway):
    gateway.latency = 1.5
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !", client_message_id=str(uuid.uuid4()))
        await socket.until("assistant_delta")

    async with connected(session.pk, token=token, query="?after_sequence=0") as socket:
        missed, ready = await socket.receive(), await socket.receive()
        frames = await socket.until("turn_result")

    pending = ready["data"]["pending_turn"]
    said = pending["text_so_far"] + "".join(
        f["data"]["text"]
        for f in frames
        if f["type"] == "assistant_delta" and f["data"]["offset"] >= len(pending["text_so_far"])
    )
    assert [m["sequence_number"] for m in missed["data"]["items"]] == [1]
    assert said == frames[-1]["data"]["assistant_turn"]["message"]["content"]

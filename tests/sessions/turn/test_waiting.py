"""Messages wait in line."""

import uuid

import pytest

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


async def test_messages_during_a_turn_wait_in_order_and_a_fifth_is_refused(session, token, gateway):
    gateway.latency = 0.5
    contents = ["un", "deux", "trois", "quatre", "cinq"]
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        for content in contents:
            await socket.send("user_message", content=content, client_message_id=str(uuid.uuid4()))
        frames = []
        for _ in range(4):
            frames += await socket.until("turn_result")

    accepted = [f["data"] for f in frames if f["type"] == "turn_accepted"]
    refused = [f["data"] for f in frames if f["type"] == "error"]
    answered = [f["data"]["user_message"]["content"] for f in frames if f["type"] == "turn_result"]
    assert [a["waiting"] for a in accepted] == [False, True, True, True]
    assert [(r["detail"], r["code"]) for r in refused] == [
        ("processing_failed", "turn_in_progress")
    ]
    assert refused[0]["retry_after"] == 2
    assert answered == contents[:4]
    assert gateway.most_running <= 2  # a reply and its corrections

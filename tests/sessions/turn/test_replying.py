"""A reply is told piece by piece."""

import pytest

from tests.sessions.conftest import connected, kinds, said_in

pytestmark = pytest.mark.usefixtures("gateway")


async def test_offsets_of_deltas_follow_each_other(session, token, gateway):
    gateway.models.reply = "Ça va très bien, merci ! 🙂 Et toi, qu'est-ce que tu fais aujourd'hui ?"
    gateway.latency = 0.4
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Ça va ?")
        frames = await socket.until("turn_result")

    deltas = [f["data"] for f in frames if f["type"] == "assistant_delta"]
    text = frames[-1]["data"]["assistant_turn"]["message"]["content"]
    assert len(deltas) > 1
    assert all(text[d["offset"] :].startswith(d["text"]) for d in deltas)


async def test_a_stream_that_breaks_is_taken_back_and_said_anew(session, token, gateway):
    gateway.script("cut-2", "ok")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        frames = await socket.until("turn_result")

    turn = frames[-1]["data"]
    reset = kinds(frames).index("assistant_reset") if "assistant_reset" in kinds(frames) else -1
    assert said_in(frames[reset + 1 :]) == turn["assistant_turn"]["message"]["content"]
    assert turn["assistant_turn"]["degraded"] is ("assistant_reset" in kinds(frames))

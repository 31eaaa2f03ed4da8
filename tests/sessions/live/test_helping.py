import pytest
from asgiref.sync import sync_to_async

from tests.conftest import api_of
from tests.sessions.conftest import connected, token_of

pytestmark = pytest.mark.usefixtures("words")


async def test_the_socket_helps_too(learner):
    api = await sync_to_async(api_of)(learner)
    started = (await sync_to_async(api.post)("/api/v1/sessions", {"topic": "nourriture"})).json()
    turn = started["assistant_turn"]
    token = await sync_to_async(token_of)(learner)
    async with connected(started["session"]["id"], token=token) as socket:
        await socket.receive()
        await socket.send("hint", word_id=turn["targets"][0]["word_id"])
        (hint,) = await socket.until("hint")
        await socket.send("translate", message_id=turn["message"]["id"])
        (translation,) = await socket.until("translation")
        await socket.send("simplify", message_id=turn["message"]["id"])
        (simpler,) = await socket.until("simpler")
        await socket.send("suggestions")
        (suggestions,) = await socket.until("suggestions")
        await socket.send("hint", word_id=999_999)
        (refused,) = await socket.until("error")

    assert hint["data"]["hint"] == f"Meaning: {turn['targets'][0]['translation']}"
    assert translation["data"]["message_id"] == simpler["data"]["message_id"]
    assert len(suggestions["data"]["suggestions"]) == 3
    assert refused["data"]["code"] == "not_found"

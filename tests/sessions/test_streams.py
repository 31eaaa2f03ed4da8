"""A turn over REST, told as it happens or left to itself."""

import asyncio
import json
import uuid

import pytest

from sessions.models import Message, Turn
from tests.rig.fake_models import REPLY
from tests.sessions.conftest import connected, frame_schema, token_of

pytestmark = pytest.mark.usefixtures("gateway")


@pytest.fixture
def token(learner):
    return token_of(learner)


@pytest.fixture
def strangers_token(stranger):
    return token_of(stranger)


@pytest.fixture
def talk(async_client, token, session):
    """Post a message to the session."""
    path = f"/api/v1/sessions/{session.pk}/messages"

    async def post(content="Je aime Paris.", *, key=None, **headers):
        body = {"content": content, "client_message_id": key or str(uuid.uuid4())}
        headers = {"Authorization": f"Bearer {token}", **headers}
        return await async_client.post(path, body, "application/json", headers=headers)

    return post


async def events_of(response) -> list[dict]:
    """Return the events of a stream as frames, each held to the document of the socket."""
    text = b"".join([chunk async for chunk in response.streaming_content]).decode()
    frames = []
    for block in text.strip().split("\n\n"):
        kind, data = (line.partition(": ")[2] for line in block.split("\n"))
        frames.append({"type": kind, "data": json.loads(data)})
        frame_schema(kind).validate(frames[-1])
    return frames


def kinds(frames):
    return [frame["type"] for frame in frames]


async def test_a_stream_tells_what_a_socket_is_told(talk, session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        events = await events_of(await talk(Accept="text/event-stream"))
        frames = await socket.until("turn_result")

    assert events == frames
    assert (kinds(events)[0], kinds(events)[-1]) == ("turn_accepted", "turn_result")
    assert {"assistant_delta", "feedback"} <= set(kinds(events))


async def test_a_stream_is_not_kept_by_anybody_on_the_way(talk):
    response = await talk(Accept="text/event-stream")
    await events_of(response)

    assert response["Content-Type"] == "text/event-stream"
    assert (response["Cache-Control"], response["X-Accel-Buffering"]) == ("no-store", "no")


async def test_the_same_message_streamed_again_gives_its_end(talk):
    key = str(uuid.uuid4())
    first = await events_of(await talk(key=key, Accept="text/event-stream"))
    again = await events_of(await talk(key=key, Accept="text/event-stream"))

    assert kinds(again) == ["turn_accepted", "turn_result"]
    assert again[-1] == first[-1]
    assert await Message.objects.acount() == 2


async def test_a_stream_ends_with_a_turn_that_is_cancelled(talk, session, token, gateway):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        response = await talk(Accept="text/event-stream")
        reading = asyncio.create_task(events_of(response))
        await socket.send("cancel")
        events = await reading

    assert kinds(events)[-1] in {"turn_cancelled", "turn_result"}
    assert (await Turn.objects.aget()).status == "cancelled"


async def test_a_refused_message_is_refused_before_the_stream(talk, session):
    await (
        type(session)
        .objects.filter(pk=session.pk)
        .aupdate(status="completed", completed_at=session.started_at)
    )
    response = await talk(Accept="text/event-stream")

    assert (response.status_code, response.json()["code"]) == (400, "session_closed")


async def test_a_turn_left_to_itself_is_found_where_the_answer_says(
    talk, async_client, token, session, gateway
):
    gateway.latency = 0.3
    accepted = await talk(Prefer="respond-async")
    place, headers = accepted["Location"], {"Authorization": f"Bearer {token}"}
    first = await async_client.get(place, headers=headers)
    while (answer := await async_client.get(place, headers=headers)).status_code == 202:
        await asyncio.sleep(0.05)

    turn = answer.json()
    assert (accepted.status_code, first.status_code, answer.status_code) == (202, 202, 200)
    assert first.json()["status"] in {"accepted", "running"}
    assert place == f"/api/v1/sessions/{session.pk}/turns/{turn['turn_id']}"
    assert turn["assistant_turn"]["message"]["content"].endswith(REPLY)


async def test_another_learner_does_not_find_a_turn(talk, async_client, session, strangers_token):
    turn = (await talk()).json()
    place = f"/api/v1/sessions/{session.pk}/turns/{turn['turn_id']}"

    answer = await async_client.get(place, headers={"Authorization": f"Bearer {strangers_token}"})

    assert answer.status_code == 404

"""A turn over REST, told as it happens."""

import asyncio
import json
import uuid

import pytest

from sessions.models import Message, Turn
from tests.sessions.conftest import connected, frame_schema, kinds

pytestmark = pytest.mark.usefixtures("gateway")


async def events_of(response) -> list[dict]:
    """Return the events of a stream as frames, each held to the document of the socket."""
    text = b"".join([chunk async for chunk in response.streaming_content]).decode()
    frames = []
    for block in text.strip().split("\n\n"):
        kind, data = (line.partition(": ")[2] for line in block.split("\n"))
        frames.append({"type": kind, "data": json.loads(data)})
        frame_schema(kind).validate(frames[-1])
    return frames


async def test_a_stream_tells_what_a_socket_is_told(post_message, session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        events = await events_of(await post_message(Accept="text/event-stream"))
        frames = await socket.until("turn_result")

    assert events == frames
    assert (kinds(events)[0], kinds(events)[-1]) == ("turn_accepted", "turn_result")
    assert {"assistant_delta", "feedback"} <= set(kinds(events))


async def test_a_stream_is_not_kept_by_anybody_on_the_way(post_message):
    response = await post_message(Accept="text/event-stream")
    await events_of(response)

    assert response["Content-Type"] == "text/event-stream"
    assert (response["Cache-Control"], response["X-Accel-Buffering"]) == ("no-store", "no")


async def test_the_same_message_streamed_again_gives_its_end(post_message):
    key = str(uuid.uuid4())
    first = await events_of(await post_message(key=key, Accept="text/event-stream"))
    again = await events_of(await post_message(key=key, Accept="text/event-stream"))

    assert kinds(again) == ["turn_accepted", "turn_result"]
    assert again[-1] == first[-1]
    assert await Message.objects.acount() == 2


async def test_a_stream_ends_with_a_turn_that_is_cancelled(post_message, session, token, gateway):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        response = await post_message(Accept="text/event-stream")
        reading = asyncio.create_task(events_of(response))
        await socket.send("cancel")
        events = await reading

    assert kinds(events)[-1] in {"turn_cancelled", "turn_result"}
    assert (await Turn.objects.aget()).status == "cancelled"


async def test_a_refused_message_is_refused_before_the_stream(post_message, session):
    await (
        type(session)
        .objects.filter(pk=session.pk)
        .aupdate(status="completed", completed_at=session.started_at)
    )
    response = await post_message(Accept="text/event-stream")

    assert (response.status_code, response.json()["code"]) == (400, "session_closed")

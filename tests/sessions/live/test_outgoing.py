"""What a client is told arrives soon, or its line is cut."""

import asyncio

import pytest

from sessions.live import outgoing
from sessions.live.close_codes import CloseCode
from sessions.live.outgoing import Outgoing
from sessions.told.frames import HeartbeatSeen
from tests.conftest import NOON


@pytest.fixture
def sent():
    return []


@pytest.fixture
def client(sent):
    async def send(message):
        sent.append(message)

    async def made():
        return Outgoing(send)

    return made


async def test_a_client_is_told_frames(client, sent):
    told = await client()

    await told.accept("ticket.x")
    await told.tell(HeartbeatSeen(server_time=NOON))

    assert sent == [
        {"type": "websocket.accept", "subprotocol": "ticket.x"},
        {
            "type": "websocket.send",
            "text": '{"type":"heartbeat","data":{"server_time":"2026-11-18T12:00:00Z"}}',
        },
    ]


async def test_a_line_is_closed_once_and_told_nothing_after(client, sent):
    told = await client()

    await told.close(CloseCode.TOO_BIG)
    await told.close(CloseCode.SILENT)
    await told.tell_text("too late")

    assert sent == [{"type": "websocket.close", "code": 4413}]
    assert type(sent[0]["code"]) is int  # some servers take nothing else


async def test_who_takes_nothing_is_cut_off_without_a_close_frame(monkeypatch):
    monkeypatch.setattr(outgoing, "SEND_SECONDS", 0.001)

    async def never(message):
        await asyncio.Event().wait()

    async def serve():
        serve.client = Outgoing(never)
        await serve.client.tell_text("Bonjour")
        await asyncio.Event().wait()

    serving = asyncio.create_task(serve())
    await asyncio.wait([serving])

    assert serving.cancelled()
    assert (serve.client.is_open, serve.client.is_cut) == (False, True)

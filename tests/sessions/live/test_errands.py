"""What goes wrong with a frame is told, and the socket stays."""

import asyncio
import json
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from sessions.live.errands import Errands
from sessions.live.outgoing import Outgoing
from sessions.turn.refusals import SessionClosed
from tests.sessions.conftest import SECONDS, connected


@pytest.mark.usefixtures("gateway")
async def test_a_message_to_a_closed_session_is_refused_and_the_socket_stays(session, token):
    session.status, session.completed_at = "completed", timezone.now()
    await session.asave()
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Encore !")
        error = await socket.receive()

    assert (error["data"]["detail"], error["data"]["code"]) == (
        "processing_failed",
        "session_closed",
    )
    assert error["data"]["message"] == "Cannot add messages to a completed or abandoned session"


@pytest.fixture
def told():
    return []


@pytest.fixture
async def errands(told):
    async def send(message):
        told.append(json.loads(message["text"])["data"])

    return Errands(Outgoing(send), uuid4())


async def test_errands_are_done_one_after_the_other(errands):
    done, first = [], asyncio.Event()

    async def wait():
        await first.wait()
        done.append(1)

    async def go_on():
        done.append(2)

    errands.do_in_order(wait)
    errands.do_in_order(go_on)
    await asyncio.sleep(0)
    assert done == []
    first.set()
    async with asyncio.timeout(SECONDS):
        while len(done) < 2:
            await asyncio.sleep(0)

    assert done == [1, 2]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Http404(), "not_found"),
        (SessionClosed(), "session_closed"),
        (RuntimeError("broken"), "turn_failed"),
    ],
)
async def test_what_goes_wrong_is_told_and_the_next_one_is_done(errands, told, error, code):
    key = uuid4()

    async def break_down():
        raise error

    errands.do_in_order(break_down, key)
    errands.do_in_order(break_down)
    async with asyncio.timeout(SECONDS):
        while len(told) < 2:
            await asyncio.sleep(0)

    assert [(t["code"], t.get("client_message_id")) for t in told] == [
        (code, str(key)),
        (code, None),
    ]


async def test_those_beside_end_with_the_socket(errands):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def take_long():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    errands.do_beside(take_long)
    await begun.wait()
    errands.end_those_beside()

    async with asyncio.timeout(SECONDS):
        await ended.wait()

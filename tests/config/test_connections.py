"""uvicorn's connections over real sockets, with an application of a few lines behind them."""

import asyncio
import contextlib
import json

import pytest
import uvicorn
import websockets
from uvicorn.server import ServerState

from config.connections import HttpConnection
from config.server import OPTIONS

HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
ANSWER_SECONDS = 0.3


class Impatient(HttpConnection):
    head_seconds = 0.1


async def application(scope, receive, send):
    """Answer HTTP after a while; repeat what a socket says."""
    if scope["type"] == "http":
        await asyncio.sleep(ANSWER_SECONDS)
        headers = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


@contextlib.asynccontextmanager
async def serving(http=HttpConnection):
    """Yield the port of such a server."""
    config = uvicorn.Config(application, **OPTIONS | {"http": http})
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: config.http_protocol_class(config=config, server_state=state, app_state={}),
        "127.0.0.1",
    )
    async with server:
        yield server.sockets[0].getsockname()[1]
        for connection in list(state.connections):
            connection.transport.abort()
        while state.connections or state.tasks:
            await asyncio.sleep(0)


async def said(port, *pieces, pause=0.0):
    """Send pieces, with a pause before each but the first; return all that is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.create_task(reader.read())
    with contextlib.suppress(ConnectionError):
        for piece in pieces:
            writer.write(piece)
            await asyncio.wait([answer], timeout=pause)
    async with asyncio.timeout(10):
        with contextlib.suppress(ConnectionError):
            await answer
    writer.close()
    return b"" if answer.exception() else answer.result()


@pytest.mark.parametrize(
    "pieces",
    [[], [HEAD], [HEAD, *[b"X: y\r\n"] * 200], [b"\r\n"] * 200],
    ids=["nothing", "half a head", "a head without end", "empty lines"],
)
async def test_a_head_that_does_not_end_is_not_waited_for(pieces):
    async with serving(Impatient) as port:
        assert await said(port, *pieces, pause=0.02) == b""


async def test_what_follows_an_answer_has_to_be_a_request_too():
    async with serving(Impatient) as port:
        answer = await said(port, HEAD + b"\r\n", *[b"\r\n"] * 200, pause=0.02)

    assert answer.endswith(b"\r\n\r\nok")


async def test_a_request_that_has_come_may_be_answered_as_late_as_it_likes():
    async with serving(Impatient) as port:
        answer = await said(port, HEAD, b"Connection: close\r\n\r\n", pause=0.02)

    assert Impatient.head_seconds < ANSWER_SECONDS
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"ok")


async def test_a_head_that_grows_beyond_the_limit_is_refused():
    async with serving() as port:
        answer = await said(port, HEAD, *[b"X-Long: %s\r\n" % (b"x" * 8000)] * 9, pause=0.01)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["code"] == "headers_too_large"


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "x" * 33_000}, {f"X-{n}": "x" for n in range(130)}],
    ids=["long", "many"],
)
async def test_a_socket_with_too_large_a_head_is_refused(headers):
    async with serving() as port:
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(f"ws://127.0.0.1:{port}", additional_headers=headers)

    assert refused.value.response.status_code == 431
    assert json.loads(refused.value.response.body)["code"] == "headers_too_large"


async def test_a_message_at_the_limit_is_taken_in():
    async with serving() as port, websockets.connect(f"ws://127.0.0.1:{port}") as socket:
        await socket.send("x" * 65_536)

        assert len(await socket.recv()) == 65_536


@pytest.mark.parametrize(
    "message",
    ["x" * 65_537, "é" * 40_000, b"x" * 66_000, "x" * 4_000_000, ["x" * 30_000] * 3],
    ids=["a byte more", "in bytes", "binary", "huge", "in fragments"],
)
async def test_a_message_beyond_the_limit_ends_the_socket_with_our_code(message):
    async with serving() as port, websockets.connect(f"ws://127.0.0.1:{port}") as socket:
        with contextlib.suppress(websockets.ConnectionClosed):
            await socket.send(message)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()

    assert closed.value.rcvd.code == 4413

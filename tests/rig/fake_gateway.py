"""A local HTTP server that speaks the wire formats of OpenAI and Anthropic, and fails on demand.

    python -m tests.rig.fake_gateway --port 0 --latency 1

prints its address. What a call meets is the next mode of the script, else the name of the model,
when that is a mode, else `ok`:

    ok                      the reply, in `deltas` pieces spread over the latency
    fail-503                that status;  fail-429-after-30: with Retry-After: 30
    slow-headers            silence;  drop-headers: the connection is closed; neither says a word
    html                    200 and a web page, as a proxy in between sends it
    broken-json             200 and JSON that breaks off;  invalid-utf8: bytes that are no text
    bad-answer              a structured answer that is no JSON;  wrong-shape: other JSON
    no-answer               no choices, no output, no content
    cut-2                   two deltas, then the connection is reset
    end-2                   two deltas, then the stream ends in good order, but not whole
    error-2                 two deltas, then an error inside the stream
    stall-2                 two deltas, then silence
    refuse, length          the model refuses; the reply hits the limit on its length
    huge                    ten million characters
    echo                    says what it was told

Control: POST and DELETE /_script {"modes", "reply", "corrections"}, GET and DELETE /_requests, GET /_stats.
"""

import argparse
import asyncio
import contextlib
import json
import re
from collections import deque
from dataclasses import asdict

from tests.rig.fake_models import FakeModels, forbidden_input, refusal
from tests.rig.gateway_wire import WIRES, Wire
from tests.rig.http_connection import Connection, ConnectionEnds, Request

MODES = re.compile(
    r"ok|fail-\d{3}(-after-\d+)?|slow-headers|drop-headers|html|broken-json|invalid-utf8"
    r"|bad-answer|wrong-shape|no-answer|(cut|end|error|stall)-\d+|refuse|length|huge|echo"
)


class FakeGateway:
    """The server; `async with FakeGateway() as gateway` runs it on a free port.

    Attributes:
        models: what they say (`models.reply`) and correct (`models.corrections`).
        requests: what came in, in order.
        most_running: how many calls ran at once, at most.
    """

    def __init__(self, *, latency: float = 0.0, deltas: int = 6, port: int = 0) -> None:
        self.latency = latency
        self.deltas = deltas
        self.port = port
        self.models = FakeModels(deltas)
        self.requests: list[Request] = []
        self.running = self.most_running = 0
        self._modes: deque[str] = deque()
        self._connections: set[asyncio.Task] = set()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def openai_base(self) -> str:
        return f"{self.origin}/v1"

    def script(self, *modes: str) -> None:
        """Say what the next calls meet, one mode each."""
        unknown = [mode for mode in modes if not MODES.fullmatch(mode)]
        if unknown:
            raise ValueError(f"No such mode: {', '.join(unknown)}")
        self._modes.extend(modes)

    async def __aenter__(self):
        self._server = await asyncio.start_server(
            self._connected, "127.0.0.1", self.port, backlog=2048
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error):
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    async def _connected(self, reader, writer):
        task = asyncio.current_task()
        self._connections.add(task)
        connection = Connection(reader, writer)
        try:
            while True:
                await self._answer(await connection.request(), connection)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ConnectionEnds):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, request: Request, connection: Connection) -> None:
        if request.path.startswith("/_"):
            return connection.send_json(200, self._control(request))
        if request.path not in WIRES:
            return connection.send_json(404, {"error": {"message": "no such path"}})
        self.requests.append(request)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            return await self._call(request.path, request.body, connection)
        finally:
            self.running -= 1

    def _control(self, request: Request):
        body = request.body
        match request.method, request.path:
            case "POST", "/_script":
                self.script(*body.get("modes", ()))
                self.models.reply = body.get("reply", self.models.reply)
                self.models.corrections = body.get("corrections", self.models.corrections)
            case "DELETE", "/_script":
                self._modes.clear()
            case "DELETE", "/_requests":
                self.requests.clear()
                self.most_running = self.running
            case "GET", "/_requests":
                return [asdict(recorded) for recorded in self.requests]
        return {
            "running": self.running,
            "most_running": self.most_running,
            "served": len(self.requests),
            "modes_left": list(self._modes),
        }

    async def _call(self, path: str, body: dict, connection: Connection) -> None:
        mode = self._mode(body.get("model", ""))
        wire = WIRES[path](self.models.answer(body, mode))
        if refused := refusal(path, body):
            return connection.send_json(400, wire.error(400, refused[1], refused[0]))
        if forbidden := forbidden_input(body):
            return connection.send_json(422, forbidden)
        if mode == "slow-headers":
            await connection.silence()
        if mode == "drop-headers":
            raise ConnectionEnds
        if mode.startswith("fail-"):
            return _send_failure(connection, wire, mode)
        if mode == "html":
            return connection.send(200, b"<html><body>Hello</body></html>", kind="text/html")
        if body.get("stream"):
            return await self._stream(wire, mode, connection)
        await asyncio.sleep(self.latency)
        return await _send_plain(wire, mode, connection)

    def _mode(self, model: str) -> str:
        if self._modes:
            return self._modes.popleft()
        return model if MODES.fullmatch(model) else "ok"

    async def _stream(self, wire: Wire, mode: str, connection: Connection) -> None:
        connection.head(200, {"content-type": "text/event-stream; charset=utf-8"})
        name, _, count = mode.partition("-")
        breaks = name in {"cut", "end", "error", "stall"}
        connection.chunk(wire.opening())
        silent = mode in {"refuse", "no-answer"}
        for piece in () if silent else wire.answer.pieces[: int(count) if breaks else None]:
            await connection.writer.drain()
            await asyncio.sleep(self.latency / self.deltas)
            connection.chunk(wire.delta(piece))
        await _end_stream(name, wire, connection)


async def _end_stream(name: str, wire: Wire, connection: Connection) -> None:
    match name:
        case "cut":
            await connection.reset()
        case "stall":
            await connection.silence()
        case "error":
            connection.chunk(wire.in_band_error())
        case "broken":
            connection.chunk(b'event: message_start\ndata: {"type": "message_start", "mess\n\n')
        case "invalid":
            connection.chunk(b'event: message_start\ndata: {"type": "\xff\xfe\n\n')
        case "end":
            pass
        case _:
            connection.chunk(wire.closing())
    connection.end_chunks()


async def _send_plain(wire: Wire, mode: str, connection: Connection) -> None:
    body = json.dumps(wire.plain(empty=mode == "no-answer")).encode()
    match mode.partition("-")[0]:
        case "broken":
            connection.send(200, body[: len(body) // 2])
        case "invalid":
            connection.send(200, body.replace(b'"model"', b'"\xff\xfe"'))
        case "cut" | "end":
            connection.send_half(body)
            await connection.reset()
        case "stall":
            connection.send_half(body)
            await connection.silence()
        case "error":
            connection.send_json(500, wire.error(500, "The server had an error"))
        case _:
            connection.send(200, body)


def _send_failure(connection: Connection, wire: Wire, mode: str) -> None:
    _, status, *after = mode.split("-")
    error = wire.error(int(status), f"fake {status}")
    wait = {"retry_after": after[-1]} if after else {}
    connection.send_json(int(status), error, **{wire.request_id_header: "req_fake"}, **wait)


async def _serve(options):
    async with FakeGateway(
        latency=options.latency, deltas=options.deltas, port=options.port
    ) as gateway:
        print(gateway.origin, flush=True)
        await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(description="A fake of OpenAI and Anthropic.")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per reply")
    parser.add_argument("--deltas", type=int, default=6, help="pieces of a streamed reply")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()

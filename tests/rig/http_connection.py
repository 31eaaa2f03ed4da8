"""One HTTP/1.1 connection of a server that must also be able to misbehave."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any


class ConnectionEnds(Exception):
    """The server hangs up, or the client has."""


@dataclass(frozen=True)
class Request:
    """A request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def request(self) -> Request:
        """Return the next request.

        Raises:
            ConnectionEnds: there is none; the client has hung up.
        """
        line = await self.reader.readline()
        if not line:
            raise ConnectionEnds
        method, path, _ = line.decode().split()
        headers = {}
        while (header := await self.reader.readline()) not in (b"\r\n", b""):
            name, _, value = header.decode().partition(":")
            headers[name.strip().lower()] = value.strip()
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return Request(method, path, headers, json.loads(body or b"{}"))

    def head(self, status: int, headers: dict[str, str]) -> None:
        """Send the status line and headers; without a length, chunks are to follow."""
        lines = [f"HTTP/1.1 {status} Fake", *(f"{name}: {text}" for name, text in headers.items())]
        if "content-length" not in headers:
            lines.append("transfer-encoding: chunked")
        self.writer.write("\r\n".join([*lines, "", ""]).encode())

    def send(self, status: int, body: bytes, *, kind="application/json", **headers: str) -> None:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        self.head(status, {"content-type": kind, "content-length": str(len(body)), **named})
        self.writer.write(body)

    def send_json(self, status: int, payload: Any, **headers: str) -> None:
        self.send(status, json.dumps(payload).encode(), **headers)

    def send_half(self, body: bytes) -> None:
        """Promise a whole body and send the first half of it."""
        self.head(200, {"content-type": "application/json", "content-length": str(len(body))})
        self.writer.write(body[: len(body) // 2])

    def chunk(self, data: bytes) -> None:
        self.writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def end_chunks(self) -> None:
        self.writer.write(b"0\r\n\r\n")

    async def reset(self) -> None:
        await self.writer.drain()
        await asyncio.sleep(0.01)  # what was sent should arrive before the reset overtakes it
        self.writer.transport.abort()
        raise ConnectionEnds

    async def silence(self) -> None:
        """Say nothing until the client hangs up."""
        await self.writer.drain()
        while await self.reader.read(1024):
            pass
        raise ConnectionEnds

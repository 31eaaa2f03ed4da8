"""A TCP proxy in front of servers that others depend on, which can turn against them.

with ChaosProxy.before("redis://127.0.0.1:6379/0") as proxy:
    proxy.url                  the same, through the proxy
    with proxy.refusing(): ... nobody is let in, and who was in is thrown out
    with proxy.silent(): ...   connections stay open, and nothing comes through
    with proxy.slow(0.1): ...  everything comes, and later
    proxy.reset()              who is in is thrown out, once
"""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Iterator, Sequence
from typing import Self
from urllib.parse import urlsplit

CHUNK_BYTES = 64 * 1024


class ChaosProxy:
    """Runs on a thread of its own, so that tests and servers need not share a loop."""

    def __init__(self, targets: Sequence[tuple[str, int]], url: str) -> None:
        self._targets = itertools.cycle(targets)
        self._url = url
        self._delay_seconds = 0.0
        self._refuses = False
        self._connections: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task] = set()

    @classmethod
    def before(cls, *urls: str) -> Self:
        """Return a proxy for the server of a URL, or for several that take turns."""
        parts = [urlsplit(url) for url in urls]
        return cls([(part.hostname, part.port) for part in parts], urls[0])

    @property
    def url(self) -> str:
        parts = urlsplit(self._url)
        sign_in = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        return parts._replace(netloc=f"{sign_in}127.0.0.1:{self.port}").geturl()

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._do(self._open())
        return self

    def __exit__(self, *error) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        self._refuses = True
        self.reset()
        yield
        self._refuses = False

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        self._do(self._let_through(False))
        yield
        self._do(self._let_through(True))

    @contextlib.contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        self._delay_seconds = seconds
        yield
        self._delay_seconds = 0.0

    def reset(self) -> None:
        self._do(self._throw_out())

    def _do(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _open(self) -> None:
        self._open_valve = asyncio.Event()
        self._open_valve.set()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        await self._throw_out()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _let_through(self, open_: bool) -> None:
        (self._open_valve.set if open_ else self._open_valve.clear)()

    async def _throw_out(self) -> None:
        for writer in tuple(self._connections):
            writer.transport.abort()

    async def _connected(self, reader, writer) -> None:
        if self._refuses:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        self._tasks.add(task)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            there_reader, there_writer = await asyncio.open_connection(*next(self._targets))
            self._connections |= {writer, there_writer}
            pumps = [self._pump(reader, there_writer), self._pump(there_reader, writer)]
            await asyncio.gather(*pumps, return_exceptions=True)
            self._connections -= {writer, there_writer}
        writer.transport.abort()  # already closed, unless nobody was there
        self._tasks.discard(task)

    async def _pump(self, reader, writer) -> None:
        try:
            while chunk := await reader.read(CHUNK_BYTES):
                await self._open_valve.wait()
                if self._delay_seconds:
                    await asyncio.sleep(self._delay_seconds)
                writer.write(chunk)
                await writer.drain()
        finally:
            writer.close()

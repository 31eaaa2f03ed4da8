"""A patient stop: running turns are finished before the server hears that it is to end.

Servers cut every socket as soon as they are told to stop, uvicorn with a close code that browsers
do not come back after. So the signal is kept from them until every client was sent elsewhere.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from sessions.live.consumers import leave_all
from sessions.turn.running import turns_here

StopServer = Callable[[int, FrameType | None], Any]

# A shell makes what it starts in the background ignore SIGINT, and so it stays: a server that has
# not begun yet when this is loaded would take it all the same.
_IGNORED: Final = {
    number
    for number in (signal.SIGTERM, signal.SIGINT)
    if signal.getsignal(number) is signal.SIG_IGN
}
# With the farewell, 15 seconds.
DRAIN_SECONDS: Final = 14
# The last results are still on their way when the last turn has ended.
FAREWELL_SECONDS: Final = 0.5


def finish_before_stopping() -> None:
    """Stand before the server's own signal handlers, from now on."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            stop_server = signal.getsignal(number)
            if number in _IGNORED:
                signal.signal(number, signal.SIG_IGN)
            elif callable(stop_server):
                signal.signal(number, _Patience(stop_server))


class _Patience:
    """A signal handler that drains first and then calls the one it replaced."""

    def __init__(self, stop_server: StopServer) -> None:
        self.stop_server = stop_server
        self.loop = asyncio.get_running_loop()

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if not turns_here().is_draining:
            self.loop.call_soon_threadsafe(self._begin, number)
        # A supervisor may tell every process, and a parent its children once more. Somebody at
        # a terminal who asks twice does not want to wait.
        elif number == signal.SIGINT:
            self.stop_server(number, frame)

    def _begin(self, number: int) -> None:
        self.task = self.loop.create_task(self._finish(number))

    async def _finish(self, number: int) -> None:
        try:
            await finish()
        finally:
            self.stop_server(number, None)


async def finish() -> None:
    """Take no new turns, let the running ones end, and send every client elsewhere."""
    leaving = asyncio.create_task(leave_all(DRAIN_SECONDS))
    await turns_here().drain(DRAIN_SECONDS)
    await asyncio.wait([leaving], timeout=FAREWELL_SECONDS)
    await asyncio.sleep(FAREWELL_SECONDS)

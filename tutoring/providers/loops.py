"""Things that belong to one event loop, such as connections and semaphores."""

import asyncio
import threading
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class OnePerLoop(Generic[Thing]):
    """Makes the thing when a loop first asks for it, and closes it when that loop ends.

    A client used from a second loop fails with "Event loop is closed"; one that is left open
    leaks its sockets.
    """

    def __init__(
        self,
        make: Callable[[], Thing],
        close: Callable[[Thing], Awaitable[object]] | None = None,
    ) -> None:
        self._make = make
        self._close = close
        self._things: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()
        # Loops live in threads of their own.
        self._lock = threading.Lock()

    async def get(self) -> Thing:
        loop = asyncio.get_running_loop()
        with self._lock:
            kept = self._things.get(loop)
        return kept[0] if kept else await self._keep(loop)

    async def _keep(self, loop: asyncio.AbstractEventLoop) -> Thing:
        keeper = self._keeper(loop)
        # Starting the generator registers it with the loop, whose shutdown then closes it.
        thing = await anext(keeper)
        with self._lock:
            self._things[loop] = (thing, keeper)
        return thing

    async def _keeper(self, loop: asyncio.AbstractEventLoop) -> AsyncIterator[Thing]:
        thing = self._make()
        try:
            yield thing
        finally:
            with self._lock:
                self._things.pop(loop, None)
            if self._close is not None:
                await self._close(thing)

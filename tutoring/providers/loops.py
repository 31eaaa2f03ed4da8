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
        self._things: weakref.WeakKeyDictionary[
            asyncio.AbstractEventLoop, tuple[Thing, AsyncIterator[Thing]]
        ] = weakref.WeakKeyDictionary()
        # Loops live in threads of their own.
        self._lock = threading.Lock()

    async def get(self) -> Thing:
        loop = asyncio.get_running_loop()
        with self._lock:
            kept = self._things.get(loop)
        return kept[0] if kept else await self._keep(loop)

    async def _keep(self, loop: asyncio.AbstractEventLoop) -> Thing:
        # In a thread: what a client imports takes seconds when it is cold.
        thing = await asyncio.to_thread(self._make)
        with self._lock:
            if kept := self._things.get(loop):  # made by another task meanwhile
                return kept[0]
            keeper = self._keeper(loop, thing)
            self._things[loop] = (thing, keeper)
        # Starting the generator registers it with the loop, whose shutdown then closes it.
        return await anext(keeper)

    async def _keeper(self, loop: asyncio.AbstractEventLoop, thing: Thing) -> AsyncIterator[Thing]:
        try:
            yield thing
        finally:
            with self._lock:
                self._things.pop(loop, None)
            if self._close is not None:
                await self._close(thing)

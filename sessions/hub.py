"""Who wants to hear what happens in a session, in this process and in the others.

What is said here is a hint: the database is the truth, and a listener that missed something reads
it there. A channel layer that is away costs other processes' listeners the live view, nothing else.
"""

import asyncio
import contextlib
import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final
from weakref import WeakKeyDictionary

from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

# A listener this far behind does not read any more.
MOST_UNREAD: Final = 500
PROCESS_ID: Final = uuid.uuid4().hex


class Listener:
    """One socket or event stream; `frames` holds frame texts, and None at the end."""

    def __init__(self) -> None:
        self.frames: asyncio.Queue[str | None] = asyncio.Queue()
        self.fell_behind = False

    def tell(self, text: str) -> None:
        if self.fell_behind:
            return
        if self.frames.qsize() < MOST_UNREAD:
            self.frames.put_nowait(text)
        else:
            self.fell_behind = True
            self.end()

    def end(self) -> None:
        self.frames.put_nowait(None)


_listeners: dict[str, set[Listener]] = defaultdict(set)
_always: dict[str, Callable[[str], None]] = {}


@contextlib.contextmanager
def listening(group: str) -> Iterator[Listener]:
    """Hear everything told to a group until the block ends."""
    listener = Listener()
    _listeners[group].add(listener)
    _relay().wanted(group)
    try:
        yield listener
    finally:
        _listeners[group].discard(listener)
        if not _listeners[group]:
            del _listeners[group]
            _relay().unwanted(group)


def tell(group: str, text: str) -> None:
    """Tell the listeners of a group, here at once and elsewhere soon."""
    tell_here(group, text)
    _relay().pass_on(group, text)


def pass_on(group: str, text: str) -> None:
    """Tell other processes only."""
    _relay().pass_on(group, text)


async def all_passed_on(seconds: float = 3.0) -> None:
    """Wait until other processes have been told everything, for so long at most."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await _relay().all_passed_on()


def hear_always(group: str, callback: Callable[[str], None]) -> None:
    """Call back with whatever other processes tell a group, as long as this one lives."""
    _always[group] = callback


def tell_here(group: str, text: str) -> None:
    for listener in tuple(_listeners.get(group, ())):
        listener.tell(text)


class NoRelay:
    """One process: everybody is here."""

    def wanted(self, group: str) -> None: ...

    def unwanted(self, group: str) -> None: ...

    def pass_on(self, group: str, text: str) -> None: ...

    async def all_passed_on(self) -> None: ...


class LayerRelay:
    """Carries frames between processes over the channel layer, apart from every turn and socket."""

    def __init__(self, layer) -> None:
        self.layer = layer
        self.outbox: asyncio.Queue = asyncio.Queue(maxsize=10_000)
        self.groups = set(_always)
        self.channel: str | None = None
        self.tasks = [asyncio.create_task(self._send()), asyncio.create_task(self._receive())]

    def wanted(self, group: str) -> None:
        self.groups.add(group)
        self._enqueue("group_add", group)

    def unwanted(self, group: str) -> None:
        self.groups.discard(group)
        self._enqueue("group_discard", group)

    def pass_on(self, group: str, text: str) -> None:
        self._enqueue("group_send", group, text)

    def _enqueue(self, *work) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # a hint may be dropped
            self.outbox.put_nowait(work)

    async def all_passed_on(self) -> None:
        await self.outbox.join()

    async def _send(self) -> None:
        while not _ending():
            verb, group, *text = await self.outbox.get()
            try:
                async with asyncio.timeout(2):
                    await self._do(verb, group, text)
            except Exception as error:  # whatever the layer raises, the turn goes on
                logger.warning("Channel layer: %s failed: %r", verb, error)
                await asyncio.sleep(0.1)
            finally:
                self.outbox.task_done()

    async def _do(self, verb, group, text):
        if verb == "group_send":
            message = {"type": "relay", "from": PROCESS_ID, "group": group, "text": text[0]}
            await self.layer.group_send(group, message)
        elif self.channel:
            await getattr(self.layer, verb)(group, self.channel)

    async def _receive(self) -> None:
        while not _ending():
            try:
                self.channel = self.channel or await self.layer.new_channel()
                for group in tuple(self.groups):
                    await self.layer.group_add(group, self.channel)
                while not _ending():
                    self._hear(await self.layer.receive(self.channel))
            except Exception as error:
                logger.warning("Channel layer is away: %r", error)
                await asyncio.sleep(1)

    def _hear(self, message) -> None:
        if message["from"] == PROCESS_ID:
            return
        if callback := _always.get(message["group"]):
            callback(message["text"])
        tell_here(message["group"], message["text"])


def _ending() -> bool:
    """Say whether this task was cancelled: redis-py forgets that while it connects."""
    return asyncio.current_task().cancelling() > 0


_relays: WeakKeyDictionary[asyncio.AbstractEventLoop, LayerRelay] = WeakKeyDictionary()


def _relay() -> NoRelay | LayerRelay:
    """Return this event loop's relay; tests and commands have loops of their own."""
    layer = get_channel_layer()
    if layer is None or isinstance(layer, InMemoryChannelLayer):
        return NoRelay()
    loop = asyncio.get_running_loop()
    if loop not in _relays:
        _relays[loop] = LayerRelay(layer)
    return _relays[loop]

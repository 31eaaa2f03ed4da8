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
from typing import Any, Final
from weakref import WeakKeyDictionary

from channels.layers import BaseChannelLayer, InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

# A listener this far behind does not read any more.
MOST_UNREAD: Final = 500
PROCESS_ID: Final = uuid.uuid4().hex
EVERYBODY: Final = "processes"
# Frames for other processes are sent together.
GATHER_SECONDS: Final = 0.02
MOST_AT_ONCE: Final = 200


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
    _relay()  # from now on, what other processes tell is heard
    try:
        yield listener
    finally:
        _listeners[group].discard(listener)
        if not _listeners[group]:
            del _listeners[group]


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

    def pass_on(self, group: str, text: str) -> None: ...

    async def all_passed_on(self) -> None: ...


class LayerRelay:
    """Carries frames between processes over the channel layer, apart from every turn and socket.

    Every process hears everything, in a few messages a second: that costs less than a message and
    a subscription for each session, whose frames are hardly ever for a socket elsewhere.
    """

    def __init__(self, layer: BaseChannelLayer) -> None:
        self.layer = layer
        self.outbox: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=10_000)
        self.tasks = [asyncio.create_task(self._send()), asyncio.create_task(self._receive())]

    def pass_on(self, group: str, text: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # a hint may be dropped
            self.outbox.put_nowait((group, text))

    async def all_passed_on(self) -> None:
        await self.outbox.join()

    async def _send(self) -> None:
        while not _ending():
            frames = [await self.outbox.get()]
            await asyncio.sleep(GATHER_SECONDS)
            while len(frames) < MOST_AT_ONCE and not self.outbox.empty():
                frames.append(self.outbox.get_nowait())
            try:
                async with asyncio.timeout(2):
                    message = {"type": "relay", "from": PROCESS_ID, "frames": frames}
                    await self.layer.group_send(EVERYBODY, message)
            except Exception as error:  # whatever the layer raises, the turns go on
                logger.warning("Channel layer: %d frames were lost: %r", len(frames), error)
                await asyncio.sleep(0.1)
            finally:
                for _ in frames:
                    self.outbox.task_done()

    async def _receive(self) -> None:
        channel = ""
        while not _ending():
            try:
                channel = channel or await self.layer.new_channel()
                await self.layer.group_add(EVERYBODY, channel)
                while not _ending():
                    self._hear(await self.layer.receive(channel))
            except Exception as error:
                logger.warning("Channel layer is away: %r", error)
                await asyncio.sleep(1)

    def _hear(self, message: dict[str, Any]) -> None:
        if message["from"] == PROCESS_ID:
            return
        for group, text in message["frames"]:
            if callback := _always.get(group):
                callback(text)
            tell_here(group, text)


def _ending() -> bool:
    """Say whether this task was cancelled: redis-py forgets that while it connects."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


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

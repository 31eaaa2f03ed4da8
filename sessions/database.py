"""Database work beside the event loop: one short function, one transaction, one of few threads.

Channels' own way puts all sockets of a process on one thread, so that a second of work for one
learner delays everybody. Here the threads are ours and few, and the connection is given back
before anything is awaited. What turns need while the tutor thinks has threads of its own: however
many turns wait for one, a message is stored at once and a socket opens at once.
"""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from functools import partial
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")


class Lane(Enum):
    """The threads that a turn's two long pieces of work wait for.

    In a crowd turns that are nearly done come to their end while others begin.
    """

    PREPARING = "preparing"
    CLOSING = "closing"


_prompt = ThreadPoolExecutor(2, thread_name_prefix="database")
_lanes = {
    lane: ThreadPoolExecutor(settings.DATABASE_THREADS, thread_name_prefix=f"database-{lane.value}")
    for lane in Lane
}


async def in_database(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` on a database thread and return what it returns."""
    return await _on(_prompt, partial(work, *args, **kwargs))


async def in_lane(lane: Lane, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do the same for work of many milliseconds that may wait its turn."""
    return await _on(_lanes[lane], partial(work, *args, **kwargs))


async def _on(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(
        threads, lambda: context.run(_with_fresh_connection, work)
    )


def _with_fresh_connection(work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()

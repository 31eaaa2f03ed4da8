"""Database work beside the event loop: one short function, one transaction, one of few threads.

Channels' own way puts all sockets of a process on one thread, so that a second of work for one
learner delays everybody. Here the threads are ours and few, and the connection is given back
before anything is awaited.
"""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")

_threads = ThreadPoolExecutor(settings.DATABASE_THREADS, thread_name_prefix="database")


async def in_database(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` on a database thread and return what it returns."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(
        _threads, lambda: context.run(_with_fresh_connection, work, args, kwargs)
    )


def _with_fresh_connection(work, args, kwargs):
    close_old_connections()
    try:
        return work(*args, **kwargs)
    finally:
        close_old_connections()

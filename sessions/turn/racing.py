"""Work that goes on only until something else happens."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def unless(event: Coroutine[Any, Any, object], work: Coroutine[Any, Any, T]) -> T | None:
    """Return what `work` returns; None, with the work ended, when `event` comes first.

    What either raises is raised.
    """
    working, waiting = asyncio.create_task(work), asyncio.create_task(event)
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        waiting.result()
        return None
    finally:
        await _end(working, waiting)


async def _end(*tasks: "asyncio.Task[Any]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at, or asyncio would log that nobody did

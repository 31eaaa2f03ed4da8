"""Database work that waits for a database that is away for a moment."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from sessions.turn.leases import LEASE

P = ParamSpec("P")
T = TypeVar("T")

FIRST_WAIT_SECONDS: Final = 0.2
LONGEST_WAIT_SECONDS: Final = 2.0


async def surely(run: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do database work by `in_database` or `in_lane`; without a database, try for a lease's time.

    Raises:
        OperationalError, InterfaceError: the database did not come back in that time.
    """
    until = timezone.now() + LEASE
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            return await run(*args, **kwargs)
        except (OperationalError, InterfaceError):
            if timezone.now() > until:
                raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)

"""Waiting in line: one turn of a session is answered after the other."""

import asyncio
from typing import Final

from django.utils import timezone

from sessions.database import in_database
from sessions.turn.leases import RENEW_SECONDS, Lease, claim
from sessions.turn.persisting import surely
from sessions.turn.running import RunningTurn, RunningTurns

# How often a turn that is answered in another process is looked after.
LOOK_SECONDS: Final = 0.25


async def wait_in_line(turn: RunningTurn, turns: RunningTurns) -> Lease:
    """Take the lease when the earlier messages of the session have been answered.

    Raises:
        LeaseLost: the turn has ended, or is answered elsewhere.
    """
    while not (lease := await surely(in_database, claim, turn.turn_id, now=timezone.now())):
        earlier = turns.first_of(turn.session_id)
        if earlier and earlier is not turn:
            await asyncio.wait([earlier.task], timeout=RENEW_SECONDS)
        else:  # another process answers it
            await asyncio.sleep(LOOK_SECONDS)
    return lease

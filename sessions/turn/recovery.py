"""Turns whose process died are taken up again, at start and every few seconds."""

import asyncio
import logging
from typing import Final

from django.db import Error
from django.utils import timezone

from sessions.database import in_database
from sessions.models import Message, Turn
from sessions.told.hub import all_passed_on
from sessions.turn.answering import answer
from sessions.turn.leases import RENEW_SECONDS
from sessions.turn.opening import Accepted
from sessions.turn.running import RunningTurns

logger = logging.getLogger(__name__)

AT_ONCE: Final = 20


async def recover_turns(turns: RunningTurns) -> int:
    """Answer the turns whose lease has ended; return how many, when they are done."""
    stranded = await in_database(_stranded)
    begun = [turns.start(left, answer) for left in stranded if turns.get(left.turn_id) is None]
    if begun:
        logger.warning("Taking up %d turns that were left unanswered", len(begun))
        await asyncio.wait([turn.task for turn in begun])
    return len(begun)


async def recover_once() -> int:
    """Do so in a process that answers nothing else, and see that everybody has been told."""
    recovered = await recover_turns(RunningTurns())
    if recovered:
        await all_passed_on()  # the loop, and with it the way to the sockets, ends here
    return recovered


async def keep_recovering(turns: RunningTurns) -> None:
    """Recover turns for as long as the process lives."""
    while not turns.is_draining:
        try:
            await recover_turns(turns)
        except Error:
            logger.warning("Recovery waits: the database is away")
        await asyncio.sleep(RENEW_SECONDS)


def _stranded() -> list[Accepted]:
    turns_left = Turn.objects.stranded(timezone.now()).order_by("accepted_at")[:AT_ONCE]
    said = Message.objects.filter(turn__in=list(turns_left), sender=Message.Sender.LEARNER)
    return [
        Accepted.of(message.turn, message)
        for message in said.select_related("turn").order_by("sequence_number")
        if message.turn
    ]

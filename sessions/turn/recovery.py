"""Turns whose process died are taken up again, at start and every few seconds."""

import asyncio
import logging

from django.db import Error
from django.utils import timezone

from sessions.database import in_database
from sessions.models import Message, Turn
from sessions.turn import answering, running
from sessions.turn.leases import LEASE
from sessions.turn.opening import Accepted

logger = logging.getLogger(__name__)

EVERY_SECONDS = LEASE.total_seconds() / 3
AT_ONCE = 20


async def recover_turns() -> int:
    """Answer the turns whose lease has ended; return how many, when they are done."""
    stranded = await in_database(_stranded)
    begun = [running.start(accepted, answering.answer) for accepted in stranded]
    if begun:
        logger.warning("Taking up %d turns that were left unanswered", len(begun))
        await asyncio.wait([turn.task for turn in begun])
    return len(begun)


async def keep_recovering() -> None:
    """Recover turns for as long as the process lives."""
    while not running.is_draining():
        try:
            await recover_turns()
        except Error:
            logger.warning("Recovery waits: the database is away")
        await asyncio.sleep(EVERY_SECONDS)


def _stranded() -> list[Accepted]:
    turns_left = Turn.objects.stranded(timezone.now()).order_by("accepted_at")[:AT_ONCE]
    said = Message.objects.filter(turn__in=list(turns_left), sender=Message.Sender.LEARNER)
    return [
        Accepted(
            turn_id=message.turn_id,
            session_id=message.session_id,
            client_message_id=message.turn.client_message_id,
            message_id=message.pk,
            sequence_number=message.sequence_number,
            waiting=False,
            is_new=False,
            has_ended=False,
        )
        for message in said.select_related("turn").order_by("sequence_number")
        if running.running(message.turn_id) is None
    ]

"""The last message once more, when its reply failed or was cancelled."""

import uuid
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from sessions.database import in_database
from sessions.models import Message, Turn
from sessions.ownership import own_session_locked
from sessions.told.frames import TurnResult
from sessions.turn.leases import LEASE
from sessions.turn.opening import Accepted
from sessions.turn.refusals import NothingToRetry, SessionClosed
from sessions.turn.taking import begin, outcome_of


async def retry(
    *, session_id: uuid.UUID, learner_id: uuid.UUID, message_id: uuid.UUID
) -> TurnResult:
    """Answer the last message again.

    Raises:
        Http404, NothingToRetry, SessionClosed, TurnFailed.
    """
    accepted = await in_database(
        reopen,
        session_id=session_id,
        learner_id=learner_id,
        message_id=message_id,
        now=timezone.now(),
    )
    begin(accepted)
    return await outcome_of(accepted)


@transaction.atomic
def reopen(
    *, session_id: uuid.UUID, learner_id: uuid.UUID, message_id: uuid.UUID, now: datetime
) -> Accepted:
    """Make the turn of the last message pending again.

    Raises:
        Http404: no such session or message.
        NothingToRetry, SessionClosed: see there.
    """
    session = own_session_locked(session_id, learner_id)
    message = session.messages.filter(pk=message_id).select_related("turn").first()
    if message is None:
        raise Http404
    if not session.is_open:
        raise SessionClosed
    last = session.messages.filter(sender=Message.Sender.LEARNER).order_by("sequence_number").last()
    turn = message.turn
    if turn is None or message != last or turn.status not in Turn.RETRIABLE:
        raise NothingToRetry
    turn.status = Turn.Status.ACCEPTED
    turn.attempt = 0
    turn.cancel_requested = False
    turn.lease_until = now + LEASE
    turn.save(update_fields=["status", "attempt", "cancel_requested", "lease_until"])
    return Accepted.of(turn, message, is_new=True)

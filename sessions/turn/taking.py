"""One turn of conversation: the learner writes, the tutor answers, memory moves.

REST and socket both come through `submit`; the turn then runs beside them to its end.
"""

import asyncio
from typing import Final
from uuid import UUID

from django.utils import timezone

from sessions.database import in_database
from sessions.limits.allowances import may_take_turn, may_take_turn_anywhere
from sessions.models import Turn
from sessions.told.frames import (
    TurnAccepted,
    TurnResult,
)
from sessions.told.telling import tell_session
from sessions.turn.answering import answer
from sessions.turn.failpoints import failpoint
from sessions.turn.opening import Accepted, Said, accept
from sessions.turn.refusals import ServerRestarting, TooManyTurns, TurnFailed
from sessions.turn.results import result_of, status_of
from sessions.turn.running import turns_here

# How often a turn that is answered in another process is looked after.
LOOK_SECONDS: Final = 0.25


async def take_turn(*, session_id: UUID, learner_id: UUID, said: Said) -> TurnResult:
    """Answer one learner message and return the whole turn.

    Raises:
        Http404, SessionClosed, TurnInProgress, KeyReused, ServerRestarting, TurnFailed.
    """
    return await outcome_of(await submit(session_id=session_id, learner_id=learner_id, said=said))


async def submit(*, session_id: UUID, learner_id: UUID, said: Said) -> Accepted:
    """Store one learner message and begin to answer it; the same message again changes nothing.

    Raises:
        Http404, SessionClosed, TurnInProgress, KeyReused, ServerRestarting, TooManyTurns.
    """
    if turns_here().is_draining:
        raise ServerRestarting
    if not (may_take_turn(learner_id) and await may_take_turn_anywhere(learner_id)):
        raise TooManyTurns
    accepted = await in_database(
        accept, session_id=session_id, learner_id=learner_id, said=said, now=timezone.now()
    )
    failpoint("accepted")
    if accepted.is_new:
        begin(accepted)
    return accepted


def begin(accepted: Accepted) -> None:
    """Tell that a message is stored, and answer it in a task of its own."""
    tell_session(accepted.session_id, accepted_frame(accepted))
    turns_here().start(accepted, answer)


def accepted_frame(accepted: Accepted) -> TurnAccepted:
    return TurnAccepted(
        turn_id=accepted.turn_id,
        client_message_id=accepted.client_message_id,
        message_id=accepted.message_id,
        sequence_number=accepted.sequence_number,
        waiting=accepted.waiting,
    )


async def outcome_of(accepted: Accepted) -> TurnResult:
    """Wait until a turn has ended, here or in another process, and return it.

    Raises:
        Http404: its session was deleted.
        TurnFailed: the tutor could not answer.
    """
    while turn := turns_here().get(accepted.turn_id):
        # The turn goes on when the caller does not wait any more.
        await asyncio.wait([turn.task])
        if turn.result:
            return turn.result
    while (status := await in_database(status_of, accepted.turn_id)) in Turn.PENDING:
        await asyncio.sleep(LOOK_SECONDS)
    if status == Turn.Status.FAILED:
        raise TurnFailed
    return await in_database(result_of, accepted.turn_id)

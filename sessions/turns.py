"""One turn of conversation: the learner writes, the tutor answers, memory moves.

    open (database) -> think (no database) -> close (database)

No transaction or connection is held while the tutor thinks, which may take many seconds.
REST and socket both come through `submit`; the turn then runs beside them to its end.
"""

import asyncio
import logging
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from learners.budgets import is_capped
from sessions import running
from sessions.allowances import may_take_turn
from sessions.assessing import Assessment
from sessions.closing import Spoken, close, fail, result_of
from sessions.database import Lane, in_database, in_lane
from sessions.failpoints import failpoint
from sessions.hub import tell
from sessions.models import Turn, group_name
from sessions.opening import (
    LEASE,
    Accepted,
    Lease,
    LeaseLost,
    Said,
    accept,
    claim,
    renew,
    reopen,
    request_cancel,
)
from sessions.preparing import Prepared, prepare
from sessions.protocol import (
    Feedback,
    TurnAccepted,
    TurnCancelled,
    TurnResult,
    frame_text,
    refused,
)
from sessions.refusals import ServerRestarting, TooManyTurns, TurnFailed
from sessions.running import RunningTurn
from sessions.shapes import Shape
from sessions.speaking import speak
from sessions.spending import reserve_turn
from sessions.telling import early_feedback, word_feedback
from sessions.thinking import assess_message, metadata_of
from tutoring.brief import Brief, ModelCorrections
from tutoring.tutor import Tutor, configured_tutor, offline_tutor

logger = logging.getLogger(__name__)

RENEW_SECONDS = LEASE.total_seconds() / 3
IN_LINE_SECONDS = 0.25
LAST_MODEL_ATTEMPT = 2  # after that the offline tutor answers
PENDING = (Turn.Status.ACCEPTED, Turn.Status.RUNNING)


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
    if running.is_draining():
        raise ServerRestarting
    if not may_take_turn(learner_id):
        raise TooManyTurns
    accepted = await in_database(
        accept, session_id=session_id, learner_id=learner_id, said=said, now=timezone.now()
    )
    failpoint("accepted")
    if accepted.is_new:
        begin(accepted)
    return accepted


async def retry(*, session_id: UUID, learner_id: UUID, message_id: UUID) -> TurnResult:
    """Answer the last message once more, when its reply failed or was cancelled.

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


async def cancel(*, session_id: UUID, turn_id: UUID | None = None) -> None:
    """End the pending turns of a session, or the one named, with what was said so far."""
    running.cancel(await in_database(request_cancel, session_id=session_id, turn_id=turn_id))


def begin(accepted: Accepted) -> None:
    """Tell that a message is stored, and answer it in a task of its own."""
    _tell(accepted.session_id, accepted_frame(accepted))
    running.start(accepted, answer)


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
        TurnFailed: the tutor could not answer.
    """
    while turn := running.running(accepted.turn_id):
        # The turn goes on when the caller does not wait any more.
        await asyncio.wait([turn.task])
        if turn.result:
            return turn.result
    while (status := await in_database(_status, accepted.turn_id)) in PENDING:
        await asyncio.sleep(IN_LINE_SECONDS)
    if status == Turn.Status.FAILED:
        raise TurnFailed
    return await in_database(result_of, accepted.turn_id)


async def answer(turn: RunningTurn) -> None:
    """Bring an accepted turn to its end: done, degraded, cancelled or failed."""
    try:
        lease = turn.lease or await _wait_in_line(turn)
    except LeaseLost:
        return
    keeping = asyncio.create_task(_keep(lease, turn))
    try:
        await _answer(lease, turn)
    except LeaseLost:
        logger.warning("Turn %s is answered elsewhere", turn.turn_id)
    except (OperationalError, InterfaceError):
        # Not failed: it is taken up again when its lease ends and the database is back.
        logger.exception("The database went away during turn %s", turn.turn_id)
    except Exception:
        logger.exception("Turn %s failed", turn.turn_id)
        await _fail(lease, turn)
    finally:
        keeping.cancel()


async def _answer(lease: Lease, turn: RunningTurn) -> None:
    failpoint("claimed")
    prepared = await _surely(in_lane, Lane.PREPARING, prepare, lease, now=timezone.now())
    material, brief = prepared.material, prepared.brief
    if material.cancel_requested:
        turn.cancelled.set()
    failpoint("thought")
    tutor = await _tutor_for(lease, brief)
    assessing = asyncio.create_task(_assess_and_tell(prepared, turn, tutor))
    try:
        reply = await speak(brief, turn, tutor)
        assessment, corrections = await assessing
    finally:
        assessing.cancel()
    spoken = Spoken(
        reply=reply,
        targets=brief.targets,
        cancelled=turn.cancelled.is_set(),
        correcting=metadata_of(assessment, corrections),
        corrections=corrections,
        left_calls=tuple(turn.left_calls),
    )
    failpoint("answered")
    result = await _surely(
        in_lane, Lane.CLOSING, close, material, assessment, spoken, now=timezone.now()
    )
    failpoint("closed")
    turn.result = result
    if reply is None:
        _tell(
            turn.session_id,
            TurnCancelled(turn_id=turn.turn_id, client_message_id=turn.client_message_id),
        )
    _tell(turn.session_id, result)


async def _tutor_for(lease: Lease, brief: Brief) -> Tutor:
    """Return who answers: the models, unless they failed too often or the day's tokens are spent."""
    tutor = configured_tutor()
    if not tutor.has_model:
        return tutor
    if lease.attempt > LAST_MODEL_ATTEMPT:
        return offline_tutor("attempts_exhausted")
    if is_capped() and not await _surely(in_database, reserve_turn, lease.turn_id, brief):
        return offline_tutor("budget_exhausted")
    return tutor


async def _assess_and_tell(
    prepared: Prepared, turn: RunningTurn, tutor: Tutor
) -> tuple[Assessment, ModelCorrections]:
    assessment, corrections = await assess_message(prepared, turn, tutor)
    feedback = Feedback(
        turn_id=turn.turn_id,
        error_feedback=early_feedback(assessment, metadata_of(assessment, corrections)),
        word_feedback=word_feedback(assessment),
    )
    _tell(turn.session_id, feedback)
    return assessment, corrections


async def _wait_in_line(turn: RunningTurn) -> Lease:
    """Take the lease when the earlier messages of the session have been answered.

    Raises:
        LeaseLost: the turn has ended, or is answered elsewhere.
    """
    while not (lease := await _surely(in_database, claim, turn.turn_id, now=timezone.now())):
        earlier = running.running_in(turn.session_id)
        if earlier and earlier is not turn:
            await asyncio.wait([earlier.task], timeout=LEASE.total_seconds() / 3)
        else:  # another process answers it
            await asyncio.sleep(IN_LINE_SECONDS)
    return lease


async def _keep(lease: Lease, turn: RunningTurn) -> None:
    """Renew the lease while the turn is being answered, and see whether it is to be cancelled."""
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            cancel_requested = await in_database(renew, lease, now=timezone.now())
        except (OperationalError, InterfaceError):
            continue  # the close is fenced; a lease that cannot be renewed may still hold
        if cancel_requested:
            turn.cancelled.set()


async def _surely(run, *args, **kwargs):
    """Do database work by `in_database` or `in_lane`; without a database, try for a lease's time."""
    until = timezone.now() + LEASE
    wait = 0.2
    while True:
        try:
            return await run(*args, **kwargs)
        except (OperationalError, InterfaceError):
            if timezone.now() > until:
                raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, 2.0)


async def _fail(lease: Lease, turn: RunningTurn) -> None:
    failure = TurnFailed()
    if await _surely(in_database, fail, lease, code=failure.default_code, now=timezone.now()):
        _tell(turn.session_id, refused(failure, turn.client_message_id))


def _status(turn_id: UUID) -> str:
    return Turn.objects.values_list("status", flat=True).get(pk=turn_id)


def _tell(session_id: UUID, what: Shape) -> None:
    tell(group_name(session_id), frame_text(what))

"""The way of one turn: open (database) -> think (no database) -> close (database).

No transaction or connection is held while the tutor thinks, which may take many seconds.
"""

import asyncio
import logging
from typing import Final

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from learners.budgets import is_capped
from sessions.assessment.assessing import Assessment
from sessions.assessment.feedback import early_feedback, word_feedback
from sessions.database import Lane, in_database, in_lane
from sessions.limits.spending import reserve_turn
from sessions.told.frames import (
    Feedback,
    TurnCancelled,
    refused,
)
from sessions.told.telling import tell_session
from sessions.turn.caring import say
from sessions.turn.closing import Answer, close, fail
from sessions.turn.correcting import correct, metadata_of
from sessions.turn.failpoints import failpoint
from sessions.turn.leases import Lease, LeaseLost, keep
from sessions.turn.persisting import surely
from sessions.turn.preparing import Prepared, prepare
from sessions.turn.racing import unless
from sessions.turn.refusals import TurnFailed
from sessions.turn.replying import speak
from sessions.turn.running import RunningTurn, RunningTurns
from sessions.turn.waiting import wait_in_line
from tutoring.brief import ModelCorrections, ReplyFinished
from tutoring.tutor import Tutor, configured_tutor, offline_tutor

logger = logging.getLogger(__name__)

LAST_MODEL_ATTEMPT: Final = 2  # after that the offline tutor answers


async def answer(turn: RunningTurn, turns: RunningTurns) -> None:
    """Bring an accepted turn to its end: done, degraded, cancelled or failed.

    Once the lease is lost the models are left at once: another process answers, and what it tells
    the session is heard here too.
    """
    try:
        lease = turn.lease or await wait_in_line(turn, turns)
    except LeaseLost:
        return
    try:
        await unless(keep(lease, on_cancel=turn.cancelled.set), _answer(lease, turn))
    except LeaseLost:
        logger.warning("Turn %s is answered elsewhere", turn.turn_id)
    except (OperationalError, InterfaceError):
        # Not failed: it is taken up again when its lease ends and the database is back.
        logger.exception("The database went away during turn %s", turn.turn_id)
    except Exception:
        logger.exception("Turn %s failed", turn.turn_id)
        await _fail(lease, turn)


async def _answer(lease: Lease, turn: RunningTurn) -> None:
    failpoint("claimed")
    prepared = await surely(in_lane, Lane.PREPARING, prepare, lease, now=timezone.now())
    material, brief = prepared.material, prepared.brief
    if material.cancel_requested:
        turn.cancelled.set()
    failpoint("thought")
    tutor = await _tutor_for(lease, prepared)
    assessing = asyncio.create_task(_assess_and_tell(prepared, turn, tutor))
    try:
        reply = await _reply(prepared, turn, tutor)
        assessment, corrections = await assessing
    finally:
        assessing.cancel()
    answer = Answer(
        reply=reply,
        targets=brief.targets,
        cancelled=turn.cancelled.is_set(),
        correcting=metadata_of(assessment, corrections),
        corrections=corrections,
        left_calls=tuple(turn.left_calls),
        care=prepared.care,
    )
    failpoint("answered")
    result = await surely(
        in_lane, Lane.CLOSING, close, material, assessment, answer, now=timezone.now()
    )
    failpoint("closed")
    turn.result = result
    if reply is None:
        tell_session(
            turn.session_id,
            TurnCancelled(turn_id=turn.turn_id, client_message_id=turn.client_message_id),
        )
    tell_session(turn.session_id, result)


async def _reply(prepared: Prepared, turn: RunningTurn, tutor: Tutor) -> ReplyFinished | None:
    """Let the tutor reply, unless there is a fixed text for somebody in danger."""
    care = prepared.care
    if care and care.answer:
        return say(care.answer.text, turn)
    if care and care.words_after and not tutor.has_model:
        return say(care.words_after, turn)
    return await speak(prepared.brief, turn, tutor)


async def _tutor_for(lease: Lease, prepared: Prepared) -> Tutor:
    """Return who answers: the models, unless they failed too often or the day's tokens are spent.

    No tokens are held for a text that is fixed.
    """
    tutor, brief = configured_tutor(), prepared.brief
    if not tutor.has_model or (prepared.care and prepared.care.answer):
        return tutor
    if lease.attempt > LAST_MODEL_ATTEMPT:
        return offline_tutor("attempts_exhausted")
    if is_capped() and not await surely(in_database, reserve_turn, lease.turn_id, brief):
        return offline_tutor("budget_exhausted")
    return tutor


async def _assess_and_tell(
    prepared: Prepared, turn: RunningTurn, tutor: Tutor
) -> tuple[Assessment, ModelCorrections]:
    assessment, corrections = await correct(prepared, turn, tutor)
    feedback = Feedback(
        turn_id=turn.turn_id,
        error_feedback=early_feedback(assessment, metadata_of(assessment, corrections)),
        word_feedback=word_feedback(assessment),
    )
    tell_session(turn.session_id, feedback)
    return assessment, corrections


async def _fail(lease: Lease, turn: RunningTurn) -> None:
    failure = TurnFailed()
    if await surely(in_database, fail, lease, code=failure.default_code, now=timezone.now()):
        tell_session(turn.session_id, refused(failure, turn.client_message_id))

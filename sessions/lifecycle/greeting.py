"""The tutor speaks first: a reply to nothing, planned and paid for like any other."""

import logging
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from learners.budgets import settle
from learners.study_days import study_date
from sessions.brief.briefing import brief_of_greeting
from sessions.database import in_database
from sessions.limits.spending import calls_of, reserve_greeting
from sessions.models import LearningSession
from sessions.ownership import own_session_locked
from sessions.told.shapes import SessionStarted
from sessions.told.transcript import assistant_turn, overview
from sessions.turn.lines import add_reply
from tutoring.brief import Brief, ReplyFinished
from tutoring.tutor import Tutor, offline_tutor

logger = logging.getLogger(__name__)


async def greet(session: LearningSession, *, tutor: Tutor, now: datetime) -> SessionStarted:
    """Let the tutor speak first; where it cannot, the session begins in silence."""
    learner = session.learner
    brief = await in_database(brief_of_greeting, session, now=now)
    day = study_date(now, learner.zone)
    reserved = 0
    if tutor.has_model:
        reserved = await in_database(reserve_greeting, learner, day, brief)
        tutor = tutor if reserved else offline_tutor("budget_exhausted")
    reply = await _whole_reply(tutor, brief)
    if reserved:
        await in_database(
            settle, learner_id=learner.pk, day=day, reserved=reserved, calls=calls_of(reply)
        )
    if reply is None:
        return SessionStarted(session=overview(session), assistant_turn=None)
    return await in_database(_write, session.pk, learner.pk, brief, reply)


async def _whole_reply(tutor: Tutor, brief: Brief) -> ReplyFinished | None:
    try:
        async for event in tutor.reply(brief):
            if isinstance(event, ReplyFinished):
                return event
    except Exception:  # a session without greeting is better than none
        logger.exception("A session could not be greeted")
    return None


@transaction.atomic
def _write(
    session_id: uuid.UUID, learner_id: uuid.UUID, brief: Brief, reply: ReplyFinished
) -> SessionStarted:
    session = own_session_locked(session_id, learner_id)
    greeting = add_reply(session, reply, targets=brief.targets, turn=None, now=timezone.now())
    session.save(update_fields=["last_sequence", "last_activity_at"])
    return SessionStarted(session=overview(session), assistant_turn=assistant_turn(greeting))

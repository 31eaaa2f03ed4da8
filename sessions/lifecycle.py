"""Beginning, pausing, ending and deleting a session."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from learners.budgets import settle
from learners.models import Learner
from learners.study_days import study_date
from learners.word_lists import get_list
from sessions.briefing import brief_of_greeting
from sessions.closing import Spoken, add_reply
from sessions.database import in_database
from sessions.models import LearningSession
from sessions.opening import locked_session
from sessions.refusals import SessionNotReopened
from sessions.shapes import FeedbackMetadata, SessionStarted
from sessions.spending import calls_of, reserve_greeting
from sessions.transcript import assistant_turn, overview
from tutoring.brief import Brief, ReplyFinished
from tutoring.tutor import Tutor, offline_tutor

logger = logging.getLogger(__name__)

IDLE: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a learner asks for when a session begins."""

    planned_duration_minutes: int = 15
    topic: str = ""
    conversation_style: str = LearningSession.Style.TUTOR
    difficulty_preference: str = ""
    word_list_id: uuid.UUID | None = None
    generate_greeting: bool = True


async def start_session(
    *, learner: Learner, plan: SessionPlan, tutor: Tutor, now: datetime
) -> SessionStarted:
    """Begin a session; with a greeting the tutor speaks first.

    Raises:
        NotFound: the learner may not see the word list, or there is none.
    """
    session = await in_database(_create, learner, plan, now)
    if not plan.generate_greeting:
        return SessionStarted(session=overview(session), assistant_turn=None)
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
    return await in_database(_greet, session.pk, learner.pk, brief, reply)


@transaction.atomic
def change_status(
    *, learner: Learner, session_id: uuid.UUID, status: str, now: datetime
) -> LearningSession:
    """Pause, resume, complete or abandon a session.

    Raises:
        Http404: the learner has no such session.
        SessionNotReopened: it was completed or abandoned before.
    """
    session = locked_session(session_id, learner.pk)
    if status == session.status:
        return session
    if not session.is_open:
        raise SessionNotReopened
    session.status = status
    session.completed_at = None if session.is_open else now
    session.save(update_fields=["status", "completed_at"])
    return session


def delete_session(*, learner: Learner, session_id: uuid.UUID) -> None:
    """Forget what was said; reviews and XP stay.

    Raises:
        Http404: the learner has no such session.
    """
    with transaction.atomic():
        locked_session(session_id, learner.pk).delete()


def complete_idle_sessions(*, now: datetime) -> int:
    """Complete the sessions in which nothing was said for IDLE; return how many."""
    idle = LearningSession.objects.open().filter(last_activity_at__lt=now - IDLE)
    return idle.exclude(turns__status__in=["accepted", "running"]).update(
        status=LearningSession.Status.COMPLETED, completed_at=now
    )


def _create(learner: Learner, plan: SessionPlan, now: datetime) -> LearningSession:
    word_list = get_list(learner, plan.word_list_id) if plan.word_list_id else None
    return learner.learning_sessions.create(
        word_list=word_list,
        language=learner.target_language,
        topic=plan.topic,
        conversation_style=plan.conversation_style,
        difficulty_preference=plan.difficulty_preference,
        planned_duration_minutes=plan.planned_duration_minutes,
        started_at=now,
        last_activity_at=now,
    )


async def _whole_reply(tutor: Tutor, brief: Brief) -> ReplyFinished | None:
    try:
        async for event in tutor.reply(brief):
            if isinstance(event, ReplyFinished):
                return event
    except Exception:  # a session without greeting is better than none
        logger.exception("A session could not be greeted")
    return None


@transaction.atomic
def _greet(session_id, learner_id, brief: Brief, reply: ReplyFinished) -> SessionStarted:
    session = locked_session(session_id, learner_id)
    spoken = Spoken(
        reply=reply, targets=brief.targets, correcting=FeedbackMetadata(rule_error_count=0)
    )
    greeting = add_reply(session, turn=None, spoken=spoken, now=timezone.now())
    session.save(update_fields=["last_sequence", "last_activity_at"])
    return SessionStarted(session=overview(session), assistant_turn=assistant_turn(greeting))

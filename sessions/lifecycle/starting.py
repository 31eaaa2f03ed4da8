"""Beginning a session: as the learner wants it, with a greeting or in silence."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from learners.models import Learner
from learners.word_lists import get_list
from sessions.database import in_database
from sessions.lifecycle.greeting import greet
from sessions.models import LearningSession
from sessions.told.shapes import SessionStarted
from sessions.told.transcript import overview
from tutoring.tutor import Tutor


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
    return await greet(session, tutor=tutor, now=now)


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

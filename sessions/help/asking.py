"""Who asks for help, about what, and a model that answers.

A model helps where one is configured and the day's tokens allow it; the offline tutor otherwise.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from learners.budgets import reserve, settle
from learners.models import Learner
from learners.study_days import study_date
from sessions.database import in_database
from sessions.limits.spending import calls_of
from sessions.models import LearningSession, Message
from sessions.ownership import own_session
from tutoring.prompts import Prompt
from tutoring.tutor import configured_tutor


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for help, in which session, and when."""

    learner: Learner
    session_id: UUID
    now: datetime


def session_of(asking: Asking) -> LearningSession:
    session = own_session(asking.session_id, asking.learner.pk)
    session.learner = asking.learner
    return session


def tutor_message(asking: Asking, message_id: UUID) -> tuple[LearningSession, Message]:
    session = session_of(asking)
    spoken = session.messages.filter(sender=Message.Sender.TUTOR)
    return session, get_object_or_404(spoken, pk=message_id)


async def written_by_model(asking: Asking, prompt: Prompt) -> str:
    """Return what a model writes; empty without one, without tokens left, or when it fails."""
    tutor = configured_tutor()
    if not tutor.has_model:
        return ""
    learner_id, day = asking.learner.pk, study_date(asking.now, asking.learner.zone)
    tokens = prompt.input_tokens + prompt.max_output_tokens
    if not await in_database(reserve, learner_id=learner_id, day=day, tokens=tokens):
        return ""
    written = await tutor.write(prompt)
    calls = calls_of(written)
    await in_database(settle, learner_id=learner_id, day=day, reserved=tokens, calls=calls)
    return written.text

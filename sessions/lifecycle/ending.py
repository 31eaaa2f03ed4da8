"""Pausing, ending and deleting a session."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from learners.models import Learner
from sessions.models import LearningSession
from sessions.ownership import own_session_locked
from sessions.turn.refusals import SessionNotReopened

IDLE: Final = timedelta(hours=12)


@transaction.atomic
def change_status(
    *, learner: Learner, session_id: uuid.UUID, status: str, now: datetime
) -> LearningSession:
    """Pause, resume, complete or abandon a session.

    Raises:
        Http404: the learner has no such session.
        SessionNotReopened: it was completed or abandoned before.
    """
    session = own_session_locked(session_id, learner.pk)
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
        own_session_locked(session_id, learner.pk).delete()


def complete_idle_sessions(*, now: datetime) -> int:
    """Complete the sessions in which nothing was said for IDLE; return how many."""
    idle = LearningSession.objects.open().filter(last_activity_at__lt=now - IDLE)
    return idle.exclude(turns__status__in=["accepted", "running"]).update(
        status=LearningSession.Status.COMPLETED, completed_at=now
    )

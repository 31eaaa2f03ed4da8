"""A learner's own session; another's is as absent as one that does not exist."""

from uuid import UUID

from django.http import Http404

from queries import compiled
from sessions.models import LearningSession

_locked = compiled.Select(
    lambda session, learner: LearningSession.objects.select_for_update().filter(
        pk=session, learner=learner
    )
)


def own_session(session_id: UUID, learner_id: UUID) -> LearningSession:
    """Return the learner's session.

    Raises:
        Http404: the learner has no such session.
    """
    return _found(LearningSession.objects.filter(pk=session_id, learner=learner_id).first())


def own_session_locked(session_id: UUID, learner_id: UUID) -> LearningSession:
    """Return the learner's session, locked until the transaction ends.

    Raises:
        Http404: the learner has no such session.
    """
    return _found(_locked.first(session=session_id, learner=learner_id))


def _found(session: LearningSession | None) -> LearningSession:
    if session is None:
        raise Http404
    return session

"""What a socket is told when it opens: what it missed, and where the session stands."""

from uuid import UUID

from sessions.models import LearningSession, Turn
from sessions.told.frames import Missed, PendingTurn, SessionReady
from sessions.told.transcript import MESSAGE_RELATIONS, Utterance, message_shape, overview
from sessions.turn.running import turns_here

MOST_MISSED = 200


def missed(session_id: UUID, after_sequence: int) -> Missed:
    """Return the messages after a number, at most MOST_MISSED; the rest is there over REST."""
    session = LearningSession.objects.get(pk=session_id)
    messages = (
        session.messages.filter(sequence_number__gt=after_sequence)
        .select_related("turn")
        .prefetch_related(*MESSAGE_RELATIONS)
        .order_by("sequence_number")[:MOST_MISSED]
    )
    return Missed(items=[message_shape(Utterance.stored(message)) for message in messages])


def session_ready(session_id: UUID) -> SessionReady:
    session = LearningSession.objects.get(pk=session_id)
    return SessionReady(
        session=overview(session),
        # Only its learner opens a session's sockets, so whoever is told is who is there.
        active_user_ids=[session.learner_id],
        last_sequence=session.last_sequence,
        pending_turn=_pending_turn(session),
    )


def _pending_turn(session: LearningSession) -> PendingTurn | None:
    pending = Turn.objects.pending().filter(session=session)
    turn = pending.order_by("messages__sequence_number").first()
    if turn is None:
        return None
    return PendingTurn(
        turn_id=turn.pk,
        client_message_id=turn.client_message_id,
        text_so_far=turns_here().text_so_far(turn.pk),
    )

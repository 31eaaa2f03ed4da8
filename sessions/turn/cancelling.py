"""The learner has heard enough: turns end with what was said so far."""

from uuid import UUID

from sessions.database import in_database
from sessions.models import Turn
from sessions.turn.running import turns_here


async def cancel(*, session_id: UUID, turn_id: UUID | None = None) -> None:
    """End the pending turns of a session, or the one named, wherever they run."""
    turns_here().cancel(await in_database(request_cancel, session_id=session_id, turn_id=turn_id))


def request_cancel(*, session_id: UUID, turn_id: UUID | None = None) -> list[UUID]:
    """Flag the pending turns of a session, or the one named; return those flagged."""
    turns = Turn.objects.pending().filter(session_id=session_id)
    if turn_id:
        turns = turns.filter(pk=turn_id)
    flagged = list(turns.values_list("pk", flat=True))
    turns.update(cancel_requested=True)
    return flagged

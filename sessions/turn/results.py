"""How a turn ended, as often as it is asked for."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from sessions.models import Message, Turn
from sessions.told.frames import TurnResult
from sessions.told.transcript import MESSAGE_RELATIONS, stored_turn


def status_of(turn_id: UUID) -> str:
    """Return how far a turn has come.

    Raises:
        Http404: there is no such turn; its session may have been deleted.
    """
    status = Turn.objects.filter(pk=turn_id).values_list("status", flat=True).first()
    if status is None:
        raise Http404
    return status


def result_of(turn_id: UUID) -> TurnResult:
    """Return the result of a turn that has ended."""
    turn = (
        Turn.objects.select_related("session")
        .prefetch_related(
            Prefetch(
                "messages",
                Message.objects.select_related("turn").prefetch_related(*MESSAGE_RELATIONS),
            )
        )
        .get(pk=turn_id)
    )
    return TurnResult(**dict(stored_turn(turn)))

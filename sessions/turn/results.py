"""How a turn ended, as often as it is asked for."""

from uuid import UUID

from django.db.models import Prefetch

from sessions.models import Message, Turn
from sessions.told.frames import TurnResult
from sessions.told.transcript import MESSAGE_RELATIONS, stored_turn


def status_of(turn_id: UUID) -> str:
    return Turn.objects.values_list("status", flat=True).get(pk=turn_id)


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

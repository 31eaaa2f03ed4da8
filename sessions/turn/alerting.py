"""Staff learn that a learner seemed to be in danger, where the operator wants it."""

from datetime import datetime

from django.conf import settings

from sessions.models import SafetyAlert, Turn
from tutoring.safety.answering import SafetyAnswer


def note_alert(turn: Turn, answer: SafetyAnswer, *, now: datetime) -> None:
    """Note an alarm for staff, once a turn; nothing where SAFETY_ALERTS is off."""
    if settings.SAFETY_ALERTS:
        SafetyAlert.objects.get_or_create(
            turn=turn,
            defaults={
                "kind": str(answer.kind),
                "of_another": answer.of_another,
                "created_at": now,
            },
        )

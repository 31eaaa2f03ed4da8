"""Conversations as they are stored, without anybody having talked."""

from datetime import timedelta

from sessions.models import Correction, LearningSession, Message
from tests.progress.words import NOON

MINUTE = timedelta(minutes=1)


def talk(learner, *minutes, at=NOON, **fields):
    """A session with a message at each of the minutes given."""
    session = LearningSession.objects.create(
        learner=learner, language="fr", started_at=at, last_activity_at=at,
        last_sequence=len(minutes), **fields,
    )  # fmt: skip
    Message.objects.bulk_create(
        Message(
            session=session, sequence_number=number, content="…", created_at=at + minute * MINUTE,
            sender=Message.Sender.TUTOR if number % 2 else Message.Sender.LEARNER,
        )
        for number, minute in enumerate(minutes, start=1)
    )  # fmt: skip
    return session


def correct(session, code, span, suggestion="", *, sequence=2):
    """Correct something in one of its messages."""
    message = session.messages.get(sequence_number=sequence)
    return Correction.objects.create(
        message=message, position=message.corrections.count(), code=code, explanation="…", start=0,
        end=len(span), span=span, suggestion=suggestion, category="grammar", severity="medium",
        confidence=1.0, source="rule",
    )  # fmt: skip

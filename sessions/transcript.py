"""From rows to the shapes of the wire. Every function reads what is prefetched and queries nothing."""

from sessions.models import Correction, LearningSession, Message, Turn
from sessions.shapes import (
    AssistantTurn,
    ErrorFeedback,
    ErrorItem,
    FeedbackMetadata,
    MessageShape,
    Overview,
    TargetShape,
    TurnShape,
    WordFeedback,
)

# What `message_shape` reads of a message.
MESSAGE_RELATIONS = ("targets__word", "corrections")


def overview(session: LearningSession) -> Overview:
    return Overview(
        id=session.pk,
        status=session.status,
        topic=session.topic or None,
        conversation_style=session.conversation_style,
        planned_duration_minutes=session.planned_duration_minutes,
        xp_earned=session.xp_earned,
        words_practiced=session.words_practiced,
        accuracy_rate=session.accuracy_rate,
        started_at=session.started_at,
        completed_at=session.completed_at,
    )


def message_shape(message: Message) -> MessageShape:
    spoken_by_learner = message.sender == Message.Sender.LEARNER
    return MessageShape(
        id=message.pk,
        sender=message.sender,
        content=message.content,
        sequence_number=message.sequence_number,
        created_at=message.created_at,
        xp_earned=message.xp_earned,
        target_words=[target.word_id for target in message.targets.all()],
        words_used=message.words_used,
        suggested_words_used=message.suggested_words_used,
        error_feedback=error_feedback(message) if message.feedback else None,
        client_message_id=message.turn.client_message_id if spoken_by_learner else None,
    )


def error_feedback(message: Message) -> ErrorFeedback:
    """Return what was found in a learner's message; an object also when nothing was."""
    found = message.feedback or {}
    corrections = list(message.corrections.all())
    shown = found.get("shown", len(corrections))
    return ErrorFeedback(
        summary=found.get("summary", ""),
        errors=[error_item(item, folded=item.position >= shown) for item in corrections],
        review_vocabulary=found.get("review_vocabulary", []),
        metadata=FeedbackMetadata(**found.get("metadata", {"rule_error_count": 0})),
        corrected_text=found.get("corrected_text", message.content),
    )


def error_item(correction: Correction, *, folded: bool) -> ErrorItem:
    return ErrorItem(
        id=correction.pk,
        code=correction.code,
        message=correction.explanation,
        span=correction.span,
        suggestion=correction.suggestion,
        category=correction.category,
        severity=correction.severity,
        confidence=correction.confidence,
        start=correction.start,
        end=correction.end,
        source=correction.source,
        folded=folded,
    )


def assistant_turn(message: Message) -> AssistantTurn:
    return AssistantTurn(
        message=message_shape(message),
        targets=[
            TargetShape(
                word_id=target.word_id,
                word=target.word.lemma,
                translation=target.word.gloss,
                is_new=target.is_new,
                mode=target.mode,
            )
            for target in message.targets.all()
        ],
        degraded=message.degraded,
    )


def turn_shape(turn: Turn) -> TurnShape:
    """Return a turn that has ended; `turn.messages` carries MESSAGE_RELATIONS."""
    said = _by(turn, Message.Sender.LEARNER)
    reply = _by(turn, Message.Sender.TUTOR)
    said_shape = message_shape(said)
    return TurnShape(
        session=overview(turn.session),
        user_message=said_shape,
        assistant_turn=assistant_turn(reply) if reply else None,
        xp_awarded=said.xp_earned,
        error_feedback=said_shape.error_feedback or error_feedback(said),
        word_feedback=[WordFeedback(**row) for row in (said.feedback or {}).get("words", [])],
        turn_id=turn.pk,
    )


def _by(turn, sender):
    return next((m for m in turn.messages.all() if m.sender == sender), None)

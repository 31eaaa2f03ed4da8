"""From rows to the shapes of the wire. Every function reads what it is given and queries nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import Prefetch

from sessions.models import Correction, LearningSession, Message, Target, Turn
from sessions.told.shapes import (
    AssistantTurn,
    Category,
    ErrorFeedback,
    ErrorItem,
    FeedbackMetadata,
    MessageShape,
    Mode,
    Overview,
    SafetyShape,
    Sender,
    Severity,
    Source,
    Status,
    TargetShape,
    TurnShape,
    WordFeedback,
)
from tutoring.brief import TargetWord
from vocabulary.models import Word

# What `Utterance.stored` reads of a message.
MESSAGE_RELATIONS = (
    Prefetch(
        "targets",
        Target.objects.select_related("word").only(
            "message_id", "position", "mode", "is_new", "word__lemma", "word__gloss"
        ),
    ),
    "corrections",
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message, with what the wire shows beside it."""

    message: Message
    targets: Sequence[TargetShape] = ()
    corrections: Sequence[Correction] = ()

    @classmethod
    def stored(cls, message: Message) -> "Utterance":
        """Return a message that was read with its turn and MESSAGE_RELATIONS."""
        return cls(
            message,
            targets=[target_shape(target, target.word) for target in message.targets.all()],
            corrections=list(message.corrections.all()),
        )


def overview(session: LearningSession) -> Overview:
    return Overview(
        id=session.pk,
        status=cast(Status, session.status),
        topic=session.topic or None,
        conversation_style=session.conversation_style,
        planned_duration_minutes=session.planned_duration_minutes,
        xp_earned=session.xp_earned,
        words_practiced=session.words_practiced,
        accuracy_rate=session.accuracy_rate,
        started_at=session.started_at,
        completed_at=session.completed_at,
    )


def message_shape(said: Utterance) -> MessageShape:
    message = said.message
    turn = message.turn if message.sender == Message.Sender.LEARNER else None
    return MessageShape(
        id=message.pk,
        sender=cast(Sender, message.sender),
        content=message.content,
        sequence_number=message.sequence_number,
        created_at=message.created_at,
        xp_earned=message.xp_earned,
        target_words=[target.word_id for target in said.targets],
        words_used=message.words_used,
        suggested_words_used=message.suggested_words_used,
        error_feedback=error_feedback(said) if message.feedback else None,
        client_message_id=turn.client_message_id if turn else None,
    )


def error_feedback(said: Utterance) -> ErrorFeedback:
    """Return what was found in a learner's message; an object also when nothing was."""
    found = said.message.feedback or {}
    shown = found.get("shown", len(said.corrections))
    return ErrorFeedback(
        summary=found.get("summary", ""),
        errors=[error_item(item, folded=item.position >= shown) for item in said.corrections],
        review_vocabulary=found.get("review_vocabulary", []),
        metadata=FeedbackMetadata(**found.get("metadata", {"rule_error_count": 0})),
        corrected_text=found.get("corrected_text", said.message.content),
    )


def error_item(correction: Correction, *, folded: bool) -> ErrorItem:
    return ErrorItem(
        id=correction.pk,
        code=correction.code,
        message=correction.explanation,
        span=correction.span,
        suggestion=correction.suggestion,
        category=cast(Category, correction.category),
        severity=cast(Severity, correction.severity),
        confidence=correction.confidence,
        start=correction.start,
        end=correction.end,
        source=cast(Source, correction.source),
        folded=folded,
    )


def assistant_turn(reply: Utterance) -> AssistantTurn:
    return AssistantTurn(
        message=message_shape(reply),
        targets=list(reply.targets),
        degraded=reply.message.degraded,
        safety=SafetyShape(**reply.message.safety) if reply.message.safety else None,
    )


def stored_turn(turn: Turn) -> TurnShape:
    """Return a turn that has ended, read with its messages and theirs."""
    by_sender = {message.sender: Utterance.stored(message) for message in turn.messages.all()}
    said, reply = by_sender[Message.Sender.LEARNER], by_sender.get(Message.Sender.TUTOR)
    return turn_shape(turn, said, reply)


def turn_shape(turn: Turn, said: Utterance, reply: Utterance | None) -> TurnShape:
    """Return a turn with its session as it is now."""
    said_shape = message_shape(said)
    return TurnShape(
        session=overview(turn.session),
        user_message=said_shape,
        assistant_turn=assistant_turn(reply) if reply else None,
        xp_awarded=said.message.xp_earned,
        error_feedback=said_shape.error_feedback or error_feedback(said),
        word_feedback=[
            WordFeedback(**row) for row in (said.message.feedback or {}).get("words", [])
        ],
        turn_id=turn.pk,
    )


def target_shape(target: Target | TargetWord, word: Word | TargetWord) -> TargetShape:
    return TargetShape(
        word_id=target.word_id,
        word=word.lemma,
        translation=word.gloss,
        is_new=target.is_new,
        mode=cast(Mode, target.mode),
    )

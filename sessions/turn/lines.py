"""What is said becomes a line of the transcript, under the next number of its session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from progress.introducing import introduce
from queries import compiled
from sessions.models import LearningSession, Message, Target, Turn
from sessions.told.transcript import Utterance, target_shape
from tutoring.brief import Mode, ReplyFinished, TargetWord

_insert_message, _insert_targets = compiled.Insert(Message), compiled.Insert(Target)


def add_message(session: LearningSession, *, now: datetime, **fields: Any) -> Message:
    """Add a line under the next number; the caller holds the session's lock and saves it."""
    session.last_sequence += 1
    session.last_activity_at = now
    message = Message(
        session=session, sequence_number=session.last_sequence, created_at=now, **fields
    )
    _insert_message([message])
    return message


def add_reply(
    session: LearningSession,
    reply: ReplyFinished,
    *,
    targets: Sequence[TargetWord],
    turn: Turn | None,
    now: datetime,
    safety: dict[str, Any] | None = None,
) -> Utterance:
    """Add the tutor's message with its targets; introduced words spend the day's allowance."""
    message = add_message(
        session,
        turn=turn,
        sender=Message.Sender.TUTOR,
        content=reply.text,
        degraded=reply.degraded,
        safety=safety,
        now=now,
    )
    _insert_targets(
        [
            Target(
                message=message,
                word_id=target.word_id,
                position=position,
                mode=target.mode,
                is_new=target.is_new,
                missed_plan=target.word_id in reply.missed,
            )
            for position, target in enumerate(targets)
        ]
    )
    introduced = [
        target.word_id
        for target in targets
        if target.mode is Mode.INTRODUCE and target.word_id not in reply.missed
    ]
    if introduced:
        introduce(learner=session.learner, word_ids=introduced, now=now)
    return Utterance(message, targets=[target_shape(target, target) for target in targets])

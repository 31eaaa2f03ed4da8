"""The last step of a turn: the reply and everything that follows from it, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from queries import compiled
from sessions.assessment.assessing import Assessment
from sessions.limits.spending import calls_of, settle_turn
from sessions.models import LearningSession, Message, Turn
from sessions.told.frames import TurnResult
from sessions.told.shapes import FeedbackMetadata
from sessions.told.transcript import Utterance, turn_shape
from sessions.turn.alerting import note_alert
from sessions.turn.caring import Care
from sessions.turn.counting import count_words
from sessions.turn.evidence import write_evidence
from sessions.turn.gathering import Material
from sessions.turn.leases import Lease, LeaseLost, fence
from sessions.turn.lines import add_reply
from sessions.turn.results import result_of
from tutoring.brief import FailedCall, ModelCorrections, ReplyFinished, TargetWord

MOVED: Final = (
    "uses", "clean_uses", "words_practiced", "new_words_introduced", "xp_earned",
    "last_sequence", "last_activity_at",
)  # fmt: skip
ENDED: Final = (
    "status", "finished_at", "provider", "model", "prompt_version", "failure",
    "beyond_level_share", "in_language", "input_tokens", "output_tokens", "cost_usd",
    "reserved_tokens",
)  # fmt: skip

_save_session, _save_end = compiled.Save(LearningSession, MOVED), compiled.Save(Turn, ENDED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the tutor said in the end."""

    reply: ReplyFinished | None  # None when it was cancelled before the first word
    targets: tuple[TargetWord, ...]
    correcting: FeedbackMetadata  # who corrected, beside the rules
    corrections: ModelCorrections | None = None
    left_calls: tuple[FailedCall, ...] = ()  # of models, cut off by a cancel
    cancelled: bool = False
    care: Care | None = None


@transaction.atomic
def close(
    material: Material, assessment: Assessment, answer: Answer, *, now: datetime
) -> TurnResult:
    """Write a turn's reply, corrections, word uses, reviews, XP and figures; return its result.

    Raises:
        LeaseLost: see there.
    """
    session, held = fence(material.lease)
    said, turn = material.said, _up_to_date(material.turn, session, held)
    if material.already_heard:
        _say_anew(session, turn, answer, now)
        _end_turn(session, turn, answer, now)
        return result_of(turn.pk)
    corrections = write_evidence(
        session,
        turn,
        said,
        assessment,
        answered_id=material.answered_id,
        correcting=answer.correcting,
    )
    reply = _add_reply(session, turn, answer, now)
    _end_turn(session, turn, answer, now)
    result = turn_shape(turn, Utterance(said, corrections=corrections), reply)
    return TurnResult(**dict(result))


@transaction.atomic
def fail(lease: Lease, *, code: str, now: datetime) -> bool:
    """End a turn that could not be answered; it can be retried. False if the lease is lost."""
    try:
        session, turn = fence(lease)
    except LeaseLost:
        return False
    turn.session = session
    turn.status, turn.failure, turn.finished_at = Turn.Status.FAILED, code, now
    settle_turn(turn)
    _save_end(turn)
    return True


def _up_to_date(turn: Turn, session: LearningSession, held: Turn) -> Turn:
    """Return the turn as it is now: while the lease holds, nobody else has changed the rest."""
    session.learner = turn.session.learner
    turn.session = session
    turn.reserved_tokens, turn.budget_date = held.reserved_tokens, held.budget_date
    return turn


def _add_reply(
    session: LearningSession, turn: Turn, answer: Answer, now: datetime
) -> Utterance | None:
    if answer.reply is None:
        return None
    safety = answer.care.record if answer.care else None
    if answer.care and answer.care.answer:
        note_alert(turn, answer.care.answer, now=now)
    return add_reply(
        session, answer.reply, targets=answer.targets, turn=turn, now=now, safety=safety
    )


def _say_anew(session: LearningSession, turn: Turn, answer: Answer, now: datetime) -> None:
    """Write the reply of a turn that was tried again; half a one, cancelled, is said in its place."""
    half = turn.messages.filter(sender=Message.Sender.TUTOR).first()
    if half is None:
        _add_reply(session, turn, answer, now)
    elif answer.reply:
        half.content = answer.reply.text
        half.degraded = answer.reply.degraded
        half.safety = answer.care.record if answer.care else None
        half.save(update_fields=["content", "degraded", "safety"])


def _end_turn(session: LearningSession, turn: Turn, answer: Answer, now: datetime) -> None:
    count_words(session)
    _save_session(session)
    reply = answer.reply
    turn.status = _status(answer)
    turn.finished_at = now
    if reply:
        turn.provider = reply.provider
        turn.model = reply.model
        turn.prompt_version = reply.prompt_version
        turn.failure = reply.failure
        turn.beyond_level_share = reply.beyond_level_share
        turn.in_language = reply.in_language
    calls = calls_of(reply, answer.corrections, left=answer.left_calls)
    turn.input_tokens = sum(call.input_tokens for call in calls)
    turn.output_tokens = sum(call.output_tokens for call in calls)
    turn.cost_usd = sum(call.cost_usd for call in calls)
    settle_turn(turn, calls)
    _save_end(turn)


def _status(answer: Answer) -> Turn.Status:
    if answer.cancelled or answer.reply is None:
        return Turn.Status.CANCELLED
    return Turn.Status.DEGRADED if answer.reply.degraded else Turn.Status.DONE

"""The last step of a turn: the reply and everything that follows from it, in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch

from learners.ledger import award
from learners.models import XpEntry
from progress.introducing import introduce
from progress.word_uses import SeenWord, record_uses
from queries import compiled
from sessions.assessment.assessing import Assessment, Outcome
from sessions.assessment.feedback import correction_row, feedback_record
from sessions.limits.spending import calls_of, settle_turn
from sessions.models import Correction, LearningSession, Message, Target, Turn
from sessions.told.protocol import TurnResult
from sessions.told.shapes import FeedbackMetadata
from sessions.told.transcript import (
    MESSAGE_RELATIONS,
    Utterance,
    stored_turn,
    target_shape,
    turn_shape,
)
from sessions.turn.gathering import Material
from sessions.turn.leases import Lease, LeaseLost
from sessions.turn.opening import add_message
from tutoring.brief import FailedCall, Mode, ModelCorrections, ReplyFinished, TargetWord

COUNTED = ("uses", "clean_uses", "words_practiced", "new_words_introduced", "xp_earned")
ENDED = (
    "status", "finished_at", "provider", "model", "prompt_version", "failure",
    "beyond_level_share", "in_language", "input_tokens", "output_tokens", "cost_usd",
    "reserved_tokens",
)  # fmt: skip

_session = compiled.Select(
    lambda session: LearningSession.objects.select_for_update().filter(pk=session)
)
_held = compiled.Select(
    lambda turn, attempt: Turn.objects.held(turn, attempt).values_list(
        "reserved_tokens", "budget_date"
    )
)
_uses = compiled.Select(
    lambda session: (
        Target.objects.filter(message__session=session, used=True)
        .order_by()
        .values_list("word_id", "error_severity", "is_new", "mode")
    )
)
_mark = compiled.Update(
    lambda message, words, used, severity: (
        Target.objects.filter(message=message, word_id__in=words),
        {"used": used, "error_severity": severity},
    )
)
_insert_targets, _insert_corrections = compiled.Insert(Target), compiled.Insert(Correction)
_save_said = compiled.Save(Message, ("words_used", "suggested_words_used", "xp_earned", "feedback"))
_save_figures = compiled.Save(LearningSession, (*COUNTED, "last_sequence", "last_activity_at"))
_save_end = compiled.Save(Turn, ENDED)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the tutor said in the end."""

    reply: ReplyFinished | None  # None when it was cancelled before the first word
    targets: tuple[TargetWord, ...]
    correcting: FeedbackMetadata  # who corrected, beside the rules
    corrections: ModelCorrections | None = None
    left_calls: tuple[FailedCall, ...] = ()  # of models, cut off by a cancel
    cancelled: bool = False

    @property
    def missed(self) -> frozenset[int]:
        return frozenset(self.reply.missed) if self.reply else frozenset()


@transaction.atomic
def close(
    material: Material, assessment: Assessment, spoken: Spoken, *, now: datetime
) -> TurnResult:
    """Write a turn's reply, corrections, word uses, reviews, XP and figures; return its result.

    Raises:
        LeaseLost: see there.
    """
    session, reserved = _fenced(material.lease)
    said = _up_to_date(material.said, session, *reserved)
    if material.already_heard:
        _say_anew(session, said.turn, spoken, now)
        _count_figures(session)
        _end_turn(said.turn, spoken, now)
        return result_of(said.turn_id)
    corrections = _write_evidence(session, said, material, assessment, spoken)
    reply = add_reply(session, turn=said.turn, spoken=spoken, now=now) if spoken.reply else None
    _count_figures(session)
    _end_turn(said.turn, spoken, now)
    result = turn_shape(session, Utterance(said, corrections=corrections), reply)
    return TurnResult(**dict(result))


@transaction.atomic
def fail(lease: Lease, *, code: str, now: datetime) -> bool:
    """End a turn that could not be answered; it can be retried. False if the lease is lost."""
    try:
        _fenced(lease)
    except LeaseLost:
        return False
    turn = Turn.objects.select_related("session__learner").get(pk=lease.turn_id)
    turn.status, turn.failure, turn.finished_at = Turn.Status.FAILED, code, now
    settle_turn(turn)
    _save_end(turn)
    return True


def result_of(turn_id) -> TurnResult:
    """Return the result of a turn that has ended, as often as it is asked for."""
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


def add_reply(
    session: LearningSession, *, turn: Turn | None, spoken: Spoken, now: datetime
) -> Utterance:
    """Add the tutor's message with its targets; introduced words spend the day's allowance."""
    reply = spoken.reply
    message = add_message(
        session,
        turn=turn,
        sender=Message.Sender.TUTOR,
        content=reply.text,
        degraded=reply.degraded,
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
                missed_plan=target.word_id in spoken.missed,
            )
            for position, target in enumerate(spoken.targets)
        ]
    )
    introduced = [
        t.word_id
        for t in spoken.targets
        if t.mode is Mode.INTRODUCE and t.word_id not in spoken.missed
    ]
    if introduced:
        introduce(learner=session.learner, word_ids=introduced, now=now)
    return Utterance(message, targets=[target_shape(t, t) for t in spoken.targets])


def _fenced(lease) -> tuple[LearningSession, tuple[int, date | None]]:
    """Lock the session and return it with what the turn has reserved, if the lease still holds."""
    session = _session.first(session=lease.session_id)
    reserved = _held.first(turn=lease.turn_id, attempt=lease.attempt)
    if reserved is None:
        raise LeaseLost
    return session, reserved


def _up_to_date(said: Message, session: LearningSession, reserved: int, day: date | None):
    """Return the message as it is now: while the lease holds, nobody else has changed the rest."""
    session.learner = said.turn.session.learner
    said.turn.session = session
    said.turn.reserved_tokens, said.turn.budget_date = reserved, day
    return said


def _write_evidence(session, said, material, assessment, spoken) -> list[Correction]:
    turn = said.turn
    recorded = record_uses(
        learner=session.learner,
        observations=[
            SeenWord(word_id=s.word_id, start=s.start, end=s.end, observation=s.observation)
            for s in assessment.sightings
        ],
        message_id=said.pk,
        session_id=session.pk,
        now=turn.accepted_at,
    )
    _mark_targets(material.answered_id, assessment.outcomes)
    award(
        learner=session.learner,
        amount=assessment.xp,
        source=XpEntry.Source.TURN,
        source_id=str(turn.pk),
        now=turn.accepted_at,
    )
    used = [outcome.setup.word_id for outcome in assessment.outcomes if outcome.was_used]
    said.words_used = used
    said.suggested_words_used = [word for word in used if word in turn.suggested_word_ids]
    said.xp_earned = assessment.xp
    session.xp_earned += assessment.xp
    said.feedback = feedback_record(assessment, recorded, spoken.correcting)
    _save_said(said)
    return _write_corrections(said, assessment)


def _mark_targets(answered_id, outcomes: Sequence[Outcome]):
    by_outcome = defaultdict(list)
    for outcome in outcomes:
        if not outcome.setup.was_used:
            severity = outcome.error.severity if outcome.error else ""
            by_outcome[outcome.was_used, severity].append(outcome.setup.word_id)
    for (used, severity), word_ids in by_outcome.items():
        _mark(message=answered_id, words=word_ids, used=used, severity=severity)


def _write_corrections(said, assessment: Assessment) -> list[Correction]:
    corrections = [correction_row(named, at) for at, named in enumerate(assessment.findings)]
    for correction in corrections:
        correction.message = said
    _insert_corrections(corrections)
    return corrections


def _say_anew(session, turn, spoken, now):
    """Write the reply of a turn that was tried again; half a one, cancelled, is said in its place."""
    if spoken.reply is None:
        return
    half = turn.messages.filter(sender=Message.Sender.TUTOR).first()
    if half is None:
        add_reply(session, turn=turn, spoken=spoken, now=now)
        return
    half.content = spoken.reply.text
    half.degraded = spoken.reply.degraded
    half.save(update_fields=["content", "degraded"])


def _end_turn(turn, spoken, now):
    reply = spoken.reply
    turn.status = _status(spoken)
    turn.finished_at = now
    if reply:
        turn.provider = reply.provider
        turn.model = reply.model
        turn.prompt_version = reply.prompt_version
        turn.failure = reply.failure
        turn.beyond_level_share = reply.beyond_level_share
        turn.in_language = reply.in_language
    calls = calls_of(reply, spoken.corrections, left=spoken.left_calls)
    turn.input_tokens = sum(call.input_tokens for call in calls)
    turn.output_tokens = sum(call.output_tokens for call in calls)
    turn.cost_usd = sum(call.cost_usd for call in calls)
    settle_turn(turn, calls)
    _save_end(turn)


def _status(spoken):
    if spoken.cancelled:
        return Turn.Status.CANCELLED
    return Turn.Status.DEGRADED if spoken.reply.degraded else Turn.Status.DONE


def _count_figures(session):
    """Count from the targets, so that the figures cannot drift."""
    used = _uses(session=session.pk)
    session.uses = len(used)
    session.clean_uses = sum(not severity for _, severity, _, _ in used)
    session.words_practiced = len({word for word, *_ in used})
    session.new_words_introduced = len(
        {word for word, _, is_new, mode in used if is_new and mode == Target.Mode.INTRODUCE}
    )
    _save_figures(session)

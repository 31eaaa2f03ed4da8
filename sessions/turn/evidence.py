"""What a message showed is written down: word uses and reviews, XP, outcomes and corrections."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from learners.ledger import award
from learners.models import XpEntry
from progress.word_uses import RecordedUse, SeenWord, record_uses
from queries import compiled
from sessions.assessment.assessing import Assessment
from sessions.assessment.feedback import correction_row, feedback_record
from sessions.assessment.outcomes import TargetOutcome
from sessions.models import Correction, LearningSession, Message, Target, Turn
from sessions.told.shapes import FeedbackMetadata

_mark = compiled.Update(
    lambda message, words, used, severity: (
        Target.objects.filter(message=message, word_id__in=words),
        {"used": used, "error_severity": severity},
    )
)
_insert_corrections = compiled.Insert(Correction)
_save_said = compiled.Save(Message, ("words_used", "suggested_words_used", "xp_earned", "feedback"))


def write_evidence(
    session: LearningSession,
    turn: Turn,
    said: Message,
    assessment: Assessment,
    *,
    answered_id: UUID | None,
    correcting: FeedbackMetadata,
) -> list[Correction]:
    """Write what a learner's message showed; return its corrections. The caller saves the session.

    Args:
        answered_id: the tutor's message whose targets it could use.
        correcting: who corrected it, beside the rules.
    """
    recorded = _record_uses(session, turn, said, assessment)
    _mark_targets(answered_id, assessment.outcomes)
    _award(session, turn, assessment.xp)
    said.xp_earned = assessment.xp
    used = [outcome.setup.word_id for outcome in assessment.outcomes if outcome.was_used]
    said.words_used = used
    said.suggested_words_used = [word for word in used if word in turn.suggested_word_ids]
    said.feedback = feedback_record(assessment, recorded, correcting)
    _save_said(said)
    return _write_corrections(said, assessment)


def _record_uses(
    session: LearningSession, turn: Turn, said: Message, assessment: Assessment
) -> Sequence[RecordedUse]:
    return record_uses(
        learner=session.learner,
        observations=[
            SeenWord(word_id=s.word_id, start=s.start, end=s.end, observation=s.observation)
            for s in assessment.sightings
        ],
        message_id=said.pk,
        session_id=session.pk,
        now=turn.accepted_at,
    )


def _award(session: LearningSession, turn: Turn, xp: int) -> None:
    award(
        learner=session.learner,
        amount=xp,
        source=XpEntry.Source.TURN,
        source_id=str(turn.pk),
        now=turn.accepted_at,
    )
    session.xp_earned += xp


def _mark_targets(answered_id: UUID | None, outcomes: Sequence[TargetOutcome]) -> None:
    by_outcome = defaultdict(list)
    for outcome in outcomes:
        if not outcome.setup.was_used:
            severity = outcome.error.severity if outcome.error else ""
            by_outcome[outcome.was_used, severity].append(outcome.setup.word_id)
    for (used, severity), word_ids in by_outcome.items():
        _mark(message=answered_id, words=word_ids, used=used, severity=severity)


def _write_corrections(said: Message, assessment: Assessment) -> list[Correction]:
    corrections = [correction_row(named, at) for at, named in enumerate(assessment.findings)]
    for correction in corrections:
        correction.message = said
    _insert_corrections(corrections)
    return corrections

"""What a learner is told about a message: early, while the tutor speaks, and as it is kept."""

from collections.abc import Sequence
from typing import Any

from progress.word_uses import RecordedUse
from sessions.assessment.assessing import Assessment, NamedFinding
from sessions.models import Correction
from sessions.told.shapes import ErrorFeedback, FeedbackMetadata, WordFeedback
from sessions.told.transcript import error_item


def early_feedback(assessment: Assessment, metadata: FeedbackMetadata) -> ErrorFeedback:
    """Return what the turn's result will say of the errors, before anything is written."""
    feedback = assessment.feedback
    return ErrorFeedback(
        summary=feedback.summary,
        errors=[
            error_item(correction_row(named, position), folded=position >= feedback.shown)
            for position, named in enumerate(assessment.findings)
        ],
        review_vocabulary=review_vocabulary(assessment),
        metadata=metadata,
        corrected_text=feedback.corrected_text,
    )


def word_feedback(assessment: Assessment) -> list[WordFeedback]:
    """Return what became of each target, without the ratings, which recording gives."""
    return [
        WordFeedback(
            word_id=outcome.setup.word_id,
            word=outcome.setup.lemma,
            translation=outcome.setup.gloss,
            is_new=outcome.setup.is_new,
            was_used=outcome.was_used,
            rating=None,
            had_error=outcome.error is not None,
            error=outcome.error.message if outcome.error else None,
        )
        for outcome in assessment.outcomes
    ]


def review_vocabulary(assessment: Assessment) -> list[str]:
    """Return the words of this message that are worth another look."""
    wrong = [o.setup.lemma for o in assessment.outcomes if o.error]
    better = [
        named.finding.suggestion
        for named in assessment.findings
        if named.finding.category == "vocabulary" and named.finding.suggestion
    ]
    return list(dict.fromkeys(wrong + better))


def feedback_record(
    assessment: Assessment, recorded: Sequence[RecordedUse], metadata: FeedbackMetadata
) -> dict[str, Any]:
    """Return what a learner's message keeps of its feedback, beside its corrections."""
    ratings = {use.word_id: use for use in recorded}
    return {
        "summary": assessment.feedback.summary,
        "shown": assessment.feedback.shown,
        "corrected_text": assessment.feedback.corrected_text,
        "review_vocabulary": review_vocabulary(assessment),
        "metadata": metadata.model_dump(),
        "words": [
            row.model_copy(
                update={
                    "rating": ratings[row.word_id].rating,
                    "evidence": str(ratings[row.word_id].evidence),
                }
                if row.word_id in ratings
                else {}
            ).model_dump()
            for row in word_feedback(assessment)
        ],
    }


def correction_row(named: NamedFinding, position: int) -> Correction:
    """Return the row of a finding, without its message."""
    finding = named.finding
    return Correction(
        id=named.id,
        position=position,
        code=finding.code,
        explanation=finding.message,
        start=finding.start,
        end=finding.end,
        span=finding.span,
        suggestion=finding.suggestion,
        category=finding.category,
        severity=finding.severity,
        confidence=finding.confidence,
        source=finding.source,
    )

"""What a session came to, for its end."""

from progress.models import Review
from sessions.models import Correction, LearningSession, Message, Target
from sessions.told.shapes import LearnedError, MovedWord, Summary

MOST_ERRORS = 3


def summary_of(session: LearningSession) -> Summary:
    """Return the figures of a session, its most telling errors, and the words that moved."""
    reviewed = Target.objects.filter(message__session=session, used=True, is_new=False)
    return Summary(
        xp_earned=session.xp_earned,
        words_practiced=session.words_practiced,
        accuracy_rate=session.accuracy_rate or 0.0,
        new_words_introduced=session.new_words_introduced,
        words_reviewed=reviewed.values("word").distinct().count(),
        correct_responses=session.clean_uses,
        incorrect_responses=session.uses - session.clean_uses,
        status=session.status,
        errors_to_learn=_errors_to_learn(session),
        words_moved=_words_moved(session),
    )


def _errors_to_learn(session: LearningSession) -> list[LearnedError]:
    """The surest and gravest corrections, one of each kind."""
    corrections = Correction.objects.filter(message__session=session).order_by("-confidence", "id")
    gravity = {severity: at for at, severity in enumerate(("high", "medium", "low"))}
    by_kind: dict[str, Correction] = {}
    for correction in sorted(corrections, key=lambda c: gravity[c.severity]):
        by_kind.setdefault(correction.code, correction)
    return [
        LearnedError(
            span=correction.span,
            suggestion=correction.suggestion,
            message=correction.explanation,
            category=correction.category,
        )
        for correction in list(by_kind.values())[:MOST_ERRORS]
    ]


def _words_moved(session: LearningSession) -> list[MovedWord]:
    said = session.messages.filter(sender=Message.Sender.LEARNER).values("id")
    reviews = (
        Review.objects.counted()
        .filter(learner_id=session.learner_id, message_id__in=said)
        .select_related("card__word")
        .order_by("reviewed_at", "id")
    )
    return [
        MovedWord(
            word_id=review.card.word_id,
            word=review.card.word.lemma,
            rating=review.rating,
            scheduled_days=review.scheduled_days,
        )
        for review in reviews
        if review.rating is not None
    ]

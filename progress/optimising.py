"""Weights of a learner's own: fitted at night, adopted when they are better, taken back when not.

Parameter rows are never changed; the settings point at the one in use. When it changes, every
memory is replayed from its log. Due dates stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from learners.models import Learner, StudyDay
from progress.fitting import Answer, Comparison, Weights, compare, propose
from progress.models import MemorySettings, Parameters, Review
from progress.presets import kept_memory_settings
from progress.rebuilding import rebuild_memories
from progress.scheduler import DEFAULT_WEIGHTS

MIN_NEW_REVIEWS: Final = 100
MAX_NEW_REVIEWS: Final = 500
LONGEST_PAUSE: Final = timedelta(days=30)


def optimise(*, learner: Learner, now: datetime) -> Parameters | None:
    """Look again at the learner's weights; return what was decided, None if it is too early.

    Safe to run twice, and at once: only one run can change what is in use.
    """
    answers = answers_of(learner)
    in_use = kept_memory_settings(learner).parameters
    row = _second_look(learner, in_use, answers, now) or _attempt(learner, in_use, answers, now)
    if row is None:
        return None
    if row.decision == Parameters.Decision.KEPT:
        row.save(force_insert=True)
        return row
    if put_in_use(learner, row, instead_of=in_use):
        rebuild_memories(learner)
        return row
    return None


def answers_of(learner: Learner) -> list[Answer]:
    """Return the learner's reviews, oldest first, of the cards whose whole log we have."""
    rows = (
        Review.objects.counted()
        .filter(learner=learner)
        .in_order()
        .values_list("card_id", "rating", "elapsed_days", "source")
    )
    begun: set[int] = set()
    answers = []
    for card_id, rating, elapsed_days, source in rows.iterator(chunk_size=5000):
        if elapsed_days is None:
            begun.add(card_id)
        if card_id in begun and rating is not None:
            explicit = source != Review.Source.CONVERSATION
            answers.append(Answer(card_id, rating, elapsed_days, explicit))
    return answers


def _second_look(
    learner: Learner, in_use: Parameters | None, answers: Sequence[Answer], now: datetime
) -> Parameters | None:
    """Go back to what was in use before, if the reviews since then speak for it."""
    if in_use is None or in_use.decision == Parameters.Decision.ROLLED_BACK:
        return None
    scored = [place for place, answer in enumerate(answers) if answer.is_scored]
    if len(scored) < in_use.scored_reviews + MAX_NEW_REVIEWS:
        return None
    before = weights_of(in_use.replaces)
    since = scored[in_use.scored_reviews]
    comparison = compare(answers, before, tuple(in_use.weights), since=since)
    if not comparison.is_better:
        return None
    decision = Parameters.Decision.ROLLED_BACK
    return _row(learner, in_use, before, decision, len(scored), comparison, now)


def _attempt(
    learner: Learner, in_use: Parameters | None, answers: Sequence[Answer], now: datetime
) -> Parameters | None:
    proposal = propose(answers, in_use=weights_of(in_use))
    if proposal is None:
        return None
    decision = Parameters.Decision.ADOPTED if proposal.adopt else Parameters.Decision.KEPT
    return _row(
        learner,
        in_use,
        proposal.weights,
        decision,
        proposal.scored_reviews,
        proposal.comparison,
        now,
    )


def _row(
    learner: Learner,
    in_use: Parameters | None,
    weights: Weights,
    decision: str,
    scored: int,
    comparison: Comparison,
    now: datetime,
) -> Parameters:
    return Parameters(
        learner=learner,
        weights=list(weights),
        decision=decision,
        replaces=in_use,
        scored_reviews=scored,
        held_out_reviews=comparison.reviews,
        loss_in_use=comparison.loss_in_use,
        loss_of_candidate=comparison.loss_of_candidate,
        standard_error=comparison.standard_error,
        fitted_at=now,
    )


@transaction.atomic
def put_in_use(learner: Learner, row: Parameters, *, instead_of: Parameters | None) -> bool:
    """Point the learner's settings at a row; False if something else is in use by now."""
    settings = MemorySettings.objects.select_for_update().get(learner=learner)
    if settings.parameters_id != (instead_of and instead_of.pk):
        return False
    row.save(force_insert=True)
    settings.parameters = row
    settings.save(update_fields=["parameters"])
    return True


def weights_of(parameters: Parameters | None) -> Weights:
    return tuple(parameters.weights) if parameters else DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True)
class LastAttempt:
    """When the learner was last looked at, and how many scored reviews there were."""

    scored_reviews: int
    fitted_at: datetime


def is_due(scored: int, last: LastAttempt | None, *, now: datetime, minimum: int) -> bool:
    """Say whether another attempt is worth its while: half as many reviews again, 500 at most."""
    if last is None:
        return scored >= minimum
    new = scored - last.scored_reviews
    if now - last.fitted_at >= LONGEST_PAUSE:
        return new >= MIN_NEW_REVIEWS
    return new >= max(MIN_NEW_REVIEWS, min(MAX_NEW_REVIEWS, last.scored_reviews // 2))


def learners_to_optimise(*, now: datetime, minimum: int) -> Iterator[Learner]:
    """Yield the learners who studied lately and have enough new reviews."""
    lately = StudyDay.objects.filter(date__gte=(now - timedelta(days=3)).date())
    for learner in Learner.objects.filter(pk__in=lately.values("learner")).iterator():
        if is_due(scored_reviews(learner), last_attempt(learner), now=now, minimum=minimum):
            yield learner


def scored_reviews(learner: Learner) -> int:
    reviews = Review.objects.counted().filter(learner=learner, elapsed_days__gte=1)
    return reviews.exclude(source=Review.Source.CONVERSATION).count()


def last_attempt(learner: Learner) -> LastAttempt | None:
    row = Parameters.objects.filter(learner=learner).order_by("-fitted_at", "-id").first()
    return LastAttempt(row.scored_reviews, row.fitted_at) if row else None

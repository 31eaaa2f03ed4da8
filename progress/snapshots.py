"""What a learner's memory looked like at the end of a study day, from the log. Safe to run again."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from learners.models import Learner, XpEntry
from progress.cards import log_row
from progress.figures import MASTERED_STABILITY_DAYS
from progress.models import Card, DaySnapshot, Review
from progress.presets import memory_settings, preset_of
from progress.replaying import LogRow, elapsed_days
from progress.scheduler import Rating, State, retrievability


def take_snapshot(*, learner: Learner, day: date, minutes: float, now: datetime) -> DaySnapshot:
    """Write down a study day that has ended; the same day again is written anew.

    Args:
        minutes: of study on that day.
    """
    snapshot, _ = DaySnapshot.objects.update_or_create(
        learner=learner,
        date=day,
        defaults={
            **_reviews_of(learner, day),
            **_memory_at(learner, day),
            "xp_earned": _xp_of(learner, day),
            "minutes": minutes,
            "taken_at": now,
        },
    )
    return snapshot


def _reviews_of(learner: Learner, day: date) -> dict[str, int]:
    reviews = Review.objects.counted().filter(learner=learner, study_date=day)
    return dict(
        reviews.aggregate(
            reviews=Count("id"), correct_reviews=Count("id", filter=Q(rating__gte=Rating.HARD))
        )
    )


def _xp_of(learner: Learner, day: date) -> int:
    entries = XpEntry.objects.filter(learner=learner, study_date=day)
    return entries.aggregate(total=Sum("amount"))["total"] or 0


def _memory_at(learner: Learner, day: date) -> dict[str, float]:
    """Read each card's memory off the last row of its log that the day still saw."""
    preset = preset_of(memory_settings(learner), learner)
    figures = {"words_learning": 0, "words_mastered": 0, "expected_words_known": 0.0, "due": 0}
    for row in _last_rows(learner, day):
        mastered = (
            row.memory.state is State.REVIEWING
            and (row.memory.stability or 0.0) >= MASTERED_STABILITY_DAYS
        )
        figures["words_mastered" if mastered else "words_learning"] += 1
        figures["expected_words_known"] += retrievability(
            row.memory, elapsed_days=elapsed_days(row.study_date, day), preset=preset
        )
        figures["due"] += row.due_date is not None and row.due_date <= day
    return figures


def _last_rows(learner: Learner, day: date) -> Iterator[LogRow]:
    of_card = Review.objects.filter(
        card=OuterRef("pk"),
        kind__in=[Review.Kind.REVIEW, Review.Kind.MEMORY],
        counts=True,
        study_date__lte=day,
    ).order_by("-reviewed_at", "-id")
    cards = Card.objects.filter(learner=learner).annotate(last=Subquery(of_card.values("pk")[:1]))
    rows = Review.objects.filter(pk__in=cards.filter(last__isnull=False).values("last"))
    return (log_row(row) for row in rows.iterator(chunk_size=2000))

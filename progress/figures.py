"""What a learner sees of one card: how well it is known, and what happened to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from learners.models import Learner
from learners.study_days import study_date
from progress.cards import recall_of
from progress.evidence import Evidence
from progress.models import Card, Review, WordUse
from progress.presets import memory_settings, preset_of
from progress.scheduler import Rating, State
from vocabulary.models import Word

MASTERED_STABILITY_DAYS: Final = 21
MASTERED: Final = Q(state=State.REVIEWING, stability__gte=MASTERED_STABILITY_DAYS)
HISTORY_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class CardFigures:
    """A card with everything counted from its events."""

    word: Word
    card: Card
    retrievability: float | None
    proficiency_score: int
    correct_count: int
    incorrect_count: int
    hint_count: int
    reviews_logged: int
    history: list[Review]


def card_figures(learner: Learner, word: Word, *, now: datetime) -> CardFigures:
    """Return the figures of a learner's card of a word; those of a new card if there is none."""
    card = Card.objects.filter(learner=learner, word=word).first() or Card(
        learner=learner, word=word
    )
    recall = _recall(card, learner, now)
    return CardFigures(
        word=word,
        card=card,
        retrievability=recall,
        proficiency_score=proficiency(recall, card.stability),
        hint_count=_hints(learner, word),
        history=_history(card),
        **_counts(card),
    )


def proficiency(retrievability: float | None, stability: float | None) -> int:
    """Return 0 to 100: how likely recall is now, and how long it will last."""
    if retrievability is None or stability is None:
        return 0
    return round(100 * retrievability * min(1, stability / MASTERED_STABILITY_DAYS))


def _recall(card: Card, learner: Learner, now: datetime) -> float | None:
    if card.state == State.NEW:
        return None
    preset = preset_of(memory_settings(learner), learner)
    return recall_of(card, day=study_date(now, learner.zone), preset=preset)


def _hints(learner: Learner, word: Word) -> int:
    hints = WordUse.objects.filter(learner=learner, word=word)
    return hints.filter(evidence=Evidence.HINT_SHOWN.value).count()


def _counts(card: Card) -> dict[str, int]:
    if card._state.adding:
        return {"correct_count": 0, "incorrect_count": 0, "reviews_logged": 0}
    return dict(
        card.reviews.counted().aggregate(
            correct_count=Count("id", filter=Q(rating__gte=Rating.HARD)),
            incorrect_count=Count("id", filter=Q(rating=Rating.AGAIN)),
            reviews_logged=Count("id"),
        )
    )


def _history(card: Card) -> list[Review]:
    """The last events, newest first."""
    return [] if card.pk is None else list(card.reviews.order_by("-id")[:HISTORY_ROWS])

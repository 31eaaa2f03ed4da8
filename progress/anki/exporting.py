"""Everything a learner remembers, as cards that can travel."""

from datetime import datetime

from django.db.models import Prefetch

from learners.models import Learner
from progress.anki.notes import TravellingCard, TravellingReview
from progress.anki.table import write_table
from progress.anki.writing import write_package
from progress.models import Card, Review
from progress.presets import memory_settings, preset_of
from progress.scheduler import State

DECK = "Words in conversation"


def export_package(learner: Learner, *, now: datetime) -> bytes:
    """Return an .apkg for Anki, with due dates, memories and the review log."""
    preset = preset_of(memory_settings(learner), learner)
    return write_package(
        travelling_cards(learner),
        deck=DECK,
        zone=learner.zone,
        desired_retention=preset.desired_retention,
        decay=preset.weights[20],
        now=now,
    )


def export_table(learner: Learner) -> str:
    """Return the same as CSV, without the log."""
    return write_table(travelling_cards(learner))


def travelling_cards(learner: Learner) -> list[TravellingCard]:
    counted = Review.objects.counted().in_order()
    cards = (
        Card.objects.filter(learner=learner)
        .exclude(state=State.NEW)
        .select_related("word")
        .prefetch_related(Prefetch("reviews", counted, to_attr="log"))
        .order_by("id")
    )
    return [_travelling(card) for card in cards]


def _travelling(card: Card) -> TravellingCard:
    return TravellingCard(
        word=card.word.lemma,
        part_of_speech=card.word.part_of_speech,
        gender=card.word.gender,
        translation=card.word.gloss,
        example=card.word.example,
        example_translation=card.word.example_translation,
        state=State(card.state),
        stability=card.stability,
        difficulty=card.difficulty,
        interval_days=card.scheduled_days or 0,
        due_date=card.due_date,
        due_at=card.due_at,
        last_reviewed_at=card.last_reviewed_at,
        repetitions=card.repetitions,
        lapses=card.lapses,
        suspended=card.suspended,
        reviews=_reviews(card.log),
    )


def _reviews(log: list[Review]) -> tuple[TravellingReview, ...]:
    previous = [0, *(row.scheduled_days or 0 for row in log)]
    return tuple(
        TravellingReview(
            reviewed_at=row.reviewed_at,
            rating=row.rating,
            state_before=State(row.state_before),
            interval_days=row.scheduled_days or 0,
            previous_interval_days=before,
            difficulty=row.difficulty_after,
            response_time_ms=row.response_time_ms or 0,
        )
        for row, before in zip(log, previous, strict=False)
    )

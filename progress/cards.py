"""The cards of a learner: found, locked, read as memories, rebuilt from their log."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.models import Card, Review
from progress.presets import memory_settings, preset_of
from progress.replaying import CardState, LogRow, elapsed_days, replay, taken_back
from progress.scheduler import Memory, Preset, State, retrievability
from queries import compiled

_cards_of = compiled.Select(
    lambda learner, words: (
        Card.objects.filter(learner=learner, word_id__in=words).select_for_update().order_by("id")
    )
)


def lock_card(learner: Learner, word_id: int) -> Card:
    """Return the learner's card of a word, made if need be, locked until the transaction ends."""
    cards = Card.objects.select_for_update().filter(learner=learner, word_id=word_id)
    if card := cards.first():
        return card
    Card.objects.bulk_create([Card(learner=learner, word_id=word_id)], ignore_conflicts=True)
    return cards.get()


def lock_cards(learner: Learner, word_ids: Iterable[int]) -> dict[int, Card]:
    """Return the cards there are, by word, locked in one order, so that nobody waits in a ring."""
    cards = _cards_of(learner=learner.pk, words=list(word_ids))
    return {card.word_id: card for card in cards}


def memory_of(card: Card) -> Memory:
    return Memory(
        state=State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
    )


def recall_of(card: Card, *, day: date, preset: Preset) -> float:
    """Return the probability that the card is recalled on a study day."""
    return retrievability(
        memory_of(card), elapsed_days=elapsed_days(card.last_study_date, day), preset=preset
    )


def memory_before(card: Card) -> dict[str, Any]:
    return {
        "card": card,
        "learner_id": card.learner_id,
        "state_before": card.state,
        "step_before": card.step,
        "stability_before": card.stability,
        "difficulty_before": card.difficulty,
    }


def log_event(card: Card, *, kind: str, learner: Learner, now: datetime, **details: Any) -> Review:
    """Log something that is no review: the memory stays as it is."""
    row = event_of(card, kind=kind, learner=learner, now=now, **details)
    row.save(force_insert=True)
    return row


def event_of(card: Card, *, kind: str, learner: Learner, now: datetime, **details: Any) -> Review:
    """Return such a row, not saved yet."""
    return Review(
        **memory_before(card),
        kind=kind,
        reviewed_at=now,
        study_date=study_date(now, learner.zone),
        state_after=card.state,
        step_after=card.step,
        stability_after=card.stability,
        difficulty_after=card.difficulty,
        **{"source": Review.Source.EXPLICIT} | details,
    )


def rebuild(card: Card, *, learner: Learner) -> None:
    """Set a locked card, and which of its rows count, to what its log says."""
    rows = [log_row(review) for review in card.reviews.all()]
    revoked = taken_back(rows)
    card.reviews.filter(pk__in=revoked).update(counts=False)
    card.reviews.exclude(pk__in=revoked).update(counts=True)
    preset = preset_of(memory_settings(learner), learner)
    set_state(card, replay(rows, preset=preset), learner=learner)
    card.save()


def set_state(card: Card, state: CardState, *, learner: Learner) -> None:
    card.state = state.memory.state.value
    card.step = state.memory.step
    card.stability = state.memory.stability
    card.difficulty = state.memory.difficulty
    card.repetitions = state.repetitions
    card.lapses = state.lapses
    card.last_reviewed_at = state.last_reviewed_at
    card.last_study_date = state.last_study_date
    card.due_date = state.due_date
    card.due_at = starts_at(state.due_date, learner.zone) if state.due_date else state.due_at
    card.scheduled_days = state.scheduled_days
    card.suspended = state.suspended
    card.known = state.known


def log_row(review: Review) -> LogRow:
    return LogRow(
        id=review.pk,
        kind=review.kind,
        reviewed_at=review.reviewed_at,
        study_date=review.study_date,
        rating=review.rating,
        counted_days=review.counted_days,
        with_steps=review.source == Review.Source.EXPLICIT,
        revokes_id=review.revokes_id,
        counts=review.counts,
        memory=Memory(
            state=State(review.state_after),
            step=review.step_after,
            stability=review.stability_after,
            difficulty=review.difficulty_after,
        ),
        due_at=review.due_at,
        due_date=review.due_date,
        scheduled_days=review.scheduled_days,
    )

"""The cards of a learner: found, locked, read as memories, moved by one review.

Everything that changes a card passes through here, with the card's row locked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.due_days import BALANCED_DAYS, choose_days, fraction_of
from progress.models import Card, MemorySettings, Review
from progress.presets import kept_memory_settings, memory_settings, preset_of
from progress.replaying import CardState, LogRow, elapsed_days, replay, taken_back
from progress.scheduler import (
    Memory,
    Preset,
    Rating,
    State,
    interval_on_time,
    preview,
    retrievability,
)


@dataclass(frozen=True, slots=True)
class Study:
    """What every review of one learner at one moment has in common.

    Attributes:
        load: cards due by date, from tomorrow on; reviews recorded meanwhile are added.
    """

    learner: Learner
    settings: MemorySettings
    preset: Preset
    load: dict[date, int]

    @classmethod
    def of(cls, learner: Learner, *, now: datetime, writing: bool = False) -> "Study":
        settings = kept_memory_settings(learner) if writing else memory_settings(learner)
        today = study_date(now, learner.zone)
        return cls(learner, settings, preset_of(settings, learner), due_load(learner, today))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The memory after a review, and when the card is due."""

    memory: Memory
    due_at: datetime
    due_date: date | None
    scheduled_days: int


def due_load(learner: Learner, today: date) -> dict[date, int]:
    """Return how many cards are due on each of the coming days, as far as days are balanced."""
    cards = Card.objects.active().filter(
        learner=learner,
        # A review may be dated a week back, and then be balanced over days now past.
        due_date__gt=today - timedelta(days=7),
        due_date__lte=today + timedelta(days=BALANCED_DAYS),
    )
    return dict(cards.values_list("due_date").annotate(Count("due_date")).order_by("due_date"))


def lock_card(learner: Learner, word_id: int) -> Card:
    """Return the learner's card of a word, made if need be, locked until the transaction ends."""
    cards = Card.objects.select_for_update().filter(learner=learner, word_id=word_id)
    if card := cards.first():
        return card
    Card.objects.bulk_create([Card(learner=learner, word_id=word_id)], ignore_conflicts=True)
    return cards.get()


def lock_cards(learner: Learner, word_ids: Iterable[int]) -> dict[int, Card]:
    """Return the cards there are, by word, locked in one order, so that nobody waits in a ring."""
    cards = Card.objects.filter(learner=learner, word_id__in=list(word_ids))
    return {card.word_id: card for card in cards.select_for_update().order_by("id")}


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


def counted_days(card: Card, elapsed: int, *, preset: Preset, on_time: bool) -> int:
    """Return the elapsed days that FSRS is told.

    With `on_time` an answer that comes late counts as one given on the day it was due.
    """
    if on_time and card.state == State.REVIEWING:
        return min(elapsed, interval_on_time(memory_of(card), preset=preset))
    return elapsed


def outcomes_of(
    card: Card, *, study: Study, preset: Preset, reviewed_at: datetime, counted: int
) -> dict[Rating, Outcome]:
    """Return what each of the four ratings would do to a card."""
    memories = preview(memory_of(card), elapsed_days=counted, preset=preset)
    day = study_date(reviewed_at, study.learner.zone)
    days = choose_days(
        memories,
        fraction=fraction_of(f"{study.learner.pk}:{card.word_id}:{card.repetitions}"),
        load=_load_from(day, study.load, without=card.due_date),
        maximum_interval=preset.maximum_interval,
    )
    return {
        rating: _outcome(memories[rating], days[rating], day, reviewed_at, study)
        for rating in Rating
    }


def _load_from(day: date, load: Mapping[date, int], *, without: date | None) -> dict[int, int]:
    """Count from the day of the review, and leave the card itself out."""
    return {(due - day).days: count - (due == without) for due, count in load.items()}


def _outcome(memory, days, day, reviewed_at, study) -> Outcome:
    if days is None:
        return Outcome(memory, reviewed_at + memory.interval, due_date=None, scheduled_days=0)
    due_date = day + timedelta(days=days)
    return Outcome(memory, starts_at(due_date, study.learner.zone), due_date, scheduled_days=days)


def apply_review(
    card: Card,
    *,
    study: Study,
    rating: Rating,
    reviewed_at: datetime,
    source: str,
    **details,
) -> Review:
    """Move a locked card by one review and log it.

    A review from conversation uses no learning steps, and never brings more than one on time.
    """
    spoken = source == Review.Source.CONVERSATION
    preset = study.preset.without_steps if spoken else study.preset
    day = study_date(reviewed_at, study.learner.zone)
    elapsed = elapsed_days(card.last_study_date, day)
    counted = counted_days(card, elapsed, preset=preset, on_time=spoken)
    outcome = outcomes_of(
        card, study=study, preset=preset, reviewed_at=reviewed_at, counted=counted
    )[rating]
    review = Review(
        **_before(card),
        kind=Review.Kind.REVIEW,
        source=source,
        rating=rating,
        reviewed_at=reviewed_at,
        study_date=day,
        elapsed_days=elapsed if card.last_study_date else None,
        counted_days=counted,
        retrievability=retrievability(memory_of(card), elapsed_days=elapsed, preset=preset),
        desired_retention=preset.desired_retention,
        parameters_id=study.settings.parameters_id,
        **_after(outcome),
        **details,
    )
    _count_load(study.load, card, outcome)
    _move(card, rating=rating, outcome=outcome, reviewed_at=reviewed_at, day=day)
    review.save(force_insert=True)
    card.save()
    return review


def _before(card: Card) -> dict:
    return {
        "card": card,
        "learner_id": card.learner_id,
        "state_before": card.state,
        "step_before": card.step,
        "stability_before": card.stability,
        "difficulty_before": card.difficulty,
    }


def _after(outcome: Outcome) -> dict:
    return {
        "state_after": outcome.memory.state.value,
        "step_after": outcome.memory.step,
        "stability_after": outcome.memory.stability,
        "difficulty_after": outcome.memory.difficulty,
        "scheduled_days": outcome.scheduled_days,
        "due_at": outcome.due_at,
        "due_date": outcome.due_date,
    }


def _count_load(load: dict[date, int], card: Card, outcome: Outcome) -> None:
    if card.due_date in load:
        load[card.due_date] -= 1
    if outcome.due_date is not None:
        load[outcome.due_date] = load.get(outcome.due_date, 0) + 1


def _move(card, *, rating, outcome, reviewed_at, day) -> None:
    card.lapses += rating is Rating.AGAIN and card.state == State.REVIEWING
    card.repetitions += 1
    card.state = outcome.memory.state.value
    card.step = outcome.memory.step
    card.stability = outcome.memory.stability
    card.difficulty = outcome.memory.difficulty
    card.due_at = outcome.due_at
    card.due_date = outcome.due_date
    card.scheduled_days = outcome.scheduled_days
    card.last_reviewed_at = reviewed_at
    card.last_study_date = day


def log_event(card: Card, *, kind: str, learner: Learner, now: datetime, **details) -> Review:
    """Log something that is no review: the memory stays as it is."""
    row = event_of(card, kind=kind, learner=learner, now=now, **details)
    row.save(force_insert=True)
    return row


def event_of(card: Card, *, kind: str, learner: Learner, now: datetime, **details) -> Review:
    """Return such a row, not saved yet."""
    return Review(
        **_before(card),
        kind=kind,
        reviewed_at=now,
        study_date=study_date(now, learner.zone),
        state_after=card.state,
        step_after=card.step,
        stability_after=card.stability,
        difficulty_after=card.difficulty,
        **{"source": Review.Source.EXPLICIT} | details,
    )


def rebuild(card: Card, *, study: Study) -> None:
    """Set a locked card, and which of its rows count, to what its log says."""
    rows = [log_row(review) for review in card.reviews.all()]
    revoked = taken_back(rows)
    card.reviews.filter(pk__in=revoked).update(counts=False)
    card.reviews.exclude(pk__in=revoked).update(counts=True)
    set_state(card, replay(rows, preset=study.preset), learner=study.learner)
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

"""What a review does to a card: the memory after it, the day it is due, the row of the log.

Everything that reviews a card passes through `apply_review`, with the card's row locked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.cards import memory_before, memory_of
from progress.due_days import BALANCED_DAYS, choose_days, fraction_of
from progress.models import Card, MemorySettings, Review
from progress.presets import locked_memory_settings, memory_settings, preset_of
from progress.replaying import elapsed_days
from progress.scheduler import (
    Memory,
    Preset,
    Rating,
    State,
    interval_on_time,
    preview,
    retrievability,
)


@dataclass(frozen=True)
class Study:
    """What every review of one learner at one moment has in common."""

    learner: Learner
    settings: MemorySettings
    preset: Preset
    today: date

    @classmethod
    def of(cls, learner: Learner, *, now: datetime, writing: bool = False) -> "Study":
        settings = locked_memory_settings(learner) if writing else memory_settings(learner)
        today = study_date(now, learner.zone)
        return cls(learner, settings, preset_of(settings, learner), today)

    @cached_property
    def load(self) -> dict[date, int]:
        """Cards due by date, from tomorrow on; reviews recorded meanwhile are added."""
        return due_load(self.learner, self.today)


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


def counted_days(card: Card, elapsed: int, *, preset: Preset, rating: Rating, spoken: bool) -> int:
    """Return the elapsed days that FSRS is told.

    A word remembered late in conversation counts as one remembered on the day it was due.
    """
    if spoken and rating is not Rating.AGAIN and card.state != State.NEW:
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


def _outcome(
    memory: Memory, days: int | None, day: date, reviewed_at: datetime, study: Study
) -> Outcome:
    if days is None:
        assert memory.interval is not None  # minutes, within the steps
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
    **details: Any,
) -> Review:
    """Move a locked card by one review and log it.

    A review from conversation uses no learning steps, and never brings more than one on time.
    """
    spoken = source == Review.Source.CONVERSATION
    preset = study.preset.without_steps if spoken else study.preset
    day = study_date(reviewed_at, study.learner.zone)
    elapsed = elapsed_days(card.last_study_date, day)
    counted = counted_days(card, elapsed, preset=preset, rating=rating, spoken=spoken)
    outcome = outcomes_of(
        card, study=study, preset=preset, reviewed_at=reviewed_at, counted=counted
    )[rating]
    review = Review(
        **memory_before(card),
        **_prediction(card, elapsed, study),
        **_after(outcome),
        kind=Review.Kind.REVIEW,
        source=source,
        rating=rating,
        reviewed_at=reviewed_at,
        study_date=day,
        counted_days=counted,
        **details,
    )
    _count_load(study.load, card, outcome)
    _move(card, rating=rating, outcome=outcome, reviewed_at=reviewed_at, day=day)
    review.save(force_insert=True)
    card.save()
    return review


def _prediction(card: Card, elapsed: int, study: Study) -> dict[str, Any]:
    """What was expected of the answer, and by which settings."""
    memory = memory_of(card)
    return {
        "elapsed_days": elapsed if card.last_study_date else None,
        "retrievability": retrievability(memory, elapsed_days=elapsed, preset=study.preset),
        "desired_retention": study.preset.desired_retention,
        "parameters_id": study.settings.parameters_id,
    }


def _after(outcome: Outcome) -> dict[str, Any]:
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


def _move(
    card: Card, *, rating: Rating, outcome: Outcome, reviewed_at: datetime, day: date
) -> None:
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

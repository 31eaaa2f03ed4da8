"""When should a card be seen again? FSRS-6, with no database, no clock and no chance.

Vocabulary of this module, as FSRS uses it:

- stability:         days until the probability of recall falls to 90 %.
- difficulty:        1 (easy) to 10 (hard).
- retrievability:    probability of recall at a given moment, 0 to 1.
- desired retention: the retrievability at which a card comes due.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Final

import fsrs
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

DEFAULT_WEIGHTS: Final[tuple[float, ...]] = fsrs.scheduler.DEFAULT_PARAMETERS
LOWER_BOUNDS: Final[tuple[float, ...]] = LOWER_BOUNDS_PARAMETERS
UPPER_BOUNDS: Final[tuple[float, ...]] = UPPER_BOUNDS_PARAMETERS
LONGEST_INTERVAL_DAYS: Final = 36_500

# fsrs counts 24-hour blocks between two moments; ours lie whole study days apart.
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Rating(IntEnum):
    """How a recall went; the numbers of the wire. Hard means remembered with effort: a pass."""

    AGAIN = 0
    HARD = 1
    GOOD = 2
    EASY = 3


class State(StrEnum):
    """Where a card stands; the words of the wire."""

    NEW = "new"
    LEARNING = "learning"
    REVIEWING = "reviewing"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one card. `Memory()` is a card never reviewed."""

    state: State = State.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    interval: timedelta | None = None
    """Until it comes due: whole days for a review, minutes within (re)learning steps."""


@dataclass(frozen=True)
class Preset:
    """How one learner's cards are scheduled.

    Attributes:
        weights: the 21 of FSRS-6, within `LOWER_BOUNDS` and `UPPER_BOUNDS`.
        desired_retention: 0.70 to 0.97; higher means shorter intervals.
        maximum_interval: days.
    """

    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    desired_retention: float = 0.9
    maximum_interval: int = LONGEST_INTERVAL_DAYS
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)

    @cached_property
    def without_steps(self) -> "Preset":
        """The preset of conversations, where every review is scheduled in days."""
        return replace(self, learning_steps=(), relearning_steps=())

    @cached_property
    def scheduler(self) -> fsrs.Scheduler:
        return fsrs.Scheduler(
            self.weights,
            self.desired_retention,
            learning_steps=self.learning_steps,
            relearning_steps=self.relearning_steps,
            maximum_interval=self.maximum_interval,
            # Fuzz is off: it would draw from the global random generator, and the same review
            # would then give a different due date each time it is replayed.
            enable_fuzzing=False,
        )


def schedule(memory: Memory, rating: Rating, *, elapsed_days: int, preset: Preset) -> Memory:
    """Return the memory after one review.

    Args:
        elapsed_days: study days since the last review; 0 on the same day or for a new card.

    Raises:
        ValueError: `elapsed_days` is negative, or the preset's weights are out of bounds.
    """
    if elapsed_days < 0:
        raise ValueError(f"elapsed_days is {elapsed_days}; a review cannot precede the last one.")
    reviewed_at = _EPOCH + timedelta(days=elapsed_days)
    card, _ = preset.scheduler.review_card(_to_fsrs(memory), fsrs.Rating(rating + 1), reviewed_at)
    return Memory(
        state=_STATES[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        interval=card.due - reviewed_at,
    )


def preview(memory: Memory, *, elapsed_days: int, preset: Preset) -> dict[Rating, Memory]:
    """Return the memory after each of the four ratings."""
    return {
        rating: schedule(memory, rating, elapsed_days=elapsed_days, preset=preset)
        for rating in Rating
    }


def retrievability(memory: Memory, *, elapsed_days: int, preset: Preset) -> float:
    """Return the probability of recall; 0.0 for a card never reviewed."""
    return preset.scheduler.get_card_retrievability(
        _to_fsrs(memory), _EPOCH + timedelta(days=elapsed_days)
    )


def interval_on_time(memory: Memory, *, preset: Preset) -> int:
    """Return the days after which a reviewed card falls to the desired retention, at least 1."""
    share = share_of_stability(preset.desired_retention, weights=preset.weights)
    return min(max(1, round((memory.stability or 0.0) * share)), preset.maximum_interval)


def share_of_stability(retention: float, *, weights: Sequence[float]) -> float:
    """Return after what share of the stability recall has fallen to `retention`; 1 for 0.9."""
    decay, factor = forgetting_curve(weights)
    return (math.pow(retention, 1 / decay) - 1) / factor


def forgetting_curve(weights: Sequence[float]) -> tuple[float, float]:
    """Return decay and factor: recall after some days is (1 + factor * days / S) ** decay."""
    decay = -weights[20]
    return decay, math.pow(0.9, 1 / decay) - 1


_STATES: Final = {
    fsrs.State.Learning: State.LEARNING,
    fsrs.State.Review: State.REVIEWING,
    fsrs.State.Relearning: State.RELEARNING,
}
_FSRS_STATES: Final = {State.NEW: fsrs.State.Learning} | {
    ours: theirs for theirs, ours in _STATES.items()
}


def _to_fsrs(memory: Memory) -> fsrs.Card:
    steps = memory.state in (State.LEARNING, State.RELEARNING)
    return fsrs.Card(
        card_id=1,  # any: fsrs sleeps 1 ms to invent one when it is missing
        state=_FSRS_STATES[memory.state],
        step=memory.step if steps else (0 if memory.state is State.NEW else None),
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_EPOCH,
        last_review=None if memory.state is State.NEW else _EPOCH,
    )

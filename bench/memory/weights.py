"""Do personal weights help? Simulated learners, whose true weights are known, say how much.

Each learner has weights of their own, scattered around the defaults by a spread of 1.0, 0.7 or
0.3. What a perfect fit would gain is the loss of the defaults less the loss of the true weights,
on the reviews that come next; the policy captures a share of that. The speed of the scheduler and
its agreement with an independent implementation are measured along the way.
"""

import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import fsrs_rs_python as fsrs_rs

from progress.fitting import Answer, Weights, losses, propose
from progress.scheduler import (
    DEFAULT_WEIGHTS,
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    Memory,
    Preset,
    Rating,
    retrievability,
    schedule,
)

SPREADS = (1.0, 0.7, 0.3)
SIZES = (1000, 2000, 4000, 8000)
TARGETS = {1000: 0.30, 2000: 0.50, 4000: 0.70, 8000: 0.75}
MOST_WORSE = 0.12
NEXT_REVIEWS = 1500
NEW_A_DAY = 12

# Standard deviation of each weight at spread 1: of its logarithm for the first four.
SCATTER = (
    1.0, 1.0, 1.0, 1.0, 1.5, 0.4, 1.2, 0.02, 0.5, 0.17, 0.35, 0.6, 0.05, 0.12, 0.5, 0.25,
    0.7, 0.35, 0.17, 0.10, 0.10,
)  # fmt: skip
FIRST_RATINGS = (0.22, 0.08, 0.55, 0.15)
PASSES = (Rating.HARD, Rating.GOOD, Rating.EASY)
PASS_WEIGHTS = (0.12, 0.78, 0.10)


@dataclass(frozen=True, slots=True)
class Row:
    """What the policy did for one learner after so many reviews; losses on the next ones."""

    size: int
    spread: float
    adopted: bool
    default_loss: float
    true_loss: float
    policy_loss: float

    @property
    def is_worse(self) -> bool:
        return self.policy_loss > self.default_loss


def measure(*, learners: int, seed: int, reviews: int) -> None:
    """Print the figures; so many reviews are compared with fsrs-rs."""
    print(f"scheduler: {reviews_per_second():,.0f} reviews/s/core")
    print(f"against fsrs-rs: {disagreement(reviews)}")
    for size in (10_000, 100_000):
        print(f"attempt at {size:,} reviews: {seconds_of_attempt(size):.2f} s")
    started = time.perf_counter()
    rows = [row for learner in range(learners) for row in study(learner, seed)]
    print(report(rows))
    print(f"{learners} learners in {time.perf_counter() - started:.0f} s")


def reviews_per_second(reviews: int = 50_000) -> float:
    """Return how many reviews one core schedules in a second of its own time."""
    preset, memory = Preset().without_steps, Memory()
    started = time.process_time()
    for number in range(reviews):
        memory = schedule(memory, Rating(number % 4), elapsed_days=number % 30, preset=preset)
    return reviews / (time.process_time() - started)


def disagreement(reviews: int, seed: int = 1) -> str:
    """Compare with an independent implementation, which counts in 32-bit floats."""
    rng, preset = random.Random(seed), Preset().without_steps
    engine = fsrs_rs.FSRS(list(DEFAULT_WEIGHTS))
    largest, differing = 0.0, 0
    for _ in range(reviews // 10):
        ours, theirs = Memory(), None
        for number in range(10):
            rating, days = rng.choice(list(Rating)), rng.randrange(1, 120) if number else 0
            ours = schedule(ours, rating, elapsed_days=days, preset=preset)
            state = getattr(engine.next_states(theirs, 0.9, days), rating.name.lower())
            theirs = state.memory
            assert ours.stability is not None  # it was reviewed
            if ours.stability < preset.maximum_interval:  # where fsrs-rs cuts off
                largest = max(largest, abs(theirs.stability / ours.stability - 1))
                differing += max(1, round(state.interval)) != days_until_due(ours)
    return f"{largest:.1e} largest relative difference of S, {differing} of {reviews:,} intervals"


def seconds_of_attempt(reviews: int) -> float:
    """Return the time from a learner's answers to a decision, the reading of them left out."""
    rng = random.Random(9)
    answers = life(rng, scattered(rng, 1.0), reviews=reviews)
    started = time.perf_counter()
    propose(answers, in_use=DEFAULT_WEIGHTS)
    return time.perf_counter() - started


def study(number: int, seed: int) -> Iterator[Row]:
    """Yield what the policy would have done for one learner at each size of the log."""
    rng = random.Random(f"{seed}:{number}")
    spread = SPREADS[number % len(SPREADS)]
    truth = scattered(rng, spread)
    answers = life(rng, truth, reviews=max(SIZES) + 3 * NEXT_REVIEWS)
    for size in SIZES:
        yield _row(answers, size, spread, truth)


def _row(answers: Sequence[Answer], size: int, spread: float, truth: Weights) -> Row:
    seen = answers[: _end(answers, size, NEXT_REVIEWS)]
    proposal = propose(answers[:size], in_use=DEFAULT_WEIGHTS)
    adopted = proposal.weights if proposal is not None and proposal.adopt else None
    default_loss = fmean(losses(seen, DEFAULT_WEIGHTS, since=size))
    return Row(
        size=size,
        spread=spread,
        adopted=adopted is not None,
        default_loss=default_loss,
        true_loss=fmean(losses(seen, truth, since=size)),
        policy_loss=fmean(losses(seen, adopted, since=size)) if adopted else default_loss,
    )


def _end(answers: Sequence[Answer], start: int, scored: int) -> int:
    for place in range(start, len(answers)):
        scored -= answers[place].is_scored
        if scored == 0:
            return place + 1
    return len(answers)


def scattered(rng: random.Random, spread: float) -> Weights:
    """Return weights of a learner, around the defaults and within the bounds."""
    weights = []
    for place, (default, scatter) in enumerate(zip(DEFAULT_WEIGHTS, SCATTER, strict=True)):
        step = rng.gauss(0, scatter * spread)
        value = default * math.exp(step) if place < 4 else default + step
        weights.append(min(max(value, LOWER_BOUNDS[place]), UPPER_BOUNDS[place]))
    weights[:4] = sorted(weights[:4])
    return tuple(weights)


def life(rng: random.Random, truth: Weights, *, reviews: int) -> list[Answer]:
    """Return a learner's reviews: scheduled by the defaults, remembered by their true weights."""
    ours, theirs = Preset().without_steps, Preset(weights=truth).without_steps
    due: dict[int, list[tuple[int, int | None, Memory, Memory]]] = defaultdict(list)
    answers: list[Answer] = []
    day = cards = 0
    while len(answers) < reviews:
        today = due.pop(day, [])
        today += [(cards + new, None, Memory(), Memory()) for new in range(NEW_A_DAY)]
        cards += NEW_A_DAY
        for card, last_day, planned, true in today:
            elapsed = None if last_day is None else day - last_day
            rating = _answer(rng, true, elapsed, theirs)
            answers.append(Answer(card, rating.value, elapsed))
            planned = schedule(planned, rating, elapsed_days=elapsed or 0, preset=ours)
            true = schedule(true, rating, elapsed_days=elapsed or 0, preset=theirs)
            days = max(1, round(days_until_due(planned) * rng.uniform(0.9, 1.15)))
            due[day + days].append((card, day, planned, true))
        day += 1
    return answers[:reviews]


def days_until_due(memory: Memory) -> int:
    assert memory.interval is not None  # it was reviewed
    return memory.interval.days


def _answer(rng: random.Random, true: Memory, elapsed: int | None, preset: Preset) -> Rating:
    if elapsed is None:
        return Rating(rng.choices(range(4), FIRST_RATINGS)[0])
    if rng.random() > retrievability(true, elapsed_days=elapsed, preset=preset):
        return Rating.AGAIN
    return rng.choices(PASSES, PASS_WEIGHTS)[0]


def report(rows: Sequence[Row]) -> str:
    lines = ["reviews  ceiling   gain  captured  wanted  worse  adopted"]
    for size in SIZES:
        of_size = [row for row in rows if row.size == size]
        ceiling = fmean(row.default_loss - row.true_loss for row in of_size)
        gain = fmean(row.default_loss - row.policy_loss for row in of_size)
        worse = fmean(row.is_worse for row in of_size)
        lines.append(
            f"{size:7}  {ceiling:.4f}  {gain:.4f}  {gain / ceiling:7.0%}  {TARGETS[size]:6.0%}"
            f"  {worse:5.0%}  {fmean(row.adopted for row in of_size):6.0%}"
        )
    return "\n".join(lines)

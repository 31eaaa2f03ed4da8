"""Do reviews come when they should, and evenly? A year of simulated study, at the wanted retention.

Learners remember exactly as the scheduler thinks, so whatever recall they show beside the wanted
retention comes from the choice of the day.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, pstdev

from bench.memory.weights import FIRST_RATINGS, PASS_WEIGHTS, PASSES, days_until_due
from progress.due_days import choose_days, fraction_of
from progress.scheduler import (
    LONGEST_INTERVAL_DAYS,
    Memory,
    Preset,
    Rating,
    preview,
    retrievability,
)

DAYS, COUNTED_FROM = 400, 120
NEW_A_DAY = 10
LEARNERS = 5
BANDS = (3, 7, 20, 90, 10**6)  # days; shorter intervals have no other day to come on
MOST_LATE, MOST_OFF = 0.03, 0.005

Memories = Mapping[Rating, Memory]
Days = Mapping[Rating, int | None]
Way = Callable[[Memories, float, Mapping[int, int]], Days]


@dataclass(frozen=True, slots=True)
class Due:
    """A card that comes back: when it should and when it does, in days from its last review."""

    card: int
    memory: Memory
    repetitions: int
    last_day: int
    interval: int


@dataclass
class Year:
    """What was seen of one learner once the first months were over."""

    reviews: list[int] = field(default_factory=list)  # by day
    share_of_interval: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    recall: list[float] = field(default_factory=list)
    recall_with_room: list[float] = field(default_factory=list)  # of 3 days and more

    @property
    def unevenness(self) -> float:
        """Standard deviation of the reviews a day around their trend, which rises all year."""
        middle = (len(self.reviews) - 1) / 2
        slope = sum((day - middle) * count for day, count in enumerate(self.reviews))
        slope /= sum((day - middle) ** 2 for day in range(len(self.reviews)))
        return pstdev(count - slope * day for day, count in enumerate(self.reviews))


def balanced(memories: Memories, fraction: float, load: Mapping[int, int]) -> Days:
    return choose_days(
        memories, fraction=fraction, load=load, maximum_interval=LONGEST_INTERVAL_DAYS
    )


def _by_chance(memories: Memories, fraction: float, load: Mapping[int, int]) -> Days:
    return balanced(memories, fraction, {})


def _to_the_day(memories: Memories, fraction: float, load: Mapping[int, int]) -> Days:
    return {rating: days_until_due(memory) for rating, memory in memories.items()}


def measure(*, seed: int) -> None:
    """Print how late cards come, how they are recalled then, and how even the days are."""
    ours, chance, exact = (
        [live(random.Random(f"{seed}:{learner}"), way) for learner in range(LEARNERS)]
        for way in (balanced, _by_chance, _to_the_day)
    )
    print("interval   days/interval  (at most 3 % off)")
    for low, high in pairwise(BANDS):
        late = fmean(share for year in ours for share in year.share_of_interval[low])
        to = f"{high:,}" if high < BANDS[-1] else "..."
        print(f"{low:>3}-{to:<5}  {late:11.3f}{'' if abs(late - 1) <= MOST_LATE else ' !'}")
    print(
        f"recall when reviewed: {recalled(ours, with_room=True)} after 3 days and more; "
        f"{recalled(ours)} of all reviews ({recalled(exact)} if each came to the day: no "
        f"interval is under a day); {Preset().desired_retention} wanted"
    )
    print(
        f"reviews a day: sd {fmean(year.unevenness for year in ours):.2f}; "
        f"{fmean(year.unevenness for year in chance):.2f} if days were left to chance"
    )


def recalled(years: Sequence[Year], *, with_room: bool = False) -> str:
    recalls = [year.recall_with_room if with_room else year.recall for year in years]
    recall, wanted = fmean(r for of_year in recalls for r in of_year), Preset().desired_retention
    return f"{recall:.4f}{' !' if with_room and abs(recall - wanted) > MOST_OFF else ''}"


def live(rng: random.Random, way: Way, *, days: int = DAYS) -> Year:
    """Return a year in which every review is done on the day it is due."""
    year, preset = Year(), Preset().without_steps
    due: dict[int, list[Due]] = defaultdict(list)
    load: Counter[int] = Counter()
    for day in range(days):
        today = due.pop(day, [])
        load.pop(day, None)
        if day >= COUNTED_FROM:
            year.reviews.append(len(today))
        new = [Due(day * NEW_A_DAY + n, Memory(), 0, day, 0) for n in range(NEW_A_DAY)]
        for card in today + new:
            ahead = {when - day: count for when, count in load.items()}
            later, back = _reviewed(card, day, way, ahead, rng, preset)
            due[day + later].append(back)
            load[day + later] += 1
            if day >= COUNTED_FROM:
                _note(year, card, day, later, back.interval, preset)
    return year


def _reviewed(
    card: Due, day: int, way: Way, load: Mapping[int, int], rng: random.Random, preset: Preset
) -> tuple[int, Due]:
    elapsed = day - card.last_day
    rating = _answer(card, elapsed, rng, preset)
    memories = preview(card.memory, elapsed_days=elapsed, preset=preset)
    chosen = way(memories, fraction_of(f"{card.card}:{card.repetitions}"), load)[rating]
    assert chosen is not None  # without steps every review has a day
    memory = memories[rating]
    return chosen, Due(card.card, memory, card.repetitions + 1, day, days_until_due(memory))


def _answer(card: Due, elapsed: int, rng: random.Random, preset: Preset) -> Rating:
    if card.repetitions == 0:
        return Rating(rng.choices(range(4), FIRST_RATINGS)[0])
    if rng.random() > retrievability(card.memory, elapsed_days=elapsed, preset=preset):
        return Rating.AGAIN
    return rng.choices(PASSES, PASS_WEIGHTS)[0]


def _note(year: Year, card: Due, day: int, days: int, interval: int, preset: Preset) -> None:
    if card.repetitions:
        elapsed = day - card.last_day
        recall = retrievability(card.memory, elapsed_days=elapsed, preset=preset)
        year.recall.append(recall)
        if card.interval >= BANDS[0]:
            year.recall_with_room.append(recall)
    if interval >= BANDS[0]:
        band = max(low for low in BANDS if low <= interval)
        year.share_of_interval[band].append(days / interval)

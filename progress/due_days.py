"""Which day exactly? Reviews are spread over the days around their interval, as Anki does. Pure.

The spread is a function of the card and its repetitions, never of chance, so that what a preview
promises is what a review then does. Within three months it keeps the days even.

The further a day lies ahead, the fewer cards are due on it yet: the least loaded day of a range
would be its last, and everything would come late. So two days are weighed together, one before the
interval and one after, each taken as often as makes the interval their mean; a slope in the load
then weighs nothing. Of all such pairs the lightest is taken.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from progress.scheduler import Memory, Rating, State

# (from day, to day, share of that stretch by which an interval may move)
_SPREAD: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
BALANCED_DAYS: Final = 90


def fraction_of(seed: str) -> float:
    """Return a number in [0, 1) that depends on nothing but the seed."""
    digest = hashlib.blake2b(seed.encode(), digest_size=7).digest()
    return int.from_bytes(digest) / 2**56


def days_around(interval_days: int, *, maximum: int) -> tuple[int, int, int]:
    """Return the first, the middle and the last day that a review of that interval may fall on.

    The middle is the interval, but for one that the maximum cuts: then only earlier days are left.
    """
    days = min(max(interval_days, 1), maximum)
    if days < _SPREAD[0][0]:
        return days, days, days
    delta = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _SPREAD)
    first, last = max(round(days - delta), 1), min(round(days + delta), maximum)
    return first, min(days, (first + last + 1) // 2), last


def choose_day(
    first: int, middle: int, last: int, *, fraction: float, load: Mapping[int, int]
) -> int:
    """Return a day from `first` to `last`; over all fractions their mean is `middle`.

    Args:
        load: reviews already due, by days from the day of the review.
    """
    if last > BALANCED_DAYS:
        return first + int(fraction * (last - first + 1))
    loads = {pair: _mean_load(*pair, middle, load) for pair in _pairs(first, middle, last)}
    least = min(loads.values())
    lightest = [pair for pair in loads if loads[pair] == least]
    place = fraction * len(lightest)
    early, late = lightest[int(place)]
    return early if place % 1 < _share_of_early(early, late, middle) else late


def _pairs(first: int, middle: int, last: int) -> Iterator[tuple[int, int]]:
    yield middle, middle
    for early in range(first, middle):
        for late in range(middle + 1, last + 1):
            yield early, late


def _mean_load(early: int, late: int, middle: int, load: Mapping[int, int]) -> float:
    share = _share_of_early(early, late, middle)
    # Rounded, so that pairs which weigh the same are seen to.
    return round(share * load.get(early, 0) + (1 - share) * load.get(late, 0), 9)


def _share_of_early(early: int, late: int, middle: int) -> float:
    return (late - middle) / (late - early) if early < late else 1.0


def choose_days(
    outcomes: Mapping[Rating, Memory],
    *,
    fraction: float,
    load: Mapping[int, int],
    maximum_interval: int,
) -> dict[Rating, int | None]:
    """Return, for each rating, the days until the card is due; None within (re)learning steps.

    A better answer never comes back sooner: hard < good < easy, as far as the maximum allows. Most
    answers are good, so that the others make room for it.
    """

    def near(rating: Rating, *, least: int = 1, most: int = maximum_interval) -> int | None:
        memory = outcomes[rating]
        if memory.state is not State.REVIEWING or memory.interval is None:
            return None
        days = days_around(memory.interval.days, maximum=maximum_interval)
        first, middle, last = (max(min(day, most), min(least, maximum_interval)) for day in days)
        return choose_day(first, middle, last, fraction=fraction, load=load)

    has_hard = outcomes[Rating.HARD].state is State.REVIEWING
    good = near(Rating.GOOD, least=2 if has_hard else 1)
    hard = near(Rating.HARD, most=_before(good, outcomes[Rating.HARD], maximum_interval))
    return {
        Rating.AGAIN: near(Rating.AGAIN, most=hard or maximum_interval),
        Rating.HARD: hard,
        Rating.GOOD: good,
        Rating.EASY: near(Rating.EASY, least=1 + (good or 0)),
    }


def _before(good: int | None, hard: Memory, maximum: int) -> int:
    """Return the last day for a hard answer; at the maximum it may come back when a good one does."""
    if good is None or good == 1:
        return good or maximum
    at_maximum = hard.interval is not None and hard.interval.days >= maximum
    return good if at_maximum else good - 1

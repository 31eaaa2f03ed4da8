"""Which day exactly? Reviews are spread over the days around their interval, as Anki does. Pure.

The spread is a function of the card and its repetitions, never of chance, so that what a preview
promises is what a review then does. Within three months the least loaded day of the range wins.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

from progress.scheduler import Memory, Rating, State

# (from day, to day, share of that stretch by which an interval may move)
_SPREAD: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
BALANCED_DAYS: Final = 90


def fraction_of(seed: str) -> float:
    """Return a number in [0, 1) that depends on nothing but the seed."""
    digest = hashlib.blake2b(seed.encode(), digest_size=7).digest()
    return int.from_bytes(digest) / 2**56


def day_range(interval_days: int, *, minimum: int = 1, maximum: int) -> tuple[int, int]:
    """Return the first and last day that a review of that interval may fall on."""
    minimum = min(minimum, maximum)
    days = min(max(interval_days, minimum), maximum)
    if days < _SPREAD[0][0]:
        return days, days
    delta = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _SPREAD)
    first, last = (min(max(round(day), minimum), maximum) for day in (days - delta, days + delta))
    if first == last and 2 < last < maximum:
        last += 1
    return first, last


def choose_day(first: int, last: int, *, fraction: float, load: Mapping[int, int]) -> int:
    """Return a day of the range: the least loaded within `BALANCED_DAYS`, else by `fraction`.

    Args:
        load: reviews already due, by days from the day of the review.
    """
    days = list(range(first, last + 1))
    if last <= BALANCED_DAYS:
        lightest = min(load.get(day, 0) for day in days)
        days = [day for day in days if load.get(day, 0) == lightest]
    return days[int(fraction * len(days))]


def choose_days(
    outcomes: Mapping[Rating, Memory],
    *,
    fraction: float,
    load: Mapping[int, int],
    maximum_interval: int,
) -> dict[Rating, int | None]:
    """Return, for each rating, the days until the card is due; None within (re)learning steps.

    A better answer never comes back sooner: hard < good < easy, as far as the maximum allows.
    """
    chosen: dict[Rating, int | None] = {}
    at_least = 1
    for rating in Rating:
        chosen[rating] = day = _day_of(
            outcomes[rating], at_least, fraction=fraction, load=load, maximum=maximum_interval
        )
        if day is not None and rating is not Rating.AGAIN:
            at_least = day + 1
    return chosen


def _day_of(
    memory: Memory, at_least: int, *, fraction: float, load: Mapping[int, int], maximum: int
) -> int | None:
    if memory.state is not State.REVIEWING or memory.interval is None:
        return None
    first, last = day_range(memory.interval.days, minimum=at_least, maximum=maximum)
    return choose_day(first, last, fraction=fraction, load=load)

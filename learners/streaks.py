"""How many study days in a row. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streaks:
    """`current` still counts today or yesterday as its last day; `last` is the last study day."""

    current: int
    longest: int
    last: date | None


def streaks(dates: Iterable[date], *, today: date) -> Streaks:
    """Count runs of consecutive study days; the order of `dates` and repeats do not matter."""
    longest = run = 0
    previous = None
    for day in sorted(set(dates)):
        run = run + 1 if previous == day - ONE_DAY else 1
        longest = max(longest, run)
        previous = day
    alive = previous is not None and today - previous <= ONE_DAY
    return Streaks(current=run if alive else 0, longest=longest, last=previous)

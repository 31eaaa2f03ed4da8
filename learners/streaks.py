"""How many study days in a row? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streaks:
    """Study days in a row: now, at best, and the last of them."""

    current: int = 0
    longest: int = 0
    last: date | None = None


def streaks(dates: Iterable[date], *, today: date) -> Streaks:
    """Return the streaks of a learner.

    The current one goes on through yesterday: today may still come.
    """
    days = sorted(set(dates))
    if not days:
        return Streaks()
    longest = run = 1
    for before, day in zip(days, days[1:], strict=False):
        run = run + 1 if day - before == _DAY else 1
        longest = max(longest, run)
    current = run if today - days[-1] <= _DAY else 0
    return Streaks(current=current, longest=longest, last=days[-1])

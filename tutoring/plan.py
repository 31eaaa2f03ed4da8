"""Which words is a turn about, and what does the tutor do with each? Pure.

A session has room for some words a turn: its pool. How the last week's reviews went decides how
much of the pool is for reviews. A reply introduces at most one word and elicits at most two; the
others are listened for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from statistics import fmean
from typing import Final

from tutoring.brief import Mode

MAX_ELICITED: Final = 2
# A word asked for this often in a session and never said is only listened for.
MAX_ATTEMPTS: Final = 2

_SHORT_SESSION_MINUTES: Final = 10
_MIDDLE_SESSION_MINUTES: Final = 20
_WORTH_OF_RATING: Final = {3: 1.0, 2: 0.85, 1: 0.4, 0: 0.0}
_UNKNOWN_PERFORMANCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many turns a session has room for, and how many words."""

    turns: int
    words_per_turn: int

    @property
    def total(self) -> int:
        return self.turns * self.words_per_turn


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """A word of the pool and what the reply does with it."""

    word_id: int
    mode: Mode
    is_new: bool


def capacity(
    minutes: float, *, minutes_per_turn: float = 3.0, min_words: int = 4, max_words: int = 8
) -> Capacity:
    """Return the room in a session: the longer it is, the more words a turn."""
    turns = max(1, int(minutes / minutes_per_turn))
    if minutes <= _SHORT_SESSION_MINUTES:
        return Capacity(turns, min_words)
    if minutes <= _MIDDLE_SESSION_MINUTES:
        return Capacity(turns, (min_words + max_words) // 2)
    return Capacity(turns, max_words)


def review_performance(ratings: Mapping[int, int]) -> float:
    """Return the mean worth, 0 to 1, of recent ratings; 0.5 without any.

    Args:
        ratings: how often each rating, 0 to 3, was given.
    """
    if not ratings:
        return _UNKNOWN_PERFORMANCE
    return fmean((_WORTH_OF_RATING[rating] for rating in ratings), ratings.values())


def review_share(performance: float, *, poor: float = 0.5, good: float = 0.7) -> float:
    """Return the share of the pool that is for reviews: whoever forgets, repeats."""
    if performance < poor:
        return 0.75
    return 0.60 if performance < good else 0.45


def new_word_budget(*, total: int, due: int, percentage: float, left_today: int) -> int:
    """Return how many words a session may introduce.

    Args:
        total: words that the session has room for.
        percentage: of the total, 0 to 1.
        left_today: of the learner's daily allowance.
    """
    return max(0, min(total - due, int(total * percentage), left_today))


def may_introduce(*, budget: int, introduced: int, turn_number: int, turns: int) -> bool:
    """Say whether the reply of a turn introduces a word, so that the budget lasts the session.

    Args:
        introduced: new words introduced in this session so far.
        turn_number: 0 for the greeting.
        turns: that the session has room for.
    """
    due_by_now = ceil(budget * min(turn_number + 1, turns) / turns)
    return introduced < due_by_now


def plan_turn(
    *,
    due: Sequence[int],
    new: Sequence[int],
    returning: Sequence[int],
    pool_size: int,
    share: float,
    may_introduce: bool,
    previous: Mapping[int, bool],
    attempts: Mapping[int, int] | None = None,
) -> tuple[PlannedTarget, ...]:
    """Return the pool of a reply, introduced and elicited words first.

    Args:
        due: words to review, most urgent first.
        new: words never introduced, most useful first.
        returning: words introduced before and not used yet; they come back before new ones.
        share: of the pool that is for reviews, 0 to 1.
        may_introduce: whether the budget allows a new word now; a returning one needs none.
            New words beside it are listened for.
        previous: the targets of the last reply, and whether the learner used them. A word that
            was used rests for a turn; one that was missed may be asked for again.
        attempts: how often each word was elicited or introduced in this session. Of two words
            the one asked for less often goes first, so that a missed one does not block the rest.
    """
    tried = attempts or {}
    fresh = _rested(chain(returning, new), previous, tried)
    reviews = [word for word in _rested(due, previous, tried) if word not in set(fresh)]
    reviews, fresh = _divide(reviews, fresh, pool_size=pool_size, share=share)
    open_to_introduction = [w for w in fresh if may_introduce or w in returning]
    introduced = _asked_for(open_to_introduction, places=1, tried=tried)
    elicited = _asked_for(reviews, places=MAX_ELICITED, tried=tried)
    return (
        *(PlannedTarget(word, Mode.INTRODUCE, is_new=True) for word in introduced),
        *(PlannedTarget(word, Mode.ELICIT, is_new=False) for word in elicited),
        *(_listened(word, is_new=False) for word in reviews if word not in elicited),
        *(_listened(word, is_new=True) for word in fresh if word not in introduced),
    )


def _rested(
    words: Iterable[int], previous: Mapping[int, bool], tried: Mapping[int, int]
) -> list[int]:
    """Leave out what was just used; the less often asked for goes first, else order stays."""
    rested = [word for word in dict.fromkeys(words) if not previous.get(word, False)]
    return sorted(rested, key=lambda word: tried.get(word, 0))


def _divide(
    reviews: list[int], fresh: list[int], *, pool_size: int, share: float
) -> tuple[list[int], list[int]]:
    """Fill the pool by the share; what one side leaves free the other takes."""
    for_reviews = min(len(reviews), round(pool_size * share))
    for_fresh = min(len(fresh), pool_size - for_reviews)
    for_reviews = min(len(reviews), pool_size - for_fresh)
    return reviews[:for_reviews], fresh[:for_fresh]


def _asked_for(words: Iterable[int], *, places: int, tried: Mapping[int, int]) -> list[int]:
    return [word for word in words if tried.get(word, 0) < MAX_ATTEMPTS][:places]


def _listened(word: int, *, is_new: bool) -> PlannedTarget:
    return PlannedTarget(word, Mode.LISTEN, is_new)

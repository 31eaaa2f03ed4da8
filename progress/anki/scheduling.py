"""What the numbers of one of Anki's cards mean: its state, its due date, the log that counts. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from files.limits import FileRefused
from learners.study_days import DAY_STARTS_AT, EARLIEST_DATE, LATEST_DATE
from progress.anki.notes import TravellingReview
from progress.scheduler import LONGEST_INTERVAL_DAYS, State

FIRST_SCHEDULER: Final = 1
_STATES: Final = {0: State.NEW, 1: State.LEARNING, 2: State.REVIEWING, 3: State.RELEARNING}
_SUSPENDED: Final = -1
# A due value above this is a moment in seconds, below it a day.
_FIRST_MOMENT: Final = 1_000_000_000
_EASE: Final = 2.5  # of a card that does not say

# The kinds of entry in the log.
_LEARNED, _REVIEWED, _RELEARNED, _CRAMMED, _BY_HAND = range(5)
_LOG_STATES: Final = {
    _LEARNED: State.LEARNING,
    _REVIEWED: State.REVIEWING,
    _RELEARNED: State.RELEARNING,
    _CRAMMED: State.REVIEWING,
}


class OddCard(Exception):
    """The card says something that cannot be; the text says what."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    moment: int  # milliseconds
    ease: int  # 1 to 4, 0 for what is no answer
    interval: int  # days; as a negative number, seconds
    previous_interval: int
    factor: int
    duration_ms: int
    kind: int

    @property
    def is_answer(self) -> bool:
        crammed = self.kind == _CRAMMED and self.factor == 0
        return 1 <= self.ease <= 4 and self.kind in _LOG_STATES and not crammed

    @property
    def is_reset(self) -> bool:
        """Forgotten by hand: what lies before no longer counts."""
        return self.kind == _BY_HAND and self.factor == 0


@dataclass(frozen=True, slots=True)
class Collection:
    """What a package says of all its cards."""

    made_date: date
    scheduler: int

    @classmethod
    def of(cls, about: Mapping[str, Any], *, zone: ZoneInfo) -> "Collection":
        """Understand the days of a package in a time zone.

        Raises:
            FileRefused: it was made at no time.
        """
        try:
            made = _moment(1000 * about["made"])
        except OddCard:
            raise FileRefused("damaged", "The collection was made outside of all time.") from None
        return cls(_made_date(made, zone), about["scheduler"])


def schedule_of(card: Sequence[Any], collection: Collection) -> dict[str, Any]:
    """Return the fields of a `TravellingCard` that concern its schedule.

    Args:
        card: as `progress.anki.collection` gives it.

    Raises:
        OddCard: a number is missing, or cannot be.
    """
    if len(card) == 1:
        raise OddCard("a number of its schedule is no number")
    _, _, _, kind, queue, due, interval, factor, repetitions, lapses, _, odue, memory, log = card
    if kind not in _STATES:
        raise OddCard(f"its type is {kind}, not one of 0 to 3")
    state = _STATES[kind]
    reviews, is_whole = _reviews([Entry(*row) for row in log], collection)
    return {
        "state": state,
        **_memory_of(memory, state),
        "ease": min(max(1.1, factor / 1000), 10.0) if factor > 0 else _EASE,
        "interval_days": min(max(0, interval), LONGEST_INTERVAL_DAYS),
        **_due(state, odue or due, collection),  # odue of a card that is out in a filtered deck
        "last_reviewed_at": reviews[-1].reviewed_at if reviews else _last_review(memory),
        "repetitions": repetitions,
        "lapses": lapses,
        "suspended": queue == _SUSPENDED,
        "reviews": reviews,
        "log_is_whole": is_whole,
    }


def _memory_of(memory: Mapping[str, float] | None, state: State) -> dict[str, float]:
    if memory is None or state is State.NEW:
        return {}
    if not memory or not (memory["s"] > 0 and 1 <= memory["d"] <= 10):
        raise OddCard("its memory of FSRS is out of range")
    return {
        "stability": min(float(memory["s"]), float(LONGEST_INTERVAL_DAYS)),
        "difficulty": float(memory["d"]),
    }


def _due(state: State, due: int, collection: Collection) -> dict[str, Any]:
    if state is State.NEW:
        return {}
    if due >= _FIRST_MOMENT:
        return {"due_at": _moment(1000 * due)}
    earliest = (EARLIEST_DATE - collection.made_date).days
    latest = (LATEST_DATE - collection.made_date).days
    if not earliest <= due <= latest:
        raise OddCard(f"it is due {due:,} days after the deck was made")
    return {"due_date": collection.made_date + timedelta(days=due)}


def _last_review(memory: Mapping[str, float] | None) -> datetime | None:
    return _moment(1000 * int(memory["lrt"])) if memory and "lrt" in memory else None


def _reviews(
    entries: Sequence[Entry], collection: Collection
) -> tuple[tuple[TravellingReview, ...], bool]:
    """Return the answers that count, oldest first, and whether they begin at the beginning.

    What lies before a card was forgotten by hand, or was last begun anew, does not count.
    """
    resets = [place for place, entry in enumerate(entries) if entry.is_reset]
    counted = [entry for entry in entries[resets[-1] + 1 if resets else 0 :] if entry.is_answer]
    begun = [
        place + 1
        for place, (before, entry) in enumerate(pairwise(counted))
        if entry.kind == _LEARNED != before.kind
    ]
    counted = counted[begun[-1] if begun else 0 :]
    had_three_answers = collection.scheduler == FIRST_SCHEDULER and not any(
        entry.ease == 4 and entry.kind in (_LEARNED, _RELEARNED) for entry in entries
    )
    is_whole = bool(counted) and counted[0].kind == _LEARNED
    return tuple(_review(entry, had_three_answers) for entry in counted), is_whole


def _review(entry: Entry, had_three_answers: bool) -> TravellingReview:
    ease = entry.ease
    if had_three_answers and entry.kind in (_LEARNED, _RELEARNED) and ease > 1:
        ease += 1  # the first scheduler had no Hard while a card was being learned
    return TravellingReview(
        reviewed_at=_moment(entry.moment),
        rating=min(ease, 4) - 1,
        state_before=_LOG_STATES[entry.kind],
        interval_days=min(max(0, entry.interval), LONGEST_INTERVAL_DAYS),
        previous_interval_days=min(max(0, entry.previous_interval), LONGEST_INTERVAL_DAYS),
        factor=entry.factor,
        response_time_ms=max(0, entry.duration_ms),
    )


def _made_date(made: datetime, zone: ZoneInfo) -> date:
    """Return the day from which a collection counts: one is made at four in the morning.

    Which morning that was, the learner's zone tells if it was four there. Else it was four
    somewhere from ten hours west of Greenwich to New Zealand, thirteen east in summer.
    """
    local = made.astimezone(zone)
    return local.date() if local.hour == DAY_STARTS_AT.hour else (made + timedelta(hours=9)).date()


def _moment(milliseconds: int) -> datetime:
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise OddCard("a moment of it is beyond all time") from None
    if not EARLIEST_DATE <= moment.date() <= LATEST_DATE:
        raise OddCard(f"a moment of it is in the year {moment.year}")
    return moment

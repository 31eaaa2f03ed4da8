"""A card is nothing but the replay of its log. Pure: rows in, state out.

Rows are never deleted. An undo or a void is a row that takes another one back; taken back in its
turn, it lets the first one count again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from progress.scheduler import Memory, Preset, Rating, State, schedule

LEECH_LAPSES: Final = 8


@dataclass(frozen=True, slots=True)
class LogRow:
    """The part of a logged event that the replay needs."""

    id: int
    kind: str
    reviewed_at: datetime
    study_date: date
    rating: int | None = None
    counted_days: int | None = None
    with_steps: bool = True
    revokes_id: int | None = None
    counts: bool = True  # as stored; the replay finds out for itself
    memory: Memory = field(default_factory=Memory)  # of a row that brings one along
    due_at: datetime | None = None
    due_date: date | None = None
    scheduled_days: int | None = None


@dataclass(frozen=True, slots=True)
class CardState:
    """Everything about a card that its log decides."""

    memory: Memory = field(default_factory=Memory)
    repetitions: int = 0
    lapses: int = 0
    last_reviewed_at: datetime | None = None
    last_study_date: date | None = None
    due_at: datetime | None = None
    due_date: date | None = None
    scheduled_days: int | None = None
    suspended: bool = False
    known: bool = False


def taken_back(rows: Iterable[LogRow]) -> set[int]:
    """Return the ids of the rows that no longer count."""
    revoked: set[int] = set()
    # A row can only be taken back by a later one, so the last word is known first.
    for row in sorted(rows, key=lambda row: row.id, reverse=True):
        if row.revokes_id is not None and row.id not in revoked:
            revoked.add(row.revokes_id)
    return revoked


def replay(rows: Sequence[LogRow], *, preset: Preset) -> CardState:
    """Return the state of a card from its whole log, in any order."""
    revoked = taken_back(rows)
    state = CardState()
    for row in sorted(rows, key=lambda row: (row.reviewed_at, row.id)):
        if row.id not in revoked:
            state = _after(state, row, preset)
    return state


def _after(state: CardState, row: LogRow, preset: Preset) -> CardState:
    match row.kind:
        case "review":
            return _after_review(state, row, preset)
        case "memory":
            return _due(replace(state, memory=row.memory, **_moment(row)), row)
        case "reschedule":
            return _due(state, row)
        case "suspend":
            return replace(state, suspended=True)
        case "known":
            return replace(state, suspended=True, known=True)
        case "resume":
            return replace(state, suspended=False, known=False)
    return state


def _after_review(state: CardState, row: LogRow, preset: Preset) -> CardState:
    assert row.rating is not None  # a constraint of the log
    rating = Rating(row.rating)
    lapsed = rating is Rating.AGAIN and state.memory.state is State.REVIEWING
    memory = schedule(
        state.memory,
        rating,
        elapsed_days=row.counted_days or 0,
        preset=preset if row.with_steps else preset.without_steps,
    )
    reviewed = replace(
        state,
        memory=memory,
        repetitions=state.repetitions + 1,
        lapses=state.lapses + lapsed,
        **_moment(row),
    )
    return _due(reviewed, row)


def _moment(row: LogRow) -> dict[str, Any]:
    return {"last_reviewed_at": row.reviewed_at, "last_study_date": row.study_date}


def _due(state: CardState, row: LogRow) -> CardState:
    """The day was chosen when the event happened, by what was due then; the log remembers it."""
    return replace(
        state, due_at=row.due_at, due_date=row.due_date, scheduled_days=row.scheduled_days
    )


def elapsed_days(last_study_date: date | None, day: date) -> int:
    """Return the study days between two reviews; never negative, also after a journey west."""
    return max(0, (day - last_study_date).days) if last_study_date else 0


def is_leech(lapses: int) -> bool:
    """Say whether a card was forgotten so often that it needs another way of learning."""
    return lapses >= LEECH_LAPSES

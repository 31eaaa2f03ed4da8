"""A card as it travels between programs: plain values, whatever the file is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from progress.scheduler import State


@dataclass(frozen=True, slots=True)
class TravellingReview:
    """One graded recall. `interval_days` is what was scheduled; 0 within learning steps."""

    reviewed_at: datetime
    rating: int  # 0 to 3
    state_before: State = State.REVIEWING
    interval_days: int = 0
    previous_interval_days: int = 0
    difficulty: float | None = None
    factor: int = 0  # of SM-2, or the difficulty of FSRS from 100 to 1100; 0 if it is not told
    response_time_ms: int = 0


@dataclass(frozen=True, slots=True)
class TravellingCard:
    """One word with its memory, as far as the file tells.

    `ease` is the factor of SM-2 (2.5 to begin with), of cards without a memory of FSRS.
    """

    word: str
    part_of_speech: str = ""
    gender: str = ""
    translation: str = ""
    example: str = ""
    example_translation: str = ""
    state: State = State.NEW
    stability: float | None = None
    difficulty: float | None = None
    ease: float | None = None
    interval_days: int = 0
    due_date: date | None = None
    due_at: datetime | None = None
    last_reviewed_at: datetime | None = None
    repetitions: int = 0
    lapses: int = 0
    suspended: bool = False
    reviews: tuple[TravellingReview, ...] = field(default=())
    log_is_whole: bool = True  # it begins with the first review of the card


@dataclass(frozen=True, slots=True)
class Skipped:
    """A card or line that says something that cannot be, by its name, and what it says."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class TravellingFile:
    """All that a file brings along."""

    cards: tuple[TravellingCard, ...]
    skipped: tuple[Skipped, ...] = ()

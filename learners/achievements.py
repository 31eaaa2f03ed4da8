"""Which achievements are there, and which has a learner reached? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Standing:
    """What a learner has done so far, counted from events."""

    sessions_completed: int = 0
    reviews: int = 0
    words_reviewed: int = 0
    words_mastered: int = 0
    words_used: int = 0
    longest_streak: int = 0
    minutes: int = 0
    clean_uses: int = 0


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something to reach: so much of one figure of the standing."""

    key: str
    name: str
    description: str
    tier: str  # bronze, silver, gold
    xp_reward: int
    figure: str  # a field of Standing
    target: int


# A key once given out stays, and new ones go to the end: the place in this list is the id.
ACHIEVEMENTS: Final = (
    Achievement(
        "first_session", "Premier pas", "Complete a first session.",
        "bronze", 25, "sessions_completed", 1,
    ),
    Achievement(
        "ten_sessions", "Habitué", "Complete 10 sessions.",
        "silver", 100, "sessions_completed", 10,
    ),
    Achievement(
        "fifty_sessions", "Bavard", "Complete 50 sessions.",
        "gold", 300, "sessions_completed", 50,
    ),
    Achievement(
        "first_review", "De mémoire", "Review a first word.",
        "bronze", 10, "reviews", 1,
    ),
    Achievement(
        "hundred_reviews", "Bonne mémoire", "Review 100 times.",
        "silver", 75, "reviews", 100,
    ),
    Achievement(
        "thousand_reviews", "Mémoire d'éléphant", "Review 1,000 times.",
        "gold", 400, "reviews", 1000,
    ),
    Achievement(
        "fifty_words", "Collectionneur", "Learn 50 words.",
        "bronze", 50, "words_reviewed", 50,
    ),
    Achievement(
        "hundred_mastered", "Bibliothèque", "Master 100 words.",
        "gold", 300, "words_mastered", 100,
    ),
    Achievement(
        "week_streak", "Une semaine", "Study 7 days in a row.",
        "bronze", 75, "longest_streak", 7,
    ),
    Achievement(
        "month_streak", "Un mois", "Study 30 days in a row.",
        "gold", 300, "longest_streak", 30,
    ),
    Achievement(
        "ten_hours", "Dix heures", "Talk for 10 hours.",
        "silver", 200, "minutes", 600,
    ),
    Achievement(
        "hundred_words_said", "Beau parleur", "Say 100 different words in conversation.",
        "silver", 100, "words_used", 100,
    ),
    Achievement(
        "flawless_hundred", "Sans faute", "Use a word without an error 100 times.",
        "silver", 100, "clean_uses", 100,
    ),
)  # fmt: skip

IDS: Final[Mapping[str, int]] = {
    achievement.key: number for number, achievement in enumerate(ACHIEVEMENTS, start=1)
}


def progress_of(achievement: Achievement, standing: Standing) -> int:
    """Return how far the learner has come, never beyond the target."""
    done: int = getattr(standing, achievement.figure)
    return min(done, achievement.target)


def newly_reached(standing: Standing, *, earned: Iterable[str]) -> list[Achievement]:
    """Return what the standing has reached and was not awarded yet."""
    have = set(earned)
    return [
        achievement
        for achievement in ACHIEVEMENTS
        if achievement.key not in have and progress_of(achievement, standing) >= achievement.target
    ]

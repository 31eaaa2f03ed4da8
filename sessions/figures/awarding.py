"""Where a learner stands with the achievements, and awarding what was reached."""

from dataclasses import dataclass
from datetime import datetime

from learners.achievements import ACHIEVEMENTS, Achievement, newly_reached, progress_of
from learners.awards import award_achievements
from learners.models import EarnedAchievement, Learner
from sessions.figures.statistics import standing_of


@dataclass(frozen=True, slots=True)
class MyAchievement:
    """An achievement, and how far a learner has come."""

    achievement: Achievement
    current_progress: int
    unlocked_at: datetime | None

    @property
    def completed(self) -> bool:
        return self.unlocked_at is not None


def check_achievements(learner: Learner, *, now: datetime) -> list[Achievement]:
    """Award what the learner has reached and return what is new."""
    earned = EarnedAchievement.objects.filter(learner=learner).values_list("key", flat=True)
    reached = newly_reached(standing_of(learner, now=now), earned=earned)
    return award_achievements(learner=learner, achievements=reached, now=now)


def my_achievements(learner: Learner, *, now: datetime) -> list[MyAchievement]:
    """Return every achievement, reached or not, in the order of the list."""
    earned = dict(
        EarnedAchievement.objects.filter(learner=learner).values_list("key", "unlocked_at")
    )
    standing = standing_of(learner, now=now)
    return [
        MyAchievement(
            achievement,
            # What was reached once stays reached, whatever is undone later.
            achievement.target if achievement.key in earned else progress_of(achievement, standing),
            earned.get(achievement.key),
        )
        for achievement in ACHIEVEMENTS
    ]

"""Awarding achievements: once each, with their XP in the ledger."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from learners.achievements import Achievement
from learners.ledger import award
from learners.models import EarnedAchievement, Learner, XpEntry


@transaction.atomic
def award_achievements(
    *, learner: Learner, achievements: Iterable[Achievement], now: datetime
) -> list[Achievement]:
    """Award what was not awarded before and return it. Safe to run twice, and at once."""
    return [
        achievement
        for achievement in achievements
        if _is_first(learner, achievement, now)
        and award(
            learner=learner,
            amount=achievement.xp_reward,
            source=XpEntry.Source.ACHIEVEMENT,
            source_id=achievement.key,
            now=now,
        )
    ]


def _is_first(learner: Learner, achievement: Achievement, now: datetime) -> bool:
    _, is_first = EarnedAchievement.objects.get_or_create(
        learner=learner, key=achievement.key, defaults={"unlocked_at": now}
    )
    return is_first

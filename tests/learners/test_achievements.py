import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from learners.achievements import ACHIEVEMENTS, IDS, Standing, newly_reached, progress_of
from learners.awards import award_achievements
from learners.models import EarnedAchievement, Learner, XpEntry

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def keys(achievements):
    return [achievement.key for achievement in achievements]


def test_every_achievement_has_a_key_and_an_id_of_its_own():
    assert len(IDS) == len(ACHIEVEMENTS) >= 12
    assert sorted(IDS.values()) == list(range(1, len(ACHIEVEMENTS) + 1))


@pytest.mark.parametrize("achievement", ACHIEVEMENTS, ids=lambda a: a.key)
def test_each_is_reached_at_its_target_and_not_one_before(achievement):
    almost = Standing(**{achievement.figure: achievement.target - 1})
    there = Standing(**{achievement.figure: achievement.target})

    assert achievement.key not in keys(newly_reached(almost, earned=()))
    assert achievement.key in keys(newly_reached(there, earned=()))
    assert progress_of(achievement, there) == achievement.target


def test_nothing_is_reached_at_the_start():
    assert newly_reached(Standing(), earned=()) == []


def test_what_was_earned_is_not_reached_again():
    standing = Standing(sessions_completed=10)

    assert keys(newly_reached(standing, earned=["first_session"])) == ["ten_sessions"]


def test_progress_never_passes_the_target():
    assert progress_of(ACHIEVEMENTS[0], Standing(sessions_completed=99)) == 1


def test_an_achievement_is_awarded_once_with_its_xp(db):
    learner = Learner.objects.create_user("alice@example.org")

    first = award_achievements(learner=learner, achievements=ACHIEVEMENTS[:2], now=NOW)
    again = award_achievements(learner=learner, achievements=ACHIEVEMENTS[:2], now=NOW)

    assert (keys(first), again) == (["first_session", "ten_sessions"], [])
    assert (learner.total_xp, XpEntry.objects.count()) == (125, 2)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one thread")
@pytest.mark.django_db(transaction=True)
def test_eight_checks_at_once_award_once():
    learner = Learner.objects.create_user("alice@example.org")
    given = []

    def check():
        try:
            given.extend(
                award_achievements(learner=learner, achievements=ACHIEVEMENTS[:1], now=NOW)
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=check) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    learner.refresh_from_db()
    assert (len(given), learner.total_xp, EarnedAchievement.objects.count()) == (1, 25, 1)

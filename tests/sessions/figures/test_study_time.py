"""Study time is what talk and reviews cover."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from progress.scheduler import Rating
from sessions.figures.study_time import covered_by, is_goal_reached, study_time
from tests.progress.words import DAY, NOON, make_words, review, say
from tests.sessions.talks import MINUTE, talk

TODAY = NOON.date()


def answer(learner, words, *milliseconds, at=NOON, apart=MINUTE):
    """Reviews one after the other, each so long after its card was shown."""
    for number, (word, time) in enumerate(zip(words, milliseconds, strict=True)):
        review(learner, word, Rating.EASY, at=at + number * apart, response_time_ms=time)


def test_a_silence_counts_five_minutes_at_most(learner):
    talk(learner, 0, 1, 90, 92)

    assert study_time(learner).by_day == {TODAY: 1 + 5 + 2}


def test_minutes_belong_to_the_day_the_learner_lives_in(learner):
    learner.timezone = "America/New_York"  # 04:00 there is 08:00 in UTC
    talk(learner, 0, 2, 4, at=datetime(2026, 3, 10, 7, 57, tzinfo=UTC))

    assert {day.isoformat(): spent for day, spent in study_time(learner).by_day.items()} == {
        "2026-03-09": 2,
        "2026-03-10": 2,
    }


def test_reviews_take_their_response_time_a_minute_at_most(learner):
    answer(learner, make_words(3), 30_000, 6_000, 3_600_000, apart=5 * MINUTE)

    assert study_time(learner).by_day == {TODAY: pytest.approx(0.5 + 0.1 + 1)}
    assert study_time(learner).talked == 0


def test_reviews_that_no_client_timed_take_the_time_since_the_last(learner):
    answer(learner, make_words(3), None, None, None, apart=20 * MINUTE / 60)
    answer(learner, make_words(2, language="de"), None, None, at=NOON + 60 * MINUTE)

    assert study_time(learner).by_day == {TODAY: pytest.approx(2 / 3 + 1)}


def test_reviews_in_the_middle_of_a_talk_are_counted_once(learner):
    talk(learner, 0, 4)
    answer(learner, make_words(2), 60_000, 60_000, at=NOON + 3.5 * MINUTE)

    time = study_time(learner)

    assert (time.by_day, time.talked) == ({TODAY: pytest.approx(4.5)}, 4)


def test_what_conversation_reviewed_is_part_of_the_talk(learner):
    (word,) = make_words(1)
    review(learner, word, Rating.EASY, at=NOON - 10 * DAY)
    say(learner, word, is_target=True, mode="elicit")

    assert study_time(learner).total == 0


def test_days_before_are_left_out_on_request(learner):
    talk(learner, 0, 2, at=NOON - DAY)
    talk(learner, 0, 3)

    assert study_time(learner, since=TODAY).by_day == {TODAY: 3}


def test_spans_that_lie_in_one_another_cover_no_more():
    hour = [(NOON, NOON + 60 * MINUTE)]
    inside = [(NOON + n * MINUTE, NOON + (n + 5) * MINUTE) for n in range(0, 50, 2)]

    assert covered_by(hour + inside, ZoneInfo("UTC")) == {TODAY: 60}


@pytest.mark.parametrize(("minutes", "reached"), [(14.9, False), (15, True), (40, True)])
def test_a_goal_is_reached_by_its_minutes(minutes, reached):
    assert is_goal_reached(minutes, goal_minutes=15) is reached
    assert is_goal_reached(minutes, goal_minutes=0) is None


@pytest.mark.usefixtures("at_noon")
def test_the_daily_goal_is_told_with_the_day_and_the_days_before(api, learner):
    learner.daily_goal_minutes = 4
    learner.save()
    talk(learner, 0, 5, at=NOON - DAY)
    talk(learner, 0, 3)
    answer(learner, make_words(1), 30_000, at=NOON + timedelta(seconds=-1))

    summary = api.get("/api/v1/analytics/summary").json()
    streak = api.get("/api/v1/analytics/streak", {"window_days": 7}).json()
    practised = api.get("/api/v1/analytics/statistics", {"days": 7}).json()["minutes_practiced"]

    assert (summary["minutes_today"], summary["daily_goal_reached"]) == (3.5, False)
    assert (summary["total_minutes"], summary["average_minutes"]) == (8, 4.0)
    assert [(day["minutes"], day["goal_reached"]) for day in streak["calendar"][-3:]] == [
        (0.0, False),
        (5.0, True),
        (3.5, False),
    ]
    assert [day["value"] for day in practised[-2:]] == [5.0, 3.5]
    assert (summary["daily_goal_minutes"], streak["daily_goal_minutes"]) == (4, 4)

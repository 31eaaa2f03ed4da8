"""Figures and achievements as clients see them."""

from typing import Any

from rest_framework import serializers

from learners.achievements import IDS, Achievement
from progress.serializers import STATES
from sessions.figures.awarding import MyAchievement

TIERS = [(tier, tier) for tier in ("bronze", "silver", "gold")]


class StatisticsQuery(serializers.Serializer[Any]):
    days = serializers.IntegerField(min_value=7, max_value=180, default=30)


class StreakQuery(serializers.Serializer[Any]):
    window_days = serializers.IntegerField(min_value=7, max_value=365, default=90)


class ErrorsQuery(serializers.Serializer[Any]):
    limit = serializers.IntegerField(min_value=1, max_value=25, default=10)


class AchievementsQuery(serializers.Serializer[Any]):
    include_locked = serializers.BooleanField(default=False)


class SummaryOutput(serializers.Serializer[Any]):
    sessions_completed = serializers.IntegerField()
    total_minutes = serializers.IntegerField(
        help_text="Of talk and reviews; a silence counts 5 minutes at most, an answer one."
    )
    average_minutes = serializers.FloatField(
        help_text="Of talk, in the sessions with a learner's message."
    )
    minutes_today = serializers.FloatField()
    daily_goal_minutes = serializers.IntegerField()
    daily_goal_reached = serializers.BooleanField(
        allow_null=True, help_text="Null for a goal of 0 minutes, which is none."
    )
    xp_earned = serializers.IntegerField()
    accuracy_rate = serializers.FloatField(allow_null=True, help_text="Clean uses / uses.")
    current_streak = serializers.IntegerField()
    longest_streak = serializers.IntegerField()
    words_learning = serializers.IntegerField()
    words_mastered = serializers.IntegerField()
    reviews_due_today = serializers.IntegerField(help_text="That the queue serves by day's end.")
    reviews_due_week = serializers.IntegerField(help_text="Today and the six days after it.")
    last_session_at = serializers.DateTimeField(allow_null=True)


class DayFigure(serializers.Serializer[Any]):
    date = serializers.DateField(help_text="A study day: it begins at 04:00, local time.")
    value = serializers.FloatField()


class DayCount(serializers.Serializer[Any]):
    date = serializers.DateField()
    value = serializers.IntegerField()


class StatisticsOutput(serializers.Serializer[Any]):
    accuracy = DayFigure(many=True, help_text="Clean uses / uses; days without a use are left out.")
    xp_earned = DayCount(many=True)
    minutes_practiced = DayFigure(many=True)
    reviews_completed = DayCount(many=True)


class CalendarDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    completed = serializers.BooleanField(help_text="There was a turn or a review.")
    minutes = serializers.FloatField(help_text="Of talk and reviews.")
    goal_reached = serializers.BooleanField(
        allow_null=True, help_text="By the goal of today; null for a goal of 0 minutes."
    )


class StreakOutput(serializers.Serializer[Any]):
    current_streak = serializers.IntegerField()
    longest_streak = serializers.IntegerField()
    daily_goal_minutes = serializers.IntegerField()
    calendar = CalendarDay(many=True)


class StateCount(serializers.Serializer[Any]):
    state = serializers.ChoiceField(STATES)
    count = serializers.IntegerField()


class VocabularyOutput(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    states = StateCount(many=True)


class ErrorKindOutput(serializers.Serializer[Any]):
    error_type = serializers.CharField()
    count = serializers.IntegerField()
    severity = serializers.CharField(allow_null=True)
    example = serializers.CharField(allow_null=True)


class ErrorsOutput(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    items = ErrorKindOutput(many=True)


class BinOutput(serializers.Serializer[Any]):
    predicted = serializers.FloatField()
    achieved = serializers.FloatField()
    reviews = serializers.IntegerField()


class CurveOutput(serializers.Serializer[Any]):
    predicted = serializers.FloatField(allow_null=True)
    achieved = serializers.FloatField(allow_null=True)
    reviews = serializers.IntegerField()
    bins = BinOutput(many=True)


class CalibrationOutput(serializers.Serializer[Any]):
    all = CurveOutput()
    young = CurveOutput(help_text="Stability below 21 days.")
    mature = CurveOutput()
    explicit = CurveOutput()
    conversation = CurveOutput()


class ForecastDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    due = serializers.IntegerField()


class WorkloadPoint(serializers.Serializer[Any]):
    desired_retention = serializers.FloatField()
    reviews_per_day = serializers.FloatField()


class KnownWordsDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    words = serializers.FloatField(source="expected_words_known")


class MemoryOutput(serializers.Serializer[Any]):
    calibration = CalibrationOutput(help_text="Predicted against achieved recall.")
    true_retention = serializers.FloatField(
        allow_null=True, help_text="Of the words reviewed on purpose, a day or more after the last."
    )
    conversation_retention = serializers.FloatField(
        allow_null=True, help_text="Likewise, of the words that conversation counted."
    )
    desired_retention = serializers.FloatField()
    overdue = serializers.IntegerField(help_text="Due before today, and served by the queue.")
    forecast = ForecastDay(many=True, help_text="Reviews that the queue will serve, today first.")
    expected_known_words = serializers.FloatField(
        help_text="Sum of the retrievabilities; a word said to be known and never reviewed is 1."
    )
    known_words_by_day = KnownWordsDay(many=True, help_text="At the end of past study days.")
    workload = WorkloadPoint(many=True, help_text="For the cards as they are now.")


class AchievementOutput(serializers.Serializer[Any]):
    id = serializers.SerializerMethodField()
    achievement_key = serializers.CharField(source="key")
    name = serializers.CharField()
    description = serializers.CharField(allow_null=True)
    tier = serializers.ChoiceField(TIERS)
    xp_reward = serializers.IntegerField()
    icon_url = serializers.SerializerMethodField()

    def get_id(self, achievement: Achievement) -> int:
        return IDS[achievement.key]

    def get_icon_url(self, achievement: Achievement) -> str | None:
        return None


class MyAchievementOutput(serializers.Serializer[Any]):
    """An achievement, and how far the learner has come."""

    id = serializers.SerializerMethodField()
    achievement_id = serializers.SerializerMethodField()
    achievement_key = serializers.CharField(source="achievement.key")
    name = serializers.CharField(source="achievement.name")
    description = serializers.CharField(source="achievement.description", allow_null=True)
    tier = serializers.ChoiceField(TIERS, source="achievement.tier")
    xp_reward = serializers.IntegerField(source="achievement.xp_reward")
    icon_url = serializers.SerializerMethodField()
    current_progress = serializers.IntegerField()
    target_progress = serializers.IntegerField(source="achievement.target")
    completed = serializers.BooleanField()
    unlocked_at = serializers.DateTimeField(allow_null=True)

    def get_id(self, mine: MyAchievement) -> int:
        return IDS[mine.achievement.key]

    get_achievement_id = get_id

    def get_icon_url(self, mine: MyAchievement) -> str | None:
        return None


class CheckOutput(serializers.Serializer[Any]):
    newly_unlocked = AchievementOutput(many=True)
    total_unlocked = serializers.IntegerField()

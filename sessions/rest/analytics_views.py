"""What a learner has done, in figures that are counted from events whenever they are asked for."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.models import Learner
from learners.requests import SignedInRequest
from learners.study_days import study_date
from progress.models import DaySnapshot
from progress.statistics import memory_report, reviews_by_day, states, xp_by_day
from sessions.figures.errors import common_errors
from sessions.figures.statistics import accuracy_by_day, streaks_of, study_dates, totals_of
from sessions.figures.study_time import is_goal_reached, study_time
from sessions.rest.analytics_serializers import (
    ErrorsOutput,
    ErrorsQuery,
    MemoryOutput,
    StatisticsOutput,
    StatisticsQuery,
    StreakOutput,
    StreakQuery,
    SummaryOutput,
    VocabularyOutput,
)
from wire.inputs import read_query

SNAPSHOTS_SHOWN = 365


class SummaryView(APIView):
    """Everything so far, in one look."""

    @extend_schema(responses=SummaryOutput)
    def get(self, request: SignedInRequest) -> Response:
        return Response(SummaryOutput(totals_of(request.user, now=timezone.now())).data)


class StatisticsView(APIView):
    """Accuracy, XP, minutes and reviews, day by day, up to today."""

    @extend_schema(parameters=[StatisticsQuery], responses=StatisticsOutput)
    def get(self, request: SignedInRequest) -> Response:
        learner = request.user
        days = _days(learner, read_query(StatisticsQuery, request)["days"])
        figures = {
            "accuracy": _rows(accuracy_by_day(learner, since=days[0])),
            "xp_earned": _rows(xp_by_day(learner, since=days[0]), days),
            "minutes_practiced": _rows(_rounded(study_time(learner, since=days[0]).by_day), days),
            "reviews_completed": _rows(reviews_by_day(learner, since=days[0]), days),
        }
        return Response(StatisticsOutput(figures).data)


class StreakView(APIView):
    """Study days in a row, and on which days there was a turn or a review."""

    @extend_schema(parameters=[StreakQuery], responses=StreakOutput)
    def get(self, request: SignedInRequest) -> Response:
        learner = request.user
        days = _days(learner, read_query(StreakQuery, request)["window_days"])
        now_and_best = streaks_of(learner, now=timezone.now())
        studied = set(study_dates(learner, since=days[0]))
        minutes = study_time(learner, since=days[0]).by_day
        shown = {
            "current_streak": now_and_best.current,
            "longest_streak": now_and_best.longest,
            "daily_goal_minutes": learner.daily_goal_minutes,
            "calendar": [_calendar_day(learner, day, studied, minutes) for day in days],
        }
        return Response(StreakOutput(shown).data)


class VocabularyView(APIView):
    """How many words are in each state."""

    @extend_schema(responses=VocabularyOutput)
    def get(self, request: SignedInRequest) -> Response:
        counts = states(request.user)
        rows = [{"state": state, "count": count} for state, count in counts.items()]
        return Response(VocabularyOutput({"total": sum(counts.values()), "states": rows}).data)


class ErrorsView(APIView):
    """What was corrected most often."""

    @extend_schema(parameters=[ErrorsQuery], responses=ErrorsOutput)
    def get(self, request: SignedInRequest) -> Response:
        total, items = common_errors(request.user, limit=read_query(ErrorsQuery, request)["limit"])
        return Response(ErrorsOutput({"total": total, "items": items}).data)


class MemoryView(APIView):
    """How well predictions meet what was remembered, what is coming, and what it would cost."""

    @extend_schema(responses=MemoryOutput)
    def get(self, request: SignedInRequest) -> Response:
        report = memory_report(request.user, now=timezone.now())
        shown = {
            "calibration": report.calibration,
            "true_retention": report.true_retention,
            "conversation_retention": report.conversation_retention,
            "desired_retention": report.desired_retention,
            "overdue": report.overdue,
            "forecast": [{"date": day, "due": due} for day, due in report.forecast],
            "expected_known_words": round(report.expected_known_words, 2),
            "known_words_by_day": _snapshots(request.user),
            "workload": [
                {"desired_retention": retention, "reviews_per_day": round(reviews, 2)}
                for retention, reviews in report.workload
            ],
        }
        return Response(MemoryOutput(shown).data)


def _days(learner: Learner, count: int) -> list[date]:
    """Return the last study days of a learner, today included."""
    today = study_date(timezone.now(), learner.zone)
    return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]


def _calendar_day(
    learner: Learner, day: date, studied: set[date], minutes: Mapping[date, float]
) -> dict[str, Any]:
    spent = minutes.get(day, 0.0)
    return {
        "date": day,
        "completed": day in studied,
        "minutes": round(spent, 1),
        "goal_reached": is_goal_reached(spent, goal_minutes=learner.daily_goal_minutes),
    }


def _rows(values: Mapping[date, float], days: list[date] | None = None) -> list[dict[str, Any]]:
    return [{"date": day, "value": values.get(day, 0)} for day in days or sorted(values)]


def _rounded(minutes: Mapping[date, float]) -> dict[date, float]:
    return {day: round(spent, 1) for day, spent in minutes.items()}


def _snapshots(learner: Learner) -> list[DaySnapshot]:
    newest = DaySnapshot.objects.filter(learner=learner).order_by("-date")[:SNAPSHOTS_SHOWN]
    return list(newest)[::-1]

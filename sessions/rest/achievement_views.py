"""What can be reached, and what the learner has reached."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.achievements import ACHIEVEMENTS
from learners.models import EarnedAchievement
from learners.requests import SignedInRequest
from sessions.figures.awarding import check_achievements, my_achievements
from sessions.rest.analytics_serializers import (
    AchievementOutput,
    AchievementsQuery,
    CheckOutput,
    MyAchievementOutput,
)
from wire.inputs import read_query


class AchievementsView(APIView):
    """Everything that can be reached."""

    @extend_schema(responses=AchievementOutput(many=True))
    def get(self, request: SignedInRequest) -> Response:
        return Response(AchievementOutput(ACHIEVEMENTS, many=True).data)


class MyAchievementsView(APIView):
    """What the learner has reached; with `include_locked` also how far the rest is."""

    @extend_schema(parameters=[AchievementsQuery], responses=MyAchievementOutput(many=True))
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(AchievementsQuery, request)
        mine = [
            achievement
            for achievement in my_achievements(request.user, now=timezone.now())
            if achievement.completed or query["include_locked"]
        ]
        return Response(MyAchievementOutput(mine, many=True).data)


class CheckView(APIView):
    """Award what was reached; each achievement once, with its XP."""

    @extend_schema(request=None, responses=CheckOutput)
    def post(self, request: SignedInRequest) -> Response:
        unlocked = check_achievements(request.user, now=timezone.now())
        total = EarnedAchievement.objects.filter(learner=request.user).count()
        return Response(CheckOutput({"newly_unlocked": unlocked, "total_unlocked": total}).data)

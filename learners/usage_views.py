from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from learners.study_days import study_date
from learners.usage import usage_until
from wire.inputs import read_query


class UsageQuery(serializers.Serializer[Any]):
    days = serializers.IntegerField(min_value=1, max_value=366, default=30)


class ModelUsage(serializers.Serializer[Any]):
    provider = serializers.CharField()
    model = serializers.CharField()
    calls = serializers.IntegerField()
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost_usd = serializers.FloatField(help_text="By our price table; 0 where it has no price.")


class UsageOfDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost_usd = serializers.FloatField()
    models = ModelUsage(many=True)


class UsageReport(serializers.Serializer[Any]):
    total_tokens = serializers.IntegerField()
    total_cost_usd = serializers.FloatField()
    tokens_left_today = serializers.IntegerField(allow_null=True, help_text="null: no limit.")
    days = UsageOfDay(many=True, help_text="Days with use, the newest first.")


class UsageView(APIView):
    """What the learner's conversations used of the language models, by day."""

    @extend_schema(parameters=[UsageQuery], responses=UsageReport)
    def get(self, request: SignedInRequest) -> Response:
        asked = read_query(UsageQuery, request)
        learner = request.user
        usage = usage_until(
            learner_id=learner.pk,
            today=study_date(timezone.now(), learner.zone),
            days=asked["days"],
        )
        return Response(UsageReport(usage).data)

"""What clients may send about sessions."""

from typing import Any

from rest_framework import serializers

from sessions.live.incoming import MAX_CONTENT, MAX_SUGGESTED
from sessions.models import LearningSession
from wire.inputs import MAX_ID
from wire.pages import PageQuery, page_limit

MAX_TOPIC = 255


class SessionRequest(serializers.Serializer[Any]):
    planned_duration_minutes = serializers.IntegerField(min_value=5, max_value=180, default=15)
    topic = serializers.CharField(
        max_length=MAX_TOPIC, default="", allow_null=True, allow_blank=True
    )
    conversation_style = serializers.ChoiceField(
        LearningSession.Style.choices, default=LearningSession.Style.TUTOR
    )
    difficulty_preference = serializers.CharField(
        max_length=20, default="", allow_null=True, allow_blank=True
    )
    word_list_id = serializers.UUIDField(required=False, allow_null=True)
    generate_greeting = serializers.BooleanField(default=True)

    def validate_topic(self, value: str | None) -> str:
        return value or ""

    def validate_difficulty_preference(self, value: str | None) -> str:
        return value or ""


class StatusChange(serializers.Serializer[Any]):
    status = serializers.ChoiceField(LearningSession.Status.choices)


class MessageRequest(serializers.Serializer[Any]):
    """`suggested_words` is another name of `suggested_word_ids`."""

    content = serializers.CharField(max_length=MAX_CONTENT, trim_whitespace=False)
    suggested_word_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_ID),
        max_length=MAX_SUGGESTED,
        required=False,
        allow_null=True,
    )
    suggested_words = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_ID),
        max_length=MAX_SUGGESTED,
        required=False,
        allow_null=True,
    )
    client_message_id = serializers.UUIDField(required=False, allow_null=True)

    def validate_content(self, value: str) -> str:
        if not value.strip():
            raise serializers.ValidationError("This field may not be blank.", code="blank")
        return value


class WordRequest(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(min_value=1, max_value=MAX_ID)


class SpokenMessageRequest(serializers.Serializer[Any]):
    message_id = serializers.UUIDField()


class ReportRequest(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=1000, required=False, default="", allow_blank=True, allow_null=True
    )


class TicketRequest(serializers.Serializer[Any]):
    session_id = serializers.UUIDField()


class SessionsQuery(PageQuery):
    limit = page_limit(default=20, highest=100)
    status = serializers.ChoiceField(LearningSession.Status.choices, required=False)


class MessagesQuery(PageQuery):
    limit = page_limit(default=50, highest=200)
    after_sequence = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)

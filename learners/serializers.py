"""Accounts on the wire."""

import re
from typing import Any, ClassVar
from uuid import UUID

from django.utils.functional import cached_property
from django_stubs_ext import StrOrPromise
from rest_framework import serializers

from learners.models import Learner, validate_timezone
from learners.streaks import Streaks, streaks
from learners.study_days import study_date
from learners.tokens import TokenPair
from vocabulary.languages import PROFICIENCY_LEVELS
from wire.pages import PageQuery, page_limit

MAX_MINUTES = 1440

AnyField = serializers.Field[Any, Any, Any, Any]


class ZoneField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, validators=[_known_zone], **options)


def _known_zone(name: str) -> None:
    try:
        validate_timezone(name)
    except Exception as error:
        raise serializers.ValidationError(
            f"'{name}' is not an IANA time zone such as 'Europe/Paris'.", code="timezone"
        ) from error


class LanguageField(serializers.CharField):
    """A language code; apps send `fr`, `FR` and `fr-FR`, and mean the same."""

    default_error_messages: ClassVar[dict[str, StrOrPromise]] = {
        "language": "'{code}' is not a language code such as 'fr'."
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, **options)

    def to_internal_value(self, data: Any) -> str:
        written = super().to_internal_value(data)
        code = re.split("[-_]", written.lower())[0]
        if not re.fullmatch("[a-z]{2,}", code):
            self.fail("language", code=written)
        return code


class ProfileFields(serializers.Serializer[Any]):
    """What a learner may say about themselves."""

    full_name = serializers.CharField(max_length=255, allow_null=True, allow_blank=True)
    native_language = LanguageField()
    target_language = LanguageField()
    proficiency_level = serializers.ChoiceField(list(PROFICIENCY_LEVELS))
    daily_goal_minutes = serializers.IntegerField(min_value=0, max_value=MAX_MINUTES)
    notifications_enabled = serializers.BooleanField()
    preferred_session_time = serializers.TimeField(allow_null=True)
    timezone = ZoneField()
    desired_retention = serializers.FloatField(min_value=0.70, max_value=0.97)
    new_words_per_day = serializers.IntegerField(min_value=0, max_value=100)
    correction_strictness = serializers.ChoiceField(Learner.Strictness.choices)

    def get_fields(self) -> dict[str, AnyField]:
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields

    def validate_full_name(self, value: str | None) -> str:
        return value or ""


class Registration(ProfileFields):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(min_length=8, max_length=128, trim_whitespace=False)
    name = serializers.CharField(
        max_length=255, required=False, allow_null=True, allow_blank=True, help_text="full_name"
    )

    def get_fields(self) -> dict[str, AnyField]:
        fields = super().get_fields()
        fields["email"].required = fields["password"].required = True
        return fields

    def validate(self, given: Any) -> Any:
        name = given.pop("name", None)
        given.setdefault("full_name", name or "")
        return given


class ProfileChange(ProfileFields):
    """Unlike everywhere else, an unknown field is refused: a typo must not look like success."""

    def to_internal_value(self, given: Any) -> Any:
        names = given if isinstance(given, dict) else ()
        unknown = {
            name: [serializers.ErrorDetail("This field cannot be changed.", code="extra_forbidden")]
            for name in names
            if name not in self.fields
        }
        if unknown:
            raise serializers.ValidationError(unknown)
        return super().to_internal_value(given)

    def validate(self, given: Any) -> Any:
        if not given:
            raise serializers.ValidationError("Give at least one field to change.", code="missing")
        return given


class DeviceName(serializers.Serializer[Any]):
    device_name = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        help_text="How GET /auth/devices shall call this sign-in; otherwise by its browser.",
    )


class Credentials(DeviceName):
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False)


class SignInRequest(Credentials):
    code = serializers.CharField(
        max_length=20,
        required=False,
        help_text="Of the second factor: for staff who want to see other people's data.",
    )


class GuestRequest(DeviceName):
    timezone = ZoneField(default="UTC")


class RefreshRequest(serializers.Serializer[Any]):
    refresh_token = serializers.CharField(max_length=4096)


class LearnersQuery(PageQuery):
    limit = page_limit(default=100, highest=200)


class Tokens(serializers.Serializer[TokenPair]):
    access_token = serializers.CharField()
    refresh_token = serializers.CharField()
    token_type = serializers.CharField()

    def to_representation(self, pair: TokenPair) -> dict[str, str]:
        return {
            "access_token": pair.access_token,
            "refresh_token": pair.refresh_token,
            "token_type": "bearer",
        }


class Profile(serializers.ModelSerializer[Learner]):
    """A learner; `study_days` should be prefetched for lists, `now` given in the context."""

    full_name = serializers.SerializerMethodField()
    level = serializers.IntegerField(min_value=1)
    current_streak = serializers.SerializerMethodField()
    longest_streak = serializers.SerializerMethodField()
    last_activity_date = serializers.SerializerMethodField()

    class Meta:
        model = Learner
        fields = [
            "email", "full_name", "native_language", "target_language", "proficiency_level",
            "daily_goal_minutes", "notifications_enabled", "preferred_session_time", "id",
            "is_active", "is_verified", "subscription_tier", "subscription_expires_at", "total_xp",
            "level", "current_streak", "longest_streak", "last_activity_date", "timezone",
            "desired_retention", "new_words_per_day", "correction_strictness",
        ]  # fmt: skip

    def get_full_name(self, learner: Learner) -> str | None:
        return learner.full_name or None

    def get_current_streak(self, learner: Learner) -> int:
        return self._streaks(learner).current

    def get_longest_streak(self, learner: Learner) -> int:
        return self._streaks(learner).longest

    def get_last_activity_date(self, learner: Learner) -> str | None:
        last = self._streaks(learner).last
        return last.isoformat() if last else None

    @cached_property
    def _known_streaks(self) -> dict[UUID, Streaks]:
        return {}

    def _streaks(self, learner: Learner) -> Streaks:
        if learner.pk not in self._known_streaks:
            dates = [day.date for day in learner.study_days.all()]
            today = study_date(self.context["now"], learner.zone)
            self._known_streaks[learner.pk] = streaks(dates, today=today)
        return self._known_streaks[learner.pk]

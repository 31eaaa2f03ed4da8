"""Passwords, addresses and devices on the wire."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from learners.models import RefreshFamily
from learners.serializers import Registration


class PasswordField(serializers.CharField):
    """A password as it is typed: blanks belong to it. The rules come later, with its learner."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=128, trim_whitespace=False, **options)


class PasswordChange(serializers.Serializer[Any]):
    current_password = PasswordField()
    new_password = PasswordField(min_length=8)


class PasswordReset(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)


class PasswordResetConfirmation(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=100, help_text="The code of the mail.")
    new_password = PasswordField(min_length=8)


class EmailChange(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    password = PasswordField(help_text="The current one.")


class EmailConfirmation(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=100, help_text="The code of the mail.")


class Claim(Registration):
    """As a registration; what is left out stays as the guest has it."""

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        name = given.pop("name", None)
        return {"full_name": name, **given} if name else given


class Device(serializers.ModelSerializer[RefreshFamily]):
    name = serializers.CharField(source="device_name", allow_blank=True)
    last_seen_at = serializers.DateTimeField(
        source="rotated_at", help_text="When it last renewed its tokens, which apps do every hour."
    )
    is_current = serializers.SerializerMethodField(help_text="Whether this request comes from it.")

    class Meta:
        model = RefreshFamily
        fields = ["id", "name", "started_at", "last_seen_at", "is_current"]

    def get_is_current(self, family: RefreshFamily) -> bool:
        current: UUID | None = self.context.get("current")
        return family.pk == current

"""What a learner may do with everything we know about them."""

from typing import Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from config.privacy.erasing import erase_learner
from config.privacy.exporting import export_learner
from learners import views
from learners.account_serializers import PasswordField
from learners.deletion import plan_deletion
from learners.passwords import prove
from learners.requests import SignedInRequest
from limiting.spending import spend
from wire.inputs import read_body


class Deletion(serializers.Serializer[Any]):
    at_once = serializers.BooleanField(
        default=False, help_text="Without the days of grace; asks for the password."
    )
    password = PasswordField(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        guest = self.context["guest"]
        if given["at_once"] and not guest and "password" not in given:
            raise serializers.ValidationError(
                {"password": "To delete at once, give your password."}, code="missing"
            )
        return given


class ExportView(APIView):
    """Everything we know about the learner: a ZIP of JSON and CSV, with a schema."""

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: SignedInRequest) -> FileResponse:
        now = timezone.now()
        spend("export", request, account=str(request.user.pk))
        return FileResponse(
            export_learner(request.user, now=now),
            as_attachment=True,
            filename=f"french-tutor-{now:%Y-%m-%d}.zip",
            content_type="application/zip",
        )


class MeView(views.MeView):
    @extend_schema(request=Deletion, responses={204: None})
    def delete(self, request: SignedInRequest) -> Response:
        """Leave: every sign-in ends, and after the days of grace everything is deleted.

        Signing in meanwhile keeps the account. Guests, who cannot, are deleted at once.
        """
        learner = request.user
        given = read_body(Deletion, request, context={"guest": learner.is_guest})
        if "password" in given and not learner.is_guest:
            prove(learner, given["password"])
        if learner.is_guest or given["at_once"] or not settings.DELETION_GRACE_DAYS:
            erase_learner(learner.pk)
        else:
            plan_deletion(learner, now=timezone.now())
        return Response(status=204)

"""Reports of wrong corrections over REST."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from sessions.desk.reports import report_correction
from sessions.models import Correction
from sessions.rest.serializers import ReportRequest
from wire.inputs import read_body, read_uuid


class ReportView(APIView):
    """Say that a correction is wrong."""

    @extend_schema(request=ReportRequest, responses={204: None})
    def post(self, request: SignedInRequest, correction_id: str) -> Response:
        named = read_uuid(correction_id, "correction_id")
        reason = read_body(ReportRequest, request)["reason"] or ""
        correction = get_object_or_404(
            Correction.objects.filter(message__session__learner=request.user), pk=named
        )
        report_correction(correction, reason=reason, now=timezone.now())
        return Response(status=204)

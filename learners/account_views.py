"""What a learner does with an account: password, address, devices; a guest becomes one."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from learners import addresses, passwords, resets
from learners.account_serializers import (
    Claim,
    Device,
    EmailChange,
    EmailConfirmation,
    PasswordChange,
    PasswordReset,
    PasswordResetConfirmation,
)
from learners.claiming import claim
from learners.devices import devices_of, end_device, end_other_devices
from learners.requests import SignedInRequest
from learners.serializers import Profile
from learners.views import PublicView, profile
from limiting.spending import spend
from wire.inputs import read_body, read_uuid

DEVICE_ID = OpenApiParameter("device_id", str, "path")


class PasswordChangeView(APIView):
    """Choose another password. Every sign-in ends, also the caller's: sign in with the new one."""

    @extend_schema(request=PasswordChange, responses={204: None})
    def post(self, request: SignedInRequest) -> Response:
        given = read_body(PasswordChange, request)
        passwords.change_password(request.user, **given, now=timezone.now())
        return Response(status=204)


class PasswordResetView(PublicView):
    """Ask for a mail with a code for a new password. The answer never tells whether one is sent."""

    @extend_schema(request=PasswordReset, responses={202: None})
    def post(self, request: Request) -> Response:
        given = read_body(PasswordReset, request)
        spend("mail", request, account=given["email"].lower())
        resets.ask_for_reset(**given, now=timezone.now())
        return Response(status=202)


class PasswordResetConfirmView(PublicView):
    """Set a password with the code of the mail, once. Every sign-in ends."""

    @extend_schema(request=PasswordResetConfirmation, responses={204: None})
    def post(self, request: Request) -> Response:
        given = read_body(PasswordResetConfirmation, request)
        spend("mailed_code", request)
        resets.reset_password(**given, now=timezone.now())
        return Response(status=204)


class EmailVerificationView(APIView):
    """Have the mail sent again that confirms the learner's own address."""

    @extend_schema(request=None, responses={202: None})
    def post(self, request: SignedInRequest) -> Response:
        spend("mail", request, account=str(request.user.pk))
        addresses.ask_to_verify(request.user, now=timezone.now())
        return Response(status=202)


class EmailChangeView(APIView):
    """Ask for a mail to another address, whose code makes it the learner's."""

    @extend_schema(request=EmailChange, responses={202: None})
    def post(self, request: SignedInRequest) -> Response:
        given = read_body(EmailChange, request)
        spend("mail", request, account=str(request.user.pk))
        addresses.ask_to_change(request.user, **given, now=timezone.now())
        return Response(status=202)


class EmailConfirmView(PublicView):
    """Confirm an address with the code that was mailed to it."""

    @extend_schema(request=EmailConfirmation, responses={204: None})
    def post(self, request: Request) -> Response:
        given = read_body(EmailConfirmation, request)
        spend("mailed_code", request)
        addresses.confirm_address(**given, now=timezone.now())
        return Response(status=204)


class DevicesView(APIView):
    """Where the learner is signed in."""

    @extend_schema(responses=Device(many=True))
    def get(self, request: SignedInRequest) -> Response:
        devices = devices_of(request.user, now=timezone.now())
        context = {"current": request.auth.family_id}
        return Response(Device(devices, many=True, context=context).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedInRequest) -> Response:
        """End every sign-in but the caller's."""
        end_other_devices(request.user, but=request.auth.family_id)
        return Response(status=204)


class DeviceView(APIView):
    """One sign-in."""

    @extend_schema(parameters=[DEVICE_ID], responses={204: None})
    def delete(self, request: SignedInRequest, device_id: str) -> Response:
        device = read_uuid(device_id, "device_id")
        end_device(request.user, device, now=timezone.now())
        return Response(status=204)


class ClaimView(APIView):
    """Make a guest an account that keeps everything; the guest stays signed in."""

    @extend_schema(request=Claim, responses=Profile)
    def post(self, request: SignedInRequest) -> Response:
        given = read_body(Claim, request)
        spend("sign_up", request)
        return Response(profile(claim(request.user, **given, now=timezone.now())))

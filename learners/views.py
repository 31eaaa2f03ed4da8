"""Registering, signing in, and the learner's own profile."""

from typing import Any, cast

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.accounts import register, register_guest, sign_in
from learners.devices import device_name
from learners.models import Learner
from learners.requests import SignedInRequest
from learners.serializers import (
    GuestRequest,
    LearnersQuery,
    Profile,
    ProfileChange,
    RefreshRequest,
    Registration,
    SignInRequest,
    Tokens,
)
from learners.tokens import Access, issue_tokens, revoke, revoke_all, rotate_tokens, subject_of
from limiting.addresses import client_address
from limiting.spending import spend
from wire.inputs import read_body, read_query, read_uuid


class PublicView(APIView):
    """A view for everybody: a bad token is not even looked at."""

    authentication_classes = []
    permission_classes = [AllowAny]


class RegisterView(PublicView):
    """Make an account."""

    @extend_schema(request=Registration, responses={201: Profile})
    def post(self, request: Request) -> Response:
        given = read_body(Registration, request)
        spend("sign_up", request)
        learner = register(**given, now=timezone.now())
        return Response(profile(learner), status=201)


class LoginView(PublicView):
    """Sign in with an email address and a password."""

    @extend_schema(request=SignInRequest, responses=Tokens)
    def post(self, request: Request) -> Response:
        given = read_body(SignInRequest, request)
        device = _device(given, request)
        spend("sign_in", request)
        address = client_address(request.META)
        learner = sign_in(**given, address=address, now=timezone.now())
        return Response(_tokens(learner, device, has_second_factor=bool(given.get("code"))))


class GuestView(PublicView):
    """Try the tutor without an account; embedded mode only."""

    @extend_schema(request=GuestRequest, responses={201: Tokens})
    def post(self, request: Request) -> Response:
        if not settings.EMBEDDED:
            raise Http404
        given = read_body(GuestRequest, request)
        device = _device(given, request)
        spend("guest", request)
        return Response(_tokens(register_guest(**given), device), status=201)


class RefreshView(PublicView):
    """Exchange a refresh token, which then stops working, for a new pair."""

    @extend_schema(request=RefreshRequest, responses=Tokens)
    def post(self, request: Request) -> Response:
        given = read_body(RefreshRequest, request)
        spend("refresh", request, account=subject_of(given["refresh_token"]))
        return Response(Tokens(rotate_tokens(**given, now=timezone.now())).data)


class LogoutView(PublicView):
    """End one sign-in."""

    @extend_schema(request=RefreshRequest, responses={204: None})
    def post(self, request: Request) -> Response:
        revoke(**read_body(RefreshRequest, request))
        return Response(status=204)


class LogoutAllView(APIView):
    """End every sign-in, also that of the caller."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: SignedInRequest) -> Response:
        revoke_all(request.user)
        return Response(status=204)


class MeView(APIView):
    """The learner's own profile."""

    @extend_schema(responses=Profile)
    def get(self, request: SignedInRequest) -> Response:
        return Response(profile(request.user))

    @extend_schema(request=ProfileChange, responses=Profile)
    def patch(self, request: SignedInRequest) -> Response:
        changes = read_body(ProfileChange, request)
        Learner.objects.filter(pk=request.user.pk).update(**changes)
        request.user.refresh_from_db()
        return Response(profile(request.user))

    @extend_schema(request=ProfileChange, responses=Profile)
    def put(self, request: SignedInRequest) -> Response:
        return self.patch(request)


class SecondFactorMissing(PermissionDenied):
    """Staff signed in without the code that other people's data asks for."""

    default_code = "second_factor_missing"
    default_detail = "Sign in with the code of your second factor to see this."


class MaySeeLearners(BasePermission):
    """Staff to whom a group or a superuser gave it; to be staff is not enough."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not (request.user.is_staff and request.user.has_perm("learners.view_learner")):
            return False
        if settings.STAFF_SECOND_FACTOR and not cast(Access, request.auth).has_second_factor():
            raise SecondFactorMissing
        return True


class LearnersView(APIView):
    """A page of all learners, newest first; for staff who may view learners."""

    permission_classes = [IsAuthenticated, MaySeeLearners]

    @extend_schema(parameters=[LearnersQuery], responses=Profile(many=True))
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(LearnersQuery, request)
        learners = Learner.objects.prefetch_related("study_days").order_by("-created_at", "-id")
        found = learners[query["offset"] :][: query["limit"]]
        return Response(Profile(found, many=True, context={"now": timezone.now()}).data)


class LearnerView(APIView):
    """One learner; for staff who may view learners."""

    permission_classes = [IsAuthenticated, MaySeeLearners]

    @extend_schema(responses=Profile)
    def get(self, request: SignedInRequest, learner_id: str) -> Response:
        learner = get_object_or_404(Learner, pk=read_uuid(learner_id, "learner_id"))
        return Response(profile(learner))


def _device(given: dict[str, Any], request: Request) -> str:
    named: str = given.pop("device_name", "")
    return named or device_name(request.headers.get("User-Agent", ""))


def _tokens(learner: Learner, device: str, *, has_second_factor: bool = False) -> dict[str, Any]:
    pair = issue_tokens(
        learner, now=timezone.now(), device_name=device, has_second_factor=has_second_factor
    )
    return Tokens(pair).data


def profile(learner: Learner) -> dict[str, Any]:
    return Profile(learner, context={"now": timezone.now()}).data

"""Access and refresh tokens. A refresh token works once; what it proves is kept in a family row."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from rest_framework import status
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from learners.models import Learner, RefreshFamily
from learners.security_log import warn
from queries import compiled

# Two tabs, or a client whose answer was lost, may show the same token again this long.
GRACE: Final = timedelta(seconds=20)

_signed_in = compiled.Select(
    lambda learner, family: Learner.objects.filter(
        pk=learner,
        is_active=True,
        refresh_families__pk=family,
        refresh_families__revoked=False,
    )
)
# Tokens of earlier releases, which ended with nothing but their time.
_active = compiled.Select(lambda learner: Learner.objects.filter(pk=learner, is_active=True))


class InvalidToken(APIException):
    """The token is malformed, expired, used up, or its learner may not sign in.

    No AuthenticationFailed: where a view asks for no token, that would be answered with 403.
    """

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "invalid_token"
    default_detail = "The token is invalid or has expired."


@dataclass(frozen=True, slots=True)
class TokenPair:
    access_token: str
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Access:
    """What a good access token stands for; the family is unknown to tokens of earlier releases."""

    learner: Learner
    family_id: uuid.UUID | None
    ends_at: datetime

    def has_second_factor(self) -> bool:
        """Whether the sign-in began with a code beside the password."""
        families = RefreshFamily.objects.filter(has_second_factor=True)
        return bool(self.family_id) and families.filter(pk=str(self.family_id)).exists()


def issue_tokens(
    learner: Learner, *, now: datetime, device_name: str = "", has_second_factor: bool = False
) -> TokenPair:
    """Begin a sign-in: a new family of refresh tokens."""
    family = RefreshFamily.objects.create(
        learner=learner,
        device_name=device_name,
        has_second_factor=has_second_factor,
        started_at=now,
        current_jti=uuid.uuid4().hex,
        rotated_at=now,
        expires_at=now + RefreshToken.lifetime,
    )
    return _pair(learner, family)


def rotate_tokens(refresh_token: str, *, now: datetime) -> TokenPair:
    """Exchange a refresh token for a new pair.

    One conditional UPDATE decides, so of many exchanges at once exactly one makes the successor;
    within GRACE the others are given the same one. Later reuse ends the whole family.

    Raises:
        InvalidToken: see there.
    """
    token = _decoded(RefreshToken, refresh_token)
    families = RefreshFamily.objects.filter(
        pk=token["family"], revoked=False, learner__is_active=True
    )
    families.filter(current_jti=token["jti"]).update(
        previous_jti=token["jti"],
        current_jti=uuid.uuid4().hex,
        rotated_at=now,
        expires_at=now + RefreshToken.lifetime,
    )
    family = families.select_related("learner").first()
    if family is None:
        raise InvalidToken
    if family.previous_jti != token["jti"] or now - family.rotated_at > GRACE:
        families.update(revoked=True)
        warn("refresh_token_reused", learner=family.learner_id, family=family.pk)
        raise InvalidToken
    return _pair(family.learner, family)


def subject_of(refresh_token: str) -> str:
    """Return the id of the learner whom a refresh token names.

    Raises:
        InvalidToken: it is not a token of ours.
    """
    return str(_decoded(RefreshToken, refresh_token)["sub"])


def revoke(refresh_token: str) -> None:
    """End one sign-in with its access tokens; a token that is no good any more ends nothing.

    Raises:
        InvalidToken: it is not a token of ours.
    """
    RefreshFamily.objects.filter(pk=_decoded(RefreshToken, refresh_token)["family"]).update(
        revoked=True
    )


def revoke_all(learner: Learner) -> None:
    """End every sign-in of a learner, access tokens too."""
    learner.end_sign_ins()


def read_access(access_token: str) -> Access:
    """Return what an access token stands for.

    Raises:
        InvalidToken: see there.
    """
    token = _decoded(AccessToken, access_token)
    learner_id, family = uuid.UUID(str(token["sub"])), token.get("family")
    family_id = uuid.UUID(str(family)) if family else None
    learner = (
        _signed_in.first(learner=learner_id, family=family_id)
        if family_id
        else _active.first(learner=learner_id)
    )
    if learner is None or learner.auth_version != token["version"]:
        raise InvalidToken
    return Access(learner, family_id, datetime.fromtimestamp(token["exp"], UTC))


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`."""

    def authenticate(self, request: Request) -> tuple[Learner, Access] | None:
        parts = get_authorization_header(request).decode("latin-1").split()
        if not parts or parts[0].lower() != "bearer":
            return None
        if len(parts) != 2:
            raise InvalidToken
        access = read_access(parts[1])
        return access.learner, access

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def _pair(learner: Learner, family: RefreshFamily) -> TokenPair:
    refresh = RefreshToken()
    # Made from the family's row alone, so that the same row always gives the same token.
    refresh["jti"] = family.current_jti
    refresh.set_iat(at_time=family.rotated_at)
    refresh.set_exp(from_time=family.rotated_at)
    refresh["sub"] = str(learner.pk)
    refresh["family"] = str(family.pk)
    access = AccessToken()
    access["sub"] = str(learner.pk)
    access["family"] = str(family.pk)
    access["version"] = learner.auth_version
    return TokenPair(access_token=str(access), refresh_token=str(refresh))


def _decoded(kind: type[AccessToken] | type[RefreshToken], text: str) -> Token:
    wanted = {"sub", "jti", "family" if kind is RefreshToken else "version"}
    try:
        token = kind(text)  # type: ignore[arg-type]  # it says Token, and decodes what it is given
        if not wanted <= token.payload.keys():
            raise InvalidToken
        uuid.UUID(str(token.payload["sub"]))
        uuid.UUID(str(token.payload.get("family", uuid.UUID(int=0))))
    except (TokenError, ValueError):
        raise InvalidToken from None
    return token

"""Making accounts and signing in with an email address."""

import secrets
import unicodedata
from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django_otp import match_token
from rest_framework import status
from rest_framework.exceptions import APIException

from learners.attempts import attempt, remember_network
from learners.mail.outbox import post
from learners.models import Learner, Mail
from learners.passwords import refuse_weak_password
from learners.security_log import note, warn


class EmailTaken(APIException):
    """Somebody, perhaps the same person, already has an account with this address."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "email_taken"
    default_detail = "A user with this email already exists."


class WrongCredentials(APIException):
    """No active account has this email address and password."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "wrong_credentials"
    default_detail = "Incorrect email or password"


class ModestArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with OWASP's least parameters: Django's take 100 MiB and 0.25 s a sign-in."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class EmailBackend(ModelBackend):
    """Sign in with an email address, whatever its case."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **kwargs: Any,
    ) -> Learner | None:
        address = email or username
        if address is None or password is None:
            return None
        learner = Learner.objects.filter(email__iexact=normal_email(address)).first()
        if learner is None:
            Learner().set_password(password)  # the same work, so that timing tells nothing
            return None
        if learner.check_password(password) and self.user_can_authenticate(learner):
            return learner
        return None


def normal_email(address: str) -> str:
    return unicodedata.normalize("NFC", address.strip())


@transaction.atomic
def register(*, email: str, password: str, now: datetime, **profile: Any) -> Learner:
    """Make an account, and have its address confirmed by mail.

    Raises:
        InvalidInput: the password breaks a rule.
        EmailTaken: the address is in use, in whatever case.
    """
    address = normal_email(email)
    resembled = Learner(email=address, full_name=profile.get("full_name", ""))
    refuse_weak_password(password, learner=resembled)
    if Learner.objects.filter(email__iexact=address).exists():
        raise EmailTaken
    try:
        with transaction.atomic():
            learner = Learner.objects.create_user(address, password, **profile)
    except IntegrityError:  # two registrations at once
        raise EmailTaken from None
    post(Mail.Kind.VERIFY_EMAIL, learner=learner, now=now)
    return learner


def register_guest(*, timezone: str) -> Learner:
    """Make a throw-away learner whom nobody can sign in as again."""
    return Learner.objects.create_user(
        f"guest-{secrets.token_hex(8)}@guest.invalid", None, timezone=timezone, is_guest=True
    )


def sign_in(
    *, email: str, password: str, code: str = "", address: str = "", now: datetime
) -> Learner:
    """Return the learner, who thereby keeps an account that was to be deleted.

    Args:
        code: of the second factor; where one is given it has to be right.
        address: from which it comes.

    Raises:
        WrongCredentials: unknown address, wrong password or code, or inactive account.
        TooManyRequests: there were too many failures.
    """
    spent = attempt(email=normal_email(email), address=address)
    learner = EmailBackend().authenticate(None, email=email, password=password)
    if learner is None or (code and not match_token(learner, code.replace(" ", ""))):
        warn("sign_in_failed", account=normal_email(email), address=address)
        raise WrongCredentials
    spent.give_back()
    note("sign_in", learner=learner.pk)
    remember_network(learner, address=address, now=now)
    if learner.delete_at:
        Learner.objects.filter(pk=learner.pk).update(delete_at=None)
    return learner

"""What a password must be, wherever one is chosen, and choosing another.

Django runs the rules in its own commands and in the admin; the API runs them through
`refuse_weak_password`.
"""

import unicodedata
from datetime import datetime
from functools import cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework import status
from rest_framework.exceptions import APIException

from learners.mail.outbox import post
from learners.models import Learner, Mail
from learners.security_log import note
from limiting.spending import TooManyRequests, spend_from
from wire.inputs import InvalidInput


class WrongPassword(APIException):
    """The password given as a proof is not the learner's.

    No 401, which apps take for a token that has to be renewed.
    """

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "wrong_password"
    default_detail = "This is not your current password."


class LengthWithoutBlanks:
    """Blanks around a password are allowed, but protect nothing."""

    def __init__(self, least: int = 8) -> None:
        self.least = least

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password.strip()) < self.least:
            raise ValidationError(self.get_help_text(), code="password_blank")

    def get_help_text(self) -> str:
        return f"A password needs {self.least} characters, not counting blanks around it."


class NotTooLong:
    def __init__(self, most: int = 128) -> None:
        self.most = most

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > self.most:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return f"A password has at most {self.most} characters."


class NotBreached:
    """Refuses the 30,000 most frequent passwords of known breaches, as zxcvbn lists them."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if unicodedata.normalize("NFKC", password).casefold().strip() in _breached():
            raise ValidationError(self.get_help_text(), code="password_breached")

    def get_help_text(self) -> str:
        return "A password must not be one that was found in breaches of other sites."


@cache
def _breached() -> frozenset[str]:
    # Here, because its 90,000 words take a tenth of a second to load.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415

    return frozenset(FREQUENCY_LISTS["passwords"])


def refuse_weak_password(password: str, *, learner: Learner, field: str = "password") -> None:
    """Run every rule.

    Args:
        learner: with the address and name that the password must not resemble; need not be stored.
        field: the body's, for the refusal.

    Raises:
        InvalidInput: one fault for each rule that is broken.
    """
    try:
        validate_password(password, learner)
    except ValidationError as refusal:
        raise InvalidInput(
            [
                {"loc": ["body", field], "msg": told.messages[0], "type": told.code or "invalid"}
                for told in refusal.error_list
            ]
        ) from None


def change_password(
    learner: Learner, *, current_password: str, new_password: str, now: datetime
) -> None:
    """Choose another password; every sign-in ends, the caller's too.

    Raises:
        WrongPassword: see there.
        InvalidInput: the new one breaks a rule.
    """
    prove(learner, current_password)
    set_password(learner, new_password, now=now)


def prove(learner: Learner, password: str) -> None:
    """Let nobody pass who only found a device unlocked. Not in a transaction: failures count.

    Raises:
        WrongPassword: see there.
        TooManyRequests: there were too many failures.
    """
    spent = spend_from("", "password_proof", account=str(learner.pk))
    if spent.refused:
        raise TooManyRequests(max(taken.wait for taken in spent.refused))
    if not learner.check_password(password):
        raise WrongPassword
    spent.give_back()


@transaction.atomic
def set_password(learner: Learner, password: str, *, now: datetime) -> None:
    """Set a password, which ends every sign-in, and say so by mail.

    Raises:
        InvalidInput: it breaks a rule.
    """
    refuse_weak_password(password, learner=learner, field="new_password")
    learner.set_password(password)
    learner.save(update_fields=["password"])
    note("password_changed", learner=learner.pk)
    post(Mail.Kind.PASSWORD_CHANGED, learner=learner, now=now)

"""A guest who stays: the same learner, with everything, gets an address and a password."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from rest_framework import status
from rest_framework.exceptions import APIException

from learners.accounts import EmailTaken, normal_email
from learners.addresses import ask_to_verify
from learners.models import Learner
from learners.passwords import refuse_weak_password


class NotAGuest(APIException):
    """Only guests can become accounts; this learner has one."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "not_a_guest"
    default_detail = "You have an account already."


@transaction.atomic
def claim(guest: Learner, *, email: str, password: str, now: datetime, **profile: Any) -> Learner:
    """Make a guest an account. The guest stays signed in.

    Raises:
        NotAGuest: see there.
        InvalidInput: the password breaks a rule.
        EmailTaken: the address is in use, in whatever case.
    """
    guest.email = normal_email(email)
    refuse_weak_password(password, learner=guest)
    guests = Learner.objects.get_queryset().filter(pk=guest.pk, is_guest=True)
    try:
        with transaction.atomic():
            # Nobody else could have signed in, so that there is nobody to sign out.
            done = guests.keeping_sign_ins(
                email=guest.email, password=make_password(password), is_guest=False, **profile
            )
    except IntegrityError:
        raise EmailTaken from None
    if not done:
        raise NotAGuest
    guest.refresh_from_db()
    ask_to_verify(guest, now=now)
    return guest

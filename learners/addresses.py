"""The address of an account: confirmed by a mail to it, and changed by a mail to the new one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from learners.accounts import EmailTaken, normal_email
from learners.mail.outbox import post
from learners.models import Learner, Mail, MailedProof
from learners.passwords import prove
from learners.proofs import use_proof
from learners.security_log import note


def ask_to_verify(learner: Learner, *, now: datetime) -> None:
    """Have a proof mailed to the learner's own address, unless it is confirmed already."""
    if not learner.is_verified:
        post(Mail.Kind.VERIFY_EMAIL, learner=learner, now=now)


def ask_to_change(learner: Learner, *, email: str, password: str, now: datetime) -> None:
    """Have a proof mailed to the address that the learner wants.

    To one that is taken nothing is sent, and nothing tells so.

    Raises:
        WrongPassword: see there.
    """
    prove(learner, password)
    address = normal_email(email)
    if not Learner.objects.filter(email__iexact=address).exists():
        post(Mail.Kind.CHANGE_EMAIL, learner=learner, address=address, now=now)


@transaction.atomic
def confirm_address(*, token: str, now: datetime) -> None:
    """Take the proof of a mail: the learner reads what comes to its address, and has it now.

    Raises:
        InvalidProof: see there.
        EmailTaken: somebody else has it by now.
    """
    purposes = (MailedProof.Purpose.VERIFY_EMAIL, MailedProof.Purpose.CHANGE_EMAIL)
    proof = use_proof(token, purposes=purposes, now=now)
    learner = proof.learner
    if proof.purpose == MailedProof.Purpose.CHANGE_EMAIL:
        # Before the change, so that the old address hears of it.
        post(Mail.Kind.EMAIL_CHANGED, learner=learner, now=now)
        learner.email = proof.address
    learner.is_verified = True
    try:
        with transaction.atomic():
            learner.save(update_fields=["email", "is_verified"])
    except IntegrityError:
        raise EmailTaken from None
    note("email_confirmed", learner=learner.pk)

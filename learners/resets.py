"""A forgotten password: a mail to the address, and with its proof another password."""

from datetime import datetime

from django.db import transaction

from learners.accounts import normal_email
from learners.mail.outbox import post
from learners.models import Learner, Mail, MailedProof
from learners.passwords import set_password
from learners.proofs import use_proof


def ask_for_reset(*, email: str, now: datetime) -> None:
    """Have a proof mailed, if somebody has the address; nothing tells whether."""
    post(Mail.Kind.PASSWORD_RESET, address=normal_email(email), now=now)


@transaction.atomic
def reset_password(*, token: str, new_password: str, now: datetime) -> None:
    """Set a password by the proof of a mail, which also confirms the address.

    Raises:
        InvalidProof: see there.
        InvalidInput: the password breaks a rule; the proof is still good.
    """
    proof = use_proof(token, purposes=(MailedProof.Purpose.PASSWORD_RESET,), now=now)
    set_password(proof.learner, new_password, now=now)
    Learner.objects.filter(pk=proof.learner_id).update(is_verified=True)

"""Secrets in mails: whoever shows one reads the mail of its address. Each works once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from rest_framework import status
from rest_framework.exceptions import APIException

from learners.models import Learner, MailedProof

LIFETIMES: Final = {
    MailedProof.Purpose.PASSWORD_RESET: timedelta(hours=1),
    MailedProof.Purpose.VERIFY_EMAIL: timedelta(days=3),
    MailedProof.Purpose.CHANGE_EMAIL: timedelta(days=1),
}


class InvalidProof(APIException):
    """The code of a mail is unknown, used, too old, or overtaken by a later change."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid_proof"
    default_detail = "This code is not valid any more. Please ask for a new one."


def make_proof(
    learner: Learner, *, purpose: MailedProof.Purpose, address: str, now: datetime
) -> str:
    """Make a secret to mail; only its digest is kept. Earlier ones of the purpose end."""
    secret = secrets.token_urlsafe(24)
    learner.mailed_proofs.filter(purpose=purpose).delete()
    MailedProof.objects.filter(expires_at__lt=now).delete()
    MailedProof.objects.create(
        digest=_digest(secret),
        learner=learner,
        purpose=purpose,
        address=address,
        auth_version=learner.auth_version,
        expires_at=now + LIFETIMES[purpose],
    )
    return secret


def use_proof(
    secret: str, *, purposes: tuple[MailedProof.Purpose, ...], now: datetime
) -> MailedProof:
    """Return what a secret proves, with its learner, and use it up.

    Call it in the transaction of what follows: where that is refused, the secret is still good.

    Raises:
        InvalidProof: see there.
    """
    rows = MailedProof.objects.filter(digest=_digest(secret))
    proof = rows.select_related("learner").first()
    if proof is None or not _is_good(proof, purposes, now) or not rows.delete()[0]:
        raise InvalidProof
    return proof


def _is_good(proof: MailedProof, purposes: tuple[MailedProof.Purpose, ...], now: datetime) -> bool:
    learner = proof.learner
    if proof.purpose not in purposes or proof.expires_at < now or not learner.is_active:
        return False
    if proof.purpose == MailedProof.Purpose.CHANGE_EMAIL:
        return proof.auth_version == learner.auth_version
    if proof.address.lower() != learner.email.lower():
        return False
    # To know an address is still worth something after the password changed; a reset is not.
    is_reset = proof.purpose == MailedProof.Purpose.PASSWORD_RESET
    return not is_reset or proof.auth_version == learner.auth_version


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()

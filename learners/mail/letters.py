"""What a mail says: plain text, and the same as simple HTML, in English or French."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from learners.models import Learner, Mail, MailedProof
from learners.proofs import make_proof

LANGUAGES: Final = ("en", "fr")
# The kinds that carry a proof; the others only tell.
_PROOFS: Final = {
    Mail.Kind.PASSWORD_RESET: MailedProof.Purpose.PASSWORD_RESET,
    Mail.Kind.VERIFY_EMAIL: MailedProof.Purpose.VERIFY_EMAIL,
    Mail.Kind.CHANGE_EMAIL: MailedProof.Purpose.CHANGE_EMAIL,
}


def letter(mail: Mail, *, now: datetime) -> EmailMultiAlternatives | None:
    """Write a mail; None if there is nobody to write to any more.

    Nothing that a learner wrote is in it, not even a name: a stranger may have registered the
    address.
    """
    learner = mail.learner or _learner_at(mail.address)
    if learner is None or not learner.is_active:
        return None
    subject, text = _written(mail, learner, now)
    message = EmailMultiAlternatives(subject, text, to=[mail.address])
    paragraphs = [block.splitlines() for block in text.split("\n\n")]
    html = render_to_string("learners/mail/letter.html", {"paragraphs": paragraphs})
    message.attach_alternative(html, "text/html")
    return message


def language_of(learner: Learner) -> str:
    return learner.native_language if learner.native_language in LANGUAGES else LANGUAGES[0]


def _learner_at(address: str) -> Learner | None:
    return Learner.objects.filter(email__iexact=address, is_guest=False).first()


def _written(mail: Mail, learner: Learner, now: datetime) -> tuple[str, str]:
    template = f"learners/mail/{language_of(learner)}/{mail.kind}.txt"
    context: dict[str, Any] = {"site": settings.PUBLIC_URL, "delete_at": learner.delete_at}
    if purpose := _PROOFS.get(Mail.Kind(mail.kind)):
        proof = make_proof(learner, purpose=purpose, address=mail.address, now=now)
        context |= {"proof": proof, "link": f"{settings.PUBLIC_URL}/account#{purpose}={proof}"}
    subject, _, text = render_to_string(template, context).strip().partition("\n")
    return subject, text.strip() + "\n"

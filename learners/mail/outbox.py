"""Mail leaves after the transaction that wants it, and again later where it could not.

A request only writes a row, known address or not, so that neither its answer nor its time tells
whether somebody has an account.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from learners.mail.letters import letter
from learners.models import Learner, Mail

logger = logging.getLogger(__name__)

# 1, 2, 4... minutes between attempts: the last after two days.
MOST_ATTEMPTS: Final = 12
FIRST_WAIT: Final = timedelta(minutes=1)
AT_ONCE: Final = 100


def post(
    kind: Mail.Kind, *, now: datetime, learner: Learner | None = None, address: str = ""
) -> None:
    """Have a mail sent once this transaction is committed.

    Args:
        address: the learner's own if left out. Guests have none.
    """
    if learner and learner.is_guest:
        return
    if learner:
        address = address or learner.email
    Mail.objects.create(kind=kind, learner=learner, address=address, created_at=now, due_at=now)
    if settings.CELERY_BROKER_URL:
        transaction.on_commit(_have_it_sent, robust=True)


def _have_it_sent() -> None:
    # The task's module imports this one.
    from learners.tasks import send_mails  # noqa: PLC0415

    send_mails.delay()


def send_due_mails(*, now: datetime) -> int:
    """Send what is due; return how many were sent. Safe to run in several processes at once."""
    return sum(_sent(mail, now) for mail in _claimed(now))


def _claimed(now: datetime) -> Iterator[Mail]:
    for mail in Mail.objects.filter(due_at__lte=now).order_by("due_at", "id")[:AT_ONCE]:
        wait = FIRST_WAIT * 2**mail.attempts
        mine = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts)
        if mine.update(attempts=F("attempts") + 1, due_at=now + wait):
            yield mail


def _sent(mail: Mail, now: datetime) -> bool:
    try:
        message = letter(mail, now=now)
        if message:
            message.send()
    except Exception:  # whatever a mail server does; the row is tried again
        logger.warning("Mail %s could not be sent, attempt %s", mail.pk, mail.attempts + 1)
        if mail.attempts + 1 >= MOST_ATTEMPTS:
            logger.exception("Mail %s is given up", mail.pk)
            mail.delete()
        return False
    mail.delete()
    return message is not None

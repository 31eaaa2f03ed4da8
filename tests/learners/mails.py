"""What a test finds in the mailbox."""

import re

from django.core import mail
from django.utils import timezone

from learners.mail.outbox import send_due_mails


def sent():
    """Send what waits, and return every mail of the test so far as (address, subject)."""
    send_due_mails(now=timezone.now())
    return [(message.to[0], message.subject) for message in mail.outbox]


def last_code():
    """Return the code of the mail sent last."""
    send_due_mails(now=timezone.now())
    (code,) = re.findall(r"^([\w-]{32})$", mail.outbox[-1].body, re.MULTILINE)
    return code

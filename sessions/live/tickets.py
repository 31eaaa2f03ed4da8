"""One-use sign-ins for sockets, for clients that cannot send a header."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sessions.models import LearningSession, SocketTicket
from sessions.told.shapes import Ticket

LIFETIME: Final = timedelta(seconds=30)


def issue_ticket(session: LearningSession, *, now: datetime) -> Ticket:
    """Make a ticket; only its digest is kept."""
    value = secrets.token_urlsafe(32)
    SocketTicket.objects.filter(expires_at__lt=now).delete()
    ticket = SocketTicket.objects.create(
        digest=_digest(value), session=session, expires_at=now + LIFETIME
    )
    return Ticket(ticket=value, expires_at=ticket.expires_at)


def redeem_ticket(value: str, *, now: datetime) -> LearningSession | None:
    """Return the session a ticket opens, once; None if it is used, too old or none of ours."""
    tickets = SocketTicket.objects.filter(digest=_digest(value), used=False, expires_at__gte=now)
    if not tickets.update(used=True):
        return None
    ticket = SocketTicket.objects.select_related("session__learner").get(digest=_digest(value))
    return ticket.session if ticket.session.learner.is_active else None


def _digest(value):
    return hashlib.sha256(value.encode()).hexdigest()

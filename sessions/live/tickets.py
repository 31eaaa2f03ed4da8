"""One-use sign-ins for sockets, for clients that cannot send a header."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sessions.models import LearningSession, SocketTicket
from sessions.told.shapes import Ticket

LIFETIME: Final = timedelta(seconds=30)


def issue_ticket(
    session: LearningSession, *, family_id: UUID | None = None, now: datetime
) -> Ticket:
    """Make a ticket; only its digest is kept.

    Args:
        family_id: the sign-in that asks for it, with which the socket ends.
    """
    value = secrets.token_urlsafe(32)
    SocketTicket.objects.filter(expires_at__lt=now).delete()
    ticket = SocketTicket.objects.create(
        digest=_digest(value), session=session, family_id=family_id, expires_at=now + LIFETIME
    )
    return Ticket(ticket=value, expires_at=ticket.expires_at)


def redeem_ticket(value: str, *, now: datetime) -> SocketTicket | None:
    """Return a ticket with its session and learner, once.

    None if it is used, too old or none of ours, or if the sign-in has ended that asked for it.
    """
    tickets = SocketTicket.objects.filter(digest=_digest(value), used=False, expires_at__gte=now)
    if not tickets.update(used=True):
        return None
    ticket = SocketTicket.objects.select_related("session__learner", "family").get(
        digest=_digest(value)
    )
    has_ended = ticket.family is not None and ticket.family.revoked
    return ticket if ticket.session.learner.is_active and not has_ended else None


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()

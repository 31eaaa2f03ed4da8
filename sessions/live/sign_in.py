"""Who opens a socket: a header, which decides where present, a one-use ticket, or ?token=."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings

from learners.tokens import InvalidToken, read_access
from sessions.live.tickets import redeem_ticket

TICKET_PREFIX = "ticket."


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a client brings along when it connects."""

    access_token: str = ""
    ticket: str = ""
    subprotocol: str | None = None  # to be chosen in the answer, or browsers refuse it
    after_sequence: int | None = None

    @property
    def is_modern(self) -> bool:
        """Only clients written for this server know tickets and after_sequence."""
        return bool(self.ticket) or self.after_sequence is not None


@dataclass(frozen=True, slots=True)
class SignIn:
    learner_id: UUID
    auth_version: int
    family_id: UUID | None
    ends_at: datetime


def handshake_of(scope: Mapping[str, Any]) -> Handshake:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    offered = scope.get("subprotocols", [])
    tickets = [name.removeprefix(TICKET_PREFIX) for name in offered if _is_ticket(name)]
    header = dict(scope["headers"]).get(b"authorization")
    after = query.get("after_sequence", [""])[0]
    return Handshake(
        access_token=_bearer(header) if header else query.get("token", [""])[0],
        ticket="" if header else (tickets or query.get("ticket", [""]))[0],
        subprotocol=next(
            (n for n in offered if not _is_ticket(n)), offered[0] if offered else None
        ),
        after_sequence=int(after[:9]) if after.isascii() and after.isdigit() else None,
    )


def sign_in(handshake: Handshake, session_id: UUID | None, *, now: datetime) -> SignIn | None:
    """Return who opens the socket; None if nobody may with it.

    A ticket opens the one session it was made for: for another one it is no good.
    """
    if handshake.ticket:
        ticket = redeem_ticket(handshake.ticket, now=now)
        if ticket is None or ticket.session_id != session_id:
            return None
        learner = ticket.session.learner
        lifetime = timedelta(minutes=settings.ACCESS_TOKEN_EXPIRE_MINUTES)
        return SignIn(learner.pk, learner.auth_version, ticket.family_id, now + lifetime)
    return sign_in_by_token(handshake.access_token)


def sign_in_by_token(access_token: str) -> SignIn | None:
    try:
        access = read_access(access_token)
    except InvalidToken:
        return None
    learner = access.learner
    return SignIn(learner.pk, learner.auth_version, access.family_id, access.ends_at)


def _is_ticket(name: str) -> bool:
    return name.startswith(TICKET_PREFIX)


def _bearer(header: bytes) -> str:
    kind, _, token = header.decode("latin-1").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""

"""Who opens a socket: a header, which decides where present, a one-use ticket, or ?token=."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings

from learners.models import Learner
from learners.tokens import InvalidToken, expires_at, learner_of
from queries import compiled
from sessions.live.tickets import redeem_ticket
from sessions.models import LearningSession

TICKET_PREFIX = "ticket."

_own = compiled.Select(
    lambda session, learner: LearningSession.objects.filter(pk=session, learner=learner)
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the handshake brought along."""

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
    ends_at: datetime


def credentials_of(scope) -> Credentials:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    offered = scope.get("subprotocols", [])
    tickets = [name.removeprefix(TICKET_PREFIX) for name in offered if _is_ticket(name)]
    header = dict(scope["headers"]).get(b"authorization")
    after = query.get("after_sequence", [""])[0]
    return Credentials(
        access_token=_bearer(header) if header else query.get("token", [""])[0],
        ticket="" if header else (tickets or query.get("ticket", [""]))[0],
        subprotocol=next(
            (n for n in offered if not _is_ticket(n)), offered[0] if offered else None
        ),
        after_sequence=int(after[:9]) if after.isascii() and after.isdigit() else None,
    )


def sign_in(credentials: Credentials, session_id: UUID, *, now: datetime) -> SignIn | None:
    """Return who opens the socket; None if nobody may with these credentials.

    A ticket opens the one session it was made for: for another one it is no good.
    """
    if credentials.ticket:
        session = redeem_ticket(credentials.ticket, now=now)
        if session is None or session.pk != session_id:
            return None
        lifetime = timedelta(minutes=settings.ACCESS_TOKEN_EXPIRE_MINUTES)
        return _of(session.learner, now + lifetime)
    return sign_in_by_token(credentials.access_token)


def sign_in_by_token(access_token: str) -> SignIn | None:
    try:
        learner = learner_of(access_token)
    except InvalidToken:
        return None
    return _of(learner, datetime.fromtimestamp(expires_at(access_token), UTC))


def own_session(session_id: UUID, learner_id: UUID) -> LearningSession | None:
    return _own.first(session=session_id, learner=learner_id)


def _of(learner: Learner, ends_at: datetime) -> SignIn:
    return SignIn(learner.pk, learner.auth_version, ends_at)


def _is_ticket(name):
    return name.startswith(TICKET_PREFIX)


def _bearer(header: bytes) -> str:
    kind, _, token = header.decode("latin-1").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""

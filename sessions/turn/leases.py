"""The lease: the right of one process to answer a turn, for as long as it renews it.

One turn at a time per session. A turn whose lease has ended belongs to nobody and is taken up
again; `attempt` is the fence that keeps the earlier holder from writing.
"""

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from queries import compiled
from sessions.database import in_database
from sessions.models import LearningSession, Turn

LEASE: Final = timedelta(seconds=settings.TURN_LEASE_SECONDS)
RENEW_SECONDS: Final = LEASE.total_seconds() / 3

_renew = compiled.Update(
    lambda turn, attempt, until: (Turn.objects.held(turn, attempt), {"lease_until": until})
)
_session = compiled.Select(
    lambda session: LearningSession.objects.select_for_update().filter(pk=session)
)
_held = compiled.Select(lambda turn, attempt: Turn.objects.held(turn, attempt))
_state = compiled.Select(
    lambda turn: Turn.objects.filter(pk=turn).values_list("attempt", "status", "cancel_requested")
)


class LeaseLost(Exception):
    """Another process answers the turn now, or it has ended, or its session was deleted.

    Nothing was written.
    """


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to answer a turn until `LEASE` after the last renewal."""

    turn_id: uuid.UUID
    session_id: uuid.UUID
    attempt: int


@transaction.atomic
def claim(turn_id: uuid.UUID, *, now: datetime) -> Lease | None:
    """Take the lease of a turn whose time has come.

    Returns None while an earlier message of the session is being answered. A running turn is
    taken over only when its lease has ended.

    Raises:
        LeaseLost: see there.
    """
    session = LearningSession.objects.select_for_update().get(turns=turn_id)
    pending = list(session.turns.pending().order_by("messages__sequence_number"))
    turn = next((turn for turn in pending if turn.pk == turn_id), None)
    if turn is None or _is_held(turn, now):
        raise LeaseLost
    if turn != pending[0]:
        _keep_place(turn, now)
        return None
    turn.status = Turn.Status.RUNNING
    turn.attempt += 1
    turn.lease_until = now + LEASE
    turn.save(update_fields=["status", "attempt", "lease_until"])
    return Lease(turn_id=turn.pk, session_id=session.pk, attempt=turn.attempt)


def renew(lease: Lease, *, now: datetime) -> bool:
    """Keep the lease; return whether the turn is to be cancelled.

    Raises:
        LeaseLost: see there. A turn that was ended under this very lease is not lost.
    """
    is_kept = _renew(turn=lease.turn_id, attempt=lease.attempt, until=now + LEASE)
    state = _state.first(turn=lease.turn_id)
    if state is None:
        raise LeaseLost
    attempt, status, cancel_requested = state
    has_ended_under_it = attempt == lease.attempt and status not in Turn.PENDING
    if not (is_kept or has_ended_under_it):
        raise LeaseLost
    return cancel_requested


async def keep(lease: Lease, *, on_cancel: Callable[[], None]) -> None:
    """Renew the lease again and again until this is cancelled, or the lease is lost.

    Raises:
        LeaseLost: see there.
    """
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        # Without a database nobody else can take the turn, and the lease may still hold.
        with contextlib.suppress(OperationalError, InterfaceError):
            if await in_database(renew, lease, now=timezone.now()):
                on_cancel()


def fence(lease: Lease) -> tuple[LearningSession, Turn]:
    """Lock the session and return it with the turn; from now on the lease holds to the end.

    Raises:
        LeaseLost: see there.
    """
    session = _session.first(session=lease.session_id)
    turn = _held.first(turn=lease.turn_id, attempt=lease.attempt)
    if session is None or turn is None:
        raise LeaseLost
    return session, turn


def _is_held(turn: Turn, now: datetime) -> bool:
    return turn.status == Turn.Status.RUNNING and turn.lease_until > now


def _keep_place(turn: Turn, now: datetime) -> None:
    """A turn that waits is not stranded; without this it would be taken for one."""
    if turn.lease_until - now < LEASE / 2:
        Turn.objects.filter(pk=turn.pk, status=Turn.Status.ACCEPTED).update(lease_until=now + LEASE)

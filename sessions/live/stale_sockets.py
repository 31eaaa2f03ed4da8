"""Sockets that should not be open any more: silent ones, and those whose sign-in has ended."""

import asyncio
import logging
import time
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import Error
from django.utils import timezone

from learners.models import Learner, RefreshFamily
from sessions.database import in_database
from sessions.live.close_codes import CloseCode
from sessions.live.consumers import open_sockets
from sessions.live.sign_in import SignIn

logger = logging.getLogger(__name__)

SILENCE_SECONDS: Final = 120.0
CHECK_SECONDS: Final = 15.0
AT_ONCE: Final = 500


async def keep_watching() -> None:
    """Watch the sockets of this process for as long as it lives."""
    while True:
        await asyncio.sleep(CHECK_SECONDS)
        await close_stale_sockets(now=timezone.now())


async def close_stale_sockets(*, now: datetime) -> None:
    """Begin to close what has said nothing for `SILENCE_SECONDS`, or is signed out."""
    latest = time.monotonic() - SILENCE_SECONDS
    sockets = tuple(open_sockets)
    good = await _good_ones({socket.signed_in for socket in sockets}, now)
    for socket in sockets:
        if socket.heard_at < latest:
            socket.close_soon(CloseCode.SILENT)
        elif socket.signed_in not in good:
            socket.close_soon(CloseCode.UNAUTHENTICATED)


async def _good_ones(sign_ins: Collection[SignIn], now: datetime) -> set[SignIn]:
    running = {sign_in for sign_in in sign_ins if now < sign_in.ends_at}
    try:
        return await in_database(_held, running)
    except Error:
        logger.warning("Sign-ins are not looked at: the database is away")
        return running


def _held(sign_ins: Collection[SignIn]) -> set[SignIn]:
    """Return those that nobody has ended: one by itself, or all of a learner's."""
    active = Learner.objects.filter(is_active=True).values_list("pk", "auth_version")
    versions: dict[UUID, int] = {}
    for few in _in_lots({sign_in.learner_id for sign_in in sign_ins}):
        versions.update(active.filter(pk__in=few))
    revoked = RefreshFamily.objects.filter(revoked=True).values_list("pk", flat=True)
    ended: set[UUID] = set()
    for few in _in_lots({sign_in.family_id for sign_in in sign_ins if sign_in.family_id}):
        ended.update(revoked.filter(pk__in=few))
    return {
        s
        for s in sign_ins
        if versions.get(s.learner_id) == s.auth_version and s.family_id not in ended
    }


def _in_lots(ids: set[UUID]) -> Iterator[list[UUID]]:
    left = iter(ids)
    while few := list(islice(left, AT_ONCE)):
        yield few

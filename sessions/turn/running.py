"""The turns that this process is answering now. They outlive the socket that started them."""

import asyncio
import contextlib
import contextvars
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from sessions.told.hub import hear_always, pass_on
from sessions.told.shapes import Shape
from sessions.turn.leases import Lease
from sessions.turn.opening import Accepted
from tutoring.brief import FailedCall

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class RunningTurn:
    """A turn on its way, and what the tutor has said of it so far."""

    turn_id: UUID
    session_id: UUID
    client_message_id: UUID
    lease: Lease | None = None  # to be claimed, if none
    text: str = ""
    left_calls: list[FailedCall] = field(default_factory=list)  # of models, cut off by a cancel
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task | None = None
    result: Shape | None = None  # what its listeners were told in the end


# How often other processes are told what a reply has come to, and how long they remember.
SHARE_SECONDS = 0.5
TEXT_KEPT_SECONDS = 60
CANCELLED_TURNS = "cancelled-turns"

_turns: dict[UUID, RunningTurn] = {}
_draining = False
_sharing: asyncio.Task | None = None


def start(accepted: Accepted, answer: Callable[[RunningTurn], Awaitable[None]]) -> RunningTurn:
    """Answer a turn beside the caller, in a task of its own."""
    turn = RunningTurn(
        accepted.turn_id, accepted.session_id, accepted.client_message_id, accepted.lease
    )
    # A context of its own: the request that started the turn may be over before it is.
    turn.task = asyncio.create_task(answer(turn), context=contextvars.Context())
    _turns[turn.turn_id] = turn
    turn.task.add_done_callback(lambda task: _ended(turn, task))
    _begin_sharing()
    return turn


def running(turn_id: UUID) -> RunningTurn | None:
    return _turns.get(turn_id)


def running_in(session_id: UUID) -> RunningTurn | None:
    """Return the turn of a session that is being answered here, the earliest if some wait."""
    return next((turn for turn in _turns.values() if turn.session_id == session_id), None)


def text_so_far(turn_id: UUID) -> str:
    """Return what a turn's reply has come to, here or, best effort, in another process."""
    if turn := _turns.get(turn_id):
        return turn.text
    try:
        return cache.get(_cache_key(turn_id), "")
    except Exception as error:  # whatever a cache raises that is away
        logger.warning("The text so far of turn %s cannot be read: %r", turn_id, error)
        return ""


def _begin_sharing() -> None:
    """Let other processes read the texts so far, while there are any."""
    global _sharing
    is_shared = _sharing and not _sharing.done() and _sharing.get_loop().is_running()
    if settings.REDIS_URL and not is_shared:
        _sharing = asyncio.create_task(_share_texts(), context=contextvars.Context())


async def _share_texts() -> None:
    while _turns:
        await asyncio.sleep(SHARE_SECONDS)
        texts = {_cache_key(turn.turn_id): turn.text for turn in _turns.values() if turn.text}
        try:
            await asyncio.to_thread(cache.set_many, texts, TEXT_KEPT_SECONDS)
        except Exception as error:  # whatever a cache raises that is away
            logger.warning("The texts so far cannot be shared: %r", error)


def cancel(turn_ids: list[UUID]) -> None:
    """Cancel turns at once, wherever they run; the flag on their rows says so too."""
    for turn_id in turn_ids:
        _cancel_here(str(turn_id))
        pass_on(CANCELLED_TURNS, str(turn_id))


def _cancel_here(turn_id: str) -> None:
    if turn := _turns.get(UUID(turn_id)):
        turn.cancelled.set()


hear_always(CANCELLED_TURNS, _cancel_here)


async def unless_cancelled(turn: RunningTurn, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what `work` returns; None, with the work ended, when the turn is cancelled first."""
    working = asyncio.create_task(work)
    cancelled = asyncio.create_task(turn.cancelled.wait())
    try:
        await asyncio.wait({working, cancelled}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        cancelled.cancel()
        await asyncio.wait({working, cancelled})


def is_draining() -> bool:
    return _draining


async def drain(timeout_seconds: float = 15.0) -> None:
    """Take no new turns and wait for the running ones; what is left is recovered by others."""
    global _draining
    _draining = True
    tasks = [turn.task for turn in _turns.values()]
    if tasks:
        logger.info("Waiting for %d running turns", len(tasks))
        await asyncio.wait(tasks, timeout=timeout_seconds)


def _cache_key(turn_id):
    return f"turn.{turn_id}.text"


def _ended(turn, task):
    _turns.pop(turn.turn_id, None)
    with contextlib.suppress(asyncio.CancelledError):
        if error := task.exception():
            logger.error("Turn %s was left unanswered", turn.turn_id, exc_info=error)

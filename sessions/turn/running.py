"""The turns that this process is answering now. They outlive the socket that started them."""

import asyncio
import contextlib
import contextvars
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from uuid import UUID

from django.conf import settings

from sessions.told.frames import TurnResult
from sessions.told.hub import hear_always, pass_on
from sessions.turn.leases import Lease
from sessions.turn.opening import Accepted
from sessions.turn.racing import unless
from sessions.turn.sharing import share_texts, shared_text
from tutoring.brief import FailedCall

T = TypeVar("T")

logger = logging.getLogger(__name__)

CANCELLED_TURNS: Final = "cancelled-turns"
# How often other processes are told what a reply has come to.
SHARE_SECONDS: Final = 0.5


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
    task: "asyncio.Task[None]" = field(init=False)
    result: TurnResult | None = None  # what its listeners were told in the end

    async def unless_cancelled(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Return what `work` returns; None, with the work ended, when the turn is cancelled."""
        return await unless(self.cancelled.wait(), work)


class RunningTurns:
    """The turns of one process, from its start until it has drained.

    Attributes:
        is_draining: the process takes no new turns any more.
    """

    def __init__(self) -> None:
        self.is_draining = False
        self._turns: dict[UUID, RunningTurn] = {}
        self._sharing: asyncio.Task[None] | None = None
        hear_always(CANCELLED_TURNS, self._cancel)

    def start(
        self,
        accepted: Accepted,
        answer: "Callable[[RunningTurn, RunningTurns], Coroutine[Any, Any, None]]",
    ) -> RunningTurn:
        """Answer a turn beside the caller, in a task of its own."""
        turn = RunningTurn(
            accepted.turn_id, accepted.session_id, accepted.client_message_id, accepted.lease
        )
        # A context of its own: the request that started the turn may be over before it is.
        turn.task = asyncio.create_task(answer(turn, self), context=contextvars.Context())
        self._turns[turn.turn_id] = turn
        turn.task.add_done_callback(lambda task: self._ended(turn, task))
        self._begin_sharing()
        return turn

    def get(self, turn_id: UUID) -> RunningTurn | None:
        return self._turns.get(turn_id)

    def first_of(self, session_id: UUID) -> RunningTurn | None:
        """Return the turn of a session that is being answered here, the earliest if some wait."""
        return next((turn for turn in self._turns.values() if turn.session_id == session_id), None)

    def text_so_far(self, turn_id: UUID) -> str:
        """Return what a turn's reply has come to, here or, best effort, in another process."""
        turn = self._turns.get(turn_id)
        return turn.text if turn else shared_text(turn_id)

    def cancel(self, turn_ids: Iterable[UUID]) -> None:
        """Cancel turns at once, wherever they run; the flag on their rows says so too."""
        for turn_id in turn_ids:
            self._cancel(str(turn_id))
            pass_on(CANCELLED_TURNS, str(turn_id))

    async def drain(self, timeout_seconds: float = 15.0) -> None:
        """Take no new turns and wait for the running ones; what is left is recovered by others."""
        self.is_draining = True
        tasks = [turn.task for turn in self._turns.values()]
        if tasks:
            logger.info("Waiting for %d running turns", len(tasks))
            await asyncio.wait(tasks, timeout=timeout_seconds)

    def _cancel(self, turn_id: str) -> None:
        if turn := self._turns.get(UUID(turn_id)):
            turn.cancelled.set()

    def _ended(self, turn: RunningTurn, task: "asyncio.Task[None]") -> None:
        self._turns.pop(turn.turn_id, None)
        with contextlib.suppress(asyncio.CancelledError):
            if error := task.exception():
                logger.error("Turn %s was left unanswered", turn.turn_id, exc_info=error)

    def _begin_sharing(self) -> None:
        """Let other processes read the texts so far, while there are any."""
        if settings.REDIS_URL and (self._sharing is None or self._sharing.done()):
            self._sharing = asyncio.create_task(self._share(), context=contextvars.Context())

    async def _share(self) -> None:
        while self._turns:
            await asyncio.sleep(SHARE_SECONDS)
            await share_texts(
                {turn.turn_id: turn.text for turn in self._turns.values() if turn.text}
            )


_of_process: RunningTurns | None = None


def turns_here() -> RunningTurns:
    """Return the turns of this process; where no server has begun them, they begin now."""
    return _of_process or begin()


def begin() -> RunningTurns:
    """Make the turns of this process, unless there are some that have not been drained."""
    global _of_process
    if _of_process is None or _of_process.is_draining:
        _of_process = RunningTurns()
    return _of_process

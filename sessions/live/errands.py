"""What a client's frames ask for, done beside the socket, so that heartbeats are answered at once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from uuid import UUID

from django.http import Http404
from rest_framework.exceptions import APIException, NotFound

from sessions.live.outgoing import Outgoing
from sessions.told.frames import refused
from sessions.turn.refusals import TurnFailed

logger = logging.getLogger(__name__)

Errand = Callable[[], Awaitable[None]]


class Errands:
    """The errands of one socket; whatever goes wrong is told, and the socket stays open."""

    def __init__(self, client: Outgoing, session_id: UUID) -> None:
        self._client, self._session_id = client, session_id
        self._waiting: deque[tuple[Errand, UUID | None]] = deque()
        self._in_order: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()

    def do_in_order(self, errand: Errand, client_message_id: UUID | None = None) -> None:
        """Do it after those before; it is done even if the client leaves meanwhile."""
        self._waiting.append((errand, client_message_id))
        if self._in_order is None or self._in_order.done():
            self._in_order = asyncio.create_task(self._do_those_that_wait())

    def do_beside(self, errand: Errand) -> None:
        """Do what may take long in a task of its own."""
        self._beside.add(task := asyncio.create_task(self._do(errand)))
        task.add_done_callback(self._beside.discard)

    def end_those_beside(self) -> None:
        for task in self._beside:
            task.cancel()

    async def _do_those_that_wait(self) -> None:
        while self._waiting:
            await self._do(*self._waiting.popleft())

    async def _do(self, errand: Errand, client_message_id: UUID | None = None) -> None:
        try:
            await errand()
        except Http404:
            await self._client.tell(refused(NotFound(), client_message_id))
        except APIException as refusal:
            await self._client.tell(refused(refusal, client_message_id))
        except Exception:
            logger.exception("A frame could not be taken in session %s", self._session_id)
            await self._client.tell(refused(TurnFailed(), client_message_id))

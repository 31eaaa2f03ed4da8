"""The way to one client: what it is told arrives soon, or the line is cut."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from sessions.live.close_codes import CloseCode
from sessions.told.frames import frame_text
from sessions.told.shapes import Shape

# A client that takes no frame for so long does not read any more.
SEND_SECONDS: Final = 15.0


class Outgoing:
    """The sending half of a socket.

    Attributes:
        is_open: nothing is sent once this is false.
        is_cut: the line ended, or is to end, without a close frame.
    """

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self._send = send
        self._serving = asyncio.current_task()  # which serves the socket: its end is the line's
        self.is_open = True
        self.is_cut = False

    async def accept(self, subprotocol: str | None) -> None:
        await self._send({"type": "websocket.accept", "subprotocol": subprotocol})

    async def tell(self, what: Shape) -> None:
        await self.tell_text(frame_text(what))

    async def tell_text(self, text: str) -> None:
        if not self.is_open:
            return
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._send({"type": "websocket.send", "text": text})
        except TimeoutError:
            self.cut()

    def shut(self) -> None:
        """Send nothing any more: the client is gone."""
        self.is_open = False

    async def close(self, code: CloseCode) -> None:
        if self.is_open:
            self.is_open = False
            # Servers want an int and nothing that is one as well.
            await self._send({"type": "websocket.close", "code": int(code)})

    def cut(self) -> None:
        """End without a close frame."""
        self.is_open, self.is_cut = False, True
        if self._serving:
            self._serving.cancel()

"""uvicorn's connections, with bounds that it lacks: on half requests and on messages of any size."""

from asyncio import BaseTransport, TimerHandle, Transport
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode as StandardCode
from websockets.server import ServerProtocol

from config.limits import (
    HEAD_TOO_LARGE,
    LINGER_SECONDS,
    MOST_HEAD_BYTES,
    Headers,
    head_bytes,
    refusal_body,
)
from config.problems import CONTENT_TYPE, HeadTooLarge
from sessions.live.close_codes import CloseCode

HEAD_SECONDS: Final = 20.0
# What comes in one piece with the end of a head may be the beginning of a body.
MOST_UNREAD_BYTES: Final = 2 * MOST_HEAD_BYTES
# A client that is silent for so long is not in the middle of a message any more.
QUIET_SECONDS: Final = 0.5
MOST_HEADERS: Final = 128


class HttpConnection(HttpToolsProtocol):
    """A connection that is given up when the head of a request does not end."""

    head_seconds = HEAD_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: TimerHandle | None = None
        self._unread_bytes = 0

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, transport))
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is None and (self.cycle is None or self.cycle.response_complete):
            self._await_head()
        super().data_received(data)
        if self._waiting is not None:
            self._unread_bytes += len(data)
            if self._unread_bytes > MOST_UNREAD_BYTES:
                self._refuse_head(())

    def on_headers_complete(self) -> None:
        self._head_is_read()
        super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        # What reads the handshake has limits of its own, at which it falls silent.
        if head_bytes(self.headers) > MOST_HEAD_BYTES or len(self.headers) > MOST_HEADERS:
            self._refuse_head(self.headers)
        else:
            super().handle_websocket_upgrade()

    def _await_head(self) -> None:
        self._unread_bytes = 0
        self._waiting = self.loop.call_later(self.head_seconds, self.transport.close)

    def _head_is_read(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse_head(self, headers: Headers) -> None:
        self._head_is_read()
        body = refusal_body(HeadTooLarge(HEAD_TOO_LARGE), headers)
        self.transport.write(
            STATUS_LINE[431]
            + b"content-type: %s\r\nconnection: close\r\n" % CONTENT_TYPE.encode()
            + b"content-length: %d\r\n\r\n%s" % (len(body), body)
        )
        self.transport.close()


class SocketConnection(WebSocketsSansIOProtocol):
    """A socket that says why it ends when a message is too big to be taken in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn = _Frames(max_size=self.config.ws_max_size, logger=self.logger)

    def data_received(self, data: bytes) -> None:
        if self.conn.parser_exc is None:
            super().data_received(data)
        else:
            self._linger()

    def handle_parser_exception(self) -> None:
        """Tell the application and the client, who reads it only when it has sent."""
        if told := self.conn.close_sent:
            self.queue.put_nowait(
                {"type": "websocket.disconnect", "code": told.code, "reason": told.reason}
            )
        self.close_sent = True
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.resume_reading()
        self._ends_at = self.loop.time() + LINGER_SECONDS
        self._linger()

    def _linger(self) -> None:
        if self.close_timer is not None:
            self.close_timer.cancel()
        until = min(self._ends_at, self.loop.time() + QUIET_SECONDS)
        self.close_timer = self.loop.call_at(until, self.transport.close)


class _Frames(ServerProtocol):
    def fail(self, code: int, reason: str = "") -> None:
        super().fail(CloseCode.TOO_BIG if code == StandardCode.MESSAGE_TOO_BIG else code, reason)

"""No request is taken in beyond limits: on any server, as far as an application can tell.

Django would write a whole body to disk before it refuses it, and wait for its end without end.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from config.problems import CONTENT_TYPE, HeadTooLarge, RequestTimedOut, TooLarge, problem
from config.requests import acceptable_id, request_id

MOST_HEAD_BYTES: Final = 32 * 1024
MOST_BODY_BYTES: Final = 5 * 1024 * 1024
# Between two pieces of a body, and from its beginning to its end: two megabytes at 64 kbit/s.
PIECE_SECONDS: Final = 20.0
BODY_SECONDS: Final = 300.0
# A client that is still sending reads the refusal only when it has sent.
LINGER_SECONDS: Final = 5.0

HEAD_TOO_LARGE: Final = f"The headers are larger than {MOST_HEAD_BYTES:,} bytes."
_TOO_LARGE: Final = f"The body is larger than {MOST_BODY_BYTES:,} bytes."

# Django, Channels and uvicorn each have types of their own for what goes through here.
Scope = Any
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[..., Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]
Refusal = HeadTooLarge | TooLarge | RequestTimedOut


class Limits:
    """An ASGI application that answers in place of another when a request goes beyond limits."""

    def __init__(
        self,
        application: Application,
        *,
        piece_seconds: float = PIECE_SECONDS,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self.application = application
        self.piece_seconds = piece_seconds
        self.body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            _check_head(scope)
            await self.application(scope, self._bounded(receive), send)
        except (HeadTooLarge, TooLarge, RequestTimedOut) as refusal:
            await _refuse(refusal, scope, receive, send)

    def _bounded(self, receive: Receive) -> Receive:
        """Return a `receive` that raises when the body is too large or too slow.

        After the body it waits as long as it takes: it is then asked whether the client has gone.
        """
        taken, is_whole = 0, False
        ends_at = asyncio.get_running_loop().time() + self.body_seconds

        async def bounded() -> Message:
            nonlocal taken, is_whole
            if is_whole:
                return await receive()
            message = await self._next_piece(receive, ends_at)
            taken += len(message.get("body", b""))
            if taken > MOST_BODY_BYTES:
                raise TooLarge(_TOO_LARGE)
            is_whole = not message.get("more_body")
            return message

        return bounded

    async def _next_piece(self, receive: Receive, ends_at: float) -> Message:
        try:
            now = asyncio.get_running_loop().time()
            async with asyncio.timeout_at(min(ends_at, now + self.piece_seconds)):
                return await receive()
        except TimeoutError:
            raise RequestTimedOut from None


def head_bytes(headers: Headers) -> int:
    """Return how many bytes headers take on the wire."""
    return sum(len(name) + len(value) + len(b": \r\n") for name, value in headers)


def _check_head(scope: Scope) -> None:
    if head_bytes(scope["headers"]) > MOST_HEAD_BYTES:
        raise HeadTooLarge(HEAD_TOO_LARGE)
    length = dict(scope["headers"]).get(b"content-length", b"")
    if length.isdigit() and int(length) > MOST_BODY_BYTES:
        raise TooLarge(_TOO_LARGE)


def refusal_body(refusal: Refusal, headers: Headers) -> bytes:
    """Return the problem document of a refusal, under the id that the request brings."""
    given = dict(headers).get(b"x-request-id", b"").decode("latin-1")
    token = request_id.set(acceptable_id(given))
    try:
        document = problem(refusal.status_code, refusal.default_code, str(refusal.detail))
    finally:
        request_id.reset(token)
    return json.dumps(document).encode()


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    body = refusal_body(refusal, scope["headers"])
    headers = [
        (b"content-type", CONTENT_TYPE.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body"})

"""No body beyond a limit is taken in. Django would write all of it to disk before it refuses it."""

import asyncio
import contextlib
import json
from typing import Final

MOST_BODY_BYTES: Final = 5 * 1024 * 1024
# A client that is still sending reads the refusal only when it has sent.
LINGER_SECONDS: Final = 5

PROBLEM: Final = json.dumps(
    {
        "type": "/api/v1/problems#too_large",
        "title": "Content Too Large",
        "status": 413,
        "detail": f"The body is larger than {MOST_BODY_BYTES:,} bytes.",
        "code": "too_large",
        "request_id": "-",
    }
).encode()
_HEADERS: Final = [
    (b"content-type", b"application/problem+json"),
    (b"content-length", b"%d" % len(PROBLEM)),
    (b"connection", b"close"),
]


class TooLarge(Exception):
    """The body went on beyond the limit."""


def capped(application):
    """Answer 413 in place of an ASGI application when the body of a request is too large."""

    async def within_limit(scope, receive, send):
        taken = 0

        async def take():
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BODY_BYTES:
                raise TooLarge
            return message

        if _declared(scope) > MOST_BODY_BYTES:
            return await _refuse(receive, send)
        try:
            return await application(scope, take, send)
        except TooLarge:
            return await _refuse(receive, send)

    return within_limit


def _declared(scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"")
    return int(length) if length.isdigit() else 0


async def _refuse(receive, send) -> None:
    await send({"type": "http.response.start", "status": 413, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": PROBLEM, "more_body": True})
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body"})

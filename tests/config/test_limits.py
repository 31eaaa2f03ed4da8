"""What is refused before Django sees it, whichever server runs."""

import asyncio
import json

import pytest

from config.limits import BODY_SECONDS, MOST_BODY_BYTES, MOST_HEAD_BYTES, Limits

PIECE = b"x" * 1024 * 1024


async def echo(scope, receive, send):
    """Answer with the length of the body, as soon as the client has gone."""
    length, more = 0, True
    while more:
        message = await receive()
        length, more = length + len(message["body"]), message["more_body"]
    gone = (await receive())["type"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps([length, gone]).encode()})


async def ask(limits, *pieces, headers=(), waits=(), then="http.disconnect"):
    """Send a body in pieces, waiting before some; return the status and the document answered."""
    sent = []
    messages = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, start=1)
    ]
    inbox = iter([*messages, {"type": then}])
    pauses = iter(waits)

    async def receive():
        await asyncio.sleep(next(pauses, 0))
        return next(inbox)

    async def send(message):
        sent.append(message)

    await limits({"type": "http", "headers": list(headers)}, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], json.loads(body)


async def test_a_body_at_the_limit_is_taken_in():
    answer = await ask(Limits(echo), *[PIECE] * 5)

    assert answer == (200, [MOST_BODY_BYTES, "http.disconnect"])


@pytest.mark.parametrize(
    ("pieces", "headers"),
    [
        ([PIECE] * 5 + [b"x"], []),
        ([b""], [(b"content-length", b"5242881")]),
    ],
    ids=["come", "announced"],
)
async def test_a_body_beyond_the_limit_is_refused_with_the_limit(pieces, headers):
    status, document = await ask(Limits(echo), *pieces, headers=headers)

    assert (status, document["code"], document["detail"]) == (
        413,
        "too_large",
        "The body is larger than 5,242,880 bytes.",
    )


async def test_headers_beyond_the_limit_are_refused_with_the_limit():
    room = MOST_HEAD_BYTES - len(b"authorization: \r\n")
    fits, beyond = ([(b"authorization", b"x" * size)] for size in (room, room + 1))

    assert (await ask(Limits(echo), b"", headers=fits))[0] == 200
    status, document = await ask(Limits(echo), b"", headers=beyond)
    assert (status, document["code"], document["detail"]) == (
        431,
        "headers_too_large",
        "The headers are larger than 32,768 bytes.",
    )


async def test_a_body_whose_next_piece_does_not_come_is_not_waited_for():
    status, document = await ask(Limits(echo, piece_seconds=0.05), b"x", b"y", waits=[0, 30])

    assert (status, document["code"]) == (408, "request_timed_out")


async def test_a_body_that_trickles_is_not_waited_for_without_end():
    limits = Limits(echo, piece_seconds=30, body_seconds=0.2)

    status, document = await ask(limits, *[b"x"] * 100, waits=[0.02] * 100)

    assert (status, document["code"]) == (408, "request_timed_out")
    assert BODY_SECONDS < 600


async def test_after_its_body_a_client_may_stay_as_long_as_it_likes():
    limits = Limits(echo, piece_seconds=0.05, body_seconds=0.05)

    answer = await ask(limits, b"x", waits=[0, 0.2])

    assert answer == (200, [1, "http.disconnect"])


@pytest.mark.parametrize(
    ("given", "kept"), [(b"mine-12345", True), (b"no", False), (b"\xff" * 9, False)]
)
async def test_a_refusal_has_the_id_of_its_request(given, kept):
    headers = [(b"content-length", b"9999999"), (b"x-request-id", given)]

    _, document = await ask(Limits(echo), b"", headers=headers)

    assert (document["request_id"] == given.decode("latin-1")) is kept
    assert len(document["request_id"]) >= 8

"""Frames that do not fit, and those that are too big."""

import json

import pytest

from tests.sessions.conftest import connected

pytestmark = pytest.mark.usefixtures("gateway")


@pytest.mark.parametrize(
    ("text", "kind", "loc"),
    [
        ('{"type":"dance"}', "union_tag_invalid", []),
        ('{"content":"Salut"}', "union_tag_not_found", []),
        ('{"type":"user_message"}', "missing", ["user_message", "content"]),
        ('{"type":"user_message","content":""}', "string_too_short", ["user_message", "content"]),
        ('{"type":"user_message","content":"  "}', "value_error", ["user_message", "content"]),
        ('{"type":"user_message","content":"\\u0000"}', "value_error", ["user_message", "content"]),
        (
            '{"type":"user_message","content":"\\ud800"}',
            "string_unicode",
            ["user_message", "content"],
        ),
        ("{", "json_invalid", []),
        ("[" * 5000, "json_invalid", []),
        (" ", "json_invalid", []),
    ],
)
async def test_a_frame_that_does_not_fit_is_named_and_the_socket_stays(
    session, token, text, kind, loc
):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(text_data=text)
        error = await socket.receive()
        await socket.send("heartbeat")
        alive = await socket.receive()

    assert (error["type"], error["data"]["detail"]) == ("error", "invalid_payload")
    assert [(e["type"], e["loc"]) for e in error["data"]["errors"]] == [(kind, loc)]
    assert alive["type"] == "heartbeat"


async def test_a_binary_frame_is_refused_and_the_socket_stays(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(bytes_data=b"\x00")

        assert (await socket.receive())["data"]["detail"] == "invalid_payload"


async def test_a_frame_over_64_kib_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.communicator.send_to(text_data=json.dumps({"type": "x", "y": "é" * 33_000}))

        assert await socket.close_code() == 4413

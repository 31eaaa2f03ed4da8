"""A server dies anywhere in a turn. What was acknowledged is never lost or doubled."""

import contextlib
import uuid

import httpx
import pytest
import websockets.exceptions

from sessions.turn.failpoints import NAMES
from tests.rig.clients import wait_for

# Nobody takes the turn from a server that has just started, before it dies of it.
SLOW = {"TURN_LEASE_SECONDS": "6"}


@pytest.mark.parametrize("place", NAMES)
def test_a_server_killed_anywhere_in_a_turn_loses_and_doubles_nothing(deployment, client, place):
    dying, key = deployment.start(TUTOR_FAILPOINT=place, **SLOW), str(uuid.uuid4())
    with (
        contextlib.suppress(websockets.exceptions.ConnectionClosed),
        client.socket(at=dying) as line,
    ):
        line.say("Je aime Paris.", key)
        line.result()
    wait_for(lambda: not dying.is_running)

    with client.socket() as line:
        line.say("Je aime Paris.", key)  # the client cannot know what became of it
        turn = line.result()

    messages = client.messages()
    assert [m["sequence_number"] for m in messages] == [1, 2]
    assert [m["content"] for m in messages] == [
        "Je aime Paris.",
        turn["assistant_turn"]["message"]["content"],
    ]
    assert client.call("get", "/users/me")["total_xp"] == turn["xp_awarded"] == 10


def test_a_turn_that_is_never_asked_for_again_is_answered_all_the_same(deployment, client):
    dying = deployment.start(TUTOR_FAILPOINT="thought", **SLOW)
    with contextlib.suppress(httpx.HTTPError):
        client.at(dying).say("Bonjour !")
    wait_for(lambda: not dying.is_running)

    wait_for(lambda: len(client.messages()) == 2)

    assert [message["sender"] for message in client.messages()] == ["user", "assistant"]

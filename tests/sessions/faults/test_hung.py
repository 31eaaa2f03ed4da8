"""A server hangs in the middle of a turn, and comes back when another one has answered it."""

import pytest

from tests.rig.clients import wait_for
from tests.rig.gateway_process import call

pytestmark = pytest.mark.usefixtures("away")


def test_a_server_that_hung_leaves_the_turn_to_the_one_that_took_it(
    deployment, client, model, scripted
):
    hung = deployment.start(LLM_REQUEST_TIMEOUT_SECONDS="60")
    scripted("stall-2", "stall-2")
    with client.socket(at=hung) as line:
        line.say("Je aime Paris.")
        line.until("assistant_delta")
        hung.pause()
        try:
            wait_for(lambda: len(client.messages()) == 2)
        finally:
            hung.resume()
        turn = line.result()
        # Long before they would have been given up: nobody pays for what nobody reads.
        wait_for(lambda: call(f"{model}/_stats")["running"] == 0)

    messages = client.messages()
    assert [m["sequence_number"] for m in messages] == [1, 2]
    assert messages[1]["content"] == turn["assistant_turn"]["message"]["content"]
    assert client.call("get", "/users/me")["total_xp"] == turn["xp_awarded"] == 10
    hung.kill()

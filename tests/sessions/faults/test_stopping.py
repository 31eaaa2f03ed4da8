"""A server that is told to stop finishes what it has begun, and sends its clients elsewhere."""

import contextlib
import os
import signal
import time
from dataclasses import dataclass

import httpx
import pytest

from config.stopping import DRAIN_SECONDS
from tests.rig.clients import Client, close_code, wait_for
from tests.rig.gateway_process import running_gateway


@dataclass
class Farewell:
    """What clients met on a server that was told to stop while it answered them."""

    turn: dict  # of a client that knows this protocol
    code: int | None
    old_turn: dict  # of an app from before it
    old_code: int | None
    events: list[str]  # of a turn over REST
    late_error: dict  # for a message on an open socket
    late_answer: httpx.Response  # for a turn over REST
    late_code: int | None  # for a new socket


@pytest.fixture(scope="module")
def slow_model():
    with running_gateway(latency=8) as address:
        yield f"{address}/v1"


@pytest.fixture(scope="module")
def farewell(deployment, slow_model):
    patient = {"LLM_REQUEST_TIMEOUT_SECONDS": "25", "OPENAI_API_BASE": slow_model}
    server = deployment.start(**patient)
    modern, old, over_rest, late = (Client(server) for _ in range(4))
    with contextlib.ExitStack() as stack:
        line, old_line, late_line = (
            stack.enter_context(client.socket()) for client in (modern, old, late)
        )
        events = stack.enter_context(begun_over_rest(over_rest))
        line.say("Bonjour !")
        old_line.send(type="user_message", content="Bonjour !")
        late_line.say("Bonjour !")
        for each in (line, old_line, late_line):
            each.until("assistant_delta")
        os.kill(server.pid, signal.SIGTERM)
        late_answer = wait_for(lambda: refusal_of(modern.at(server)))
        late_line.say("Encore !")
        yield Farewell(
            late_answer=late_answer,
            late_error=late_line.until("error")[-1]["data"],
            late_code=modern.code_of_new_socket(),
            turn=line.result(),
            code=close_code(line.socket),
            old_turn=old_line.result(),
            old_code=close_code(old_line.socket),
            events=[event for event in events if event.startswith("event:")],
        )
    wait_for(lambda: not server.is_running)


def test_a_running_turn_is_delivered_before_the_client_is_sent_elsewhere(farewell):
    assert (farewell.turn["assistant_turn"]["degraded"], farewell.code) == (False, 4503)


def test_an_app_that_knows_no_close_codes_is_dropped_without_one(farewell):
    assert (farewell.old_turn["assistant_turn"]["degraded"], farewell.old_code) == (False, None)


def test_a_turn_over_rest_is_told_to_its_end(farewell):
    assert farewell.events[-1] == "event: turn_result"


def test_nothing_new_is_taken(farewell):
    answer, error = farewell.late_answer, farewell.late_error

    assert (answer.status_code, answer.json()["code"]) == (503, "restarting")
    assert answer.headers["Retry-After"] == "5"
    assert (error["code"], error["retry_after"]) == ("restarting", 5)
    assert farewell.late_code == 4503


def test_a_turn_that_outlasts_the_wait_keeps_nobody(deployment):
    with running_gateway(latency=60) as address:
        patient = {"LLM_REQUEST_TIMEOUT_SECONDS": "90", "OPENAI_API_BASE": f"{address}/v1"}
        server = deployment.start(**patient)
        with Client(server).socket() as line:
            line.say("Bonjour !")
            line.until("turn_accepted")
            stopped_at = time.monotonic()
            os.kill(server.pid, signal.SIGTERM)
            code = close_code(line.socket)
            wait_for(lambda: not server.is_running)
            took = time.monotonic() - stopped_at

    assert code == 4503
    assert took < DRAIN_SECONDS + 4  # of 15 seconds; the rest is what a busy machine may add


@contextlib.contextmanager
def begun_over_rest(client: Client):
    """Begin a turn as a stream of events and yield the lines that follow the first."""
    headers = {"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"}
    url = f"{client.server.url}/api/v1{client.messages_path}"
    body = {"content": "Bonjour !"}
    with httpx.stream("POST", url, json=body, headers=headers, timeout=30) as response:
        lines = response.iter_lines()
        assert next(lines) == "event: turn_accepted"
        yield lines


def refusal_of(client: Client) -> httpx.Response | None:
    """Begin a turn in a session of its own; return the answer when it is refused."""
    client.session_id = client.new_session()
    answer = client.begin("Bonjour !")
    return None if answer.status_code == 202 else answer

"""A server that is told to stop finishes what it has begun, and sends its clients elsewhere."""

import json
import os
import signal

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.rig.gateway_process import running_gateway
from tests.sessions.faults.deployments import wait_for


@pytest.fixture(scope="module")
def slow_model():
    with running_gateway(latency=3) as address:
        yield f"{address}/v1"


@pytest.fixture(params=[0, 1], ids=["daphne", "uvicorn"])
def stopping(request, deployment, slow_model):
    """A server that a test may stop."""
    patient = {"LLM_REQUEST_TIMEOUT_SECONDS": "25", "OPENAI_API_BASE": slow_model}
    return deployment.start(processes=request.param, **patient)


def told_to_stop(server) -> None:
    os.kill(server.pid, signal.SIGTERM)


def close_code(socket) -> int | None:
    """Return the code of the close frame with which the server ends a socket; None without one."""
    try:
        while True:
            socket.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_server_told_to_stop_delivers_its_turns_and_sends_its_clients_elsewhere(stopping, client):
    with client.socket(at=stopping) as line:
        line.say("Bonjour !")
        line.until("assistant_delta")
        told_to_stop(stopping)
        turn, code = line.result(), close_code(line.socket)

    assert wait_for(lambda: not stopping.is_running)
    assert (turn["assistant_turn"]["degraded"], code) == (False, 4503)


def test_a_stopping_server_takes_nothing_new(stopping, client):
    with client.socket(at=stopping) as line:
        line.say("Bonjour !")
        line.until("assistant_delta")
        told_to_stop(stopping)
        refused = wait_for(lambda: refusal_of(client, stopping))
        line.say("Encore !")
        (*_, error) = line.until("error")
        code = code_of_new_socket(client, stopping)
        line.result()

    assert (refused.status_code, refused.json()["code"]) == (503, "restarting")
    assert refused.headers["Retry-After"] == "5"
    assert (error["data"]["code"], error["data"]["retry_after"]) == ("restarting", 5)
    assert code == 4503


def refusal_of(client, server) -> httpx.Response | None:
    """Ask for a turn in another session, until it is refused."""
    other = client.at(server)
    other.session_id = client.new_session()
    answer = other.request(
        "post", other.messages_path, {"content": "Bonjour !"}, Prefer="respond-async"
    )
    return answer if answer.status_code != 202 else None


def code_of_new_socket(client, server) -> int | None:
    address = f"{server.url.replace('http', 'ws', 1)}/api/v1/sessions/{client.session_id}/ws"
    headers = {"Authorization": f"Bearer {client.token}"}
    with connect(address, additional_headers=headers) as socket:
        return close_code(socket)


def test_apps_that_know_no_close_codes_are_dropped_without_one(stopping, client):
    with client.socket(at=stopping) as line:
        line.socket.send(json.dumps({"type": "user_message", "content": "Bonjour !"}))
        line.until("assistant_delta")
        told_to_stop(stopping)
        turn, code = line.result(), close_code(line.socket)

    assert (turn["assistant_turn"]["degraded"], code) == (False, None)


def test_a_rest_turn_is_answered_before_the_server_stops(stopping, client):
    key = "6a2f41a3-c54c-4e61-8cf6-3f3a5a1d6d4b"
    with httpx.stream(
        "POST",
        f"{stopping.url}/api/v1{client.messages_path}",
        json={"content": "Bonjour !", "client_message_id": key},
        headers={"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"},
        timeout=30,
    ) as response:
        lines = response.iter_lines()
        first = next(lines)
        told_to_stop(stopping)
        events = [first, *(line for line in lines if line.startswith("event:"))]

    assert (events[0], events[-1]) == ("event: turn_accepted", "event: turn_result")

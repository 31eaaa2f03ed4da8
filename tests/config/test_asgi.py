"""The application under other servers than ours: they answer, finish turns, and log no token."""

import os
import signal
import sys

import httpx
import pytest
from websockets.sync.client import connect

from tests.rig.clients import Client, Line, close_code, wait_for
from tests.rig.gateway_process import running_gateway
from tests.rig.servers import WebServer, embedded, manage
from tests.sessions.faults.deployments import QUICK

SECRET = "k3pt-to-0urselves"
COMMANDS = {
    "daphne": [sys.executable, "-m", "daphne", "config.asgi:application", "-p"],
    "runserver": [sys.executable, "manage.py", "runserver", "--noreload"],
    "uvicorn": [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port"],
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    with running_gateway(latency=1) as model:
        folder = tmp_path_factory.mktemp("var")
        patient = QUICK | {"LLM_REQUEST_TIMEOUT_SECONDS": "25"}
        environment = embedded(folder, **patient, OPENAI_API_BASE=f"{model}/v1")
        manage("migrate", environment=environment)
        yield environment


@pytest.fixture(params=COMMANDS)
def server(request, environment, tmp_path):
    server = WebServer(tmp_path, environment, command=COMMANDS[request.param])
    server.start()
    yield server
    server.kill()


def test_another_server_finishes_a_turn_before_it_ends(server):
    client = Client(server)
    with client.socket() as line:
        line.say("Je aime Paris.")
        line.until("assistant_delta")
        os.kill(server.pid, signal.SIGTERM)
        turn, code = line.result(), close_code(line.socket)
    wait_for(lambda: not server.is_running)

    assert turn["error_feedback"]["errors"][0]["suggestion"] == "J'aime"
    assert (turn["assistant_turn"]["degraded"], code) == (False, 4503)


def test_another_server_logs_no_query_of_a_socket(server):
    client = Client(server)
    url = server.url.replace("http", "ws", 1)
    path = f"/api/v1/sessions/{client.session_id}/ws?token={client.token}&secret={SECRET}"
    with connect(url + path) as socket:
        assert Line(socket).is_alive()
    large = httpx.post(f"{server.url}/api/v1/auth/login", content=b"x" * 6_000_000)

    assert client.session_id in server.tail(100)
    assert SECRET not in server.log.read_text()
    assert large.status_code == 413

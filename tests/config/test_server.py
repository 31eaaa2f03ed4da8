"""The server as a process: its limits, and what it does when it is told to stop."""

import os
import signal
import subprocess
import sys

import httpx
import pytest
from websockets.sync.client import connect

from config.server import open_port
from tests.rig.clients import close_code
from tests.rig.servers import ROOT, WebServer, embedded, manage

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    environment = embedded(tmp_path_factory.mktemp("var"))
    manage("migrate", environment=environment)
    return environment


@pytest.fixture(scope="module")
def server(environment, tmp_path_factory):
    server = WebServer(tmp_path_factory.mktemp("log"), environment)
    server.start()
    yield server
    server.stop()


def chunks(count):
    return (b"x" * MEGABYTE for _ in range(count))


@pytest.mark.parametrize("body", [b"x" * 6 * MEGABYTE, chunks(6)], ids=["whole", "chunked"])
def test_a_body_that_is_too_large_is_refused_before_it_is_kept(server, body):
    answer = httpx.post(f"{server.url}/api/v1/auth/login", content=body)

    assert (answer.status_code, answer.headers["content-type"], answer.json()["code"]) == (
        413,
        "application/problem+json",
        "too_large",
    )


def test_a_body_below_the_limit_reaches_the_application(server):
    answer = httpx.post(
        f"{server.url}/api/v1/auth/login",
        content=b'{"email": "%s"}' % (b"x" * 100_000),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 422


def test_no_answer_tells_which_server_gave_it(server):
    answers = [httpx.get(server.url + path) for path in ("/healthz", "/nothing-here")]

    assert [answer.headers.get("server") for answer in answers] == [None, None]


def test_a_long_token_is_refused_as_a_short_one_is(server):
    headers = {"Authorization": f"Bearer {'x' * 20_000}"}
    answer = httpx.get(f"{server.url}/api/v1/users/me", headers=headers)
    path = "/api/v1/sessions/00000000-0000-0000-0000-000000000000/ws"
    with connect(server.url.replace("http", "ws", 1) + path, additional_headers=headers) as socket:
        code = close_code(socket)

    assert (answer.status_code, answer.json()["code"], code) == (401, "invalid_token", 4401)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_in_good_order_by_that_signal(environment, tmp_path, number):
    server = WebServer(tmp_path, environment)
    server.start()

    os.kill(server.pid, number)

    assert server.process.wait(20) == -number
    assert "Application shutdown complete" in server.tail(200)
    assert "Traceback" not in server.tail(200)


def test_several_processes_without_redis_are_refused(environment):
    refused = subprocess.run(
        [sys.executable, "manage.py", "serve", "--workers", "2"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (refused.returncode, refused.stderr) == (
        1,
        "CommandError: Several processes need Redis to hear of each other: set REDIS_URL.\n",
    )


def test_in_the_background_of_a_shell_it_ignores_an_interrupt_and_ends_when_told(
    environment, tmp_path
):
    server = WebServer(tmp_path, environment)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the child inherits it
    try:
        server.start()
    finally:
        signal.signal(signal.SIGINT, before)

    os.kill(server.pid, signal.SIGINT)
    guest = httpx.post(f"{server.url}/api/v1/auth/guest").json()
    started = httpx.post(
        f"{server.url}/api/v1/sessions",
        json={},
        headers={"Authorization": f"Bearer {guest['access_token']}"},
    )

    assert started.status_code == 201
    assert server.stop() == -signal.SIGTERM


def test_a_port_in_use_is_passed_over():
    with open_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with open_port("127.0.0.1", port, tries=20) as found:
            assert port < found.getsockname()[1] <= port + 19


def test_no_free_port_is_an_error():
    with open_port("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use"):
        open_port("127.0.0.1", taken.getsockname()[1])

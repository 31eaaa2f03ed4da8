"""What breaks: processes, on both databases. What was acknowledged is never lost or doubled."""

import contextlib
import json
import os
import signal
import time
import uuid

import httpx
import psycopg
import pytest
import websockets.exceptions
from websockets.sync.client import connect

from sessions.failpoints import NAMES
from tests.rig.gateway_process import running_gateway
from tests.rig.servers import WebServer, embedded, manage, production
from tests.rig.services import postgresql, redis

RECOVERY_SECONDS = 40
QUICK = {"TURN_LEASE_SECONDS": "3"}


class Deployment:
    """A database with words, and web servers that can be killed."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        self.servers = []
        manage("migrate", environment=environment)

    def start(self, *, processes=0, **variables):
        server = WebServer(self.folder, {**self.environment, **variables}, processes=processes)
        server.start()
        self.servers.append(server)
        return App(server)

    def doctor(self):
        return manage("doctor", environment=self.environment)

    def stop(self):
        for server in self.servers:
            with contextlib.suppress(Exception):
                server.kill()


class App:
    """A client that registered, and began a session without greeting."""

    def __init__(self, server, like=None):
        self.server = server
        if like:
            self.token, self.session_id = like.token, like.session_id
            return
        email = f"{uuid.uuid4().hex}@example.com"
        credentials = {"email": email, "password": "correct-horse-9"}
        self.token = None
        self.call("post", "/auth/register", credentials)
        self.token = self.call("post", "/auth/login", credentials)["access_token"]
        started = self.call("post", "/sessions", {"generate_greeting": False})
        self.session_id = started["session"]["id"]

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.server.url}/api/v1{path}"
        return httpx.request(method, url, json=body, headers=headers, timeout=60).json()

    def at(self, server):
        return App(server.server, like=self)

    def messages(self):
        return self.call("get", f"/sessions/{self.session_id}/messages")["items"]

    @contextlib.contextmanager
    def socket(self, query=""):
        url = self.server.url.replace("http", "ws", 1)
        address = f"{url}/api/v1/sessions/{self.session_id}/ws{query}"
        headers = {"Authorization": f"Bearer {self.token}"}
        with connect(address, additional_headers=headers) as socket:
            yield Line(socket)


class Line:
    def __init__(self, socket):
        self.socket = socket

    def say(self, content, key):
        frame = {"type": "user_message", "content": content, "client_message_id": key}
        self.socket.send(json.dumps(frame))

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def until(self, *kinds, timeout=30):
        frames = []
        while not frames or frames[-1]["type"] not in kinds:
            frames.append(json.loads(self.socket.recv(timeout=timeout)))
        return frames


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def deployment(request, tmp_path_factory):
    """A deployment with one web server that lives through every test."""
    tmp_path = tmp_path_factory.mktemp(request.param)
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            environment = embedded(tmp_path, **QUICK)
        else:
            database = stack.enter_context(own_database())
            cache = stack.enter_context(redis())
            environment = production(tmp_path, database_url=database, redis_url=cache.url, **QUICK)
        deployed = Deployment(tmp_path, environment)
        stack.callback(deployed.stop)
        deployed.survivor = deployed.start()
        yield deployed


@contextlib.contextmanager
def own_database():
    """A database of its own on the server lent, dropped afterwards."""
    name = f"faults_{uuid.uuid4().hex[:8]}"
    with postgresql() as service:
        with psycopg.connect(service.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{service.url.rpartition('/')[0]}/{name}"
        with psycopg.connect(service.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def wait_for(condition, seconds=RECOVERY_SECONDS):
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.2)
    return found


@pytest.mark.parametrize("place", NAMES)
def test_a_server_killed_anywhere_in_a_turn_loses_and_doubles_nothing(deployment, place):
    dying = deployment.start(TUTOR_FAILPOINT=place)
    key = str(uuid.uuid4())
    with contextlib.suppress(websockets.exceptions.ConnectionClosed), dying.socket() as line:
        line.until("session_ready")
        line.say("Je aime Paris.", key)
        line.until("turn_result")
    wait_for(lambda: not dying.server.is_running)

    app = dying.at(deployment.survivor)
    with app.socket() as line:
        line.until("session_ready")
        line.say("Je aime Paris.", key)  # the client cannot know what became of it
        (*_, result) = line.until("turn_result", timeout=RECOVERY_SECONDS)

    turn = result["data"]
    messages = app.messages()
    assert [m["sequence_number"] for m in messages] == [1, 2]
    assert [m["content"] for m in messages] == [
        "Je aime Paris.",
        turn["assistant_turn"]["message"]["content"],
    ]
    assert app.call("get", "/users/me")["total_xp"] == turn["xp_awarded"] == 10
    assert "Everything holds." in deployment.doctor()


def test_a_turn_that_is_never_asked_for_again_is_answered_all_the_same(deployment):
    dying = deployment.start(TUTOR_FAILPOINT="thought")
    with contextlib.suppress(httpx.HTTPError):
        dying.call("post", f"/sessions/{dying.session_id}/messages", {"content": "Bonjour !"})
    wait_for(lambda: not dying.server.is_running)

    app = dying.at(deployment.survivor)

    wait_for(lambda: len(app.messages()) == 2)
    assert [message["sender"] for message in app.messages()] == ["user", "assistant"]


def test_a_server_told_to_stop_finishes_its_turns(deployment):
    with running_gateway(latency=2) as gateway:
        app = deployment.start(
            OPENAI_API_KEY="sk-test", OPENAI_API_BASE=f"{gateway}/v1", OPENAI_MODEL="ok"
        )
        with app.socket() as line:
            line.until("session_ready")
            line.say("Bonjour !", str(uuid.uuid4()))
            line.until("turn_accepted")
            os.kill(app.server.pid, signal.SIGTERM)
            (*_, result) = line.until("turn_result")

    wait_for(lambda: not app.server.is_running)
    assert result["data"]["assistant_turn"]["degraded"] is False
    assert "Everything holds." in deployment.doctor()


@pytest.fixture
def own_redis(monkeypatch):
    """A Redis that a test may take away."""
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)
    with redis() as service:
        yield service


@pytest.fixture
def shared_deployment(tmp_path, own_redis):
    """PostgreSQL and Redis, for more than one web server."""
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(own_database())
        environment = production(tmp_path, database_url=database, redis_url=own_redis.url, **QUICK)
        deployed = Deployment(tmp_path, environment)
        stack.callback(deployed.stop)
        yield deployed


def test_two_servers_behave_as_one(shared_deployment):
    here = shared_deployment.start()
    there = here.at(shared_deployment.start())
    keys = [str(uuid.uuid4()) for _ in range(2)]
    with here.socket() as one, there.socket() as two:
        one.until("session_ready")
        two.until("session_ready")
        time.sleep(1)  # until both have told Redis what they want to hear
        one.say("Bonjour !", keys[0])
        two.say("Je aime Paris.", keys[1])
        first = [one.until("turn_result")[-1], one.until("turn_result")[-1]]
        second = [two.until("turn_result")[-1], two.until("turn_result")[-1]]

    assert first == second
    assert {f["data"]["user_message"]["client_message_id"] for f in first} == set(keys)
    assert [m["sequence_number"] for m in here.messages()] == [1, 2, 3, 4]


def test_the_same_message_to_two_servers_is_one_turn(shared_deployment):
    here = shared_deployment.start()
    there = here.at(shared_deployment.start())
    key = str(uuid.uuid4())
    with here.socket() as one, there.socket() as two:
        one.until("session_ready")
        two.until("session_ready")
        one.say("Bonjour !", key)
        two.say("Bonjour !", key)
        results = [line.until("turn_result")[-1] for line in (one, two)]

    assert results[0] == results[1]
    assert [m["sequence_number"] for m in here.messages()] == [1, 2]


def test_the_talk_goes_on_while_redis_is_away(shared_deployment, own_redis):
    app = shared_deployment.start()
    with app.socket() as line:
        line.until("session_ready")
        own_redis.process.kill()
        line.say("Bonjour !", str(uuid.uuid4()))
        (*_, result) = line.until("turn_result")
        line.send(type="heartbeat")
        line.until("heartbeat")
    with app.socket("?after_sequence=0") as line:
        missed, _ = line.until("session_ready")

    assert [m["sequence_number"] for m in missed["data"]["items"]] == [1, 2]
    assert missed["data"]["items"][1] == result["data"]["assistant_turn"]["message"]


def test_two_processes_of_uvicorn_take_turns(shared_deployment):
    app = shared_deployment.start(processes=2)
    answers = [
        app.call("post", f"/sessions/{app.session_id}/messages", {"content": f"Bonjour {n} !"})
        for n in range(4)
    ]

    assert [a["assistant_turn"]["message"]["sequence_number"] for a in answers] == [2, 4, 6, 8]

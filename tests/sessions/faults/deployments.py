"""Web servers that can be killed, and clients that notice."""

import contextlib
import copy
import json
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.rig.servers import WebServer, manage

PATIENCE_SECONDS = 40
# A short lease, so that what a dead server left is soon taken up. Without the helpers that take
# seconds to load: what a message is worth is tested elsewhere.
QUICK = {
    "TURN_LEASE_SECONDS": "3",
    "FRENCH_NLP_MODEL": "none",
    "GRAMMALECTE": "off",
    "LLM_REQUEST_TIMEOUT_SECONDS": "6",
    "OPENAI_API_KEY": "sk-test",
    "OPENAI_MODEL": "ok",
}


class Deployment:
    """One database, and any number of web servers on it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.servers: list[WebServer] = []
        manage("migrate", environment=environment)

    def start(self, *, processes: int = 0, **variables: str) -> WebServer:
        server = WebServer(self.folder, {**self.environment, **variables}, processes=processes)
        server.start()
        self.servers.append(server)
        return server

    def doctor(self) -> str:
        return manage("doctor", environment=self.environment)

    def stop(self) -> None:
        for server in self.servers:
            server.kill()


class Client:
    """A learner in a session without greeting, as seen from one server."""

    def __init__(self, server: WebServer) -> None:
        self.server = server
        self.token = ""
        credentials = {"email": f"{uuid.uuid4().hex}@example.com", "password": "correct-horse-9"}
        self.call("post", "/auth/register", credentials)
        self.token = self.call("post", "/auth/login", credentials)["access_token"]
        self.session_id = self.new_session()

    def at(self, server: WebServer) -> "Client":
        """The same learner in the same session, as seen from another server."""
        other = copy.copy(self)
        other.server = server
        return other

    def new_session(self) -> str:
        return self.call("post", "/sessions", {"generate_greeting": False})["session"]["id"]

    def request(self, method: str, path: str, body=None, **headers: str) -> httpx.Response:
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        url = f"{self.server.url}/api/v1{path}"
        return httpx.request(method, url, json=body, headers=headers, timeout=60)

    def call(self, method: str, path: str, body=None):
        response = self.request(method, path, body)
        assert response.is_success, f"{method} {path}: {response.status_code} {response.text}"
        return response.json()

    def say(self, content: str, **fields) -> httpx.Response:
        """Take a turn over REST."""
        return self.request("post", self.messages_path, {"content": content, **fields})

    def begin(self, content: str) -> httpx.Response:
        """Begin a turn over REST and leave it to itself."""
        body = {"content": content}
        return self.request("post", self.messages_path, body, Prefer="respond-async")

    def messages(self) -> list[dict]:
        return self.call("get", self.messages_path)["items"]

    @property
    def messages_path(self) -> str:
        return f"/sessions/{self.session_id}/messages"

    @contextlib.contextmanager
    def socket(self, query: str = "", *, at: WebServer | None = None) -> Iterator["Line"]:
        """Open a socket, at another server if asked to, and wait until it is ready."""
        with (self.at(at) if at else self).connected(query) as socket:
            yield Line(socket)

    def code_of_new_socket(self) -> int | None:
        with self.connected() as socket:
            return close_code(socket)

    def connected(self, query: str = "", **options) -> ClientConnection:
        url = self.server.url.replace("http", "ws", 1)
        return connect(
            f"{url}/api/v1/sessions/{self.session_id}/ws{query}",
            additional_headers={"Authorization": f"Bearer {self.token}"},
            compression=None,
            **options,
        )


class Line:
    """One end of a socket, in frames.

    Attributes:
        welcome: the frames up to `session_ready`.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.welcome = self.until("session_ready")

    def say(self, content: str, key: str | None = None) -> None:
        self.send(type="user_message", content=content, client_message_id=key or str(uuid.uuid4()))

    def send(self, **frame) -> None:
        self.socket.send(json.dumps(frame))

    def until(self, *kinds: str, timeout: float = PATIENCE_SECONDS) -> list[dict]:
        """Return every frame up to and with the first of a kind."""
        frames = []
        while not frames or frames[-1]["type"] not in kinds:
            frames.append(json.loads(self.socket.recv(timeout=timeout)))
        return frames

    def result(self) -> dict:
        return self.until("turn_result")[-1]["data"]

    def is_alive(self) -> bool:
        self.send(type="heartbeat")
        return self.until("heartbeat")[-1]["type"] == "heartbeat"


def turn_through(client: Client, outage, *, seconds: float) -> tuple[str, dict]:
    """Take a turn with an outage of some seconds while the tutor speaks.

    Returns its client_message_id and its result.
    """
    with client.socket() as line:
        line.say("Je aime Paris.", key := str(uuid.uuid4()))
        line.until("assistant_delta")
        with outage:
            time.sleep(seconds)
        return key, line.result()


def close_code(socket: ClientConnection) -> int | None:
    """Return the code of the close frame with which the server ends a socket; None without one."""
    try:
        while True:
            socket.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def wait_for(condition: Callable, seconds: float = PATIENCE_SECONDS):
    """Return what a condition gives, as soon as it is true."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
    return found

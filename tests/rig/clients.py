"""Clients of a running server that notice what happens to it: over REST and over sockets."""

import contextlib
import copy
import json
import time
import uuid
from collections.abc import Callable, Iterator

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.rig.servers import WebServer

PATIENCE_SECONDS = 40


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

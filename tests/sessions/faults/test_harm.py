"""Clients that harm: they lose their own connection, and nobody else notices."""

import contextlib
import json
import socket
import time
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from bench import machine
from sessions.limits.allowances import MOST_SOCKETS, TURNS
from sessions.live.outgoing import SEND_SECONDS
from tests.rig.clients import Client, close_code, wait_for


@pytest.fixture
def server(deployment):
    return deployment.survivor


@pytest.fixture
def bystander(server):
    """Somebody else on the same server."""
    with Client(server).socket() as line:
        yield line


def test_a_flood_of_frames_ends_its_own_socket(client, bystander):
    with client.socket() as line:
        for _ in range(200):
            line.send(type="typing")
        code = close_code(line.socket)

    assert (code, bystander.is_alive()) == (4429, True)


def test_a_flood_of_turns_is_slowed_down(client, bystander):
    codes = []
    while 429 not in codes and len(codes) < 5 * TURNS[0]:  # a slow machine floods slowly
        codes.append((answer := client.begin("Bonjour !")).status_code)

    assert len(codes) > TURNS[0]
    assert (answer.json()["code"], answer.headers["Retry-After"]) == ("too_many_turns", "5")
    assert bystander.is_alive()


def test_too_many_sockets_of_one_learner_are_refused(client, bystander):
    with contextlib.ExitStack() as stack:
        for _ in range(MOST_SOCKETS):
            stack.enter_context(client.socket())
        code = client.code_of_new_socket()
    with client.socket() as line:
        alive = line.is_alive()

    assert (code, alive, bystander.is_alive()) == (4429, True, True)


@pytest.mark.parametrize("size", [66_000, 2_000_000])
def test_an_oversize_frame_ends_its_own_socket(client, bystander, size):
    with client.socket() as line:
        with contextlib.suppress(ConnectionClosed):  # already while it is being sent
            line.send(type="user_message", content="x" * size)
        closed = close_code(line.socket)

    assert closed == 4413
    assert bystander.is_alive()


@pytest.mark.parametrize("size", [1_100_000, 6_000_000])
def test_an_oversize_body_is_refused(client, bystander, size):
    refused = client.say("x" * size)

    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert bystander.is_alive()


LONG = "\N{FRENCH FRIES}" * 4000  # as many bytes as a message can have
SLOW_READERS = MOST_SOCKETS - 2
LONG_TURNS = 20


@dataclass
class Slowness:
    """What became of clients that stopped reading, and what they cost."""

    codes: set[int | None]
    unread_bytes: int
    more_memory: int


def test_clients_that_stop_reading_are_dropped_and_cost_little(server):
    slowness = stop_reading(server)

    assert slowness.codes == {None}
    assert slowness.more_memory < slowness.unread_bytes / 2


def stop_reading(server) -> Slowness:
    client = Client(server)
    with client.socket() as line, contextlib.ExitStack() as stack:
        take_long_turns(line, 4)  # memory has been taken for those already
        slow = [stack.enter_context(stingy_socket(client)) for _ in range(SLOW_READERS)]
        wait_for(lambda: machine.is_at_rest(server.pid))  # what it loads at its start costs more
        before = machine.resident_bytes(server.pid)
        started = time.monotonic()
        said = take_long_turns(line, LONG_TURNS)
        more = machine.resident_bytes(server.pid) - before
        time.sleep(max(0, started + SEND_SECONDS + 3 - time.monotonic()))
        assert line.is_alive()
        codes = {close_code(socket) for socket in slow}
    return Slowness(codes, said * SLOW_READERS, more)


def take_long_turns(line, count: int) -> int:
    """Return how many bytes were told."""
    told = 0
    for _ in range(count):
        line.say(LONG)
        frames = line.until("turn_result")
        told += sum(len(json.dumps(frame, ensure_ascii=False).encode()) for frame in frames)
    return told


def stingy_socket(client: Client):
    """Connect with as little room as can be for what is not read, and read nothing."""
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    # The sender's buffer is a multiple of this.
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    plug.connect(("127.0.0.1", client.server.port))
    return client.connected(sock=plug, max_queue=1)


def test_a_body_without_end_is_refused_and_kept_nowhere(server, bystander):
    head = (
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    block = b"x" * 2**20
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(head.encode())
        for _ in range(30):
            line.sendall(b"%x\r\n%s\r\n" % (len(block), block))
        kept = machine.bytes_in_deleted_files(server.pid)
        answer = line.recv(1024).split(b" ")[1]

    assert (answer, kept < 6 * 2**20) == (b"413", True)
    assert bystander.is_alive()


frames = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
        max_leaves=8,
    ).map(json.dumps),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["user_message", "typing", "heartbeat", "cancel", "auth", "x"])},
        optional={
            "content": st.one_of(st.integers(), st.just(""), st.just("\0"), st.lists(st.text())),
            "suggested_words": st.one_of(st.integers(), st.lists(st.integers() | st.text())),
            "client_message_id": st.text() | st.integers(),
            "turn_id": st.text() | st.uuids().map(str),
            "is_typing": st.text() | st.booleans(),
            "sent_at": st.floats() | st.text() | st.lists(st.none()),
        },
    ).map(json.dumps),
)


def test_no_frame_brings_a_socket_down(deployment):
    client, sent = Client(deployment.survivor), []

    @settings(
        max_examples=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(batch=st.lists(frames, min_size=50, max_size=50))
    def send_them_all(batch):
        with client.socket() as line:
            for frame in batch:
                line.socket.send(frame)
            sent.extend(batch)
            assert line.is_alive()

    send_them_all()
    assert len(sent) >= 500

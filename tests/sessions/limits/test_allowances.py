"""How much one client may ask for."""

from uuid import uuid4

import pytest

from sessions.limits.allowances import (
    MOST_SOCKETS,
    TURNS,
    Allowance,
    may_open_socket,
    may_take_turn,
    socket_closed,
)
from tests.sessions.conftest import connected


@pytest.mark.usefixtures("gateway")
async def test_a_flood_of_frames_closes(session, token):
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        for _ in range(150):
            await socket.communicator.send_to(text_data='{"type":"heartbeat"}')
        outputs = [await socket.communicator.receive_output(timeout=5) for _ in range(101)]

    assert outputs[-1] == {"type": "websocket.close", "code": 4429}


def test_so_many_at_once_and_then_so_many_a_second():
    allowance = Allowance(3, 2.0)

    assert [allowance.take() for _ in range(4)] == [True, True, True, False]
    allowance.at -= 1.1  # seconds ago
    assert [allowance.take() for _ in range(3)] == [True, True, False]


def test_whoever_waits_long_has_no_more_than_at_first():
    allowance = Allowance(3, 2.0)
    allowance.take()
    assert allowance.is_full() is False

    allowance.at -= 3600

    assert allowance.is_full() is True
    assert [allowance.take() for _ in range(4)] == [True, True, True, False]


def test_a_learner_has_so_many_sockets_and_a_closed_one_makes_room():
    alice, bob = uuid4(), uuid4()

    opened = [may_open_socket(alice) for _ in range(MOST_SOCKETS + 1)]

    assert opened == [True] * MOST_SOCKETS + [False]
    assert may_open_socket(bob) is True
    for learner_id in [*[alice] * MOST_SOCKETS, bob]:
        socket_closed(learner_id)
    assert may_open_socket(alice) is True
    socket_closed(alice)


def test_a_learner_takes_no_more_turns_than_anybody_writes():
    learner_id = uuid4()

    taken = [may_take_turn(learner_id) for _ in range(TURNS[0] + 1)]

    assert taken == [True] * TURNS[0] + [False]
    assert may_take_turn(uuid4()) is True

"""PostgreSQL and Redis themselves end and are started again. Nobody loses a word."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.rig.clients import wait_for
from tests.sessions.faults.deployments import turn_through

AT_ONCE = 12  # more than a process has database connections


@pytest.fixture(autouse=True)
def all_is_well(examiner):
    yield
    assert examiner.broken_invariants() == []


def test_a_restart_of_postgresql_is_refused_politely_and_forgotten(client, away):
    def account():
        return client.request("get", "/users/me")

    before = at_once([account] * AT_ONCE)  # now there is a connection for each thread
    with client.socket() as line:
        with away.postgresql_server.away():
            during = at_once([account, lambda: client.say("Bonjour !")] * AT_ONCE)
            alive = line.is_alive()
        after = at_once([account] * AT_ONCE)
        line.say("Je aime Paris.")
        turn = line.result()

    assert {answer.status_code for answer in before} == {200}
    assert {(a.status_code, a.json()["code"]) for a in during} == {(503, "service_unavailable")}
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in during)
    assert alive
    assert {answer.status_code for answer in after} == {200}
    assert turn["user_message"]["sequence_number"] == 1


def test_a_restart_of_postgresql_that_nobody_met_is_not_noticed(client, away):
    def account():
        return client.request("get", "/users/me")

    at_once([account] * AT_ONCE)  # now there is a connection for each thread
    with away.postgresql_server.away():
        pass
    first = account()
    after = at_once([account] * AT_ONCE)

    assert {answer.status_code for answer in [first, *after]} == {200}


def test_a_turn_outlives_a_restart_of_postgresql(client, away, scripted):
    scripted("stall-2", "stall-2")  # until the deadline: the offline tutor answers then
    key, turn = turn_through(client, away.postgresql_server.away(), seconds=1)

    assert turn["user_message"]["client_message_id"] == key
    assert [m["sequence_number"] for m in client.messages()] == [1, 2]


def test_a_killed_redis_is_missed_by_other_devices_only_and_found_again(client, away, elsewhere):
    with client.socket() as here, client.socket(at=elsewhere) as there:
        with away.redis_server.away(killed=True):
            here.say("Je aime Paris.")
            turn = here.result()
            answer = client.at(elsewhere).say("Ça va ?").json()
        wait_for(lambda: is_heard(here, there))
        here.say("Au revoir !")
        goodbyes = [result_for("Au revoir !", line) for line in (here, there)]

    assert goodbyes[0] == goodbyes[1]
    assert turn["error_feedback"]["errors"][0]["suggestion"] == "J'aime"
    assert answer["assistant_turn"]["message"]["sequence_number"] == 4
    assert [m["sequence_number"] for m in client.messages()] == [1, 2, 3, 4, 5, 6]


def at_once(requests: Sequence[Callable]) -> list:
    with ThreadPoolExecutor(len(requests)) as threads:
        return [done.result() for done in [threads.submit(request) for request in requests]]


def result_for(content: str, line) -> dict:
    """Return the result of a message; those of earlier ones may have been late."""
    while (turn := line.result())["user_message"]["content"] != content:
        pass
    return turn


def is_heard(here, there) -> bool:
    here.send(type="typing")
    time.sleep(0.5)
    there.send(type="heartbeat")
    return any(frame["type"] == "typing" for frame in there.until("heartbeat"))

"""Redis and PostgreSQL go away, come back, fall silent. Nobody loses a word."""

import time

import pytest

from tests.rig.clients import wait_for
from tests.sessions.faults.deployments import turn_through

FAULTS = ["refusing", "silent"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_talk_goes_on_while_redis_is_away(client, away, fault):
    with client.socket() as line, getattr(away.redis, fault)():
        for content in ("Bonjour !", "Je aime Paris."):
            line.say(content)
            turn = line.result()
        assert line.is_alive()
        answer = client.say("Ça va ?").json()
        with client.socket("?after_sequence=2") as other:
            missed = other.welcome[0]["data"]["items"]

    assert turn["error_feedback"]["errors"][0]["suggestion"] == "J'aime"
    assert [m["sequence_number"] for m in missed] == [3, 4, 5, 6]
    assert missed[-1] == answer["assistant_turn"]["message"]


@pytest.mark.parametrize("fault", FAULTS)
def test_other_devices_hear_of_a_talk_again_when_redis_is_back(client, away, elsewhere, fault):
    with client.socket() as here, client.socket(at=elsewhere) as there:
        with getattr(away.redis, fault)():
            here.say("Bonjour !")
            here.result()
        wait_for(lambda: heard_at(there, here))
        here.say("Ça va ?")

        assert here.result() == there.result()


def heard_at(there, here) -> bool:
    here.send(type="typing", is_typing=True)
    time.sleep(0.5)
    there.send(type="heartbeat")
    return any(frame["type"] == "typing" for frame in there.until("heartbeat"))


def test_a_redis_that_resets_its_connections_is_not_noticed(client, away):
    with client.socket() as line:
        for content in ("Bonjour !", "Ça va ?", "Au revoir !"):
            away.redis.reset()
            line.say(content)
            assert line.result()["user_message"]["content"] == content


def test_requests_are_refused_politely_while_postgresql_is_away_and_never_after(client, away):
    with client.socket() as line:
        with away.postgresql.refusing():
            during = [client.say("Bonjour !"), client.request("get", "/users/me")]
            alive = line.is_alive()
        after = [client.request("get", "/users/me") for _ in range(20)]
        line.say("Bonjour !")
        turn = line.result()

    assert [answer.status_code for answer in during] == [503, 503]
    assert {answer.json()["code"] for answer in during} == {"service_unavailable"}
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in during)
    assert alive
    assert {answer.status_code for answer in after} == {200}
    assert turn["user_message"]["sequence_number"] == 1


def test_a_restart_of_postgresql_between_requests_is_not_noticed(client, away):
    codes = []
    for _ in range(5):
        away.postgresql.reset()
        codes.append(client.request("get", "/users/me").status_code)

    assert codes == [200] * 5


def test_a_turn_that_runs_when_postgresql_goes_away_ends_when_it_is_back(client, away, scripted):
    scripted("stall-2", "stall-2")  # until the deadline: the offline tutor answers then
    key, turn = turn_through(client, away.postgresql.refusing(), seconds=3)

    assert turn["user_message"]["client_message_id"] == key
    assert [m["sequence_number"] for m in client.messages()] == [1, 2]


def test_a_slow_postgresql_delays_and_breaks_nothing(client, away):
    with client.socket() as line, away.postgresql.slow(0.005):
        line.say("Bonjour !")

        assert line.result()["assistant_turn"]["degraded"] is False

"""Several web servers on one PostgreSQL and one Redis behave as one."""

import itertools
import time
import uuid
from dataclasses import dataclass

import pytest

from tests.rig.chaos_proxy import ChaosProxy
from tests.rig.clients import Client, wait_for

pytestmark = pytest.mark.usefixtures("away")

LINES = ("Bonjour !", "Je aime Paris.", "Je suis trente ans.", "Au revoir !")


def hear_each_other(one, two):
    """Wait until what is typed at one server is seen at the other, both ways."""
    for here, there in ((one, two), (two, one)):
        wait_for(lambda here=here, there=there: is_heard(here, there))


def is_heard(here, there):
    here.send(type="typing", is_typing=True)
    here.until("typing")
    try:
        return there.until("typing", timeout=1)
    except TimeoutError:
        return None


def trusted(server):
    """Wait until a server asks the model again: after the faults of other tests it does not."""
    other = Client(server)

    def model_answers():
        turn = other.say("Bonjour !").json()
        time.sleep(1 if turn["assistant_turn"]["degraded"] else 0)
        return not turn["assistant_turn"]["degraded"]

    wait_for(model_answers, seconds=60)
    return server


@pytest.fixture(autouse=True)
def trusted_model(deployment):
    trusted(deployment.survivor)


@pytest.fixture
def lines(client, elsewhere):
    """A socket at each of two servers."""
    with client.socket() as one, client.socket(at=elsewhere) as two:
        hear_each_other(one, two)
        yield one, two


def test_messages_to_two_servers_are_answered_one_after_the_other(client, lines):
    keys = [str(uuid.uuid4()) for _ in lines]
    for line, key, content in zip(lines, keys, ["Bonjour !", "Je aime Paris."], strict=True):
        line.say(content, key)
    here, there = ([line.result(), line.result()] for line in lines)

    assert here == there
    assert {turn["user_message"]["client_message_id"] for turn in here} == set(keys)
    assert [m["sequence_number"] for m in client.messages()] == [1, 2, 3, 4]


def test_the_same_message_to_two_servers_is_one_turn(client, lines):
    key = str(uuid.uuid4())
    for line in lines:
        line.say("Bonjour !", key)
    here, there = (line.result() for line in lines)

    assert here == there
    assert [m["sequence_number"] for m in client.messages()] == [1, 2]


def test_the_same_message_over_rest_at_another_server_waits_for_its_turn(client, elsewhere, lines):
    key = str(uuid.uuid4())
    lines[0].say("Bonjour !", key)
    lines[0].until("turn_accepted")

    answer = client.at(elsewhere).say("Bonjour !", client_message_id=key)

    assert answer.json() == lines[0].result()


def test_a_socket_at_another_server_gets_the_text_so_far(client, elsewhere, lines, scripted):
    scripted("stall-2", "stall-2", "stall-2", "stall-2")
    lines[0].say("Bonjour !")
    (*_, delta) = lines[0].until("assistant_delta")

    def text_so_far():
        with client.socket("?after_sequence=0", at=elsewhere) as late:
            pending = late.welcome[-1]["data"]["pending_turn"]
            return pending and pending["text_so_far"]

    # What is shared may be a moment behind what was told.
    assert wait_for(text_so_far)[:10] == delta["data"]["text"][:10]
    lines[0].send(type="cancel")
    lines[0].result()


def test_a_turn_is_cancelled_at_once_from_another_server(client, lines, scripted):
    scripted("stall-2", "stall-2")
    here, there = lines
    here.say("Bonjour !")
    here.until("assistant_delta")
    there.until("assistant_delta")

    there.send(type="cancel")
    turn = here.result()

    assert turn == there.result()
    assert 0 < len(turn["assistant_turn"]["message"]["content"]) < 60
    assert turn["assistant_turn"]["degraded"] is False


@pytest.fixture(scope="module")
def pair(deployment):
    return deployment.start("--workers", "2")


@pytest.fixture(params=[2, 4])
def several(request, deployment, elsewhere, pair):
    """Servers with so many processes together."""
    alone = [deployment.survivor, elsewhere]
    servers = alone if request.param == 2 else [*alone, pair]
    return [trusted(server) for server in servers]


@dataclass
class Talk:
    """What is kept of a conversation on two devices, and what each of them was told."""

    transcript: list
    told: tuple[list[dict], list[dict]]


def talk_to(servers) -> Talk:
    """Talk through a proxy that gives each connection to the next server."""
    with ChaosProxy.before(*(server.url for server in servers)) as proxy:
        client = Client(proxy)
        with client.socket() as one, client.socket() as two:
            hear_each_other(one, two)
            told = [], []
            for line, content in zip(itertools.cycle([one, two]), LINES):  # noqa: B905
                line.say(content)
                for device, frames in zip((one, two), told, strict=True):
                    frames += device.until("turn_result")
        return Talk([kept(message) for message in client.messages()], told)


def kept(message):
    corrections = message["error_feedback"] and message["error_feedback"]["errors"]
    fixed = [(error["span"], error["suggestion"]) for error in corrections or ()]
    return message["sequence_number"], message["content"], message["xp_earned"], fixed


def test_several_processes_behind_a_proxy_talk_as_one_does(deployment, several):
    expected, talk = talk_to([deployment.survivor]), talk_to(several)

    assert talk.transcript == expected.transcript
    assert talk.transcript[2][-1][0][1] == "J'aime"
    assert [number for number, *_ in talk.transcript] == list(range(1, 2 * len(LINES) + 1))
    here, there = talk.told
    assert without_typing(here) == without_typing(there)
    kinds = [frame["type"] for frame in here]
    assert kinds.count("turn_accepted") == kinds.count("turn_result") == len(LINES)


def without_typing(frames):
    return [frame for frame in frames if frame["type"] != "typing"]

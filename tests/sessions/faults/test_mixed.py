"""Everything at once, in an order that nobody thought of; what must hold, holds after every step."""

import contextlib
import uuid

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from websockets.exceptions import ConnectionClosed

from tests.rig.clients import Client, wait_for

CONTENTS = st.sampled_from(["Bonjour !", "Je aime Paris.", "J'ai mangé une pomme."])
FAULTS = st.sampled_from(["fail-503", "cut-2", "stall-2", "drop-headers", "refuse"])
DEVICES = st.sampled_from([0, 1])


class Talk(RuleBasedStateMachine):
    """One learner, one session, two devices, each on a server of its own.

    Servers are killed and started, the model fails, Redis goes away, PostgreSQL cuts its
    connections, tabs close. What was acknowledged is kept, what was kept had been said.
    """

    said = Bundle("said")

    @initialize()
    def begin(self):
        self.acknowledged: dict[str, str] = {}
        self.attempted: dict[str, str] = {}
        self.faults = contextlib.ExitStack()
        self.has_killed = self.is_without_redis = False
        self.lines, self.stacks = [None, None], [contextlib.ExitStack(), contextlib.ExitStack()]
        self.client = Client(self.running_server(0))

    # Devices

    def running_server(self, device):
        """Return the device's server, or the other one while that starts."""
        order = [self.servers[device], self.servers[1 - device]]
        return wait_for(lambda: next((server for server in order if server.answers()), None))

    def line(self, device):
        if self.lines[device] is None:
            self.lines[device] = wait_for(lambda: self.opened(device))
        return self.lines[device]

    def opened(self, device):
        socket = self.client.socket("?after_sequence=0", at=self.running_server(device))
        with contextlib.suppress(ConnectionClosed, OSError):
            return self.stacks[device].enter_context(socket)

    def close(self, device):
        self.lines[device] = None
        self.stacks[device].close()

    @contextlib.contextmanager
    def on(self, device):
        """Lend the device's line; one that turns out to be lost is opened again the next time."""
        try:
            yield self.line(device)
        except ConnectionClosed:
            self.close(device)

    # What the learner does

    @rule(target=said, content=CONTENTS, device=DEVICES)
    def say(self, content, device):
        key = str(uuid.uuid4())
        self.send(content, key, device)
        return content, key

    @rule(message=said, device=DEVICES)
    def say_again(self, message, device):
        self.send(*message, device)

    def send(self, content, key, device):
        self.attempted[key] = content
        with self.on(device) as line:
            line.say(content, key)
            answer = {}
            while answer.get("client_message_id") != key:
                (*_, frame) = line.until("turn_accepted", "error")
                answer = frame["data"]
            if frame["type"] == "turn_accepted":
                self.acknowledged[key] = content

    @rule(device=DEVICES)
    def cancel(self, device):
        with self.on(device) as line:
            line.send(type="cancel")

    @rule(device=DEVICES)
    def retry(self, device):
        server = self.client.at(self.running_server(device))
        answer = server.request("get", server.messages_path)
        items = answer.json()["items"] if answer.is_success else []
        for last in [m for m in items if m["sender"] == "user"][-1:]:
            server.request("post", f"{server.messages_path}/{last['id']}/retry")

    @rule(device=DEVICES)
    def come_back(self, device):
        self.close(device)

    @rule(device=DEVICES)
    def complete_the_session(self, device):
        server = self.client.at(self.running_server(device))
        server.request("patch", f"/sessions/{self.client.session_id}", {"status": "completed"})

    # What happens to them

    @rule(fault=FAULTS)
    def break_the_model(self, fault):
        self.script(fault, fault)

    @precondition(lambda self: not self.has_killed)
    @rule(device=DEVICES)
    def kill_a_server(self, device):
        self.has_killed = True
        self.servers[device].kill()
        self.servers[device].start(until=lambda: True)  # the other one stands in meanwhile

    @precondition(lambda self: self.away and not self.is_without_redis)
    @rule()
    def lose_redis(self):
        self.is_without_redis = True
        self.faults.enter_context(self.away.redis.refusing())

    @precondition(lambda self: self.is_without_redis)
    @rule()
    def find_redis_again(self):
        self.is_without_redis = False
        self.faults.close()

    @precondition(lambda self: self.away)
    @rule()
    def cut_the_database_off(self):
        self.away.postgresql.reset()

    # What must hold

    @invariant()
    def nothing_contradicts_itself(self):
        assert self.examiner.broken_invariants() == []

    def teardown(self):
        if not hasattr(self, "client"):
            return
        self.faults.close()
        for device in (0, 1):
            self.close(device)
        wait_for(self.has_settled)
        self.nothing_contradicts_itself()
        self.client = self.client.at(self.running_server(0))
        messages = self.client.messages()
        kept = {m["client_message_id"]: m["content"] for m in messages if m["sender"] == "user"}
        assert self.acknowledged.items() <= kept.items() <= self.attempted.items()
        assert [m["sequence_number"] for m in messages] == list(range(1, len(messages) + 1))
        earned = sum(message["xp_earned"] for message in messages)
        assert self.client.call("get", "/users/me")["total_xp"] == earned

    def has_settled(self):
        with (
            contextlib.suppress(ConnectionClosed, OSError),
            self.client.socket(at=self.running_server(0)) as line,
        ):
            return line.welcome[-1]["data"]["pending_turn"] is None


@pytest.fixture
def talk(deployment, examiner, scripted, stores):
    """The machine on servers of its own: the session's other tests need theirs alive."""
    Talk.servers = [deployment.start(LLM_REQUEST_TIMEOUT_SECONDS="3") for _ in range(2)]
    Talk.script, Talk.examiner, Talk.away = staticmethod(scripted), examiner, stores[1]
    return Talk


def test_nothing_is_lost_or_doubled_in_any_order_of_faults(talk):
    talk.TestCase.settings = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    talk.TestCase().runTest()

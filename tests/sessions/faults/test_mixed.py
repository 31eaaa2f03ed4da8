"""Everything at once, in an order that nobody thought of; what must hold, holds in the end."""

import contextlib
import uuid

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from tests.sessions.faults.deployments import Client, wait_for

CONTENTS = st.sampled_from(["Bonjour !", "Je aime Paris.", "J'ai mangé une pomme."])
FAULTS = st.sampled_from(["fail-503", "cut-2", "stall-2", "drop-headers", "refuse"])


class Talk(RuleBasedStateMachine):
    """One learner, one session; the server is killed and started, the model fails, tabs close."""

    said = Bundle("said")

    @initialize()
    def begin(self):
        self.client = Client(self.server)
        self.acknowledged: dict[str, str] = {}
        self.lines = contextlib.ExitStack()
        self.connect()

    def connect(self):
        self.line = self.lines.enter_context(self.client.socket("?after_sequence=0"))

    @rule(target=said, content=CONTENTS)
    def say(self, content):
        key = str(uuid.uuid4())
        self.send(content, key)
        return content, key

    @rule(message=said)
    def say_again(self, message):
        self.send(*message)

    def send(self, content, key):
        self.line.say(content, key)
        (*_, answer) = self.line.until("turn_accepted", "error")
        if answer["type"] == "turn_accepted":
            self.acknowledged[key] = content

    @rule()
    def cancel(self):
        self.line.send(type="cancel")

    @rule()
    def come_back(self):
        self.lines.close()
        self.connect()

    @rule(fault=FAULTS)
    def break_the_model(self, fault):
        self.script(fault, fault)

    @rule()
    def kill_the_server(self):
        self.server.kill()
        self.server.start()
        self.come_back()

    @rule()
    def complete_the_session(self):
        self.client.call("patch", f"/sessions/{self.client.session_id}", {"status": "completed"})

    def teardown(self):
        if not hasattr(self, "client"):
            return
        self.lines.close()
        wait_for(self.has_settled)
        messages = self.client.messages()
        kept = {m["client_message_id"]: m["content"] for m in messages if m["sender"] == "user"}
        assert kept == self.acknowledged
        assert [m["sequence_number"] for m in messages] == list(range(1, len(messages) + 1))
        earned = sum(message["xp_earned"] for message in messages)
        assert self.client.call("get", "/users/me")["total_xp"] == earned

    def has_settled(self):
        with self.client.socket() as line:
            return line.welcome[-1]["data"]["pending_turn"] is None


@pytest.fixture
def talk(deployment, scripted):
    """The machine on a server of its own: the session's other tests need theirs alive."""
    Talk.server, Talk.script = deployment.start(), staticmethod(scripted)
    return Talk


def test_nothing_is_lost_or_doubled_in_any_order_of_faults(talk):
    talk.TestCase.settings = settings(
        max_examples=6,
        stateful_step_count=8,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    talk.TestCase().runTest()

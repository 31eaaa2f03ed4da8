import re

import pytest

from tests.rig.fake_gateway import FakeGateway
from tests.rig.gateway_process import call, running_gateway


@pytest.fixture
def address():
    with running_gateway(latency=0.01) as address:
        yield address


def test_gateway_runs_on_its_own_and_is_told_what_to_do(address):
    call(f"{address}/_script", {"modes": ["ok"], "reply": "Bonjour."})
    body = {"model": "m", "messages": [{"role": "user", "content": "Salut"}]}

    answer = call(f"{address}/v1/chat/completions", body)

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
    assert answer["choices"][0]["message"]["content"] == "Bonjour."
    assert [request["body"] for request in call(f"{address}/_requests")] == [body]
    assert call(f"{address}/_stats") == {
        "running": 0, "most_running": 1, "served": 1, "modes_left": [],
    }  # fmt: skip


def test_requests_can_be_forgotten(address):
    call(f"{address}/v1/messages", {"model": "m", "messages": []})

    call(f"{address}/_requests", method="DELETE")

    assert call(f"{address}/_requests") == []


def test_words_to_introduce_are_introduced():
    gateway = FakeGateway()
    told = "<introduce>\n<word><lemma>quai</lemma><meaning>platform</meaning></word>\n</introduce>"

    answer = gateway.models.answer({"messages": [{"role": "user", "content": told}]}, "ok")

    assert answer.text == f"Voici « quai » (platform). {gateway.models.reply}"
    assert "".join(answer.pieces) == answer.text


def test_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="No such mode: explode"):
        FakeGateway().script("ok", "explode")

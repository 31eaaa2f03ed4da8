import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.rig.fake_gateway import FakeGateway

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def address():
    command = [sys.executable, "-m", "tests.rig.fake_gateway", "--latency", "0.01"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().strip()
        process.terminate()


def call(url, body=None, method=None):
    sent = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, sent, method=method)) as response:
        return json.load(response)


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

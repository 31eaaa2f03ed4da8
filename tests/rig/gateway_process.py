"""The fake gateway as a process of its own, for servers and commands that run in theirs."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running_gateway(*, latency: float = 0.0) -> Iterator[str]:
    """Run a gateway on a free port; yields its address, without /v1."""
    command = [sys.executable, "-m", "tests.rig.fake_gateway", "--latency", str(latency)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def call(url: str, body: Any = None, method: str | None = None) -> Any:
    """Send JSON and return the JSON of the answer."""
    sent = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, sent, method=method)) as response:
        return json.load(response)

"""Whatever is uploaded, the server that takes it stays small, answers, and says what was wrong."""

import re
from pathlib import Path

import httpx
import pytest

from tests.rig.hostile_files import MIB, hostile_files
from tests.rig.servers import WebServer, embedded, manage

ENOUGH_SECONDS = 120
MOST_GROWTH = 80 * MIB
PYTHONS_WORDS = re.compile(
    r"Traceback|Error\b|argument|NoneType|<class|codec|openpyxl|apsw|sqlite3"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    environment = embedded(folder)
    manage("migrate", "--verbosity", "0", environment=environment)
    server = WebServer(folder, environment)
    # What it loads beside the open port is no file's fault.
    server.start(
        until=lambda: server.answers() and "_warm_french_model" in server.tail(100),
        timeout_seconds=180,
    )
    yield server
    server.stop()


@pytest.fixture(scope="module")
def guest(server):
    with httpx.Client(base_url=f"{server.url}/api/v1", timeout=ENOUGH_SECONDS) as client:
        token = client.post("/auth/guest", json={}).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        upload(client, "words.csv", b"word\neau\n")  # what every upload needs is loaded
        yield client


def upload(client, name, content):
    return client.post("/progress/import", files={"file": (name, content)})


def peak_memory(pid: int) -> int:
    """Return the most bytes that a process held since its peak was last reset."""
    status = Path(f"/proc/{pid}/status").read_text()
    return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status)[1])


def reset_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


@pytest.mark.parametrize("idea", hostile_files())
def test_a_hostile_file_is_answered_and_the_server_stays_small(server, guest, idea):
    name, build = hostile_files()[idea]
    content = build()
    reset_peak(server.pid)
    before = peak_memory(server.pid)

    answer = upload(guest, name, content)

    body = answer.json()
    assert answer.status_code in (200, 413, 422), body
    assert answer.status_code == 200 or body["detail"].endswith(".")
    assert not PYTHONS_WORDS.search(answer.text)
    assert peak_memory(server.pid) - before < MOST_GROWTH
    assert guest.get("/users/me").status_code == 200

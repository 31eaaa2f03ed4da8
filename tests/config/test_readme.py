"""The README says what is true: its example runs, its settings are all of them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tests.rig.servers import ROOT, WebServer, embedded, manage

README = (ROOT / "README.md").read_text()
EXAMPLE = ROOT / "examples" / "talk.py"


def test_the_client_in_the_readme_is_the_example():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    assert code.strip() == EXAMPLE.read_text().strip()


def test_every_setting_is_in_the_table():
    table = README.partition("## Settings")[2].partition("## Decisions")[0]

    assert set(re.findall(r"`([A-Z_]+)`", table)) == set(dotenv_values(ROOT / ".env.example"))


@pytest.mark.parametrize("link", re.findall(r"`((?:[a-z_]+/)+[\w.]*)`", README))
def test_every_path_that_is_named_exists(link):
    assert link == "var/" or (ROOT / Path(link)).exists()


def test_the_example_talks_with_a_server(tmp_path):
    environment = embedded(tmp_path)
    manage("migrate", environment=environment)
    server = WebServer(tmp_path, environment)
    server.start()
    try:
        talk = subprocess.run(
            [sys.executable, EXAMPLE, server.url],
            input="Bonjour ! Je aime le pain.\n\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        server.stop()

    assert talk.stdout.startswith("Tutor: ")
    assert "Je aime -> J'aime" in talk.stdout
    assert "+10 XP" in talk.stdout
